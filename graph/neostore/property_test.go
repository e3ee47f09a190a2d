package neostore

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"linchpin/graph"
)

// world draws edits over few ids, so that they often meet.
type world struct{ *rand.Rand }

func (w world) id(kind string) string { return fmt.Sprint(kind, w.IntN(6)) }

func (w world) maybe(s string) string {
	if w.IntN(3) == 0 {
		return ""
	}
	return s
}

func (w world) edit() graph.Edit {
	name := fmt.Sprint("name ", w.IntN(4))
	switch w.IntN(12) {
	case 0, 1:
		p := &graph.Partner{Name: name, Parent: w.maybe(w.id("p")), Country: w.maybe("DE"), Common: graph.Common{ExternalID: w.maybe(w.id("x"))}}
		if p.Parent != "" && w.IntN(2) == 0 {
			p.ParentPercent = new(51 + float64(w.IntN(49)))
		}
		return body(w.id("p"), p)
	case 2:
		return body(w.id("c"), &graph.Component{Name: name, Layer: graph.Layers()[w.IntN(5)], StockCoverDays: new(int64(w.IntN(3)))})
	case 3, 4:
		return body(w.id("o"), &graph.Offering{
			Component: w.id("c"), Maker: w.maybe(w.id("p")), Seller: w.maybe(w.id("p")), Approval: "approved", Status: "active",
			AnnualSpend: graph.Money(fmt.Sprint(w.IntN(3), ".50")), Currency: "EUR",
		})
	case 5:
		return body(w.id("k"), &graph.Contract{Reference: name, Partner: w.id("p")})
	case 6:
		return body(w.id("i"), &graph.RoadmapItem{Key: w.id("key"), TitleText: name, TargetDate: graph.Date(w.maybe("2027-01-01"))})
	case 7, 8:
		return link(w.id("l"), graph.LinkBody{From: w.id("p"), Kind: graph.SourcesFrom, To: w.id("p"), Service: w.maybe("s"), Group: w.maybe("g")})
	case 9:
		return link(w.id("m"), graph.LinkBody{From: w.id("i"), Kind: graph.Needs, To: w.id("c"), Group: "g", Minimum: new(int64(1 + w.IntN(2)))})
	default:
		return gone(w.id([]string{"p", "c", "o", "k", "i", "l", "m"}[w.IntN(7)]))
	}
}

// TestRandomEdits makes random calls of Apply, many of them refused, beside
// each of which stand: a refusal changes nothing; a snapshot that follows the
// log equals one loaded afresh; what is stored passes the check.
func TestRandomEdits(t *testing.T) {
	s, ctx := open(t), t.Context()
	w := world{rand.New(rand.NewPCG(17, 4))}
	followed := must(s.Snapshot(ctx))
	done, refused := 0, 0
	for round := range 60 {
		for range 8 {
			var edits []graph.Edit
			seen := map[string]bool{}
			for range 1 + w.IntN(3) {
				if e := w.edit(); !seen[e.ID] {
					seen[e.ID], edits = true, append(edits, e)
				}
			}
			before := must(s.Counts(ctx))
			changes, err := s.Apply(ctx, op(), edits)
			switch graph.CodeOf(err) {
			case graph.Invalid, graph.Conflict, graph.NotFound:
				refused++
				if after := must(s.Counts(ctx)); !reflect.DeepEqual(before, after) {
					t.Fatalf("a refusal (%v) left %v of %v", err, after, before)
				}
			default:
				if err != nil {
					t.Fatalf("%+v: %v", edits, err)
				}
				done += len(changes)
			}
		}
		if round%6 == 5 {
			followed = must(s.Refresh(ctx, followed))
			if diff := differ(followed, must(s.Snapshot(ctx))); diff != "" {
				t.Fatalf("round %d: followed (-) and loaded (+) differ:\n%s", round, diff)
			}
		}
	}
	t.Logf("%d changes, %d refusals, %d nodes, %d edges", done, refused, followed.Len(), followed.Links())
	if done < 100 || refused < 50 {
		t.Error("the draw is lopsided")
	}
	if found := must(s.Check(ctx)); len(found) > 0 {
		t.Errorf("check: %+v", found)
	}
	from := must(s.Snapshot(ctx))
	for _, c := range must(s.Changes(ctx, 0, 10000)) { // the log alone tells what is there
		if c.Op == graph.OpDelete {
			continue
		}
		if n, ok := from.Find(c.EntityID); ok && !c.IsLink() && n.Version == c.Version {
			r, err := graph.DecodeRecord(graph.Kind(c.Kind), c.After)
			if err != nil || !reflect.DeepEqual(graph.NodeOf(r), n) {
				t.Errorf("%s: the log leads to %+v, stored is %+v (%v)", c.EntityID, graph.NodeOf(r), n, err)
			}
		}
	}
}
