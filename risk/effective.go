package risk

// trials is how many sets of partners are tried for one component.
const trials = 500

// effective returns the size of the smallest set of partners that stops v, and
// whether it is known to be no more; nil when all partners together do not.
func (g *Graph) effective(r *run, v int32) (size *int, exact bool) {
	p, _ := g.pointsOf(CausePartner) // a cause it knows
	one := 1
	switch {
	case p.stopBy[v] > 0:
		return &one, true
	case !g.certainty().stoppable[v]:
		return nil, true
	}
	s := search{r: r, v: v, left: trials}
	r.coneOf(v, nil)
	for _, m := range r.cone.list { // nearest first
		if g.traits[m]&isPartner != 0 {
			s.partners = append(s.partners, m)
		}
	}
	n := 2
	for ; s.left > 0 && n <= len(s.partners); n++ {
		if s.any(nil, 0, n) {
			return &n, true
		}
	}
	n-- // the last size was not tried in full
	return &n, false
}

// search looks for a set of partners that stops v.
type search struct {
	r        *run
	v        int32
	partners []int32
	left     int // sets that may be tried
}

// any reports whether a set and n more partners, from a place on, stop v.
func (s *search) any(set []int32, from, n int) bool {
	if n == 0 {
		s.left--
		s.r.blast(set...)
		return s.r.failed(s.v)
	}
	for i := from; i <= len(s.partners)-n && s.left > 0; i++ {
		if s.any(append(set, s.partners[i]), i+1, n-1) {
			return true
		}
	}
	return false
}
