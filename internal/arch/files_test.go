package arch

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const (
	maxLines    = 600
	maxMedian   = 150
	maxFunction = 60
	root        = "../.."
)

// sources are the kinds of files that people write and read here.
var sources = []string{".go", ".ts", ".tsx", ".css", ".cypher"}

// generated are files and folders that nobody reads from top to bottom.
var generated = []string{"web/src/api/schema.d.ts", "web/node_modules", "web/dist", "web/test-results", "web/.vite", "bin", "data", ".git"}

// lines returns the number of lines of each source file.
func lines(t *testing.T) map[string]int {
	t.Helper()
	found := map[string]int{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		switch {
		case err != nil:
			return err
		case slices.Contains(generated, name) && d.IsDir():
			return filepath.SkipDir
		case slices.Contains(generated, name) || d.IsDir() || !slices.Contains(sources, filepath.Ext(name)):
			return nil
		}
		b, err := os.ReadFile(path)
		found[name] = bytes.Count(b, []byte("\n"))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestFilesStaySmall(t *testing.T) {
	found := lines(t)
	var sizes []int
	for name, n := range found {
		sizes = append(sizes, n)
		if n > maxLines {
			t.Errorf("%s has %d lines, more than %d: give a part of it a name of its own", name, n, maxLines)
		}
	}
	slices.Sort(sizes)
	if len(sizes) < 10 {
		t.Fatalf("only %d files found", len(sizes))
	}
	if median := sizes[len(sizes)/2]; median > maxMedian {
		t.Errorf("the median file has %d lines, more than %d", median, maxMedian)
	}
}

// TestPackagesSayWhatTheyAre wants a package comment, and it in the file that
// bears the package's name (main.go for a program).
func TestPackagesSayWhatTheyAre(t *testing.T) {
	for _, line := range golist(t, "{{.Dir}}|{{.Name}}|{{.Doc}}") {
		f := strings.SplitN(line, "|", 3)
		dir, name, doc := f[0], f[1], f[2]
		if doc == "" {
			t.Errorf("package %s has no comment", dir)
		}
		b, err := os.ReadFile(filepath.Join(dir, name+".go"))
		if err != nil {
			t.Errorf("package %s has no file named after it", dir)
			continue
		}
		start := "// Package " + name + " "
		if name == "main" {
			start = "// Command " + filepath.Base(dir) + " "
		}
		if !strings.Contains("\n"+string(b), "\n"+start) {
			t.Errorf("the package comment of %s is not in %s.go, or does not begin with %q", dir, name, start)
		}
	}
}

func TestFunctionsStaySmall(t *testing.T) {
	for name := range lines(t) {
		if filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			continue
		}
		long, err := longFunctions(filepath.Join(root, name))
		if err != nil {
			t.Error(err)
		}
		for fn, n := range long {
			t.Errorf("%s: %s has %d lines, more than %d", name, fn, n, maxFunction)
		}
	}
}
