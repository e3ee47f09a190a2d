package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"

	"linchpin/graph"
)

// merge lets one partner take the place of another, in a running server.
func (p *program) merge(ctx context.Context, args []string) error {
	c, f := p.configure("merge PARTNER TWIN", "client")
	dry := f.Bool("dry-run", false, "say what it would do, and do nothing")
	inJSON := f.Bool("json", false, "print the answer of the API")
	words, err := f.parse(args, func() []error { return nil })
	if err != nil {
		return err
	}
	if len(words) != 2 {
		return fmt.Errorf("%w: linchpin merge PARTNER TWIN: the twin will be gone", errUsage)
	}
	client, ids := c.client(), [2]string{}
	for n, name := range words {
		if ids[n], err = client.resolve(ctx, name, []graph.Kind{graph.KindPartner}); err != nil {
			return err
		}
	}
	var done struct {
		Operation string
		Changes   int
		Merge     graph.Merge
	}
	var answer json.RawMessage
	path := "/partners/" + ids[0] + "/merge"
	if *dry {
		answer, err = client.get(ctx, path, url.Values{"from": {ids[1]}}, &done.Merge)
	} else {
		body, _ := json.Marshal(map[string]string{"from": ids[1]}) //nolint:errchkjson // two texts
		answer, err = client.post(ctx, path, "application/json", bytes.NewReader(body), &done)
	}
	if err != nil {
		return err
	}
	text := string(answer) + "\n"
	if !*inJSON {
		text = mergeText(&done.Merge)
		if !*dry {
			text += fmt.Sprintf("%d changes; linchpin undo %s takes them back\n", done.Changes, done.Operation)
		}
	}
	_, err = fmt.Fprint(p.stdout, text)
	return err
}

// mergeText says what a merge does, a line a fact.
func mergeText(m *graph.Merge) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s takes the place of %s\n", m.Into.Name, m.From.Name)
	for _, f := range m.Kept {
		fmt.Fprintf(&b, "  %s stays %v; %v is dropped\n", f.Field, plainly(f.Value), plainly(f.Dropped))
	}
	for _, f := range m.Filled {
		fmt.Fprintf(&b, "  %s becomes %v\n", f.Field, plainly(f.Value))
	}
	if len(m.Aliases) > 0 {
		fmt.Fprintf(&b, "  also known as %s\n", strings.Join(m.Aliases, ", "))
	}
	if m.RewrittenTotal > 0 {
		fmt.Fprintf(&b, "  %d entities name it instead, among them %s\n", m.RewrittenTotal, m.Rewritten[0].Name)
	}
	for _, l := range []struct {
		what  string
		links []graph.LinkCount
	}{{"lead here instead", m.Moved}, {"were here already", m.Folded}, {"between the two are dropped", m.Dropped}} {
		for _, c := range l.links {
			fmt.Fprintf(&b, "  %d links %s %s\n", c.Count, c.Kind, l.what)
		}
	}
	for _, g := range m.Renamed {
		fmt.Fprintf(&b, "  the group %q of %s links becomes %q\n", g.Group, g.Kind, g.To)
	}
	for _, t := range m.Twins {
		fmt.Fprintf(&b, "  the %s %q is there twice now\n", t.One.Kind, t.One.Name)
	}
	for _, r := range m.Refused {
		fmt.Fprintf(&b, "  cannot be done: %s\n", r.Detail)
	}
	return b.String()
}

// plainly is a value of a field for a reader; an owner is called by its name.
func plainly(v any) any {
	if ref, ok := v.(map[string]any); ok {
		return ref["name"]
	}
	return v
}
