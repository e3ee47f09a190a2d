package arch

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "linchpin/"

const (
	validator = "github.com/go-playground/validator/v10"
	driver    = "github.com/neo4j/neo4j-go-driver/v5"
	gin       = "github.com/gin-gonic/gin"
	text      = "golang.org/x/text"
	excelize  = "github.com/xuri/excelize/v2"
)

// all are the packages of the product, for those who wire them.
var all = []string{
	"graph", "graph/names", "graph/neo4jd", "graph/neostore", "risk", "risk/faulttree", "importers", "importers/document", "importers/match",
	"identity", "jobs", "api", "web", "demo",
}

// allowed lists, for each package, what it may import beside the standard
// library. A module's path stands for all packages of it. Adding to the table
// is a design decision: see ARCHITECTURE.md.
var allowed = map[string][]string{
	"graph/names":              {text},
	"graph":                    {"graph/names", validator},
	"graph/neo4jd":             {},
	"graph/neostore":           {"graph", "graph/names", "identity", "importers", "jobs", driver},
	"risk":                     {"graph", "risk/faulttree"},
	"risk/faulttree":           {},
	"importers/match":          {"graph", "graph/names"},
	"importers/document":       {"graph", "graph/names"},
	"importers":                {"graph", "graph/names", "importers/document", "importers/match", text, excelize},
	"identity":                 {"graph"},
	"jobs":                     {"graph", "importers"},
	"api":                      {"graph", "risk", "importers", "identity", "jobs", gin},
	"web":                      {},
	"demo":                     {},
	"cmd/linchpin":             all,
	"internal/arch":            {},
	"internal/neotest":         {"graph/neo4jd", driver},
	"internal/warm":            {"graph/neo4jd"},
	"internal/bench":           append([]string{"internal/bench/ecosystem", "internal/neotest", driver, excelize}, all...),
	"internal/bench/ecosystem": {"graph"},
}

// tests says what the tests of any package may import beside what it may.
var tests = []string{
	"github.com/getkin/kin-openapi", "github.com/google/go-cmp", "pgregory.net/rapid", "go.uber.org/goleak",
}

// golist returns one line a package of this module, as a template has it.
func golist(t *testing.T, format string) []string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-tags", "nomsgpack", "-f", format, module+"...").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

// outside returns the imports that are neither allowed nor standard library.
func outside(imports, may []string) (found []string) {
	for _, imp := range imports {
		own, isOwn := strings.CutPrefix(imp, module)
		first, _, _ := strings.Cut(imp, "/")
		if !isOwn && !strings.Contains(first, ".") {
			continue // standard library
		}
		if !slices.ContainsFunc(may, func(m string) bool { return own == m || !isOwn && strings.HasPrefix(imp, m+"/") }) {
			found = append(found, own)
		}
	}
	return found
}

func TestImports(t *testing.T) {
	for _, line := range golist(t, `{{.ImportPath}} {{join .Imports " "}}`) {
		f := strings.Fields(line)
		pkg := strings.TrimPrefix(f[0], module)
		may, ok := allowed[pkg]
		if !ok {
			t.Errorf("package %s is not in the picture", pkg)
		}
		for _, imp := range outside(f[1:], may) {
			t.Errorf("%s must not import %s", pkg, imp)
		}
	}
}

// TestImportsOfTests keeps other mocks, assertion libraries and second routers
// out: tests may import every package of ours, and few of others.
func TestImportsOfTests(t *testing.T) {
	for _, line := range golist(t, `{{.ImportPath}} {{join .TestImports " "}} {{join .XTestImports " "}}`) {
		f := strings.Fields(line)
		pkg := strings.TrimPrefix(f[0], module)
		for _, imp := range outside(f[1:], append(slices.Clone(tests), driver, gin, text, excelize)) {
			if _, ours := allowed[imp]; !ours {
				t.Errorf("the tests of %s must not import %s", pkg, imp)
			}
		}
	}
}

func TestOutside(t *testing.T) {
	got := outside(
		[]string{"net/http", "linchpin/graph", "linchpin/graph/neostore", "example.org/x/y", "example.org/xy", "linchpin/risk"},
		[]string{"graph", "example.org/x"})
	if want := []string{"graph/neostore", "example.org/xy", "risk"}; !slices.Equal(got, want) {
		t.Errorf("outside: %q, want %q", got, want)
	}
}
