package risk

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"linchpin/graph"
)

// TestMatrixAgainstEnumeration lets each party fail by the oracle's laws and
// compares what that does to each row: cells, counts and totals.
func TestMatrixAgainstEnumeration(t *testing.T) {
	for seed := range uint64(ecosystems / 6) {
		s := ecosystem(seed)
		g, laws := graphOf(s), laws(s)
		for _, cause := range []Cause{CausePartner, CauseCountry, CausePerson} {
			for _, rows := range []MatrixRows{RowsItems, RowsProducts, RowsLayers, RowsComponents} {
				m, err := g.Matrix(MatrixFilter{Rows: rows, Columns: cause})
				if err != nil {
					t.Fatal(err)
				}
				want := tabulate(s, laws, rows, cause)
				if diff := cmp.Diff(want, table(t, m)); diff != "" {
					t.Fatalf("seed %d: %s by %s (-oracle +engine):\n%s", seed, rows, cause, diff)
				}
				paged(t, g, MatrixFilter{Rows: rows, Columns: cause}, m)
			}
		}
	}
}

// table makes a matrix comparable, and checks its order.
func table(t *testing.T, m Matrix) map[string]string {
	t.Helper()
	out := map[string]string{"totals": fmt.Sprint(m.Totals)}
	for i, r := range m.Rows {
		out["row "+r.Row.ID] = fmt.Sprint(r.StoppedBy, r.RestsOn)
		if i > 0 && r.StoppedBy > m.Rows[i-1].StoppedBy {
			t.Fatal("rows are not in order of risk")
		}
	}
	for i, c := range m.Columns {
		out["column "+c.Column.ID] = fmt.Sprint(c.Stops, c.Supports)
		if i > 0 && c.Stops > m.Columns[i-1].Stops {
			t.Fatal("columns are not in order of risk")
		}
	}
	for _, c := range m.Cells {
		out[c.Row.ID+" by "+c.Column.ID] = fmt.Sprint(c.Effect, c.Of)
	}
	return out
}

// tabulate is the definition of a matrix, read over the laws.
func tabulate(s facts, laws []law, kind MatrixRows, cause Cause) map[string]string {
	rows := map[string][]string{}
	for _, n := range s.Nodes {
		open := n.Status != "shipped" && n.Status != "dropped"
		switch {
		case kind == RowsItems && n.Kind == graph.KindRoadmapItem && open, kind == RowsProducts && n.Kind == graph.KindProduct,
			kind == RowsComponents && n.Kind == graph.KindComponent:
			rows[n.ID] = []string{n.ID}
		case kind == RowsLayers && n.Kind == graph.KindComponent:
			rows[string(n.Layer)] = append(rows[string(n.Layer)], n.ID)
		}
	}
	out, totals := map[string]string{}, MatrixTotals{}
	stoppedBy, restsOn, stops, supports := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	for _, p := range partiesOf(s, cause) {
		failed := closure(laws, p)
		for id, members := range rows {
			cone := map[string]bool{}
			for _, m := range members {
				maps.Copy(cone, reaches(laws, m))
			}
			switch down := slices.ContainsFunc(members, func(m string) bool { return failed[m] }); {
			case down:
				out[id+" by "+p] = fmt.Sprint(EffectStops, 0)
				stoppedBy[id]++
				stops[p]++
				totals.Stops++
			case cone[p]:
				out[id+" by "+p] = fmt.Sprint(EffectOneOf, smallest(laws, cone, failed))
			case kind == RowsItems && takesPartIn(s, id, p):
				out[id+" by "+p] = fmt.Sprint(EffectInvolved, 0)
				restsOn[id] += 0
				supports[p] += 0
				continue
			default:
				continue
			}
			restsOn[id]++
			supports[p]++
		}
	}
	for id, n := range restsOn {
		out["row "+id] = fmt.Sprint(stoppedBy[id], n)
		totals.Rows++
		if stoppedBy[id] > 0 {
			totals.RowsStopped++
		}
	}
	for p, n := range supports {
		out["column "+p] = fmt.Sprint(stops[p], n)
		totals.Columns++
	}
	out["totals"] = fmt.Sprint(totals)
	return out
}

// smallest is the size of the smallest group in a cone that has lost members
// and whose owner works.
func smallest(laws []law, cone, failed map[string]bool) int {
	size := 0
	for _, l := range laws {
		if cone[l.owner] && !failed[l.owner] && slices.ContainsFunc(l.members, func(m string) bool { return failed[m] }) && (size == 0 || len(l.members) < size) {
			size = len(l.members)
		}
	}
	return size
}

func takesPartIn(s facts, item, partner string) bool {
	return slices.ContainsFunc(s.Edges, func(e graph.Edge) bool {
		return e.From == item && e.Kind == graph.Involves && e.To == partner && !e.Required
	})
}

// paged compares a matrix with its pages and its first columns.
func paged(t *testing.T, g *Graph, f MatrixFilter, whole Matrix) {
	t.Helper()
	var rows []MatrixRow
	var cells []MatrixCell
	for f.Offset = 0; f.Offset < whole.Totals.Rows; f.Offset += 2 {
		f.Limit, f.Cap = 2, 3
		m, err := g.Matrix(f)
		if err != nil {
			t.Fatal(err)
		}
		if m.Totals != whole.Totals || len(m.Columns) != min(3, len(whole.Columns)) {
			t.Fatalf("%+v of %+v", m.Totals, whole.Totals)
		}
		rows, cells = append(rows, m.Rows...), append(cells, m.Cells...)
	}
	if diff := cmp.Diff(whole.Rows, rows); diff != "" && len(rows) > 0 {
		t.Fatal(diff)
	}
	var first []MatrixCell
	for _, c := range whole.Cells {
		if slices.ContainsFunc(whole.Columns[:min(3, len(whole.Columns))], func(m MatrixColumn) bool { return m.Column == c.Column }) {
			first = append(first, c)
		}
	}
	if diff := cmp.Diff(first, cells); diff != "" {
		t.Fatal(diff)
	}
}

// TestMatrixTellsDelaysAsTiesDo compares each cell with what is told of the
// pair of item and partner.
func TestMatrixTellsDelaysAsTiesDo(t *testing.T) {
	delays := 0
	for seed := range uint64(60) {
		g := graphOf(timed(ecosystem(seed), seed))
		m, err := g.Matrix(MatrixFilter{Rows: RowsItems, AsOf: firstDay, Empty: true})
		if err != nil {
			t.Fatal(err)
		}
		got, want := map[string]Effect{}, map[string]Effect{}
		for _, c := range m.Cells {
			got[c.Row.ID+" "+c.Column.ID] = c.Effect
			if c.Effect == EffectDelays {
				delays++
			}
		}
		for _, row := range m.Rows {
			ties, err := g.PartnersOf(row.Row.ID, TieFilter{AsOf: firstDay})
			if err != nil {
				t.Fatal(err)
			}
			for _, tie := range ties {
				want[row.Row.ID+" "+tie.Partner.ID] = tie.Effect
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("seed %d (-ties +matrix):\n%s", seed, diff)
		}
	}
	if delays == 0 {
		t.Error("nothing is delayed in sixty ecosystems")
	}
}
