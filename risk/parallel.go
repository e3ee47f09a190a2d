package risk

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// workers is how many goroutines share a long computation.
func workers() int { return max(2, runtime.GOMAXPROCS(0)) }

// forEach calls f for each node of a list, from several goroutines that each
// have a number below workers() and a run of their own. A panic of f is one of
// the caller's, who can catch it.
func (g *Graph) forEach(vs []int32, n int, f func(r *run, worker int, v int32)) {
	const batch = 64
	var next atomic.Int64
	var wait sync.WaitGroup
	var fault atomic.Pointer[any]
	total := int64(len(vs))
	for w := range n {
		wait.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					fault.Store(&p)
				}
			}()
			r := g.borrow()
			defer g.giveBack(r)
			for lo := next.Add(batch) - batch; lo < total; lo = next.Add(batch) - batch {
				for _, v := range vs[lo:min(lo+batch, total)] {
					f(r, w, v)
				}
			}
		})
	}
	wait.Wait()
	if p := fault.Load(); p != nil {
		panic(*p)
	}
}
