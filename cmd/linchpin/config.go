package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/url"
	"os"
	"reflect"
	"slices"
	"strings"
)

// prefix begins the name of every variable of the environment that is ours.
const prefix = "LINCHPIN_"

// config is everything that can be set. The tags are the manual: the variable
// (after the prefix), who uses it (the server, sign-in links, whatever opens the
// store, its clients), its default, and what it means. A flag named like the
// variable wins over it; secrets have none, since others can read a command
// line, but may be read from a file named by the variable with _FILE added.
type config struct {
	Listen    string `env:"LISTEN" of:"serve link" default:"127.0.0.1:8080" help:"address to listen on; port 0 picks a free one and prints it"`
	PublicURL string `env:"PUBLIC_URL" of:"serve link" help:"address browsers use, when it is not the one listened on: the only Host let in; plain http only on loopback"`
	Data      string `env:"DATA" of:"store" default:"./data" help:"folder of the own Neo4j and of uploaded files"`
	URI       string `env:"NEO4J_URI" of:"store" help:"use this Neo4j 5 (neo4j://, neo4j+s://, bolt://) instead of an own one"`
	User      string `env:"NEO4J_USER" of:"store" default:"neo4j" help:"user of that Neo4j"`
	Password  secret `env:"NEO4J_PASSWORD" of:"store" help:"its password; also as LINCHPIN_NEO4J_PASSWORD_FILE"`
	Database  string `env:"NEO4J_DATABASE" of:"store" default:"neo4j" help:"database in that Neo4j"`
	Auth      string `env:"AUTH" of:"serve" default:"on" help:"on, or off: everyone is admin, on a loopback address only"`
	Log       string `env:"LOG" of:"serve" default:"info" help:"least level of what is logged: debug, info, warn or error"`
	URL       string `env:"URL" of:"client" default:"http://127.0.0.1:8080" help:"server that import, ask, merge and undo speak to"`
	Token     secret `env:"TOKEN" of:"client" help:"API token that they send; also as LINCHPIN_TOKEN_FILE"`
}

// secret is a text that is never printed.
type secret string

// String hides the text.
func (secret) String() string { return "***" }

// GoString hides the text.
func (secret) GoString() string { return "***" }

// LogValue hides the text.
func (secret) LogValue() slog.Value { return slog.StringValue("***") }

// setting is a field of config as its tags describe it.
type setting struct {
	variable, flag, standard, help string
	of                             []string
	secret                         bool
	value                          reflect.Value
}

func (c *config) settings() (out []setting) {
	v := reflect.ValueOf(c).Elem()
	for n := range v.NumField() {
		f := v.Type().Field(n)
		name := f.Tag.Get("env")
		out = append(out, setting{
			variable: prefix + name, flag: strings.ReplaceAll(strings.ToLower(name), "_", "-"), standard: f.Tag.Get("default"),
			help: f.Tag.Get("help"), of: strings.Fields(f.Tag.Get("of")), secret: f.Type == reflect.TypeFor[secret](), value: v.Field(n),
		})
	}
	return out
}

// configure reads the environment and returns the configuration with flags
// over it, those of the command among them. Faults of both are reported at once
// by parse. Every command takes every setting, so that one set of them serves
// all; uses says which its help tells of.
func (p *program) configure(command string, uses ...string) (*config, *flags) {
	c := &config{}
	fs := flag.NewFlagSet("linchpin "+command, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	out := &flags{FlagSet: fs, p: p, uses: uses}
	known := []string{}
	for _, s := range c.settings() {
		s.value.SetString(s.standard)
		if v, ok := p.env[s.variable]; ok && v != "" {
			s.value.SetString(v)
		}
		known = append(known, s.variable)
		if s.secret {
			known = append(known, s.variable+"_FILE")
			out.errs = append(out.errs, p.secretFile(s))
			continue
		}
		fs.StringVar(s.value.Addr().Interface().(*string), s.flag, s.value.String(), s.help)
	}
	for key := range p.env {
		if strings.HasPrefix(key, prefix) && !slices.Contains(known, key) {
			out.errs = append(out.errs, fmt.Errorf("%s is no setting; linchpin COMMAND -h lists those of a command", key))
		}
	}
	return c, out
}

func (p *program) secretFile(s setting) error {
	name := p.env[s.variable+"_FILE"]
	if name == "" {
		return nil
	}
	b, err := os.ReadFile(name)
	if err != nil {
		return fmt.Errorf("%s_FILE: %w", s.variable, err)
	}
	s.value.SetString(strings.TrimSpace(string(b)))
	return nil
}

// flags parses a command line whose flags may stand before, after and between
// its other words.
type flags struct {
	*flag.FlagSet
	p    *program
	uses []string // settings of the program that mean something to the command
	errs []error
}

// parse returns the words that are no flags, and every fault found so far.
func (f *flags) parse(args []string, faults func() []error) (words []string, err error) {
	for len(args) > 0 {
		if err := f.Parse(args); errors.Is(err, flag.ErrHelp) {
			fmt.Fprint(f.p.stdout, f.help())
			return nil, err
		} else if err != nil {
			f.errs = append(f.errs, err)
			break
		}
		if args = f.Args(); len(args) > 0 {
			words, args = append(words, args[0]), args[1:]
		}
	}
	if err := errors.Join(append(f.errs, faults()...)...); err != nil {
		return nil, fmt.Errorf("%w:\n%w", errUsage, err)
	}
	return words, nil
}

// faults reports what is wrong with the settings of a server.
func (c *config) faults() (errs []error) {
	host, _, err := net.SplitHostPort(c.Listen)
	if err != nil {
		errs = append(errs, fmt.Errorf("%sLISTEN: %w", prefix, err))
	}
	if c.Auth != "on" && c.Auth != "off" {
		errs = append(errs, fmt.Errorf("%sAUTH is %q, not on or off", prefix, c.Auth))
	}
	if c.Auth == "off" && !loopback(host) {
		errs = append(errs, fmt.Errorf("%sAUTH=off needs a loopback address to listen on, not %q", prefix, c.Listen))
	}
	if u, err := url.Parse(c.PublicURL); c.PublicURL != "" {
		switch {
		case err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") || strings.Trim(u.Path, "/") != "":
			errs = append(errs, fmt.Errorf("%sPUBLIC_URL is %q, not an address like https://linchpin.example.com", prefix, c.PublicURL))
		case u.Scheme == "http" && !loopback(u.Hostname()):
			errs = append(errs, fmt.Errorf("%sPUBLIC_URL is plain http, which is for loopback only: sign-ins could be read on the way", prefix))
		}
	}
	if err := new(slog.Level).UnmarshalText([]byte(c.Log)); err != nil {
		errs = append(errs, fmt.Errorf("%sLOG is %q, not debug, info, warn or error", prefix, c.Log))
	}
	return append(errs, c.storeFaults()...)
}

// storeFaults reports what is wrong with the settings of the database.
func (c *config) storeFaults() (errs []error) {
	if c.URI != "" && c.Password == "" {
		errs = append(errs, fmt.Errorf("%sNEO4J_PASSWORD is needed with %sNEO4J_URI", prefix, prefix))
	}
	if c.URI == "" && c.Data == "" {
		errs = append(errs, fmt.Errorf("%sDATA is empty", prefix))
	}
	return errs
}

// loopback reports whether a host is this machine and nothing else.
func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || (ip != nil && ip.IsLoopback())
}
