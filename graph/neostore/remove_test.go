package neostore

import (
	"fmt"
	"slices"
	"testing"

	"linchpin/graph"
)

func TestRemoveTakesLinksAlong(t *testing.T) {
	s, ctx := open(t), t.Context()
	fill(t, s)
	r := must(s.Removal(ctx, "owner"))
	if fmt.Sprint(r.Links) != "[{owned_by 1} {relies_on 1} {sold_by 1} {sources_from 1}]" || r.ClearedTotal != 2 || r.BlockedTotal != 0 ||
		r.Entity.Name != "Owner Holding" || r.Cleared[0].ID != "offering" || r.Cleared[1].ID != "partner" {
		t.Errorf("removal of the owner: %+v", r)
	}
	changes := must(s.Remove(ctx, op(), "owner", 1))
	var got []string
	for _, c := range changes {
		got = append(got, fmt.Sprint(c.Op, " ", c.EntityID, " ", c.Version, " ", c.Before != nil, " ", c.After != nil))
	}
	slices.Sort(got)
	if fmt.Sprint(got) != "[delete l-relies_on 2 true false delete l-sources_from 2 true false delete owner 2 true false update offering 2 true true update partner 2 true true]" {
		t.Errorf("changes: %v", got)
	}
	p := must(s.Record(ctx, graph.KindPartner, "partner")).Body.(*graph.Partner)
	o := must(s.Record(ctx, graph.KindOffering, "offering")).Body.(*graph.Offering)
	if p.Parent != "" || p.ParentPercent != nil || o.Seller != "" || o.Maker != "partner" {
		t.Errorf("left: %+v, %+v", p, o)
	}
	history := must(s.History(ctx, "owner", 0, 10))
	if len(history) != 2 || history[0].Op != graph.OpDelete || history[1].Op != graph.OpCreate {
		t.Errorf("history of what is gone: %+v", history)
	}
	if older := must(s.History(ctx, "owner", history[0].Seq, 10)); len(older) != 1 || older[0].Seq != history[1].Seq {
		t.Errorf("history below %d: %+v", history[0].Seq, older)
	}
	_, err := s.Remove(ctx, op(), "owner", 2)
	wantCode(t, err, graph.NotFound)
	if found := must(s.Check(ctx)); len(found) > 0 {
		t.Errorf("check: %+v", found)
	}
}

func TestRemoveLeavesNothingWithoutItsNeed(t *testing.T) {
	s, ctx := open(t), t.Context()
	fill(t, s)
	apply(t, s, gone("owner"))
	for id, want := range map[string]string{
		"partner":   "[certificate contract offering]",
		"component": "[offering]",
	} {
		_, err := s.Remove(ctx, op(), id, graph.AnyVersion)
		e := wantCode(t, err, graph.Conflict)
		var ids []string
		for _, r := range e.Refs {
			ids = append(ids, r.ID)
		}
		r := must(s.Removal(ctx, id))
		if fmt.Sprint(ids) != want || r.BlockedTotal != len(ids) || fmt.Sprint(r.BlockedBy) != fmt.Sprint(e.Refs) {
			t.Errorf("%s is needed by %v (%s), and removal says %+v; want %s", id, ids, e.Detail, r.BlockedBy, want)
		}
	}
	var many []graph.Edit
	for i := range 30 {
		many = append(many, body(fmt.Sprint("k", i), &graph.Contract{Reference: fmt.Sprintf("K%02d", i), Partner: "partner"}))
	}
	apply(t, s, many...)
	_, err := s.Remove(ctx, op(), "partner", graph.AnyVersion)
	if e := wantCode(t, err, graph.Conflict); len(e.Refs) != maxRefs {
		t.Errorf("%d of 33 named", len(e.Refs))
	}
	// In one call the offering may go with its component, or change it.
	var edits []graph.Edit
	for _, e := range append(many, full()...) {
		if e.ID != "owner" && e.ID != "component0" && e.Body != nil {
			edits = append(edits, gone(e.ID))
		}
	}
	apply(t, s, edits...)
	if n := must(s.Counts(ctx)); n[graph.KindComponent] != 1 || n[graph.KindPartner] != 0 {
		t.Errorf("left: %v", n)
	}
	_, err = s.Removal(ctx, "partner")
	wantCode(t, err, graph.NotFound)
}

func TestRemoveOfALink(t *testing.T) {
	s, ctx := open(t), t.Context()
	fill(t, s)
	_, err := s.Remove(ctx, op(), "l-needs", 2)
	wantCode(t, err, graph.Stale)
	must(s.Remove(ctx, op(), "l-needs", 1))
	_, err = s.Link(ctx, "l-needs")
	wantCode(t, err, graph.NotFound)
	_, err = s.Remove(ctx, op(), "offering.made_by", 1)
	if e := wantCode(t, err, graph.Invalid); pointerOf(e) != "/kind" {
		t.Error(err)
	}
}
