package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"linchpin/graph"
	"linchpin/graph/neostore"
	"linchpin/identity"
)

// export writes an archive of the graph, to a file or to stdout.
func (p *program) export(ctx context.Context, args []string) error {
	c, f := p.configure("export", "store")
	words, err := f.parse(args, c.storeFaults)
	if err != nil {
		return err
	}
	if len(words) > 1 {
		return fmt.Errorf("%w: export writes one file", errUsage)
	}
	return p.withStore(ctx, c, func(store *neostore.Store) error {
		var head neostore.Archive
		write := func(to io.Writer) (err error) {
			head, err = store.Export(ctx, to)
			return err
		}
		if len(words) == 0 {
			err = write(p.stdout)
		} else {
			err = newFile(words[0], write)
		}
		if err != nil {
			return err
		}
		fmt.Fprintln(p.stderr, "exported "+contents(head))
		return store.Audit(ctx, identity.NewAct(time.Now(), operator(), identity.ActExport, fmt.Sprintf("change %d", head.Change), ""))
	})
}

// newFile makes a file that only its owner can read, whole or not at all.
func newFile(name string, write func(io.Writer) error) (err error) {
	if _, err := os.Lstat(name); err == nil {
		return fmt.Errorf("%s exists already; name another file", name)
	}
	part, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".part-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(part.Name())
		}
	}()
	if err := errors.Join(write(part), part.Sync(), part.Close()); err != nil {
		return err
	}
	return os.Rename(part.Name(), name)
}

// restore fills an empty database from an archive. No server may run on it.
func (p *program) restore(ctx context.Context, args []string) (err error) {
	c, f := p.configure("restore", "store")
	words, err := f.parse(args, c.storeFaults)
	if err != nil {
		return err
	}
	if len(words) != 1 {
		return fmt.Errorf("%w: restore reads one file", errUsage)
	}
	from, err := os.Open(words[0])
	if err != nil {
		return err
	}
	defer from.Close()
	db, err := p.open(ctx, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.stop()) }()
	head, err := neostore.Restore(ctx, db.Config, from)
	if err != nil {
		return err
	}
	store, err := neostore.Open(ctx, db.Config)
	if err != nil {
		return err
	}
	defer store.Close(context.WithoutCancel(ctx))
	fmt.Fprintln(p.stdout, "restored "+contents(head))
	return store.Audit(ctx, identity.NewAct(time.Now(), operator(), identity.ActRestore, fmt.Sprintf("change %d", head.Change), ""))
}

// contents says what is in an archive.
func contents(a neostore.Archive) string {
	records := int64(0)
	for _, k := range graph.Kinds() {
		records += a.Entities[k]
	}
	return fmt.Sprintf("change %d: %d records with their links and history, %d imports, %d mappings", a.Change, records, a.Imports, a.Mappings)
}
