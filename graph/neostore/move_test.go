package neostore

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"slices"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"linchpin/graph"
)

// TestLogOfNodesMovesToPages opens a database as version 4 of the schema left
// it: testdata/version4.cypher is what that program stored, version4.log what it
// said of its changes. There are 130 new partners of one import, and
// updates, deletions and what was made again of entities and links. A first attempt was broken off after 20 changes.
func TestLogOfNodesMovesToPages(t *testing.T) {
	s, ctx := open(t), t.Context()
	plant(t, s, "MATCH (m:Migration) WHERE m.version > 4 DELETE m")
	plant(t, s, split(string(must(os.ReadFile("testdata/version4.cypher"))))...)
	err := s.session(ctx, neo4j.AccessModeWrite, wholeGraphTime, func(ctx context.Context, t tx) error {
		_, _, _, err := t.movePages(ctx, 20) // in the middle of an operation
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if from, err := s.migrate(ctx); from != 4 || err != nil {
		t.Fatalf("migrated from %d: %v", from, err)
	}
	if n := must(s.run(ctx, "MATCH (g:Counter {name: 'gate'}) RETURN count(g) AS n", nil)); value[int64](n[0], "n") != 0 {
		t.Error("the gate of programs that know no pages is still there")
	}
	want := bytes.Split(bytes.TrimSpace(must(os.ReadFile("testdata/version4.log"))), []byte("\n"))
	got := must(s.Changes(ctx, 0, 1000))
	if len(got) != len(want) {
		t.Fatalf("%d changes, want %d", len(got), len(want))
	}
	histories := map[string][]graph.Change{}
	for i, c := range got {
		if !bytes.Equal(said(t, c), want[i]) {
			t.Errorf("change %d\ngot  %s\nwant %s", i+1, said(t, c), want[i])
		}
		histories[c.EntityID] = append([]graph.Change{c}, histories[c.EntityID]...)
	}
	for id, want := range histories {
		if got := must(s.History(ctx, id, 0, 100)); !slices.EqualFunc(got, want, func(a, b graph.Change) bool { return bytes.Equal(said(t, a), said(t, b)) }) {
			t.Errorf("history of %s: %+v, want %+v", id, got, want)
		}
	}
	if found := must(s.Check(ctx)); len(found) > 0 {
		t.Errorf("found %+v", found)
	}
	if n := must(s.run(ctx, "MATCH (c:Change) RETURN count(c) AS n", nil)); value[int64](n[0], "n") != 0 {
		t.Errorf("%d nodes left", value[int64](n[0], "n"))
	}
	seq, at, err := s.Change(ctx)
	if last := got[len(got)-1]; seq != last.Seq || !at.Equal(last.At) || err != nil {
		t.Errorf("the counter is at %d of %v (%v), want %d of %v", seq, at, err, last.Seq, last.At)
	}
	again := must(s.Apply(ctx, graph.Op{ID: got[0].OperationID, Actor: "late"}, []graph.Edit{body("x", &graph.Partner{Name: "X"})}))
	if len(again) == 0 || again[0].Seq != 1 {
		t.Errorf("an operation of then is made again: %+v", again)
	}
	for id, version := range map[string]int64{"item0": 4, "l-uses": 4, "m-008": 3, "l-owns": 3} { // made, gone, made again; made and gone
		var e graph.Edit
		switch id {
		case "item0":
			e = body(id, &graph.RoadmapItem{Key: "RM-0", TitleText: "Before the third time"})
		case "m-008":
			e = body(id, &graph.Partner{Name: "Eight"})
		case "l-uses":
			e = link(id, graph.LinkBody{From: "product", Kind: graph.Uses, To: "component0"})
		case "l-owns":
			e = link(id, graph.LinkBody{From: "person", Kind: graph.Owns, To: "item"})
		}
		if c := apply(t, s, e); len(c) != 1 || c[0].Version != version {
			t.Errorf("%s goes on at %+v, want version %d", id, c, version)
		}
	}
	if found := must(s.Check(ctx)); len(found) > 0 {
		t.Errorf("after writes: %+v", found)
	}
}

// TestFenceStopsWhoWaitsAtTheOldGate: a program of before that has found its gate
// while it is taken away gets no further, whichever of the two is first.
func TestFenceStopsWhoWaitsAtTheOldGate(t *testing.T) {
	s, ctx := open(t), t.Context()
	plant(t, s, "CREATE (:Counter {name: 'gate', value: 0})")
	session := s.driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: s.db})
	defer session.Close(ctx)
	fencing := must(session.BeginTransaction(ctx))
	for _, q := range split(string(must(migrations.ReadFile("migrations/" + fence)))) {
		must(must(fencing.Run(ctx, string(q), nil)).Consume(ctx))
	}
	passed := make(chan int)
	go func() {
		rs, err := s.run(ctx, "MATCH (g:Counter {name: 'gate'}) SET g.value = g.value + 1 RETURN g.value AS value", nil)
		if err != nil {
			rs = nil
		}
		passed <- len(rs)
	}()
	if err := fencing.Commit(ctx); err != nil {
		t.Fatal(err)
	}
	if n := <-passed; n != 0 {
		t.Error("it got through")
	}
}

// said is a change as the API says it.
func said(t *testing.T, c graph.Change) []byte {
	t.Helper()
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(c); err != nil {
		t.Fatal(err)
	}
	return bytes.TrimSpace(out.Bytes())
}
