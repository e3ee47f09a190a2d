package neostore

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"linchpin/graph"
)

// makers are the functions that may make a query of a text. They are handed
// the texts of files, and names of kinds and fields that are constants.
var makers = map[string][]string{
	"cypher.go":  {"eachKind", "eachLink", "eachSort", "eachFrom", "eachEnd"},
	"migrate.go": {"split"},
}

// TestOnlyConstantQueries walks the syntax of the package. What reaches the
// driver is always a parameter of the type query; the compiler sees to it that
// only a query is passed for it. So it is enough that nothing becomes a query
// but a file of Cypher: no conversion outside the makers, no literal, no
// assignment to a variable that holds one.
func TestOnlyConstantQueries(t *testing.T) {
	fset := token.NewFileSet()
	driven, converted := 0, 0
	for _, path := range must(filepath.Glob("*.go")) {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		for _, decl := range must(parser.ParseFile(fset, path, nil, 0)).Decls {
			fn, _ := decl.(*ast.FuncDecl)
			ast.Inspect(decl, func(n ast.Node) bool {
				at := func() string { return fset.Position(n.Pos()).String() }
				switch n := n.(type) {
				case *ast.CallExpr:
					switch called(n) {
					case "query":
						converted++
						if fn == nil || !slices.Contains(makers[path], fn.Name.Name) {
							t.Errorf("%s: a text becomes a query", at())
						}
					case "Run", "ExecuteQuery":
						driven++
						if !drivesQuery(n) {
							t.Errorf("%s: the driver is given something else than a parameter of the type query", at())
						}
					case "eachKind", "eachLink", "eachSort", "eachFrom", "eachEnd":
						if path != "cypher.go" {
							t.Errorf("%s: queries are made outside cypher.go", at())
						}
					}
					for _, arg := range n.Args {
						if text, ok := arg.(*ast.BasicLit); ok && strings.Contains(text.Value, "MATCH") && called(n) != "ReplaceAll" {
							t.Errorf("%s: a query stands in the code", at())
						}
					}
				case *ast.AssignStmt:
					for _, left := range n.Lhs {
						if x, ok := left.(*ast.Ident); ok && n.Tok == token.ASSIGN && x.Obj == nil && x.Name != "_" {
							t.Errorf("%s: the package's variable %s is assigned to", at(), x.Name)
						}
					}
				}
				return true
			})
		}
	}
	if driven != 3 || converted < 5 {
		t.Errorf("%d calls of the driver, %d conversions: the test looks at something else", driven, converted)
	}
}

// drivesQuery reports whether the query of a call of the driver is string(q),
// where q is a parameter of the type query.
func drivesQuery(call *ast.CallExpr) bool {
	for _, arg := range call.Args {
		text, ok := arg.(*ast.CallExpr)
		if !ok || called(text) != "string" || len(text.Args) != 1 {
			continue
		}
		q, ok := text.Args[0].(*ast.Ident)
		if !ok || q.Obj == nil {
			return false
		}
		param, ok := q.Obj.Decl.(*ast.Field)
		if !ok {
			return false
		}
		typ, ok := param.Type.(*ast.Ident)
		return ok && typ.Name == "query"
	}
	return false
}

func called(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

// TestFilesOfQueries holds the files to what the plans rely on.
func TestFilesOfQueries(t *testing.T) {
	embedded := string(must(os.ReadFile("cypher.go")))
	plainLabel := regexp.MustCompile(`\(\w*:(Partner|Product|Component|Offering|Contract|Certificate|RoadmapItem|Person|\{Label\}) \{id`)
	for _, path := range must(filepath.Glob("cypher/*.cypher")) {
		text := string(must(os.ReadFile(path)))
		if !strings.Contains(embedded, "//go:embed "+path+"\n") {
			t.Errorf("%s is used by nothing", path)
		}
		if plainLabel.MatchString(text) {
			t.Errorf("%s looks up an id without the label Entity: a scan", path)
		}
		for _, word := range []string{"LOAD CSV", "apoc.", "gds.", "elementId(", " id(", "]->*(", "]-*("} {
			if strings.Contains(text, word) {
				t.Errorf("%s holds %q", path, word)
			}
		}
	}
	for name, q := range texts(t) {
		if left := regexp.MustCompile(`\{[A-Z]+\}|\{field\}`).FindString(string(q)); left != "" {
			t.Errorf("%s: %s is not filled in", name, left)
		}
	}
	for _, file := range []string{"links", "links_at", "links_from"} {
		text := string(must(os.ReadFile("cypher/" + file + ".cypher")))
		for _, r := range graph.LinkRules() {
			if own := regexp.MustCompile(`[:|]` + r.Kind.Type() + `\b`).MatchString(text); own != (r.Body == "") {
				t.Errorf("%s.cypher: links %s among those of their own: %v", file, r.Kind, own)
			}
		}
	}
}
