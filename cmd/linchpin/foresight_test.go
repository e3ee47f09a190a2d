package main

import (
	"fmt"
	"slices"
	"strings"

	"linchpin/risk"
)

// foresees asks the sample what is to come; what to expect is worked out from
// its rows alone in package demo.
func (r *running) foresees() {
	t := r.t
	t.Helper()
	change := r.meta().Change
	w := ask[risk.WhatIf](r, "what-if", "P-SKELDR")
	if w.Before.RoadmapItems.Works != 21 || w.After.RoadmapItems.Works != 20 || w.After.Products.Works != 3 || w.Stopped.Earliest != "2027-09-02" ||
		len(w.Stopped.Value) != 1 || w.Stopped.Value[0].Amount != "2100000.00" || w.Items[0].Top.Key != "RM-401" {
		t.Errorf("without Skeldra: %+v", w)
	}
	for counted, n := range map[string]int{"late": w.Before.Late, "sourced": w.Before.Sourced, "singleSourced": w.Before.SingleSourced, "singlePoints": w.Before.SinglePoints} {
		if rows := ask[risk.WhatIf](r, "what-if", "P-SKELDR", "--counted", counted, "--when", "before").Items; len(rows) != n || n == 0 {
			t.Errorf("%d rows of %d %s", len(rows), n, counted)
		}
	}
	if text := r.must(r.client, "ask", "what-if", "P-SKELDR", "--counted", "singlePoints", "--when", "ended"); !strings.Contains(text, "1 partner listed") || !strings.Contains(text, "Skeldra") {
		t.Errorf("%s", text)
	}
	var single []string
	for _, x := range ask[answer[risk.RouteRow]](r, "routes").Items {
		if x.Single {
			single = append(single, x.Product.Name+" in "+x.Region+" by "+x.Partners[0].Name)
		}
	}
	if !slices.Equal(single, []string{"Orrinvale Valve V2 in Nordics by Skeldra Rør"}) {
		t.Errorf("routes of one partner: %q", single)
	}
	var alone []string
	for _, l := range ask[risk.Skills](r, "skills").Layers {
		if l.RestsOn != nil {
			alone = append(alone, string(l.Layer)+" on "+l.RestsOn.Name)
		}
	}
	if !slices.Equal(alone, []string{"device_software on Ruth Aldane", "communications on Ayla Demirok"}) {
		t.Errorf("layers of one person: %q", alone)
	}
	var most []string
	telling := 0
	for _, q := range ask[answer[risk.Question]](r, "next-questions").Items {
		if q.Verdicts >= 5 {
			most = append(most, fmt.Sprint(q.Verdicts, " ", q.Entity.ExternalID))
		}
		if q.Verdicts > 0 {
			telling++
		}
	}
	if slices.Sort(most); !slices.Equal(most, []string{"5 P-MESHAL", "8 C-IDP", "8 P-OSKAVI"}) || telling != 15 {
		t.Errorf("%d facts would change a verdict, most of all %q", telling, most)
	}
	if m := ask[risk.Matrix](r, "matrix"); m.Totals.Rows != 21 || m.Totals.RowsStopped != 14 || len(m.Rows) != 21 {
		t.Errorf("matrix: %+v", m.Totals)
	}
	for question, want := range map[string]string{
		"what-if P-SKELDR": "RM-401", "what-if NO": "Vaktheim Alarm", "matrix": "RM-601", "routes": "Skeldra", "skills": "Ruth Aldane", "next-questions": "Oskavi",
	} {
		if text := r.must(r.client, append([]string{"ask"}, strings.Fields(question)...)...); !strings.Contains(text, want) {
			t.Errorf("%s says nothing of %s:\n%s", question, want, text)
		}
	}
	if now := r.meta().Change; now != change {
		t.Errorf("asking has written: change %d after %d", now, change)
	}
}
