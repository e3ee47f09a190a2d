package neo4jd

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestClassPathIsKept(t *testing.T) {
	cfg := Config{Cache: t.TempDir()}
	cp, err := classPath(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(cp, "neo4j-5.26.") {
		t.Errorf("no Neo4j 5.26 on the class path %q", cp)
	}
	t.Setenv("PATH", "") // no Maven from here on
	if again, err := classPath(t.Context(), cfg); err != nil || again != cp {
		t.Errorf("second time: %v", err)
	}
	kept, err := filepath.Glob(filepath.Join(cfg.Cache, "classpath-*.txt"))
	if err != nil || len(kept) != 1 {
		t.Fatal(kept, err)
	}
	if err := os.WriteFile(kept[0], []byte("/gone.jar"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := classPath(t.Context(), cfg); !errors.Is(err, ErrNoMaven) {
		t.Errorf("a class path with a missing jar: %v, want Maven to be asked", err)
	}
}

func TestFetchWaitsForItsTurn(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	var told string
	cfg := Config{Cache: t.TempDir(), Progress: func(s string) { told = s; cancel() }}
	unlock, err := lock(filepath.Join(cfg.Cache, "lock")) // as the process that fetches
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	if err := Fetch(ctx, cfg); !errors.Is(err, context.Canceled) || !strings.Contains(told, "waiting") {
		t.Errorf("%v after telling %q", err, told)
	}
}

// says checks that an error tells a user what to install and what to do instead.
func says(t *testing.T, err, kind error, install string) {
	t.Helper()
	if !errors.Is(err, kind) {
		t.Fatalf("%v, want %v", err, kind)
	}
	for _, want := range []string{install, "LINCHPIN_NEO4J_URI"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q does not say %s", err, want)
		}
	}
}

func TestWhatIsMissingIsNamed(t *testing.T) {
	java, err := exec.LookPath("java")
	if err != nil {
		t.Fatal(err)
	}
	bin := t.TempDir()
	t.Setenv("PATH", bin)
	t.Setenv("JAVA_HOME", "")
	cfg := Config{Data: t.TempDir(), Cache: t.TempDir(), Ready: handshake}
	_, err = Start(t.Context(), cfg)
	says(t, err, ErrNoJava, "openjdk-17")

	old := filepath.Join(bin, "java")
	if err := os.WriteFile(old, []byte("#!/bin/sh\necho 'openjdk version \"11.0.2\"' >&2\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	_, err = Start(t.Context(), cfg)
	says(t, err, ErrNoJava, `"11"`)

	if err := errors.Join(os.Remove(old), os.Symlink(java, old)); err != nil {
		t.Fatal(err)
	}
	_, err = Start(t.Context(), cfg)
	says(t, err, ErrNoMaven, "maven")
}

func TestMajorVersion(t *testing.T) {
	for in, want := range map[string]string{
		`openjdk version "17.0.15" 2025-04-15`:                       "17",
		"Picked up X\nopenjdk version \"21\" 2023-09-19":             "21",
		`java version "1.8.0_392"`:                                   "1",
		"The operation couldn't be completed. No Java Runtime found": "",
	} {
		if got := majorVersion([]byte(in)); got != want {
			t.Errorf("version of %q is %q, want %q", in, got, want)
		}
	}
}

// A Java with other options is the same Java, and uses the same archive.
func TestVersionIsWithoutOptions(t *testing.T) {
	const version = "openjdk version \"17.0.15\" 2025-04-15\nOpenJDK Runtime Environment\n"
	for _, options := range []string{"", "Picked up JAVA_TOOL_OPTIONS: -Xint\n", "NOTE: Picked up JDK_JAVA_OPTIONS: -Xint\n"} {
		if got := withoutOptions([]byte(options + version)); got != version {
			t.Errorf("version is %q", got)
		}
	}
}

func TestFetchedIsCounted(t *testing.T) {
	const said = `[INFO] Scanning for projects...
Downloading from central: https://repo.example/a/a-1.jar
Downloaded from central: https://repo.example/a/a-1.pom (3.5 kB at 20 kB/s)
Downloaded from central: https://repo.example/a/a-1.jar (10 MB at 2.1 MB/s)
Downloaded from central: https://repo.example/b/b-1.jar (500 kB at 1.1 MB/s)
Downloaded from central: https://repo.example/c/c-1.jar (900 B at 2.1 kB/s)
[ERROR] Could not resolve d:d:1
[ERROR] Re-run Maven with -e
`
	var f fetched
	f.read(strings.NewReader(said))
	if f.files != 4 || f.mb < 10.504 || f.mb > 10.505 {
		t.Errorf("%d files, %v MB, want 4 and 10.5044", f.files, f.mb)
	}
	if want := "Could not resolve d:d:1"; f.fault != want {
		t.Errorf("fault %q, want %q", f.fault, want)
	}
}

func TestAuthLine(t *testing.T) {
	salt := make([]byte, 32)
	for i := range salt {
		salt[i] = byte(i)
	}
	// Computed apart from this code, with Python's hashlib.
	const want = "neo4j:SHA-256,5f20770913ee2fce30f7be2a2903b52f6bd4fc39c0698314d8938176b3949b4a," +
		"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f,1024:\n"
	if got := authLine("correct horse", salt); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
