package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime/multipart"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"linchpin/importers"
	"linchpin/jobs"
)

// shownColumns is how many columns are named where a file is not understood.
const shownColumns = 8

// importRun is one call of linchpin import.
type importRun struct {
	*program
	c                       *client
	as, source, mapping     string
	reading                 importers.Reading
	constants               map[string]string
	dryRun, skipBad, inJSON bool
	createMissing           bool
	files                   []string
	imports                 []jobs.Import
	leftOut                 int
}

// importFiles brings files into the graph of a running server.
func (p *program) importFiles(ctx context.Context, args []string) (err error) {
	c, f := p.configure("import FILE...", "client")
	r := &importRun{program: p}
	f.StringVar(&r.as, "as", "", "kind of the files: partners, components, ...; guessed where it is absent")
	f.StringVar(&r.source, "source", "", "short name of the system the ids come from")
	f.StringVar(&r.mapping, "mapping", "", "file that says what the columns mean, as JSON")
	f.StringVar(&r.reading.Dependencies, "dependencies", "", "of a bill of materials in JSON: direct, those of the thing described, or all")
	f.StringVar(&r.reading.Root, "root", "", "of a bill of materials in JSON: the thing described becomes a component or a product")
	f.StringVar(&r.reading.Sheet, "sheet", "", "of a workbook: the sheet to read; the best one where it is absent")
	f.Func("set", "FIELD=VALUE, what a field is in rows that do not say it; may be repeated", r.set)
	f.BoolVar(&r.dryRun, "dry-run", false, "check only")
	f.BoolVar(&r.skipBad, "skip-bad", false, "leave out rows that are rejected or undecided")
	f.BoolVar(&r.createMissing, "create-missing", false, "make the partners that rows refer to by names nobody knows")
	f.BoolVar(&r.inJSON, "json", false, "print one JSON document")
	if r.files, err = f.parse(args, func() []error { return nil }); err != nil {
		return err
	}
	if len(r.files) == 0 {
		return fmt.Errorf("%w: linchpin import needs a FILE", errUsage)
	}
	if r.as != "" && !slices.Contains(importers.Kinds(), importers.As(r.as)) {
		return fmt.Errorf("%w: --as is %q, not one of %v", errUsage, r.as, importers.Kinds())
	}
	if r.mapping != "" && r.reading != (importers.Reading{}) {
		return fmt.Errorf("%w: a mapping says itself how its file is read: state root, dependencies and sheet there", errUsage)
	}
	r.c = c.client()
	err = r.all(ctx)
	return errors.Join(err, r.print(context.WithoutCancel(ctx)))
}

// all uploads every file before it checks the first, so that a file which
// cannot be read stops the whole. A file that is refused takes those before it
// back: what was asked for is done, or nothing is.
func (r *importRun) all(ctx context.Context) error {
	for _, name := range r.files {
		i, err := r.upload(ctx, name)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		r.imports = append(r.imports, i)
	}
	order := importers.Kinds()
	slices.SortStableFunc(r.imports, func(a, b jobs.Import) int {
		return cmp.Compare(slices.Index(order, a.As), slices.Index(order, b.As))
	})
	for n := range r.imports {
		i := &r.imports[n]
		if r.dryRun && n > 0 {
			if err := r.c.patch(ctx, "/imports/"+i.ID, map[string]any{"after": ids(r.imports[:n])}, i); err != nil {
				return fmt.Errorf("%s: %w", i.File, err)
			}
		}
		if err := r.one(ctx, i); err != nil {
			return errors.Join(fmt.Errorf("%s: %w", i.File, err), r.takeBack(context.WithoutCancel(ctx)))
		}
	}
	if r.leftOut > 0 {
		return fmt.Errorf("%w: %d", errLeftOut, r.leftOut)
	}
	return nil
}

// takeBack undoes what was applied, the last one first, and says so.
func (r *importRun) takeBack(ctx context.Context) (err error) {
	for _, i := range slices.Backward(r.imports) {
		_, fault := r.c.get(ctx, "/imports/"+i.ID, nil, &i)
		if fault == nil {
			if i.State != jobs.Applied || i.Changes == 0 {
				continue
			}
			fault = r.job(ctx, i, "undo")
		}
		if fault != nil {
			err = errors.Join(err, fmt.Errorf("%s may be in, for it could not be taken back: %w", i.File, fault))
		} else if !r.inJSON {
			fmt.Fprintf(r.stdout, "%s: taken back\n", i.File)
		}
	}
	return err
}

// upload sends a file and returns how the server understands it.
func (r *importRun) upload(ctx context.Context, name string) (i jobs.Import, err error) {
	file, err := os.Open(name)
	if err != nil {
		return i, err
	}
	defer file.Close()
	fields := map[string]string{"as": r.as, "source": r.source}
	if r.mapping != "" {
		b, err := os.ReadFile(r.mapping)
		if err != nil {
			return i, err
		}
		fields["mapping"] = string(b)
	}
	body, sent := io.Pipe()
	form := multipart.NewWriter(sent)
	go func() { sent.CloseWithError(writeForm(form, fields, filepath.Base(name), file)) }()
	_, err = r.c.post(ctx, "/imports", form.FormDataContentType(), body, &i)
	_ = body.Close() // ends the writer when the server refused early
	if err == nil && r.reading != (importers.Reading{}) {
		err = r.c.patch(ctx, "/imports/"+i.ID, map[string]any{"reading": r.reading}, &i)
	}
	if err == nil && len(r.constants) > 0 {
		m := i.Mapping
		m.Constants = maps.Clone(m.Constants)
		if m.Constants == nil {
			m.Constants = map[string]string{}
		}
		maps.Copy(m.Constants, r.constants)
		err = r.c.patch(ctx, "/imports/"+i.ID, map[string]any{"mapping": m}, &i)
	}
	return i, err
}

// set reads FIELD=VALUE.
func (r *importRun) set(text string) error {
	field, value, ok := strings.Cut(text, "=")
	if !ok || field == "" {
		return fmt.Errorf("%q is not FIELD=VALUE", text)
	}
	if r.constants == nil {
		r.constants = map[string]string{}
	}
	r.constants[field] = value
	return nil
}

func writeForm(form *multipart.Writer, fields map[string]string, name string, file io.Reader) error {
	for key, value := range fields {
		if value == "" {
			continue
		}
		if err := form.WriteField(key, value); err != nil {
			return err
		}
	}
	part, err := form.CreateFormFile("file", name)
	if err != nil {
		return err
	}
	if _, err := io.Copy(part, file); err != nil {
		return err
	}
	return form.Close()
}

// one checks an import and, unless only that was asked for, applies it.
func (r *importRun) one(ctx context.Context, i *jobs.Import) error {
	path := "/imports/" + i.ID
	if i.As == "" {
		return fmt.Errorf("its columns do not say what the rows are (%s): state it with --as KIND", headersOf(*i))
	}
	if r.skipBad {
		if err := r.c.patch(ctx, path, map[string]bool{"skipBad": true}, nil); err != nil {
			return err
		}
	}
	err := r.check(ctx, i)
	bad := int64(0)
	if err == nil {
		bad = i.Counts.Rejected + i.Counts.Undecided
		r.tellCheck(ctx, *i)
		switch {
		case r.dryRun && bad > 0 && !r.skipBad:
			err = fmt.Errorf("%d rejected and %d undecided of %s", i.Counts.Rejected, i.Counts.Undecided, counted(i.Sniff.Rows, "rows"))
		case !r.dryRun:
			err = r.job(ctx, *i, "apply")
		}
	}
	if err != nil {
		return err
	}
	if _, err := r.c.get(ctx, path, nil, i); err != nil {
		return err
	}
	r.leftOut += int(bad)
	r.tellApplied(*i)
	return nil
}

// check checks an import, and again once the partners that are missing shall be made.
func (r *importRun) check(ctx context.Context, i *jobs.Import) error {
	path := "/imports/" + i.ID
	for {
		if err := r.job(ctx, *i, "check"); err != nil {
			return err
		}
		if _, err := r.c.get(ctx, path, nil, i); err != nil {
			return err
		}
		answers := toCreate(i.Decisions)
		if !r.createMissing || len(answers) == 0 {
			return nil
		}
		if err := r.c.patch(ctx, path, map[string]any{"decisions": answers}, nil); err != nil {
			return err
		}
	}
}

// toCreate answers the open questions about unknown partners: they are to be made.
func toCreate(asked []importers.Decision) map[string]string {
	answers := map[string]string{}
	for _, d := range asked {
		if d.Chosen == "" && slices.ContainsFunc(d.Options, func(o importers.Option) bool { return o.Value == importers.CreateReference }) {
			answers[d.ID] = importers.CreateReference
		}
	}
	return answers
}

func ids(of []jobs.Import) (out []string) {
	for _, i := range of {
		out = append(out, i.ID)
	}
	return out
}

// headersOf lists the first columns of a file.
func headersOf(i jobs.Import) string {
	var out []string
	for _, c := range i.Sniff.Columns[:min(len(i.Sniff.Columns), shownColumns)] {
		out = append(out, cmp.Or(c.Header, "no name"))
	}
	if len(i.Sniff.Columns) > shownColumns {
		out = append(out, "...")
	}
	return strings.Join(out, ", ")
}

// print writes the answers of the server, where they were asked for: how the
// imports stand at the end, in the order they were taken.
func (r *importRun) print(ctx context.Context) error {
	if !r.inJSON || len(r.imports) == 0 {
		return nil
	}
	documents := []json.RawMessage{}
	for _, i := range r.imports {
		d, err := r.c.get(ctx, "/imports/"+i.ID, nil, nil)
		if err != nil {
			return err
		}
		documents = append(documents, d)
	}
	var all any = documents
	if len(r.files) == 1 {
		all = documents[0]
	}
	b, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		return err
	}
	_, err = r.stdout.Write(append(bytes.TrimSpace(b), '\n'))
	return err
}
