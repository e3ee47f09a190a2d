package neo4jd

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
)

const otherwise = ", or set LINCHPIN_NEO4J_URI to use a Neo4j that runs elsewhere"

var (
	// ErrNoJava says that no Java that can run the server was found.
	ErrNoJava = errors.New("Neo4j needs Java 17 or 21")
	// ErrNoMaven says that Maven, which fetches the server, was not found.
	ErrNoMaven = errors.New("mvn (Maven) is needed to fetch Neo4j")
)

// java is a Java that can run the server.
type java struct{ path, version string }

// findJava returns the java of JAVA_HOME, else the one on the PATH.
func findJava(ctx context.Context) (java, error) {
	name := "java"
	if dir := os.Getenv("JAVA_HOME"); dir != "" {
		name = filepath.Join(dir, "bin", "java")
	}
	const install = ": install one (on Debian: apt-get install openjdk-17-jre-headless), set JAVA_HOME to it" + otherwise
	path, err := exec.LookPath(name)
	if err != nil {
		return java{}, fmt.Errorf("%w; there is no %s%s", ErrNoJava, name, install)
	}
	text, err := exec.CommandContext(ctx, path, "-version").CombinedOutput()
	if err != nil {
		return java{}, fmt.Errorf("%w; %s -version: %w%s", ErrNoJava, path, err, install)
	}
	if v := majorVersion(text); v != "17" && v != "21" {
		return java{}, fmt.Errorf("%w; %s is version %q%s", ErrNoJava, path, v, install)
	}
	return java{path, withoutOptions(text)}, nil
}

var (
	versionLine = regexp.MustCompile(`version "(\d+)`)
	optionsLine = regexp.MustCompile(`(?m)^(NOTE: )?Picked up .*\n`)
)

// withoutOptions leaves out what Java says of options from the environment: they
// are no part of its version.
func withoutOptions(text []byte) string { return optionsLine.ReplaceAllString(string(text), "") }

// majorVersion reads it from what java -version prints; it is empty when there
// is none.
func majorVersion(text []byte) string {
	m := versionLine.FindSubmatch(text)
	if m == nil {
		return ""
	}
	return string(m[1])
}
