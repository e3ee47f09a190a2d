package jobs

import (
	"cmp"
	"context"
	"fmt"

	"linchpin/graph"
	"linchpin/importers"
)

// Patch is what can be changed about an import before it is applied; what is
// empty stays.
type Patch struct {
	As        importers.As // another kind of file: without Mapping, a new one is proposed
	Source    *string      // where its external ids come from
	Mapping   *importers.Mapping
	Reading   *importers.Reading // reads the file anew: without Mapping, a new one is proposed
	Decisions map[string]string  // answers by decision; an empty one takes it back
	SkipBad   *bool
	After     *[]string // imports that the check takes as applied
}

// Patch changes an import. All but SkipBad needs another check.
func (d *Desk) Patch(ctx context.Context, id string, p Patch) (Import, error) {
	return d.change(ctx, id, func(i *Import) error {
		switch i.State {
		case Mapping, Checked, Failed, Undone:
		default:
			return graph.Errorf(graph.Conflict, "the import is %s: it can no longer be changed", i.State)
		}
		if p.SkipBad != nil {
			i.SkipBad = *p.SkipBad
		}
		if err := i.decide(p.Decisions); err != nil {
			return err
		}
		if len(p.Decisions) > 0 {
			i.State, i.Plan = Mapping, ""
		}
		if p.After != nil {
			if err := d.follows(ctx, i.ID, *p.After); err != nil {
				return err
			}
			i.After = *p.After
			i.reopen()
		}
		return d.remap(ctx, i, p)
	})
}

// follows checks that an import can come after others.
func (d *Desk) follows(ctx context.Context, id string, after []string) error {
	for n, other := range after {
		if other == id {
			return graph.FieldError(fmt.Sprintf("/after/%d", n), "self", "is the import itself")
		}
		if _, err := d.Store.Import(ctx, other); err != nil {
			return graph.FieldError(fmt.Sprintf("/after/%d", n), "unknown", "is no import")
		}
	}
	return nil
}

// remap changes what the columns of a file mean.
func (d *Desk) remap(ctx context.Context, i *Import, p Patch) error {
	how := i.Mapping.Reading
	if p.Mapping != nil {
		how = p.Mapping.Reading
	}
	if p.Reading != nil {
		how = *p.Reading
	}
	if p.Source != nil {
		i.Source = cmp.Or(*p.Source, graph.DefaultSource)
	}
	anew := how != i.Mapping.Reading || p.As != "" && p.As != i.As
	switch {
	case p.Mapping != nil || anew:
	case p.Source != nil:
		i.Mapping.Source = i.Source
		i.reopen()
		return nil
	default:
		return nil
	}
	if how.Sheet != i.Mapping.Reading.Sheet && p.Mapping == nil {
		i.As = "" // another sheet is another table
	}
	i.As = cmp.Or(p.As, i.As)
	var m *importers.Mapping
	if p.Mapping != nil {
		with := *p.Mapping
		with.As, with.Source, with.Reading = cmp.Or(with.As, i.As), cmp.Or(with.Source, i.Source), how
		m = &with
		i.Source = with.Source
	}
	i.reopen()
	if err := d.sniff(ctx, i, how, m); err != nil {
		return err
	}
	var err error
	i.Notices, err = d.said(ctx, *i)
	return err
}

// reopen forgets what a check found.
func (i *Import) reopen() {
	i.State, i.Plan, i.Edits, i.Risk = Mapping, "", 0, nil
	i.Counts, i.Kinds, i.Decisions, i.Errors = importers.Counts{}, nil, []importers.Decision{}, []Fault{}
}

// decide takes answers to decisions that the last check asked for.
func (i *Import) decide(answers map[string]string) error {
	places := make(map[string]int, len(i.Decisions))
	for n, q := range i.Decisions {
		places[q.ID] = n
	}
	for id, value := range answers {
		n, asked := places[id]
		if !asked {
			return graph.FieldError("/decisions", "unknown", "there is no decision %q", id)
		}
		known := value == ""
		for _, o := range i.Decisions[n].Options {
			known = known || o.Value == value
		}
		if !known {
			return graph.FieldError("/decisions", "oneof", "%q is no option of decision %q", value, id)
		}
		i.Decisions[n].Chosen = value
		if value == "" {
			delete(i.Answers, id)
		} else {
			i.Answers[id] = value
		}
	}
	return nil
}
