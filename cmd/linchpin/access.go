package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strings"
	"time"

	"linchpin/graph/neostore"
	"linchpin/identity"
)

// addressFile in the data folder says where the server is that runs on it.
const addressFile = "address"

// maxDays is the longest life of an API token.
const maxDays = 3650

// person adds the flags that say whom a command is about.
func (f *flags) person() *identity.Caller {
	who := &identity.Caller{}
	f.StringVar((*string)(&who.Role), "role", "", "viewer, importer, editor or admin")
	f.StringVar(&who.Name, "name", "", "who it is for")
	return who
}

// userLink prints a one-time sign-in link.
func (p *program) userLink(ctx context.Context, args []string) error {
	c, f := p.configure("user link", "link", "store")
	who := f.person()
	if err := f.only(c, args, who); err != nil {
		return err
	}
	return p.withStore(ctx, c, func(store *neostore.Store) error {
		secret, err := identity.NewDoor(store, time.Now).Invite(ctx, operator(), *who, identity.LinkLife)
		if err != nil {
			return err
		}
		fmt.Fprintln(p.stderr, "This link signs in once, within an hour:")
		_, err = fmt.Fprintln(p.stdout, c.signIn(c.address(), secret))
		return err
	})
}

// tokenCreate prints an API token, alone on its line.
func (p *program) tokenCreate(ctx context.Context, args []string) error {
	c, f := p.configure("token create", "store")
	who := f.person()
	days := f.Int("days", int(identity.TokenLife.Hours()/24), "how long it is good for")
	if err := f.only(c, args, who); err != nil {
		return err
	}
	if *days < 1 || *days > maxDays {
		return fmt.Errorf("%w: --days is %d, not 1 to %d", errUsage, *days, maxDays)
	}
	return p.withStore(ctx, c, func(store *neostore.Store) error {
		secret, err := identity.NewDoor(store, time.Now).Issue(ctx, operator(), *who, time.Duration(*days)*24*time.Hour)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(p.stdout, secret)
		return err
	})
}

// only parses a command line that has flags and nothing else.
func (f *flags) only(c *config, args []string, who *identity.Caller) error {
	words, err := f.parse(args, c.storeFaults)
	if err != nil {
		return err
	}
	if len(words) > 0 {
		return fmt.Errorf("%w: %q is too much", errUsage, words[0])
	}
	if who == nil {
		return nil
	}
	if err := who.Check(); err != nil {
		return fmt.Errorf("%w: --role and --name: %w", errUsage, err)
	}
	return nil
}

// signIn is the address of a one-time link.
func (c *config) signIn(address, secret string) string {
	if c.PublicURL != "" {
		address = strings.TrimRight(c.PublicURL, "/")
	}
	return address + "/signin?link=" + secret
}

// announce writes into the data folder where the server is, for links that
// another process makes while it runs.
func (c *config) announce(address string) error {
	return os.WriteFile(filepath.Join(c.Data, addressFile), []byte(address+"\n"), 0o600)
}

func (c *config) withdraw() { _ = os.Remove(filepath.Join(c.Data, addressFile)) }

// address is where the server of the data folder is, or would be.
func (c *config) address() string {
	if b, err := os.ReadFile(filepath.Join(c.Data, addressFile)); err == nil {
		return strings.TrimSpace(string(b))
	}
	return "http://" + c.Listen
}

// operator is who works on the store itself, as the records name them.
func operator() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return "operator " + u.Username
	}
	return "operator"
}

// errUnclean says that a check found something.
var errUnclean = errors.New("the stored graph breaks rules")

// check proves the stored graph against the rules.
func (p *program) check(ctx context.Context, args []string) error {
	c, f := p.configure("check", "store")
	asJSON := f.Bool("json", false, "print one JSON document")
	if err := f.only(c, args, nil); err != nil {
		return err
	}
	return p.withStore(ctx, c, func(store *neostore.Store) error {
		seq, _, err := store.Change(ctx)
		if err != nil {
			return err
		}
		findings, err := store.Check(ctx)
		if err != nil {
			return err
		}
		if *asJSON {
			err = json.NewEncoder(p.stdout).Encode(map[string]any{"change": seq, "findings": findings})
		} else {
			for _, x := range findings {
				fmt.Fprintf(p.stdout, "%s\t%s\t%s\n", x.Rule, x.Entity, x.Detail)
			}
			if len(findings) == 0 {
				_, err = fmt.Fprintf(p.stdout, "clean: %d changes, every rule holds\n", seq)
			}
		}
		if len(findings) > 0 {
			return errors.Join(err, fmt.Errorf("%w: %d findings", errUnclean, len(findings)))
		}
		return err
	})
}

// migrate brings the schema of the database up to date.
func (p *program) migrate(ctx context.Context, args []string) error {
	c, f := p.configure("migrate", "store")
	if err := f.only(c, args, nil); err != nil {
		return err
	}
	return p.withStore(ctx, c, func(*neostore.Store) error { // opening a store migrates
		_, err := fmt.Fprintln(p.stdout, "the database is up to date")
		return err
	})
}
