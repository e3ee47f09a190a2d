package risk

// annual is the value of a top for a year in minor units: the annual revenue of a
// product, the value of an item.
type annual struct {
	amount   int64
	currency string
	recorded bool
}

// annual returns the value of a top for a year. Those of all tops are read once.
func (g *Graph) annual(top int32) annual {
	return g.worths.get(func() []annual {
		var out []annual
		for v, at := range g.rank {
			if at < 0 {
				continue
			}
			for len(out) <= int(at) {
				out = append(out, annual{})
			}
			n := g.node(num(v))
			amount := n.Value
			if g.traits[v]&isProduct != 0 {
				amount = n.AnnualRevenue
			}
			if amount != nil {
				out[at] = annual{*amount, n.Currency, true}
			}
		}
		return out
	})[g.rank[top]]
}
