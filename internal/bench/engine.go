package main

import (
	"fmt"
	"io"
	"math"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	"linchpin/graph"
	"linchpin/internal/bench/ecosystem"
	"linchpin/risk"
)

const (
	asked   = 2000 // partners that fail, one after the other
	samples = 6400
	tries   = 5 // of which the best counts
)

// engine measures the answers about risk in memory, on ecosystems of ten
// thousand, a hundred thousand and a million links.
func engine(log io.Writer) ([]target, error) {
	var steps []figures
	for _, scale := range []float64{0.01, 0.1, 1} {
		f, err := measure(scale)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(log, "%d nodes, %d links: %s\n", f.nodes, f.links, f)
		steps = append(steps, f)
	}
	f := steps[len(steps)-1]
	size := fmt.Sprintf("%d nodes, %d links", f.nodes, f.links)
	return []target{
		within("compile", f.compile, 500*time.Millisecond, size),
		within("one change and one recompile", f.recompile, 500*time.Millisecond, "in memory, "+size),
		within("blast of a partner, p99", f.blast, 5*time.Millisecond, fmt.Sprintf("of %d, with the first proof", asked)),
		within("single points of all tops, cold", f.points, time.Second, fmt.Sprintf("%d tops; again %s", f.tops, f.again)),
		within(fmt.Sprintf("%d samples of all tops", samples), f.simulate, 3*time.Second, fmt.Sprintf("%d tops", f.tops)),
		{
			name: "snapshot and compiled graph", peer: "300 MB", ratio: 300 / f.megabytes, want: "< 300 MB", met: f.megabytes < 300,
			detail: fmt.Sprintf("%.0f MB, of it the snapshot %.0f", f.megabytes, f.snapshot),
		},
		growth("compile", steps, func(f figures) spent { return f.compile }),
		growth("single points", steps, func(f figures) spent { return f.points }),
		growth("simulation", steps, func(f figures) spent { return f.simulate }),
	}, nil
}

// within is a target in time: the ratio is what may be taken to what was.
func within(name string, t spent, most time.Duration, detail string) target {
	took := t.alone()
	return target{
		name: name, peer: most.String(), ratio: float64(most) / float64(took), want: "< " + most.String(), met: took < most,
		detail: fmt.Sprintf("%s; %s", t, detail),
	}
}

// spent is the time something took, and what it took of the processors.
type spent struct {
	wall, processor time.Duration
	waits           bool // for another process, as the database
}

// alone is what it would take on a machine of its own: what other programs keep
// it waiting for does not count.
func (t spent) alone() time.Duration {
	if t.waits {
		return t.wall
	}
	return min(t.wall, t.processor)
}

func (t spent) String() string {
	return fmt.Sprintf("%.2f ms, %.2f ms of processor time", ms(t.wall), ms(t.processor))
}

// spend runs do, after another some times, and returns the least it took.
func spend(times int, prepare func(), do func() error) (least spent, err error) {
	least = spent{wall: time.Hour, processor: time.Hour}
	for range times {
		prepare()
		runtime.GC()
		before := processor()
		took, err := clock(do)
		if err != nil {
			return least, err
		}
		least = spent{wall: min(least.wall, took), processor: min(least.processor, processor()-before)}
	}
	return least, nil
}

// processor is the time this process has had of the processors.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// growth tells how processor time grows with links: as links to the power of the ratio.
func growth(name string, steps []figures, of func(figures) spent) target {
	var factors []string
	for i := range steps[1:] {
		factors = append(factors, fmt.Sprintf("x%.1f for x%.1f links", times(of(steps[i+1]), of(steps[i])), float64(steps[i+1].links)/float64(steps[i].links)))
	}
	a, b := steps[len(steps)-2], steps[len(steps)-1]
	power := math.Log(times(of(b), of(a))) / math.Log(float64(b.links)/float64(a.links))
	return target{
		name: "growth of " + name, peer: "links to the power of", ratio: power, want: "<= 1.20", met: power <= 1.2,
		detail: strings.Join(factors, ", "),
	}
}

// times compares by processor time.
func times(a, b spent) float64 { return float64(a.processor) / float64(b.processor) }

// figures are what one ecosystem measures.
type figures struct {
	nodes, links, tops                                 int
	compile, recompile, blast, points, again, simulate spent
	snapshot, megabytes                                float64
}

func (f figures) String() string {
	return fmt.Sprintf("compile %s; change and recompile %s; blast %s; single points %s; again %s; simulation %s; %.0f MB",
		f.compile, f.recompile, f.blast, f.points, f.again, f.simulate, f.megabytes)
}

func measure(scale float64) (f figures, err error) {
	s, snapshot, err := generate(scale)
	if err != nil {
		return f, err
	}
	f.nodes, f.links, f.snapshot = s.Len(), s.Links(), snapshot
	before := heap()
	g := risk.Compile(s)
	f.megabytes = snapshot + heap() - before
	nothing, page := func() {}, risk.SinglePointFilter{Limit: 50}
	for _, m := range []struct {
		to      *spent
		prepare func()
		do      func() error
	}{
		{&f.compile, nothing, func() error { g = risk.Compile(s); return nil }},
		{&f.recompile, nothing, func() error {
			next, err := s.With(renamed(&s))
			risk.Compile(next)
			return err
		}},
		{&f.points, func() { g = risk.Compile(s) }, func() error { _, err := g.SinglePoints(page); return err }},
		{&f.again, nothing, func() error { _, err := g.SinglePoints(page); return err }},
		{&f.simulate, nothing, func() error { f.tops = len(g.Simulate(samples, 1, 0.05).Tops); return nil }},
	} {
		if *m.to, err = spend(tries, m.prepare, m.do); err != nil {
			return f, err
		}
	}
	f.blast, err = slow(g, s)
	runtime.KeepAlive(s)
	return f, err
}

// generate returns an ecosystem, and the megabytes it takes.
func generate(scale float64) (s graph.Snapshot, megabytes float64, err error) {
	before := heap()
	func() { // what it is made of is gone afterwards
		nodes, edges := ecosystem.Generate(scale)
		s, err = graph.NewSnapshot(1, nodes, edges)
	}()
	return s, heap() - before, err
}

// renamed is a change of one partner.
func renamed(s *graph.Snapshot) graph.Delta {
	n, _ := s.Find(ecosystem.Partner(7))
	n.Name, n.Version = "renamed", n.Version+1
	var stated []graph.Edge
	i, _ := s.Number(n.ID)
	for _, a := range s.Arcs(i) {
		if a.Kind() == graph.OwnedBy {
			stated = append(stated, s.Edge(i, a))
		}
	}
	return graph.Delta{Change: s.Change + 1, Nodes: map[string]*graph.Node{n.ID: &n}, Stated: map[string][]graph.Edge{n.ID: stated}}
}

// slow is what one blast of a hundred exceeds.
func slow(g *risk.Graph, s graph.Snapshot) (spent, error) {
	partners := 0
	for n := range s.Nodes() {
		if n.Kind == graph.KindPartner {
			partners++
		}
	}
	var walls, processors []time.Duration
	for i := range asked {
		before := processor()
		t, err := clock(func() error { _, err := g.BlastPage(0, 1, ecosystem.Partner(i*partners/asked)); return err })
		if err != nil {
			return spent{}, err
		}
		walls, processors = append(walls, t), append(processors, processor()-before)
	}
	slices.Sort(walls)
	slices.Sort(processors)
	return spent{wall: walls[asked*99/100], processor: processors[asked*99/100]}, nil
}

// heap is the megabytes in use.
func heap() float64 {
	runtime.GC()
	runtime.GC() // what pools let go in two steps
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / (1 << 20)
}
