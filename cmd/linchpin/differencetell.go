package main

import (
	"fmt"
	"io"
	"strings"

	"linchpin/graph"
	"linchpin/jobs"
)

// sentence sums a difference up.
func sentence(r *jobs.Risk) string {
	parts := []string{}
	for _, p := range []struct {
		n         int
		one, more string
	}{
		{r.NowSingleTotal, "component becomes single-sourced", "components become single-sourced"},
		{r.NoLongerSingleTotal, "component is no longer single-sourced", "components are no longer single-sourced"},
		{r.GainedTotal, "product or roadmap item gains a single point", "products and roadmap items gain single points"},
		{r.LostTotal, "product or roadmap item loses one", "products and roadmap items lose some"},
		{r.NewFalseDiversityTotal, "component only looks diverse", "components only look diverse"},
		{r.EndedFalseDiversityTotal, "no longer only looks so", "no longer only look so"},
	} {
		switch p.n {
		case 0:
		case 1:
			parts = append(parts, "1 "+p.one)
		default:
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.more))
		}
	}
	if len(parts) == 0 {
		return "The single points stay as they are."
	}
	return "After it: " + strings.Join(parts, ", ") + "."
}

// tellRisk lists what a difference names, a line a fact.
func tellRisk(w io.Writer, r *jobs.Risk) {
	fmt.Fprintf(w, "  risk: %s\n", r.Sentence)
	for _, l := range []struct {
		what  string
		refs  []graph.Ref
		total int
	}{{"single-sourced now", r.NowSingle, r.NowSingleTotal}, {"no longer single-sourced", r.NoLongerSingle, r.NoLongerSingleTotal}} {
		if l.total > 0 {
			fmt.Fprintf(w, "    %s: %s\n", l.what, someNames(l.refs, l.total))
		}
	}
	for _, s := range r.Points {
		fmt.Fprintf(w, "    %s", s.Top.Name)
		if len(s.Gained) > 0 {
			fmt.Fprintf(w, " can now be stopped by %s alone", someNames(s.Gained, len(s.Gained)))
		}
		if len(s.Lost) > 0 {
			fmt.Fprintf(w, "%s can no longer be stopped by %s alone", map[bool]string{true: ", and"}[len(s.Gained) > 0], someNames(s.Lost, len(s.Lost)))
		}
		fmt.Fprintln(w)
	}
	if more := r.PointsTotal - len(r.Points); more > 0 {
		fmt.Fprintf(w, "    and %d more products and roadmap items\n", more)
	}
	for _, s := range r.NewFalseDiversity {
		fmt.Fprintf(w, "    %s\n", s.Sentence)
	}
}

func someNames(list []graph.Ref, total int) string {
	shown := list[:min(len(list), 5)]
	text := names(shown)
	if more := total - len(shown); more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}
