package arch

import (
	"go/ast"
	"go/parser"
	"go/token"
)

// longFunctions returns the functions of a Go file that are too long, with
// their lines.
func longFunctions(path string) (map[string]int, error) {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	long := map[string]int{}
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok {
			if n := set.Position(f.End()).Line - set.Position(f.Pos()).Line + 1; n > maxFunction {
				long[f.Name.Name] = n
			}
		}
	}
	return long, nil
}
