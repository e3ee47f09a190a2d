package main

import (
	"flag"
	"fmt"
	"slices"
	"strings"
)

// help lists what a command can be told: its own flags, and the settings that
// mean something to it.
func (f *flags) help() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n", f.Name())
	settings := new(config).settings()
	f.VisitAll(func(x *flag.Flag) {
		if slices.ContainsFunc(settings, func(s setting) bool { return s.flag == x.Name }) {
			return
		}
		fmt.Fprintf(&b, "  --%-16s %s", x.Name, x.Usage)
		if x.DefValue != "" && x.DefValue != "false" {
			fmt.Fprintf(&b, " (%s)", x.DefValue)
		}
		b.WriteByte('\n')
	})
	b.WriteString("\nSettings, by flag or by environment:\n\n")
	for _, s := range settings {
		if !slices.ContainsFunc(s.of, func(of string) bool { return slices.Contains(f.uses, of) }) {
			continue
		}
		name := "--" + s.flag
		if s.secret {
			name = "" // others can read a command line
		}
		fmt.Fprintf(&b, "  %-18s %-23s %s", name, s.variable, s.help)
		if s.standard != "" {
			fmt.Fprintf(&b, " (%s)", s.standard)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// manual is the table of all settings, as it stands in the README.
func manual() string {
	var b strings.Builder
	b.WriteString("| variable | default | meaning |\n|---|---|---|\n")
	for _, s := range new(config).settings() {
		standard := ""
		if s.standard != "" {
			standard = "`" + s.standard + "`"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", s.variable, standard, s.help)
	}
	return b.String()
}
