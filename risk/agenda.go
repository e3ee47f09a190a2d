package risk

// event is something that happens on a day, counted from a first one.
type event struct {
	day         int64
	node, group int32
	last        int32 // place of the member that brings it about
}

// agenda holds events that are still to come; the earliest is taken first. It is
// a binary heap: no event is later than the two behind it. Package heap would
// make each one an interface.
type agenda []event

func (a *agenda) add(e event) {
	h := append(*a, e)
	at := len(h) - 1
	for at > 0 {
		above := (at - 1) / 2
		if h[above].day <= e.day {
			break
		}
		h[at], at = h[above], above
	}
	h[at] = e
	*a = h
}

// next takes the earliest event.
func (a *agenda) next() event {
	h := *a
	first, last := h[0], h[len(h)-1]
	h = h[:len(h)-1]
	*a = h
	at := 0
	for below := 1; below < len(h); below = 2*at + 1 {
		if below+1 < len(h) && h[below+1].day < h[below].day {
			below++
		}
		if h[below].day >= last.day {
			break
		}
		h[at], at = h[below], below
	}
	if len(h) > 0 {
		h[at] = last
	}
	return first
}
