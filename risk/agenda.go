package risk

import "container/heap"

// event is something that happens on a day, counted from a first one.
type event struct {
	day         int64
	node, group int32
	last        int32 // place of the member that brings it about
}

// agenda holds events that are still to come; the earliest is taken first.
type agenda []event

func (a *agenda) add(e event) { heap.Push(a, e) }

// next takes the earliest event.
func (a *agenda) next() event {
	e, _ := heap.Pop(a).(event) // Push takes no other
	return e
}

// Len, Less, Swap, Push and Pop are for package heap.

func (a agenda) Len() int           { return len(a) }
func (a agenda) Less(i, j int) bool { return a[i].day < a[j].day }
func (a agenda) Swap(i, j int)      { a[i], a[j] = a[j], a[i] }

// Push appends.
func (a *agenda) Push(x any) {
	e, _ := x.(event)
	*a = append(*a, e)
}

// Pop takes the last.
func (a *agenda) Pop() any {
	e := (*a)[len(*a)-1]
	*a = (*a)[:len(*a)-1]
	return e
}
