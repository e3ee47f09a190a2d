package main

import (
	"math"
	"slices"
	"strings"
	"testing"

	"linchpin/risk"
)

// faultTrees asks for cut sets and probabilities of the small ecosystems, whose
// answers were found by enumeration on paper.
func (r *running) faultTrees() {
	r.t.Helper()
	for top, want := range map[string]struct {
		sets string
		q    float64
	}{
		"G1-T":         {"G1 supplier D; G1 holding P; G1 supplier A + G1 supplier B", .07831},
		"G2 cluster":   {"G2 supplier A + G2 supplier B; G2 supplier A + G2 supplier C; G2 supplier B + G2 supplier C", .028},
		"G3 keeps 60":  {"G3 supplier A; G3 supplier B + G3 supplier C", .109},
		"G3 keeps 50":  {"G3 supplier A + G3 supplier B; G3 supplier A + G3 supplier C", .019},
		"G4-T":         {"G4 supplier A + G4 supplier B; G4 shared S + G4 supplier B; G4 reserve R + G4 shared S", .028},
		"G5 service A": {"G5 supplier of A; G5 supplier of B + G5 supplier of C", .109},
		"G5 service B": {"G5 supplier of A; G5 supplier of B", .19},
		"G6-CA":        {"G6 supplier of A; G6 supplier of B", .19},
		"G6-CB":        {"G6 supplier of A; G6 supplier of B", .19},
	} {
		sets := ask[struct {
			Method   string
			Complete bool
			Items    []risk.CutSet
		}](r, "cut-sets", "--top", top)
		var got []string
		for _, s := range sets.Items {
			if s.Sentence == "" || len(s.Why) == 0 {
				r.t.Errorf("%s: %s without a proof", top, names(s.Events))
			}
			got = append(got, strings.ReplaceAll(names(s.Events), ", ", " + "))
		}
		wanted := strings.Split(want.sets, "; ")
		slices.Sort(got)
		slices.Sort(wanted)
		if !slices.Equal(got, wanted) || !sets.Complete || sets.Method != risk.MethodExact {
			r.t.Errorf("%s: %q, want %q", top, got, wanted)
		}
		if a := ask[risk.Probability](r, "probability", top); math.Abs(a.Probability-want.q) > 1e-12 || a.Method != risk.MethodExact || len(a.Assumed) > 0 {
			r.t.Errorf("%s: %+v, want %v", top, a, want.q)
		}
	}
	if m := ask[risk.Probability](r, "probability", "G3 keeps 50").Importance[0]; m.Event.Name != "G3 supplier A" || !m.Necessary || m.RiskReductionWorth != nil {
		r.t.Errorf("without A nothing stops it: %+v", m)
	}
	r.secondSourceOfD()
}

// secondSourceOfD: with another source that fails with .1, G1 is at .069931.
func (r *running) secondSourceOfD() {
	r.t.Helper()
	for _, s := range ask[answer[risk.SecondSource]](r, "second-sources", "--top", "G1-T", "--assume", "0.1").Items {
		if s.Component.Name == "G1 casing" {
			if math.Abs(*s.After-.069931) > 1e-12 {
				r.t.Errorf("%+v", s)
			}
			return
		}
	}
	r.t.Error("nobody backs the casing")
}

func TestReadoutsOfFaultTrees(t *testing.T) {
	for name, c := range map[string]struct {
		read func([]byte) (string, error)
		in   string
		want []string
	}{
		"cut sets": {
			func(b []byte) (string, error) { return cutSets(b) },
			`{"change":7,"top":{"name":"T"},"order":2,"reason":"too large","count":1,"byOrder":[0,1],"items":[{"events":[{"name":"a"},{"name":"b"}],"probability":0.02,"sentence":"a and b stop T."}]}`,
			[]string{"T: 1 minimal cut set of order up to 2 (1 of order 2).", "Too large.", "a, b", "0.02", "a and b stop T."},
		},
		"probability": {
			func(b []byte) (string, error) { return probability(b) },
			`{"change":7,"top":{"name":"T"},"cause":"country","horizonDays":365,"assume":0.05,"method":"simulated","reason":"too large","probability":0.1,"lower":0.09,"upper":0.11,"samples":64,"seed":3,"assumed":[{"name":"a"}],"importance":[{"event":{"name":"a"},"probability":0.05,"birnbaum":1,"necessary":true}]}`,
			[]string{"probability 0.1 (simulated: 0.09 to 0.11 with 95 %, 64 samples, seed 3)", "nobody recorded it: a", "infinite", "1 country it can rest on", "COUNTRY"},
		},
		"second sources": {
			func(b []byte) (string, error) { return secondSources(b) },
			`{"change":7,"top":{"name":"T"},"singlePoints":1,"probability":0.1,"plan":[{"component":{"name":"C"},"candidate":null,"gain":0.05,"after":0.05}],"items":[{"component":{"name":"C"},"candidate":{"name":"C · b · x"},"status":"active","approval":"candidate","gain":0.01,"removes":[{"name":"a"}],"shared":{"name":"p"},"sentence":"It helps."}]}`,
			[]string{"T: 1 single point, stopped", "1. any independent source of C: -0.05, then 0.05", "C · b · x (active candidate)", "no: shares p", "It helps."},
		},
	} {
		text, err := c.read([]byte(c.in))
		for _, want := range c.want {
			if err != nil || !strings.Contains(text, want) {
				t.Errorf("%s: no %q in %s (%v)", name, want, text, err)
			}
		}
	}
}
