package risk

// Short is the finding that fewer sources are recorded than the component
// needs: offerings, or percent of supply where the rule is share.
type Short struct {
	Rule  Rule    `json:"rule"`
	Needs float64 `json:"needs"`
	Has   float64 `json:"has"`
}

// unsourced reports a component without counting offering or requirement.
func (g *Graph) unsourced(v int32) bool {
	return g.traits[v]&isComponent != 0 && !g.rests(v)
}

// short compares a component's counting offerings with what it needs. One
// without any is short only of more than one, since what requires
// parts may be bought from nobody; where it requires nothing, it is unsourced.
func (g *Graph) short(v int32) *Short {
	n, i := g.node(v), g.sourcesOf(v)
	s := Short{Rule: Sources, Needs: float64(max(1, n.MinSources))}
	if n.RequiredSharePercent != nil {
		s.Rule, s.Needs = Share, *n.RequiredSharePercent
	}
	switch {
	case i < 0:
		if g.unsourced(v) || n.MinSources <= 1 && s.Rule == Sources {
			return nil
		}
	case s.Rule == Sources:
		s.Has = float64(len(g.membersOf(i)))
	default:
		total := int64(0)
		for _, o := range g.membersOf(i) {
			total += int64(g.share[o])
		}
		s.Has = percent(total)
	}
	if s.Has >= s.Needs {
		return nil
	}
	return &s
}
