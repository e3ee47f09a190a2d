package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestEveryFaultOfTheConfigurationAtOnce(t *testing.T) {
	err := run(t.Context(), []string{
		"LINCHPIN_LISTEN=nowhere", "LINCHPIN_AUTH=maybe", "LINCHPIN_LOG=loud", "LINCHPIN_NEO4J_URI=neo4j://x",
		"LINCHPIN_PUBLIC_URL=http://linchpin.example.com", "LINCHPIN_TOKEN_FILE=/does/not/exist", "LINCHPIN_LISTN=:1", "OTHER=1",
	}, []string{"serve", "--what"}, io.Discard, io.Discard)
	for _, want := range []string{"_LISTEN", "_AUTH", "_LOG", "_PASSWORD", "_PUBLIC_URL", "_TOKEN_FILE", "_LISTN ", "-what"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q does not name %s", err, want)
		}
	}
	if status(err) != 2 {
		t.Errorf("status %d", status(err))
	}
}

func TestOffMeansLoopback(t *testing.T) {
	for _, tc := range []struct {
		listen, auth, public string
		good                 bool
	}{
		{"127.0.0.1:0", "off", "", true},
		{"localhost:1", "off", "", true},
		{"[::1]:1", "off", "", true},
		{":8080", "off", "", false},
		{"0.0.0.0:8080", "off", "", false},
		{"192.0.2.1:1", "off", "", false},
		{"0.0.0.0:8080", "on", "https://linchpin.example.com", true},
		{"0.0.0.0:8080", "on", "https://x/path", false},
		{"127.0.0.1:1", "on", "http://localhost:8080", true},
		{"127.0.0.1:1", "on", "ftp://x", false},
	} {
		c := config{Listen: tc.listen, Auth: tc.auth, PublicURL: tc.public, Log: "info", Data: "d"}
		if errs := c.faults(); (len(errs) == 0) != tc.good {
			t.Errorf("%+v: %v", tc, errs)
		}
	}
}

func TestFlagsWinOverVariablesAndStandAnywhere(t *testing.T) {
	file := filepath.Join(t.TempDir(), "password")
	if err := os.WriteFile(file, []byte("canary\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	p := &program{env: map[string]string{"LINCHPIN_LISTEN": "127.0.0.1:1", "LINCHPIN_DATA": "d", "LINCHPIN_NEO4J_PASSWORD_FILE": file}}
	c, f := p.configure("x")
	words, err := f.parse([]string{"one", "--listen", "127.0.0.1:2", "two"}, c.faults)
	if err != nil || !slices.Equal(words, []string{"one", "two"}) {
		t.Fatal(words, err)
	}
	if c.Listen != "127.0.0.1:2" || c.Data != "d" || c.Password != "canary" || c.User != "neo4j" {
		t.Errorf("%+v", c)
	}
	for _, verb := range []string{"%v", "%+v", "%s", "%#v", "%q"} {
		if text := fmt.Sprintf(verb, *c); strings.Contains(text, "canary") {
			t.Errorf("%s prints a secret: %s", verb, text)
		}
	}
}

func TestTheReadmeHasTheManual(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(manual()) {
		if !strings.Contains(string(readme), line) {
			t.Errorf("README.md has not the line %q of the manual", line)
		}
	}
}

func TestWrongUseIsStatusTwoAndHelpIsNot(t *testing.T) {
	for _, args := range [][]string{
		nil,
		{"surve"},
		{"user"},
		{"user", "lonk"},
		{"import"},
		{"import", "x.csv", "--as", "things"},
		{"ask"},
		{"ask", "who"},
		{"ask", "paths", "one"},
		{"ask", "sourcing", "--top", "x"},
		{"token", "create", "--role", "root", "--name", "x"},
		{"user", "link", "--role", "admin"},
		{"check", "it"},
		{"export", "one", "two"},
		{"restore"},
		{"serve", "it"},
		{"token", "create", "--role", "viewer", "--name", "x", "--days", "0"},
	} {
		if err := run(t.Context(), nil, args, io.Discard, io.Discard); status(err) != 2 {
			t.Errorf("%q: status %d, %v", args, status(err), err)
		}
	}
	for _, args := range [][]string{
		{"help"},
		{"--help"},
		{"serve", "-h"},
		{"ask", "--help"},
		{"help", "import"},
		{"user", "--help"},
		{"user", "link", "-h"},
		{"token", "-h"},
		{"help", "token"},
		{"version"},
	} {
		var out bytes.Buffer
		if err := run(t.Context(), nil, args, &out, io.Discard); err != nil || out.Len() == 0 {
			t.Errorf("%q: %v, printed %d", args, err, out.Len())
		}
	}
}

func TestTheHelpOfACommandTellsOnlyOfWhatAppliesToIt(t *testing.T) {
	for command, applies := range map[string]struct{ in, out []string }{
		"serve":        {[]string{"--listen", "--auth", "--data", "LINCHPIN_NEO4J_PASSWORD"}, []string{"--neo4j-password", "LINCHPIN_TOKEN"}},
		"import":       {[]string{"--as", "--url", "LINCHPIN_TOKEN"}, []string{"--token", "--listen", "--data", "--neo4j-uri"}},
		"check":        {[]string{"--json", "--data", "--neo4j-uri"}, []string{"--listen", "--url", "--auth"}},
		"user link":    {[]string{"--role", "--public-url", "--data"}, []string{"--auth", "--log"}},
		"token create": {[]string{"--days", "--data"}, []string{"--listen", "--url"}},
	} {
		var out bytes.Buffer
		if err := run(t.Context(), nil, append(strings.Fields(command), "-h"), &out, io.Discard); err != nil {
			t.Fatal(command, err)
		}
		for _, word := range applies.in {
			if !strings.Contains(out.String(), word+" ") {
				t.Errorf("%s -h does not tell of %s", command, word)
			}
		}
		for _, word := range applies.out {
			if strings.Contains(out.String(), word+" ") {
				t.Errorf("%s -h tells of %s", command, word)
			}
		}
	}
}
