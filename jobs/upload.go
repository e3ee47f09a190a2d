package jobs

import (
	"cmp"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"linchpin/graph"
	"linchpin/importers"
)

// Upload says what somebody sends along with a file. All of it is optional.
type Upload struct {
	File    string             // the name it had
	As      importers.As       // the kind of file; empty: guessed
	Source  string             // where its external ids come from
	Mapping *importers.Mapping // what its columns mean; nil: proposed
}

// Create takes a file: it keeps it, says how it is understood and proposes what
// its columns mean. What is said of it counts as it stands once r has ended. A
// file that is too big is a graph.TooBig error.
func (d *Desk) Create(ctx context.Context, caller string, up *Upload, r io.Reader) (i Import, err error) {
	now := d.Now().UTC()
	i = Import{
		ID: graph.NewID(now), State: Mapping,
		Answers: map[string]string{}, Notices: []importers.Notice{}, Decisions: []importers.Decision{},
		Errors: []Fault{}, CreatedAt: now, CreatedBy: caller, UpdatedAt: now,
	}
	if err := os.Mkdir(filepath.Join(d.Dir, i.ID), 0o700); err != nil {
		return i, err
	}
	defer func() {
		if err != nil {
			_ = os.RemoveAll(filepath.Join(d.Dir, i.ID))
		}
	}()
	if err := d.receive(&i, r); err != nil {
		return i, err
	}
	i.File, i.As, i.Source = fileName(up.File), up.As, up.Source
	how := importers.Reading{}
	if up.Mapping != nil {
		how = up.Mapping.Reading
	}
	if err := d.sniff(ctx, &i, how, up.Mapping); err != nil {
		return i, err
	}
	if up.Mapping != nil { // who brings one brings a whole one
		if err := importers.Validate(i.Mapping, i.Sniff); err != nil {
			return i, err
		}
	}
	if i.Notices, err = d.said(ctx, i); err != nil {
		return i, err
	}
	return i, d.Store.PutImport(ctx, i)
}

// receive streams a file to disk.
func (d *Desk) receive(i *Import, r io.Reader) error {
	out, err := newDraft(d.path(i.ID, uploadFile))
	if err != nil {
		return err
	}
	n, err := io.Copy(out, io.LimitReader(r, d.MaxBytes+1))
	switch {
	case err != nil:
	case n > d.MaxBytes:
		err = graph.Errorf(graph.TooBig, "the file has more than %d MiB", d.MaxBytes>>20)
	case n == 0:
		err = graph.FieldError("/file", "required", "is empty")
	}
	if err != nil {
		out.drop()
		return err
	}
	if err := out.keep(); err != nil {
		return err
	}
	i.Size, i.SHA256 = out.size, out.sha256()
	return nil
}

// sniff reads the file's form, and takes the mapping, fitted to the file by its
// headers. Without one it is what an earlier file had, or proposed.
func (d *Desk) sniff(ctx context.Context, i *Import, how importers.Reading, m *importers.Mapping) (err error) {
	if i.Sniff.Format == "" || how != i.Mapping.Reading {
		if i.Sniff, err = importers.Inspect(d.path(i.ID, uploadFile), how); err != nil { //nolint:contextcheck // reading a file on disk takes none
			return err
		}
	}
	if m == nil && i.As == "" {
		i.As = importers.Named(i.Sniff, i.File)
	}
	if m != nil {
		err = i.fit(*m)
	} else if known, fault := d.recall(ctx, i); fault != nil {
		return fault
	} else if !known {
		i.Mapping, err = importers.Propose(i.Sniff, i.As, i.Source)
	}
	i.Mapping.Reading = how
	i.As, i.Source = i.Mapping.As, i.Mapping.Source
	return err
}

// fit takes a mapping that somebody states.
func (i *Import) fit(m importers.Mapping) error {
	r, err := importers.Recall(m, i.Sniff, "")
	if err == nil {
		err = r.MissingError()
	}
	i.Mapping, i.Remembered = r.Mapping, nil
	i.Mapping.As = cmp.Or(m.As, i.As)
	i.Mapping.Source = cmp.Or(i.Source, m.Source, graph.DefaultSource)
	if err != nil {
		return err
	}
	return importers.Fits(i.Mapping, i.Sniff)
}

// sameBytes tells when the same file was imported before.
func (d *Desk) sameBytes(ctx context.Context, i Import) ([]importers.Notice, error) {
	earlier, err := d.Store.ImportsOf(ctx, i.SHA256)
	if err != nil {
		return nil, err
	}
	out := []importers.Notice{}
	for _, e := range earlier {
		if e.ID != i.ID && e.State == Applied && e.AppliedAt != nil {
			out = append(out, importers.Notice{
				Code: noticeSame, Count: 1,
				Detail: "the same file was already imported on " + e.AppliedAt.Format("2006-01-02 15:04") + " UTC by " + e.AppliedBy,
			})
			break
		}
	}
	return out, nil
}

const noticeSame = "already_imported"

// fileName is what is kept of the name a file was sent under.
func fileName(name string) string {
	name = filepath.Base(strings.ReplaceAll(name, `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, name)
	if r := []rune(name); len(r) > 200 {
		name = string(r[len(r)-200:])
	}
	if name == "" || name == "." || name == "/" {
		return "file"
	}
	return name
}
