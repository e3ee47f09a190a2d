package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"linchpin/importers"
	"linchpin/jobs"
)

const (
	barWidth     = 30
	shownReasons = 20  // why rows are rejected, and suggestions
	shownRows    = 100 // rejected rows that are looked at for them
)

// errInterrupted is Ctrl-C.
var errInterrupted = errors.New("interrupted; what was being written is taken back")

// job starts work on an import and waits for its end, with a bar on a terminal.
// Whoever stops waiting cancels it, so that nothing goes on behind their back.
func (r *importRun) job(ctx context.Context, i jobs.Import, work string) error {
	var j jobs.Job
	if _, err := r.c.post(ctx, "/imports/"+i.ID+"/"+work, "", nil, &j); err != nil {
		return err
	}
	show := terminal(r.stderr)
	id := j.ID
	j, err := r.c.follow(ctx, id, func(j jobs.Job) {
		if show {
			fmt.Fprintf(r.stderr, "\r%s", bar(i.File, j))
		}
	})
	if show {
		fmt.Fprint(r.stderr, "\r\x1b[K")
	}
	if ctx.Err() != nil {
		if err := r.cancel(context.WithoutCancel(ctx), id); err != nil {
			return fmt.Errorf("%w, and the %s could not be cancelled: %w", errInterrupted, work, err)
		}
		return errInterrupted
	}
	if err != nil {
		return err
	}
	if j.State != jobs.Done {
		lines := []string{}
		for _, f := range j.Errors {
			lines = append(lines, f.Detail)
		}
		return fmt.Errorf("%s: %s", j.State, strings.Join(lines, "\n  "))
	}
	return nil
}

// cancel ends a job and waits until what it wrote is rolled back. It may have
// been done before.
func (r *importRun) cancel(ctx context.Context, id string) error {
	_, err := r.c.do(ctx, http.MethodDelete, "/jobs/"+id, "", nil, nil)
	if p, ok := errors.AsType[*problem](err); ok && p.Status == http.StatusConflict {
		return nil
	}
	if err == nil {
		_, err = r.c.follow(ctx, id, func(jobs.Job) {})
	}
	return err
}

var waitWords = map[jobs.Work]string{jobs.Check: "checked", jobs.Apply: "written", jobs.Undo: "taken back"}

func bar(file string, j jobs.Job) string {
	if w := j.Waits; w != nil {
		text := fmt.Sprintf("%s waits until %s is %s", file, w.File, waitWords[w.Kind])
		if w.Silent > 0 {
			text += fmt.Sprintf("; its server was not heard of for %v: start it, or cancel job %s", time.Duration(w.Silent)*time.Second, w.Job)
		}
		return text + "\x1b[K"
	}
	filled := 0
	if j.Progress.Total > 0 {
		filled = int(barWidth * j.Progress.Done / j.Progress.Total)
	}
	return fmt.Sprintf("%s %s [%s%s] %d of %d %s\x1b[K", file, j.Kind, strings.Repeat("#", filled),
		strings.Repeat(".", barWidth-filled), j.Progress.Done, j.Progress.Total, j.Progress.Unit)
}

// terminal reports whether somebody watches what is written to w.
func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// tellCheck says what a check found.
func (r *importRun) tellCheck(ctx context.Context, i jobs.Import) {
	if r.inJSON {
		return
	}
	c := i.Counts
	fmt.Fprintf(r.stdout, "%s: %s, %s, %d rows: %d create, %d update, %d unchanged, %d undecided, %d rejected, %d skipped\n", i.File, i.As,
		readAs(i.Sniff), i.Sniff.Rows, c.Create, c.Update, c.Unchanged, c.Undecided, c.Rejected, c.Skipped)
	if len(i.Kinds) > 1 {
		var parts []string
		for _, k := range i.Kinds {
			parts = append(parts, kindText(k))
		}
		fmt.Fprintf(r.stdout, "  %s\n", strings.Join(parts, "; "))
	}
	if out := leftOut(i); len(out) > 0 {
		fmt.Fprintf(r.stdout, "  left out: %s\n", strings.Join(out, ", "))
	}
	for _, n := range slices.Concat(i.Sniff.Notices, i.Notices) {
		fmt.Fprintf(r.stdout, "  note: %s\n", noticeText(n))
	}
	if i.Risk != nil {
		tellRisk(r.stdout, i.Risk)
	}
	r.tellQuestions(i)
	r.tellRejected(ctx, i)
}

// leftOut names the columns that hold something and mean nothing; a document
// is no table, and tells in notices what it passes over.
func leftOut(i jobs.Import) (out []string) {
	for n, c := range i.Mapping.Columns {
		if c.Field == "" && n < len(i.Sniff.Columns) && i.Sniff.Columns[n].Filled > 0 && !strings.HasPrefix(c.Header, "_") {
			out = append(out, cmp.Or(c.Header, fmt.Sprintf("column %d", n+1)))
		}
	}
	return out
}

// readAs says in which form a file was read.
func readAs(s importers.Sniff) string {
	switch {
	case s.Format == "csv":
		return fmt.Sprintf("%s (%s)", s.Encoding, s.EncodingFrom)
	case s.Sheet != "":
		return fmt.Sprintf("%s (sheet %s)", s.Format, s.Sheet)
	default:
		return strings.TrimSpace(s.Format + " " + s.Version)
	}
}

// tellQuestions lists what a person is asked: all that holds rows back, and the
// first of what need not be answered, each with all that may be said.
func (r *importRun) tellQuestions(i jobs.Import) {
	suggested, asked := 0, false
	for _, d := range i.Decisions {
		switch {
		case d.Chosen != "":
		case !d.Optional:
			fmt.Fprintf(r.stdout, "  undecided: %s%s\n", d.Question, optionsText(d))
			asked = true
		default:
			what := "suggestion"
			if d.Rejects {
				what, asked = "question", true
			}
			if suggested++; suggested <= shownReasons {
				fmt.Fprintf(r.stdout, "  %s: %s%s\n", what, d.Question, optionsText(d))
			}
		}
	}
	if more := suggested - shownReasons; more > 0 {
		fmt.Fprintf(r.stdout, "  and %d more; without an answer new names go in as they are, and rejected rows stay so\n", more)
	}
	if asked {
		fmt.Fprintf(r.stdout, "  answer in the browser: %s/import/%s/check\n", r.c.base, i.ID)
	}
}

// optionsText lists what may be answered; names may have commas in them.
func optionsText(d importers.Decision) string {
	var b strings.Builder
	for n, o := range d.Options {
		if n > 0 {
			b.WriteString(" |")
		}
		b.WriteString(" " + o.Label)
	}
	return b.String()
}

// kindText says what becomes of the things of a kind: "partners 3 create, 1 update".
func kindText(k importers.KindCount) string {
	var says []string
	for _, n := range []struct {
		count int64
		verb  string
	}{{k.Create, "create"}, {k.Update, "update"}, {k.Unchanged, "unchanged"}, {k.Delete, "delete"}} {
		if n.count > 0 {
			says = append(says, fmt.Sprintf("%d %s", n.count, n.verb))
		}
	}
	return strings.ReplaceAll(k.Kind, "_", " ") + ": " + strings.Join(says, ", ")
}

// tellRejected lists the first rejected rows with their reasons.
func (r *importRun) tellRejected(ctx context.Context, i jobs.Import) {
	if i.Counts.Rejected == 0 {
		return
	}
	var page struct{ Items []importers.Row }
	if _, err := r.c.get(ctx, "/imports/"+i.ID+"/rows", url.Values{"outcome": {"rejected"}, "limit": {strconv.Itoa(shownRows)}}, &page); err != nil {
		fmt.Fprintf(r.stdout, "  the rejected rows could not be read: %v\n", err)
		return
	}
	reasons := alike(page.Items)
	told := map[string]bool{}
	for _, g := range reasons[:min(len(reasons), shownReasons)] {
		for _, line := range g.lines {
			told[line] = true
		}
		e := g.RowError
		at := g.at()
		if e.Column != "" {
			at += ", " + e.Column
		}
		fmt.Fprintf(r.stdout, "  %s: %s: got %q, expected %s; %s\n", at, e.Code, e.Got, e.Expected, e.Hint)
	}
	if more := i.Counts.Rejected - int64(len(told)); more > 0 {
		fmt.Fprintf(r.stdout, "  and %d more; all of them: %s/api/v1/imports/%s/rejects\n", more, r.c.base, i.ID)
	}
}

// reason is why rows are rejected, and which ones.
type reason struct {
	importers.RowError
	lines []string
}

func (g *reason) at() string {
	if len(g.lines) == 1 {
		return "line " + g.lines[0]
	}
	return "lines " + strings.Join(g.lines, ", ")
}

// alike puts the rows that are rejected for one reason together.
func alike(rows []importers.Row) (out []*reason) {
	for _, row := range rows {
		for _, e := range row.Errors {
			line := strconv.FormatInt(e.Line, 10)
			e.Line = 0
			n := slices.IndexFunc(out, func(g *reason) bool { return g.RowError == e })
			if n < 0 {
				out = append(out, &reason{RowError: e})
				n = len(out) - 1
			}
			out[n].lines = append(out[n].lines, line)
		}
	}
	return out
}

func (r *importRun) tellApplied(i jobs.Import) {
	switch {
	case r.inJSON:
	case r.dryRun:
		fmt.Fprintln(r.stdout, "  checked; nothing was written")
	case i.Changes == 0:
		fmt.Fprintln(r.stdout, "  applied: nothing changes")
	default:
		fmt.Fprintf(r.stdout, "  applied: %s; linchpin undo %s takes back what it changed\n", counted(i.Changes, "changes"), i.ID)
	}
}

// noticeText tells of a notice; the words of one say themselves that it is one.
func noticeText(n importers.Notice) string {
	if n.Count == 1 {
		return n.Detail
	}
	return fmt.Sprintf("%d %s", n.Count, n.Detail)
}
