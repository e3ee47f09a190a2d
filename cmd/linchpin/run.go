package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
)

// version is what the program was built from; the build sets it.
var version = "unknown"

const usage = `Linchpin keeps a partner ecosystem as one graph and says what rests on whom.

  linchpin serve                        the server; --sample loads the sample ecosystem into an empty database
  linchpin import FILE... [--as KIND] [--source NAME] [--mapping FILE] [--dry-run] [--skip-bad] [--json]
                                        [--sheet NAME], of a workbook; [--set FIELD=VALUE]..., where rows do not say it
                                        [--root component|product] [--dependencies direct|all], of a bill of materials in JSON
  linchpin ask QUESTION [NAME...] [--top NAME] [--json]
                                        ` + questionNames + `
  linchpin merge PARTNER TWIN [--dry-run] [--json]
                                        let one partner take the place of its twin
  linchpin undo OPERATION|IMPORT [--json]
                                        take back what one operation or import changed, but for what was changed since
  linchpin check [--json]               prove the stored graph against the rules
  linchpin export [FILE]                write an archive of the whole graph, its history included, also while the server runs
  linchpin restore FILE                 fill an empty database from an archive, while no server runs on it
  linchpin migrate                      bring the database's schema up to date
  linchpin user link --role ROLE --name NAME
                                        print a one-time sign-in link
  linchpin token create --role ROLE --name NAME [--days N]
                                        print an API token
  linchpin version

import, ask, merge and undo speak to a running server (LINCHPIN_URL, LINCHPIN_TOKEN); the others work on the store itself, also while
the server runs. KIND is partners, products, components, offerings, contracts, certificates, roadmap, people, links, bom or mixed;
ROLE is viewer, importer, editor or admin; NAME is an id, an external id, a key or an exact name.
linchpin COMMAND -h lists its flags and settings. Exit status: 0 done; 1 refused or failed, nothing written; 2 wrong use;
3 done, but some rows were left out, or some of what is undone stays.
`

// program is what every command works with.
type program struct {
	env            map[string]string
	stdout, stderr io.Writer
}

// errUsage says that the program was called in a way it does not know.
var errUsage = errors.New("wrong use")

// errLeftOut says that all went well but for rows that were left out as asked.
var errLeftOut = errors.New("some rows were left out")

// run is the program. It returns when ctx ends or its command is done.
func run(ctx context.Context, environ, args []string, stdout, stderr io.Writer) error {
	p := &program{env: map[string]string{}, stdout: stdout, stderr: stderr}
	for _, pair := range environ {
		key, value, _ := strings.Cut(pair, "=")
		p.env[key] = value
	}
	if len(args) == 0 {
		fmt.Fprint(stderr, usage)
		return fmt.Errorf("%w: no command", errUsage)
	}
	if args[0] == "help" && len(args) > 1 {
		args = append(slices.Clone(args[1:]), "-h")
	}
	command, rest := args[0], args[1:]
	if verb, ok := map[string]string{"user": "link", "token": "create"}[command]; ok {
		switch {
		case len(rest) == 0:
			return fmt.Errorf("%w: linchpin %s what? It knows %s", errUsage, command, verb)
		case rest[0] == "-h" || rest[0] == "--help":
			rest = []string{verb, "-h"}
		}
		command, rest = command+" "+rest[0], rest[1:]
	}
	commands := map[string]func(context.Context, []string) error{
		"serve": p.serve, "import": p.importFiles, "ask": p.ask, "merge": p.merge, "undo": p.undo, "check": p.check,
		"export": p.export, "restore": p.restore, "migrate": p.migrate,
		"user link": p.userLink, "token create": p.tokenCreate, "version": p.version, "help": p.help, "-h": p.help, "--help": p.help,
	}
	do, ok := commands[command]
	if !ok {
		return fmt.Errorf("%w: there is no command %q; linchpin help lists them", errUsage, command)
	}
	err := do(ctx, rest)
	if errors.Is(err, flag.ErrHelp) {
		return nil
	}
	return err
}

// status is the exit status that goes with an error.
func status(err error) int {
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errUsage):
		return 2
	case errors.Is(err, errLeftOut), errors.Is(err, errStays):
		return 3
	default:
		return 1
	}
}

func (p *program) help(context.Context, []string) error {
	_, err := fmt.Fprint(p.stdout, usage)
	return err
}

func (p *program) version(context.Context, []string) error {
	_, err := fmt.Fprintln(p.stdout, "linchpin", version)
	return err
}
