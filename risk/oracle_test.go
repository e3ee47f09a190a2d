package risk

import (
	"fmt"
	"maps"
	"slices"

	"linchpin/graph"
)

// The oracle reads the failure rules straight over the records of a snapshot.
// It shares nothing with the engine and cares for clarity alone.

// law is one group: owner fails when broken says so of what has failed.
type law struct {
	owner, rule string
	members     []string
	broken      func(failed map[string]bool) bool
}

// laws lists every law of a snapshot. Derived nodes have the ids that answers
// use.
func laws(s facts) (out []law) {
	byID := map[string]graph.Node{}
	for _, n := range s.Nodes {
		byID[n.ID] = n
	}
	type name struct{ owner, rule, group string }
	type set struct {
		minimum int
		members map[string]bool
	}
	sets := map[name]set{}
	put := func(k name, member string, minimum int64) {
		x := sets[k]
		if x.members == nil {
			x.members = map[string]bool{}
		}
		x.members[member] = true
		x.minimum = max(x.minimum, int(minimum))
		sets[k] = x
	}
	for _, e := range s.Edges {
		group := "named " + e.Group
		if e.Group == "" {
			group = "alone " + e.To
		}
		here := name{e.From, string(e.Kind), group}
		switch e.Kind {
		case "requires", "uses", "needs", "sources_from", "relies_on", "delivers", "made_by", "sold_by", "owned_by":
			put(here, e.To, e.Minimum)
		case "depends_on":
			if st := byID[e.To].Status; st != "shipped" && st != "dropped" {
				put(here, e.To, e.Minimum)
			}
		case "involves":
			if e.Required {
				put(here, e.To, e.Minimum)
			}
		case "services":
			if e.Critical {
				id := e.To + ".service." + e.Service
				if e.Service == "" {
					id += "." + e.From
				}
				put(name{id, "services", ""}, e.From, 1)
				put(name{e.To, "services", id}, id, 1)
			}
		case "sells":
			put(name{e.To + ".route." + e.Region, "sells", ""}, e.From, 1)
		case "owns":
			put(name{e.To, "person", ""}, e.From, 1)
		case "fulfils":
			if byID[e.From].Counts {
				put(name{e.To, "sources", ""}, e.From, byID[e.To].MinSources)
			}
		default: // nothing rests on it
		}
	}
	for _, n := range s.Nodes {
		if n.Country != "" {
			put(name{n.ID, "country", ""}, n.Country, 1)
		}
	}
	for k, x := range sets {
		l := law{k.owner, k.rule, slices.Sorted(maps.Keys(x.members)), nil}
		l.broken = func(failed map[string]bool) bool {
			down := 0
			for m := range x.members {
				if failed[m] {
					down++
				}
			}
			works := len(x.members) - down
			return down > 0 && works < max(1, x.minimum)
		}
		if need := byID[k.owner].RequiredSharePercent; k.rule == "sources" && need != nil {
			l.rule = "share"
			l.broken = func(failed map[string]bool) bool {
				total, lost := 0.0, 0.0
				for m := range x.members {
					if p := byID[m].SharePercent; p != nil {
						total += *p
						if failed[m] {
							lost += *p
						}
					}
				}
				return lost > max(0, total-*need)+1e-9
			}
		}
		out = append(out, l)
	}
	return out
}

// closure is F: the laws are read again until nothing new fails.
func closure(laws []law, seeds ...string) map[string]bool {
	failed := map[string]bool{}
	for _, s := range seeds {
		failed[s] = true
	}
	for again := true; again; {
		again = false
		for _, l := range laws {
			if !failed[l.owner] && l.broken(failed) {
				failed[l.owner], again = true, true
			}
		}
	}
	return failed
}

// tiers returns, for each failed node, the partners on the shortest chain of
// laws that fired.
func tiers(s facts, laws []law, seed string) map[string]int {
	partner := map[string]int{}
	for _, n := range s.Nodes {
		if n.Kind == graph.KindPartner {
			partner[n.ID] = 1
		}
	}
	failed := closure(laws, seed)
	tier := map[string]int{seed: partner[seed]}
	for again := true; again; {
		again = false
		for _, l := range laws {
			if !l.broken(failed) {
				continue
			}
			for _, m := range l.members {
				from, ok := tier[m]
				if !ok {
					continue
				}
				n := from + partner[l.owner]
				if l.rule == "relies_on" {
					n++
				}
				if old, ok := tier[l.owner]; !ok || n < old {
					tier[l.owner], again = n, true
				}
			}
		}
	}
	return tier
}

// replay judges a proof that seeds stop a target; it returns what is wrong.
func replay(laws []law, seeds []string, target string, why []Step) error {
	if _, err := derive(laws, seeds, why, -1); err != nil {
		return err
	}
	for skip := range why {
		if failed, _ := derive(laws, seeds, why, skip); failed[target] {
			return fmt.Errorf("step %d is not needed", skip)
		}
	}
	if failed, _ := derive(laws, seeds, why, -1); !failed[target] {
		return fmt.Errorf("the steps do not stop %s", target)
	}
	return nil
}

// derive lets the steps fire in order, but for one that is left out: then a
// step that has lost its ground does not fire.
func derive(laws []law, seeds []string, why []Step, skip int) (map[string]bool, error) {
	failed := map[string]bool{}
	for _, s := range seeds {
		failed[s] = true
	}
	for i, step := range why {
		ground := map[string]bool{}
		for _, f := range step.Failed {
			ground[f.ID] = true
			if !failed[f.ID] {
				if skip < 0 {
					return nil, fmt.Errorf("step %d rests on %s, which has not failed", i, f.ID)
				}
				ground = nil
				break
			}
		}
		if i == skip || ground == nil {
			continue
		}
		if failed[step.Owner.ID] {
			return nil, fmt.Errorf("step %d: %s has failed before", i, step.Owner.ID)
		}
		if err := justified(laws, step, ground); err != nil {
			return nil, fmt.Errorf("step %d: %w", i, err)
		}
		failed[step.Owner.ID] = true
	}
	return failed, nil
}

// justified reports whether some law stands behind a step, and needs each of
// the failures the step names.
func justified(laws []law, step Step, ground map[string]bool) error {
	var members []string
	for _, m := range step.Members {
		members = append(members, m.ID)
	}
	slices.Sort(members)
	for _, l := range laws {
		if l.owner != step.Owner.ID || l.rule != string(step.Rule) || !slices.Equal(l.members, members) || !l.broken(ground) {
			continue
		}
		for f := range ground {
			less := maps.Clone(ground)
			delete(less, f)
			if l.broken(less) {
				return fmt.Errorf("%s need not fail for %s", f, step.Owner.ID)
			}
		}
		if l.rule != "share" && step.Needed != int64(len(ground)) {
			return fmt.Errorf("needs %d, not %d", len(ground), step.Needed)
		}
		return nil
	}
	return fmt.Errorf("no law breaks %s by %s of %v", step.Owner.ID, step.Rule, members)
}
