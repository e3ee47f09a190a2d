package neo4jd

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"time"
)

const plugin = "org.apache.maven.plugins:maven-dependency-plugin:2.8:build-classpath"

// maven has the class path of a pom written to a file. What it fetches is
// counted for progress, unless that is nil.
func maven(ctx context.Context, pom, out string, progress func(string, ...any), more ...string) error {
	mvn, err := exec.LookPath("mvn")
	if err != nil {
		return fmt.Errorf("%w: install it (on Debian: apt-get install maven)%s", ErrNoMaven, otherwise)
	}
	args := append([]string{"-B", "-f", pom, plugin, "-Dmdep.includeScope=runtime", "-Dmdep.outputFile=" + out}, more...)
	cmd := exec.CommandContext(ctx, mvn, args...)
	text, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	cmd.Stderr = cmd.Stdout
	if err := cmd.Start(); err != nil {
		return err
	}
	f := fetched{progress: progress, told: time.Now()}
	f.read(text)
	if err := cmd.Wait(); err != nil {
		return fmt.Errorf("mvn: %w: %s", err, f.fault)
	}
	return nil
}

// fetched counts what Maven says it has downloaded.
type fetched struct {
	progress func(string, ...any)
	told     time.Time
	files    int
	mb       float64
	fault    string // the first error Maven named
}

var downloaded = regexp.MustCompile(`Downloaded from .* \(([0-9.]+) ([kM]?)B`)

func (f *fetched) read(r io.Reader) {
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		f.line(lines.Text())
		if f.progress != nil && f.files > 0 && time.Since(f.told) > 2*time.Second {
			f.told = time.Now()
			f.progress("fetching the Neo4j server: %d files, %.0f MB", f.files, f.mb)
		}
	}
	_, _ = io.Copy(io.Discard, r) // a line too long for the scanner must not block Maven
}

func (f *fetched) line(line string) {
	if rest, ok := strings.CutPrefix(line, "[ERROR] "); ok && f.fault == "" {
		f.fault = rest
	}
	m := downloaded.FindStringSubmatch(line)
	if m == nil {
		return
	}
	size, _ := strconv.ParseFloat(m[1], 64) // the pattern lets only numbers through
	f.files++
	f.mb += size * map[string]float64{"": 1e-6, "k": 1e-3, "M": 1}[m[2]]
}
