package api

import (
	"context"
	"slices"
	"sync"
	"time"

	"linchpin/graph"
	"linchpin/risk"
)

// What a question about a fault tree may take: its time, the memory of its
// diagrams, and how many may wait for their turn before the next is refused.
const (
	treeTime   = 12 * time.Second
	treeBytes  = 1 << 30
	pageBytes  = 1 << 28
	maxWaiting = 6
	maxKept    = 24 // answers
	keptBytes  = 1 << 29
)

// studies answers one large question at a time and keeps the latest answers.
// The same question, asked while it is worked on, is answered with the others.
type studies struct {
	turn chan struct{} // holds one

	mu      sync.Mutex // guards the rest
	waiting int
	kept    []*piece // the latest asked last
}

// piece is an answer, or the work on it.
type piece struct {
	key    string
	done   chan struct{}
	answer any
	err    error
}

func newStudies() *studies { return &studies{turn: make(chan struct{}, 1)} }

// worked returns the answer to a question, which key names with the change
// number it is true of. It goes on when whoever asked first has left.
func worked[T any](ctx context.Context, w *studies, key string, work func(risk.Limits) (T, error)) (answer T, err error) {
	p, begin := w.piece(key)
	if p == nil {
		return answer, graph.Errorf(graph.Busy, "too many large questions are being answered: ask again soon")
	}
	if begin {
		go w.do(p, func(l risk.Limits) (any, error) { return work(l) })
	}
	select {
	case <-p.done:
	case <-ctx.Done():
		return answer, ctx.Err()
	}
	answer, _ = p.answer.(T) // none with an error
	return answer, p.err
}

// piece returns the piece of a key, and whether work on it has to begin; nil
// when there is too much to do.
func (w *studies) piece(key string) (*piece, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.shrink()
	for i, p := range w.kept {
		if p.key == key {
			w.kept = append(append(w.kept[:i:i], w.kept[i+1:]...), p)
			return p, false
		}
	}
	if w.waiting >= maxWaiting {
		return nil, false
	}
	w.waiting++
	p := &piece{key: key, done: make(chan struct{})}
	if w.kept = append(w.kept, p); len(w.kept) > maxKept {
		w.kept = w.kept[1:]
	}
	return p, true
}

// shrink forgets the answers asked for longest ago while all together take
// too much memory.
func (w *studies) shrink() {
	total := int64(0)
	for i, p := range slices.Backward(w.kept) {
		select {
		case <-p.done:
		default:
			continue // still worked on
		}
		if large, ok := p.answer.(interface{ Bytes() int64 }); ok {
			total += large.Bytes()
		}
		if total > keptBytes {
			w.kept = append(w.kept[:i:i], w.kept[i+1:]...)
		}
	}
}

// do waits for its turn and works. An error is not kept.
func (w *studies) do(p *piece, work func(risk.Limits) (any, error)) {
	w.turn <- struct{}{}
	defer func() { <-w.turn }()
	p.answer, p.err = guarded(func() (any, error) { return work(timed(treeTime, treeBytes)) })
	w.mu.Lock()
	defer w.mu.Unlock()
	w.waiting--
	if p.err != nil {
		for i, other := range w.kept {
			if other == p {
				w.kept = append(w.kept[:i:i], w.kept[i+1:]...)
				break
			}
		}
	}
	close(p.done)
}

// timed gives a computation a time from now on.
func timed(d time.Duration, bytes int64) risk.Limits {
	start := time.Now()
	return risk.Limits{Bytes: bytes, Spent: func() float64 { return float64(time.Since(start)) / float64(d) }}
}
