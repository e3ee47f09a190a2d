package risk

import (
	"cmp"
	"slices"

	"linchpin/graph"
)

// Proof says why a claim holds: the steps in the order they fired, none that
// the claim can do without, and the same as a sentence.
type Proof struct {
	Why      []Step `json:"why"`
	Sentence string `json:"sentence"`
}

// Step is one rule that fired: the owner fails, because at least needed of
// the members have failed. Where shares decide, needed is one and the shares
// of the failed exceed what the component can do without; shares then lists
// those of failed, in percent. A step whose failed are fewer than needed, or
// whose shares do not exceed it, tells what the owner has lost while it works.
type Step struct {
	Owner   graph.Ref   `json:"owner"`
	Rule    Rule        `json:"rule"`
	Failed  []graph.Ref `json:"failed"`
	Needed  int64       `json:"needed"`
	Members []graph.Ref `json:"members"`

	Shares []float64 `json:"shares,omitempty"` // of failed, percent
	Spare  *float64  `json:"spare,omitempty"`  // percent that may fail, where shares decide
	Day    *int64    `json:"day,omitempty"`    // on which the owner fails, where stock is considered
}

// fired is a step in numbers.
type fired struct {
	group  int32
	failed []int32
}

// witness returns the steps by which v failed.
func (r *run) witness(v int32) []fired {
	s := r.state[v]
	if s.by < 0 {
		return nil
	}
	return r.steps(fired{s.by, r.used(s.by, s.last)})
}

// steps returns what led to a step, and the step.
func (r *run) steps(last fired) []fired {
	var places []int32
	seen := map[int32]fired{}
	todo := slices.Clone(last.failed)
	for len(todo) > 0 {
		v := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		s := r.state[v]
		if _, done := seen[s.place]; done || s.by < 0 {
			continue
		}
		f := fired{s.by, r.used(s.by, s.last)}
		seen[s.place] = f
		places = append(places, s.place)
		todo = append(todo, f.failed...)
	}
	slices.Sort(places)
	out := make([]fired, 0, len(places)+1)
	for _, p := range places {
		out = append(out, seen[p])
	}
	return append(out, last)
}

// used returns as few failed members of a group as trip it, among those that
// had failed at a place of the queue.
func (r *run) used(group, last int32) []int32 {
	g := &r.g.groups[group]
	if g.counter < 0 {
		return []int32{r.queue[last]}
	}
	out := r.lost(group, last)
	if !g.shares {
		return out[:min(int64(len(out)), g.need)]
	}
	slices.SortStableFunc(out, func(a, b int32) int { return cmp.Compare(r.g.share[b], r.g.share[a]) })
	sum := int64(0)
	for i, v := range out {
		if sum += int64(r.g.share[v]); sum >= g.need {
			out = out[:i+1]
			break
		}
	}
	r.byPlace(out)
	return out
}

// lost returns the members of a group that had failed at a place of the queue,
// in the order they did.
func (r *run) lost(group, last int32) (out []int32) {
	for _, v := range r.g.membersOf(group) {
		if s := &r.state[v]; s.epoch == r.epoch && s.place <= last {
			out = append(out, v)
		}
	}
	r.byPlace(out)
	return out
}

func (r *run) byPlace(vs []int32) {
	slices.SortFunc(vs, func(a, b int32) int { return cmp.Compare(r.state[a].place, r.state[b].place) })
}

// proof puts steps into words; head is the claim.
func (g *Graph) proof(head string, steps []fired) Proof {
	p := Proof{Why: make([]Step, 0, len(steps)), Sentence: g.sentence(head, steps)}
	for _, f := range steps {
		p.Why = append(p.Why, g.step(f))
	}
	return p
}

func (g *Graph) step(f fired) Step {
	of := &g.groups[f.group]
	s := Step{
		Owner: g.ref(of.owner), Rule: of.rule, Needed: of.need,
		Failed: g.refs(f.failed), Members: g.refs(g.membersOf(f.group)),
	}
	if of.shares {
		s.Needed = 1
		spare := percent(of.need - 1)
		s.Spare, s.Shares = &spare, make([]float64, len(f.failed))
		for i, v := range f.failed {
			s.Shares[i] = percent(int64(g.share[v]))
		}
	}
	return s
}

// percent undoes shareUnits.
func percent(units int64) float64 { return float64(units) / 1e6 }
