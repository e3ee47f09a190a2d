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
// without any is unsourced rather than short.
func (g *Graph) short(v int32) *Short {
	i := g.sourcesOf(v)
	if i < 0 {
		return nil
	}
	n, s := g.node(v), Short{Rule: g.groups[i].rule}
	if s.Rule == Sources {
		s.Needs, s.Has = float64(max(1, n.MinSources)), float64(len(g.membersOf(i)))
	} else {
		s.Needs = *n.RequiredSharePercent
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
