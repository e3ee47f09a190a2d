package risk

// worth is the annual value of a top in minor units: the annual revenue of a
// product, the value of an item.
type worth struct {
	amount   int64
	currency string
	recorded bool
}

// worth returns the annual value of a top. Those of all tops are read once.
func (g *Graph) worth(top int32) worth {
	return g.worths.get(func() []worth {
		var out []worth
		for v, at := range g.rank {
			if at < 0 {
				continue
			}
			for len(out) <= int(at) {
				out = append(out, worth{})
			}
			n := g.node(num(v))
			amount := n.Value
			if g.traits[v]&isProduct != 0 {
				amount = n.AnnualRevenue
			}
			if amount != nil {
				out[at] = worth{*amount, n.Currency, true}
			}
		}
		return out
	})[g.rank[top]]
}
