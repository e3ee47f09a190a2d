package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"linchpin/jobs"
)

// undo takes back what one operation or one import changed, in a running server.
func (p *program) undo(ctx context.Context, args []string) error {
	c, f := p.configure("undo OPERATION|IMPORT", "client")
	inJSON := f.Bool("json", false, "print the answer of the API")
	words, err := f.parse(args, func() []error { return nil })
	if err != nil {
		return err
	}
	if len(words) != 1 {
		return fmt.Errorf("%w: linchpin undo needs the operationId of a change, or the id of an import", errUsage)
	}
	var done struct {
		Operation string
		Changes   int
	}
	to := c.client()
	answer, err := to.post(ctx, "/operations/"+url.PathEscape(words[0])+"/undo", "", nil, &done)
	if notFound(err) {
		return p.undoImport(ctx, to, words[0], *inJSON)
	}
	if err != nil {
		return err
	}
	text := string(answer) + "\n"
	if !*inJSON {
		text = fmt.Sprintf("undone by %d changes; linchpin undo %s makes them again\n", done.Changes, done.Operation)
	}
	_, err = fmt.Fprint(p.stdout, text)
	return err
}

func notFound(err error) bool {
	refused, ok := errors.AsType[*problem](err)
	return ok && refused.Status == http.StatusNotFound
}

// errStays says that an undo left something as it is.
var errStays = errors.New("some of it stays, for it was changed or used since")

// undoImport takes back an import, and lists what stays.
func (p *program) undoImport(ctx context.Context, c *client, id string, inJSON bool) error {
	path := "/imports/" + url.PathEscape(id)
	var i jobs.Import
	if _, err := c.get(ctx, path, nil, &i); notFound(err) {
		return fmt.Errorf("no operation and no import has the id %q", id)
	} else if err != nil {
		return err
	}
	r := &importRun{program: p, c: c}
	if err := r.job(ctx, i, "undo"); err != nil {
		return err
	}
	i = jobs.Import{}
	answer, err := c.get(ctx, path, nil, &i)
	if err != nil {
		return err
	}
	if inJSON {
		_, err = fmt.Fprintf(p.stdout, "%s\n", answer)
	} else {
		_, err = fmt.Fprint(p.stdout, undone(i))
	}
	if err == nil && len(i.Errors) > 0 {
		err = errStays
	}
	return err
}

func undone(i jobs.Import) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s is undone: %s taken back\n", i.File, counted(i.Restored, "changes"))
	for _, f := range i.Errors {
		name := ""
		if f.Ref != nil {
			name = f.Ref.Name + ": "
		}
		fmt.Fprintf(&b, "  stays: %s%s\n", name, f.Detail)
	}
	return b.String()
}
