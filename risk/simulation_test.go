package risk

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"linchpin/graph"
)

// The simulation lets days pass one by one and reads, on each, the rules over
// the records until nothing new happens. It shares nothing with the engine.

// farDay is a day after which nothing new happens in what scheduled draws.
const farDay = 160

// scheduled draws an ecosystem with the facts that days and money take: durations,
// target dates, lags, planned and candidate offerings, stock, recovery, values;
// some of each are missing.
func scheduled(seed uint64) facts {
	s := ecosystem(seed)
	r := rand.New(rand.NewPCG(seed, 11))
	some := func(n int) *int64 {
		if r.IntN(5) == 0 {
			return nil
		}
		x := int64(r.IntN(n))
		return &x
	}
	for i := range s.Nodes {
		n := &s.Nodes[i]
		switch n.Kind {
		case graph.KindPartner:
			n.TimeToRecoverDays = some(30)
		case graph.KindComponent:
			n.StockCoverDays = some(12)
		case graph.KindProduct:
			if n.AnnualRevenue = some(1_000_000); n.AnnualRevenue != nil {
				n.Currency = []string{"EUR", "JPY"}[r.IntN(2)]
			}
		case graph.KindOffering:
			n.Status, n.Approval = "active", "approved"
			if !n.Counts {
				n.Status = []string{"active", "planned", "ended"}[r.IntN(3)]
				n.Approval = []string{"candidate", "candidate", "suspended"}[r.IntN(3)]
				n.QualificationDays, n.LeadTimeDays = some(8), some(8)
			}
		case graph.KindRoadmapItem:
			n.DurationDays = some(9)
			if n.DurationDays != nil && r.IntN(4) > 0 {
				long := *n.DurationDays + int64(r.IntN(5))
				n.DurationP90Days = &long
			}
			if n.TargetDate != "" {
				n.TargetDate = graph.Date(fmt.Sprintf("2026-12-%02d", 20+r.IntN(10)))
				if r.IntN(3) > 0 {
					n.TargetDate = on(1 + r.IntN(20))
				}
			}
		default: // has neither days nor money
		}
	}
	for i := range s.Edges {
		if k := s.Edges[i].Kind; (k == graph.DependsOn || k == graph.Delivers) && r.IntN(2) == 0 {
			s.Edges[i].LagDays = int64(r.IntN(6))
		}
	}
	return s
}

// wait is one thing that an owner waits for: enough of the members, each a lag
// after it is ready.
type wait struct {
	enough int
	lag    map[string]int64
}

// timeline is what the simulation knows of a graph.
type timeline struct {
	byID  map[string]graph.Node
	waits map[string][]wait
}

func timelineOf(s facts) timeline {
	w := timeline{map[string]graph.Node{}, map[string][]wait{}}
	for _, n := range s.Nodes {
		w.byID[n.ID] = n
	}
	type name struct{ owner, kind, group string }
	sets, least := map[name]map[string]int64{}, map[name]int{}
	uses := map[string]bool{}
	for _, e := range s.Edges {
		uses[e.From] = uses[e.From] || e.Kind == graph.Uses
	}
	for _, e := range s.Edges {
		k := name{e.From, string(e.Kind), e.Group}
		switch {
		case e.Kind == graph.Fulfils:
			n := w.byID[e.From]
			refused := n.Status == "ended" || n.Approval == "suspended"
			if k = (name{e.To, "offering", ""}); refused {
				continue
			}
			if sets[k] == nil {
				sets[k] = map[string]int64{}
			}
			sets[k][e.From] = 0
			continue
		case e.Kind == graph.DependsOn && !graph.Open(w.byID[e.To].Status), !graph.Open(w.byID[e.From].Status):
			continue
		case !slices.Contains([]graph.LinkKind{graph.Requires, graph.Uses, graph.Needs, graph.DependsOn, graph.Delivers}, e.Kind):
			continue
		}
		if e.Group == "" {
			k.group = "alone " + e.To
		} else {
			k.group = "named " + e.Group
		}
		if sets[k] == nil {
			sets[k] = map[string]int64{}
		}
		sets[k][e.To] = e.LagDays
		least[k] = max(least[k], int(e.Minimum))
	}
	for k, lag := range sets {
		if k.kind == "delivers" && !slices.ContainsFunc(slices.Collect(maps.Keys(lag)), func(p string) bool { return uses[p] }) {
			continue
		}
		w.waits[k.owner] = append(w.waits[k.owner], wait{min(len(lag), max(1, least[k])), lag})
	}
	return w
}

// alone is the day of what waits for nothing, farDay for none.
func (w timeline) alone(n graph.Node, p90 bool) int64 {
	switch {
	case n.Kind == graph.KindOffering && n.Counts, n.Kind == graph.KindProduct:
		return 0
	case n.Kind == graph.KindOffering && n.QualificationDays != nil && n.LeadTimeDays != nil:
		if n.Status == "ended" || n.Approval == "suspended" {
			return farDay
		}
		return *n.QualificationDays + *n.LeadTimeDays
	case n.Kind == graph.KindRoadmapItem && n.TargetDate != "":
		day := int64(0)
		for d := firstDay; d < n.TargetDate; d = graph.DateOf(d.Time().AddDate(0, 0, 1)) {
			day++
		}
		return day
	case n.Kind == graph.KindRoadmapItem && (n.DurationDays != nil):
		return w.takes(n, p90)
	}
	return farDay
}

func (timeline) takes(n graph.Node, p90 bool) int64 {
	switch {
	case n.Kind != graph.KindRoadmapItem || n.DurationDays == nil:
		return 0
	case p90 && n.DurationP90Days != nil:
		return *n.DurationP90Days
	default:
		return *n.DurationDays
	}
}

// ready lets the days pass; what is lost is never ready.
func (w timeline) ready(p90 bool, late map[string]int64, lost map[string]bool) map[string]int64 {
	day := map[string]int64{}
	for today := range int64(farDay) {
		for again := true; again; {
			again = false
			for id, n := range w.byID {
				if _, done := day[id]; !done && !lost[id] && graph.Open(n.Status) && w.isReady(n, p90, late[id], day, today) {
					day[id], again = today, true
				}
			}
		}
	}
	return day
}

func (w timeline) isReady(n graph.Node, p90 bool, late int64, day map[string]int64, today int64) bool {
	waits := w.waits[n.ID]
	if len(waits) == 0 {
		own := w.alone(n, p90)
		return own < farDay && own+late <= today
	}
	for _, x := range waits {
		there := 0
		for m, lag := range x.lag {
			if d, ok := day[m]; ok && d+lag+w.takes(n, p90)+late <= today {
				there++
			}
		}
		if there < x.enough {
			return false
		}
	}
	return true
}

// stops lets the days pass after a partner has failed: a component stops when
// what it rests on has been broken for longer than its stock lasts.
func stops(s facts, laws []law, partner string) map[string]int64 {
	stock := map[string]int64{}
	for _, n := range s.Nodes {
		if n.StockCoverDays != nil {
			stock[n.ID] = *n.StockCoverDays
		}
	}
	day := map[string]int64{partner: 0}
	for today := range int64(farDay) {
		for again := true; again; {
			again = false
			for _, l := range laws {
				if _, done := day[l.owner]; done {
					continue
				}
				down := map[string]bool{}
				for _, m := range l.members {
					if d, ok := day[m]; ok && d+stock[l.owner] <= today {
						down[m] = true
					}
				}
				if l.broken(down) {
					day[l.owner], again = today, true
				}
			}
		}
	}
	return day
}

// sameDays compares the engine's days with the simulation's.
func sameDays(t *testing.T, what string, g *Graph, want map[string]int64, got func(v int32) int64) {
	t.Helper()
	for v := range num(g.facts.Len()) {
		simulated, ok := want[g.id(v)]
		if !ok {
			simulated = never
		}
		if k := g.kind(v); k == graph.KindPartner || k == graph.KindPerson {
			continue // have no dates
		}
		if day := got(v); day != simulated {
			t.Fatalf("%s: %s is ready on %d, want %d", what, g.id(v), day, simulated)
		}
	}
}
