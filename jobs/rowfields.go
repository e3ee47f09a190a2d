package jobs

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"strconv"

	"linchpin/graph"
	"linchpin/importers"
)

// complete adds to some rows what they would store, field by field, which the
// plan has, and puts names in the place of ids. It looks the plan through once for
// the rows, and once more for names of what is new.
func (d *Desk) complete(ctx context.Context, i Import, rows []importers.Row) error {
	made := map[int64]*importers.Row{}
	for n := range rows {
		if r := &rows[n]; r.Outcome == importers.Create {
			made[r.Row] = r
		}
	}
	if len(made) > 0 {
		err := d.scanPlan(i.ID, func(row int64, _ []byte) bool { return made[row] != nil }, func(l planLine) error {
			r := made[l.Row]
			changes, err := l.states(i.As == importers.Mixed || i.As == importers.Bom, r.Entity)
			r.Changes = append(r.Changes, changes...)
			return err
		})
		if err != nil {
			return err
		}
	}
	return d.nameEnds(ctx, i, rows)
}

// states lists what an edit that makes something says of it, in the order of the
// kind's fields; of a file about several kinds each field says its own. A link
// that leads to what the row is about says where from.
func (l planLine) states(mixed bool, about string) (out []importers.FieldDiff, err error) {
	if l.Link != nil && l.Link.To == about {
		return []importers.FieldDiff{{Field: string(l.Link.Kind), New: l.Link.From, Back: true}}, nil
	}
	if l.Link != nil {
		return []importers.FieldDiff{{Field: string(l.Link.Kind), New: l.Link.To}}, nil
	}
	if l.Body == nil || l.IfVersion != graph.MustBeNew {
		return nil, nil
	}
	var body map[string]any
	if err := json.Unmarshal(l.Body, &body); err != nil {
		return nil, err
	}
	prefix := ""
	if mixed {
		prefix = string(l.Kind) + "."
	}
	for _, f := range graph.Fields(l.Kind) {
		if v, ok := body[f.Name]; ok && f.Name != "source" {
			out = append(out, importers.FieldDiff{Field: prefix + f.Name, New: v})
		}
	}
	return out, nil
}

// isID reports whether a text has the form of an entity's id.
func isID(s string) bool {
	return len(s) == 36 && s[8] == '-' && s[13] == '-' && s[18] == '-' && s[23] == '-'
}

// nameEnds puts names in the place of ids that the changes of rows have.
func (d *Desk) nameEnds(ctx context.Context, i Import, rows []importers.Row) error {
	var ids []string
	each := func(do func(v *any)) {
		for n := range rows {
			for c := range rows[n].Changes {
				do(&rows[n].Changes[c].Old)
				do(&rows[n].Changes[c].New)
			}
		}
	}
	each(func(v *any) {
		if s, _ := (*v).(string); isID(s) {
			ids = append(ids, s)
		}
	})
	if len(ids) == 0 {
		return nil
	}
	names := map[string]string{}
	refs, err := d.Store.Refs(ctx, ids)
	if err != nil {
		return err
	}
	fresh := map[string]bool{}
	for _, id := range ids {
		if ref, ok := refs[id]; ok {
			names[id] = ref.Name
		} else {
			fresh[id] = true
		}
	}
	if len(fresh) > 0 {
		err = d.scanPlan(i.ID, func(_ int64, id []byte) bool { return fresh[string(id)] }, func(l planLine) error {
			p, err := l.edit()
			if err == nil && p.Body != nil {
				names[l.ID] = p.Body.Title()
			}
			return err
		})
	}
	each(func(v *any) {
		if s, _ := (*v).(string); names[s] != "" {
			*v = names[s]
		}
	})
	return err
}

// scanPlan passes those lines of a plan on whose number and id are wanted. Only
// these are decoded: a plan may have a million.
func (d *Desk) scanPlan(id string, wanted func(row int64, id []byte) bool, take func(planLine) error) error {
	f, err := os.Open(d.path(id, planFile))
	if err != nil {
		return err
	}
	defer f.Close()
	r := bufio.NewReaderSize(f, 1<<16)
	for {
		text, err := r.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if row, of, ok := planHead(text); !ok || !wanted(row, of) {
			continue
		}
		var l planLine
		if err := json.Unmarshal(text, &l); err != nil {
			return err
		}
		if err := take(l); err != nil {
			return err
		}
	}
}

// planHead reads the number and the id that a line of a plan begins with.
func planHead(text []byte) (row int64, id []byte, ok bool) {
	rest, ok := bytes.CutPrefix(text, []byte(`{"row":`))
	if !ok {
		return 0, nil, false
	}
	digits, rest, _ := bytes.Cut(rest, []byte(`,"id":"`))
	row, err := strconv.ParseInt(string(digits), 10, 64)
	id, _, ok = bytes.Cut(rest, []byte{'"'})
	return row, id, ok && err == nil
}
