package faulttree

import "slices"

// Probability returns Q, the probability that the top fails, when event i
// fails with probability p[i], independently of all others:
// Q(x·hi + (1-x)·lo) = p(x) Q(hi) + (1-p(x)) Q(lo). It is linear in the size
// of the diagrams.
func (f *Function) Probability(p []float64) float64 {
	return f.values(p)[0].of[f.parts[0].root]
}

// values are the probabilities of the vertices of a part and of its variables.
type values struct {
	of []float64 // by vertex
	p  []float64 // by level
}

func (f *modular) values(p []float64) []values {
	out := make([]values, len(f.parts))
	for i := range slices.Backward(f.parts) {
		out[i] = f.value(i, p, out)
	}
	return out
}

// value computes a part; those that it rests on are there.
func (f *modular) value(i int, p []float64, all []values) values {
	d := &f.parts[i]
	v := values{make([]float64, len(d.v)), make([]float64, len(d.vars))}
	for l, x := range d.vars {
		if int(x) < f.events {
			v.p[l] = p[x]
		} else {
			below := int(x) - f.events
			v.p[l] = all[below].of[f.parts[below].root]
		}
	}
	v.of[1] = 1
	for j := 2; j < len(d.v); j++ {
		x := d.v[j]
		v.of[j] = v.p[x.level]*v.of[x.hi] + (1-v.p[x.level])*v.of[x.lo]
	}
	return v
}

// Birnbaum returns Q and, for each event, the Birnbaum importance
// I(x) = Q(p(x)=1) - Q(p(x)=0), all in one pass from the top down: with
// W(root) = 1, each vertex gives p W to its hi and (1-p) W to its lo, and
// I(x) is the sum of W (Q(hi)-Q(lo)) over the vertices of x. A module hands its
// importance on to what is in it.
func (f *Function) Birnbaum(p []float64) (q float64, importance []float64) {
	return f.birnbaum(f.values(p))
}

func (f *Function) birnbaum(vs []values) (q float64, importance []float64) {
	importance = make([]float64, f.events)
	weight := make([]float64, len(f.parts))
	weight[0] = 1
	for i := range f.parts {
		d, v := &f.parts[i], &vs[i]
		w := make([]float64, len(d.v))
		w[d.root] = weight[i]
		for j := len(d.v) - 1; j > 1; j-- {
			x := d.v[j]
			gain := w[j] * (v.of[x.hi] - v.of[x.lo])
			if e := int(d.vars[x.level]); e < f.events {
				importance[e] += gain
			} else {
				weight[e-f.events] += gain
			}
			w[x.hi] += w[j] * v.p[x.level]
			w[x.lo] += w[j] * (1 - v.p[x.level])
		}
	}
	return vs[0].of[f.parts[0].root], importance
}

// Importance is what one event means for the top. Q is the probability of the
// top, Q1 with the event failed, Q0 with an event that can't fail:
// Q = p Q1 + (1-p) Q0. Quotients are NaN where Q is 0.
type Importance struct {
	Birnbaum             float64 // Q1 - Q0
	Criticality          float64 // p Birnbaum / Q: the event has failed and decides, given that the top has
	Diagnosis            float64 // p Q1 / Q: the event has failed, given that the top has (DIF)
	RiskAchievementWorth float64 // Q1 / Q (RAW)
	RiskReductionWorth   float64 // Q / Q0 (RRW); infinite where Q0 is 0
}

// Importance returns Q and what each event means for it. All measures follow
// from Birnbaum's: Q1 = Q + (1-p) I and Q0 = Q - p I. Where more than four digits
// of that difference would be lost, Q0 is computed anew with p = 0, which adds up
// what is positive and loses none: all have eleven digits at least.
func (f *Function) Importance(p []float64) (q float64, all []Importance) {
	vs := f.values(p)
	q, birnbaum := f.birnbaum(vs)
	const lost = 1e-4
	all = make([]Importance, f.events)
	for x, i := range birnbaum {
		q1, q0 := q+(1-p[x])*i, q-p[x]*i
		if p[x] > 0 && q0 < lost*q {
			q0 = f.without(p, num(x), vs)
		}
		all[x] = Importance{i, p[x] * i / q, p[x] * q1 / q, q1 / q, q / q0}
	}
	return q, all
}

// without is Q0 of an event: the parts that rest on it are computed anew.
func (f *Function) without(p []float64, x int32, vs []values) float64 {
	p, vs = slices.Clone(p), slices.Clone(vs)
	p[x] = 0
	anew := make([]bool, len(f.parts))
	for i, d := range slices.Backward(f.parts) {
		if slices.ContainsFunc(d.vars, func(v int32) bool { return v == x || int(v) >= f.events && anew[int(v)-f.events] }) {
			anew[i], vs[i] = true, f.value(i, p, vs)
		}
	}
	return vs[0].of[f.parts[0].root]
}
