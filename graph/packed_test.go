package graph

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"testing"
	"unsafe"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// filled sets every field of a struct to something, so that a field that is not
// packed is missed.
func filled[T any](t *testing.T) (x T) {
	t.Helper()
	v := reflect.ValueOf(&x).Elem()
	for i := range v.NumField() {
		setTo(t, v.Field(i), i+1)
	}
	return x
}

func setTo(t *testing.T, f reflect.Value, n int) {
	t.Helper()
	switch f.Kind() {
	case reflect.String:
		f.SetString(fmt.Sprint("text ", n))
	case reflect.Int64:
		f.SetInt(int64(n) * 1e15)
	case reflect.Float64:
		f.SetFloat(1 / float64(n))
	case reflect.Bool:
		f.SetBool(true)
	case reflect.Pointer:
		f.Set(reflect.New(f.Type().Elem()))
		setTo(t, f.Elem(), n)
	case reflect.Slice:
		f.Set(reflect.MakeSlice(f.Type(), 2, 2))
		setTo(t, f.Index(0), n)
		setTo(t, f.Index(1), -n)
	default:
		t.Fatalf("a %s is not packed", f.Type())
	}
}

func TestEveryFactIsPacked(t *testing.T) {
	n, e := filled[Node](t), filled[Edge](t)
	n.Kind = KindPartner
	other := Node{ID: "other", Kind: KindComponent}
	e.From, e.To, e.Kind = n.ID, other.ID, Requires
	s, err := NewSnapshot(7, []Node{n, other}, []Edge{e})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Node{other, n}, slices.Collect(s.Nodes())); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]Edge{e}, slices.Collect(s.Edges())); diff != "" {
		t.Error(diff)
	}
	p := packing{next: 1, writes: true}
	n.pack(&p)
	if p.next == 0 {
		t.Error("more facts than bits")
	}
	if got := s.Name(1); got != n.Name {
		t.Errorf("name %q, want %q", got, n.Name)
	}
	terms := s.Terms(s.Arcs(1)[0])
	terms.ID, terms.From, terms.To = e.ID, e.From, e.To
	if diff := cmp.Diff(e, terms); diff != "" {
		t.Error(diff)
	}
}

// Zero is a recorded value, and so is every number.
func TestNumbersArePackedExactly(t *testing.T) {
	for _, v := range []int64{0, 1, -1, 127, 128, math.MaxInt64, math.MinInt64} {
		for _, p := range []float64{0, 0.05, 1, math.SmallestNonzeroFloat64} {
			n := Node{ID: "a", Kind: KindOffering, Version: v, AnnualSpend: &v, SharePercent: &p}
			s, err := NewSnapshot(0, []Node{n}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(n, s.Node(0)); diff != "" {
				t.Error(diff)
			}
		}
	}
}

// Each lends one node after the other; the numbers that it read are kept apart.
func TestEachNodeKeepsItsNumbers(t *testing.T) {
	var want []Node
	for i := range 600 {
		n, days, chance := filled[Node](t), int64(i), 1/float64(i+1)
		n.ID, n.Kind, n.TimeToRecoverDays, n.FailureProbability = fmt.Sprintf("n%03d", i), KindPartner, &days, &chance
		if i%3 == 0 {
			n = Node{ID: n.ID, Kind: KindPartner}
		}
		want = append(want, n)
	}
	s, err := NewSnapshot(1, want, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []Node
	s.Each(func(i int, n *Node) {
		if i != len(got) {
			t.Fatalf("node %d after %d", i, len(got))
		}
		got = append(got, *n)
	})
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// What does not change is not written again, until an eighth has come since.
func TestRecordsAreSharedUntilTheyAge(t *testing.T) {
	var nodes []Node
	for i := range 80 {
		nodes = append(nodes, Node{ID: fmt.Sprintf("n%02d", i), Kind: KindPartner, Version: 1})
	}
	s, err := NewSnapshot(1, nodes, nil)
	if err != nil {
		t.Fatal(err)
	}
	first := s.text.first
	for i := range 40 {
		n := nodes[i]
		n.Version = 2
		next, err := s.With(Delta{Change: int64(i) + 2, Nodes: map[string]*Node{n.ID: &n}})
		if err != nil {
			t.Fatal(err)
		}
		if shares := unsafe.StringData(next.text.first) == unsafe.StringData(s.text.first); shares != (len(s.text.later) <= len(s.text.first)/8) {
			t.Errorf("after %d changes: shared is %v", i+1, shares)
		}
		s = next
	}
	if len(s.text.first) != len(first) || unsafe.StringData(s.text.first) == unsafe.StringData(first) {
		t.Errorf("%d bytes of records of one length became %d", len(first), len(s.text.first))
	}
}

func TestLinksThatEndNowhereAreRefused(t *testing.T) {
	nodes := []Node{{ID: "a", Kind: KindPartner}, {ID: "b", Kind: KindPartner}}
	for _, e := range []Edge{{ID: "l", From: "a", Kind: OwnedBy, To: "c"}, {ID: "l", From: "c", Kind: OwnedBy, To: "a"}} {
		var d DanglingError
		if _, err := NewSnapshot(0, nodes, []Edge{e}); !errors.As(err, &d) || d.Edge != e {
			t.Errorf("%+v: %v", e, err)
		}
	}
	s, err := NewSnapshot(0, nodes, []Edge{{ID: "l", From: "a", Kind: SourcesFrom, To: "b"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"a", "b"} {
		if _, err := s.With(Delta{Nodes: map[string]*Node{id: nil}}); !errors.As(err, &DanglingError{}) {
			t.Errorf("%s went and left its link: %v", id, err)
		}
	}
	if _, err := NewSnapshot(0, append(nodes, nodes[0]), nil); err == nil {
		t.Error("two nodes of one id")
	}
}

// story is a graph as maps, and what changes in it.
type story struct {
	nodes  map[string]Node
	stated map[string][]Edge
	links  map[string]Edge
}

func (y story) snapshot(t *rapid.T, change int64) Snapshot {
	edges := slices.Collect(maps.Values(y.links))
	for _, list := range y.stated {
		edges = append(edges, list...)
	}
	s, err := NewSnapshot(change, slices.Collect(maps.Values(y.nodes)), edges)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// set makes or changes a node: a partner with a parent, or a certificate, whose
// body states a link that starts at its holder.
func (y story) set(t *rapid.T, d Delta, id string) {
	some := slices.Sorted(maps.Keys(y.nodes))
	n := Node{ID: id, Kind: KindPartner, Name: rapid.StringN(0, 5, -1).Draw(t, "name"), Version: y.nodes[id].Version + 1}
	var stated []Edge
	if len(some) > 0 && rapid.Bool().Draw(t, "states") {
		e := Edge{ID: BodyLinkID(id, OwnedBy), From: id, Kind: OwnedBy, To: rapid.SampledFrom(some).Draw(t, "parent"), Version: n.Version}
		if rapid.Bool().Draw(t, "held") {
			n.Kind = KindCertificate
			e = Edge{ID: BodyLinkID(id, Holds), From: e.To, Kind: Holds, To: id, Version: n.Version}
		}
		if e.From != e.To {
			stated = append(stated, e)
		}
	}
	y.nodes[id], y.stated[id] = n, stated
	d.Nodes[id], d.Stated[id] = &n, stated
}

// drop deletes a node that no other body names, with its links.
func (y story) drop(d Delta, id string) {
	for owner, list := range y.stated {
		for _, e := range list {
			if owner != id && (e.From == id || e.To == id) {
				return
			}
		}
	}
	for _, l := range y.links {
		if l.From == id || l.To == id {
			delete(y.links, l.ID)
			d.Links[l.ID] = nil
		}
	}
	delete(y.nodes, id)
	delete(y.stated, id)
	d.Nodes[id], d.Stated[id] = nil, nil
}

func (y story) link(t *rapid.T, d Delta, id string) {
	some := slices.Sorted(maps.Keys(y.nodes))
	if _, there := y.links[id]; there || len(some) < 2 || rapid.IntRange(0, 3).Draw(t, "unlink") == 0 {
		delete(y.links, id)
		d.Links[id] = nil
		return
	}
	e := Edge{
		ID: id, Kind: rapid.SampledFrom([]LinkKind{SourcesFrom, Sells}).Draw(t, "kind"), Version: 1,
		From: rapid.SampledFrom(some).Draw(t, "from"), To: rapid.SampledFrom(some).Draw(t, "to"),
		Group: rapid.SampledFrom([]string{"", "g"}).Draw(t, "group"),
	}
	y.links[id], d.Links[id] = e, &e
}

// A snapshot with changes is what packing the graph after them gives, and the
// one before stays as it was.
func TestWithIsPackingAnew(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		y := story{map[string]Node{}, map[string][]Edge{}, map[string]Edge{}}
		s := y.snapshot(t, 0)
		for change := range int64(6) {
			d := Delta{Change: change, Nodes: map[string]*Node{}, Stated: map[string][]Edge{}, Links: map[string]*Edge{}}
			before, nodes, edges := s, slices.Collect(s.Nodes()), slices.Collect(s.Edges())
			for range rapid.IntRange(0, 8).Draw(t, "changes") {
				id := fmt.Sprint("n", rapid.IntRange(0, 9).Draw(t, "id"))
				switch rapid.IntRange(0, 4).Draw(t, "what") {
				case 0, 1:
					y.set(t, d, id)
				case 2:
					y.drop(d, id)
				default:
					y.link(t, d, "l"+id)
				}
			}
			next, err := s.With(d)
			if err != nil {
				t.Fatal(err)
			}
			want := y.snapshot(t, change)
			if !cmp.Equal(next, want) {
				t.Fatal(cmp.Diff(slices.Collect(want.Nodes()), slices.Collect(next.Nodes())), cmp.Diff(slices.Collect(want.Edges()), slices.Collect(next.Edges())))
			}
			if before.Change != s.Change || !reflect.DeepEqual(nodes, slices.Collect(s.Nodes())) || !reflect.DeepEqual(edges, slices.Collect(s.Edges())) {
				t.Fatal("the snapshot before has changed")
			}
			for e := range next.Edges() {
				if found, ok := next.FindEdge(e); !ok || found != e {
					t.Fatalf("%+v is found as %+v", e, found)
				}
			}
			for n := range next.Nodes() {
				if found, ok := next.Find(n.ID); !ok || !cmp.Equal(found, n) {
					t.Fatalf("%+v is found as %+v", n, found)
				}
			}
			s = next
		}
	})
}
