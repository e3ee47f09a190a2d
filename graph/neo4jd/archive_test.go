package neo4jd

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// Archives of servers whose program was killed, and of a Java or Neo4j of long
// ago, do not fill the cache.
func TestForgottenArchivesGo(t *testing.T) {
	dir, now := t.TempDir(), time.Now()
	for name, age := range map[string]time.Duration{
		"classes-aa.jsa":          90 * 24 * time.Hour,
		"classes-aa.jsa.new1":     2 * time.Hour,
		"classes-aa.jsa.new2":     2 * time.Minute,
		"classes-bb.jsa":          29 * 24 * time.Hour,
		"classes-cc.jsa":          31 * 24 * time.Hour,
		"classpath-aa.txt":        90 * 24 * time.Hour,
		"classes-dd.jsa.new40000": 90 * 24 * time.Hour,
	} {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, nil, 0o400); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(file, now.Add(-age), now.Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	sweepArchives(filepath.Join(dir, "classes-aa.jsa"), now)
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var left []string
	for _, e := range entries {
		left = append(left, e.Name())
	}
	if want := []string{"classes-aa.jsa", "classes-aa.jsa.new2", "classes-bb.jsa", "classpath-aa.txt"}; !slices.Equal(left, want) {
		t.Errorf("%v are left, want %v", left, want)
	}
}
