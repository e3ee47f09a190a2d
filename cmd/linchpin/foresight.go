package main

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"linchpin/graph"
	"linchpin/risk"
)

func whatIf(raw json.RawMessage) (string, error) {
	var a risk.WhatIf
	if err := json.Unmarshal(raw, &a); err != nil {
		return "", err
	}
	states := table{head: []string{"", "BEFORE", "AFTER", "DIFFERENCE", "NEW", "ENDED"}}
	for _, s := range []struct {
		name string
		of   func(risk.State) int
	}{
		{"roadmap items that can ship", func(s risk.State) int { return s.RoadmapItems.Works }},
		{"products that can be made", func(s risk.State) int { return s.Products.Works }},
		{"components with a source", func(s risk.State) int { return s.Sourced }},
		{"components with one source left", func(s risk.State) int { return s.SingleSourced }},
		{"other items one partner can stop", func(s risk.State) int { return s.OthersExposed }},
		{"items ready after their target", func(s risk.State) int { return s.Late }},
		{"single points", func(s risk.State) int { return s.SinglePoints }},
	} {
		states.add("", s.name, strconv.Itoa(s.of(a.Before)), strconv.Itoa(s.of(a.After)), fmt.Sprintf("%+d", s.of(a.Difference)),
			strconv.Itoa(s.of(a.New)), strconv.Itoa(s.of(a.Ended)))
	}
	rows := table{head: []string{"NAME", "IMPACT", "BEFORE", "AFTER", "READY", "TARGET", "VALUE"}}
	for _, x := range a.Items {
		rows.add(x.Sentence, name(x.Top), string(x.Impact), verdict(x.Before, "new"), verdict(x.After, "stopped"),
			moved(x), string(x.Top.TargetDate), worth(x.Top))
	}
	points := table{head: []string{"SINGLE POINT", "CHANGE", "ITEMS", "PRODUCTS", "VALUE", "EARLIEST"}}
	for _, p := range a.NewSinglePoints.Items {
		points.add(p.Sentence, append([]string{p.Cause.Name, "new"}, stops(p.Stops)...)...)
	}
	for _, p := range a.EndedSinglePoints.Items {
		points.add(p.Sentence, append([]string{p.Cause.Name, "ended"}, stops(p.Stops)...)...)
	}
	var helps strings.Builder
	for _, h := range a.Helps {
		tops := make([]string, len(h.Tops))
		for i, t := range h.Tops {
			tops[i] = name(t)
		}
		fmt.Fprintf(&helps, "Another source of %s frees: %s.\n", h.Component.Name, strings.Join(tops, ", "))
	}
	return a.Sentence + "\n" + helps.String() + "\n" + states.text(a.Change, "counts compared") + "\n" +
		rows.text(a.Change, listed(a)) + "\n" + points.text(a.Change, "single points that change"), nil
}

// listed names the rows of a what-if: all that it touches, or those of a count.
func listed(a risk.WhatIf) string {
	touched, kinds := 0, map[graph.Kind]bool{}
	for _, s := range []risk.Stops{a.Stopped, a.Delayed, a.Degraded, a.Weakened, a.Relieved} {
		touched += s.RoadmapItems + s.Products
	}
	for _, x := range a.Items {
		if kinds[x.Top.Kind] = true; x.Impact != risk.ImpactUntouched {
			touched--
		}
	}
	switch {
	case touched == 0 && !kinds[graph.KindComponent] && !kinds[graph.KindPartner]:
		return "products and roadmap items touched"
	case len(kinds) == 1:
		return strings.ReplaceAll(string(a.Items[0].Top.Kind), "_", " ") + "s listed"
	default:
		return "things listed"
	}
}

func verdict(v *risk.Verdict, none string) string {
	if v == nil {
		return none
	}
	return string(*v)
}

// moved says when something is ready, and by how much that has moved.
func moved(x risk.Affected) string {
	switch {
	case x.ReadyAfter == nil:
		return ""
	case x.DelayDays == nil || *x.DelayDays == 0:
		return string(*x.ReadyAfter)
	default:
		return fmt.Sprintf("%s (%+d days)", *x.ReadyAfter, *x.DelayDays)
	}
}

func name(t risk.Top) string { return strings.TrimSpace(t.Key + " " + t.Name) }

func worth(t risk.Top) string {
	if t.Value == nil {
		return ""
	}
	return amount(*t.Value)
}

// matrix prints a letter a cell, and the columns as a list of their own: names
// across a terminal do not fit.
func matrix(raw json.RawMessage) (string, error) {
	var a risk.Matrix
	if err := json.Unmarshal(raw, &a); err != nil {
		return "", err
	}
	columns := table{head: []string{"", "COLUMN", "STOPS", "SUPPORTS"}}
	place := map[string]int{}
	for i, c := range a.Columns {
		place[c.Column.ID] = i
		columns.add("", strconv.Itoa(i+1), c.Column.Name, strconv.Itoa(c.Stops), strconv.Itoa(c.Supports))
	}
	cells := map[string][]byte{}
	for _, c := range a.Cells {
		if cells[c.Row.ID] == nil {
			cells[c.Row.ID] = []byte(strings.Repeat(".", len(a.Columns)))
		}
		cells[c.Row.ID][place[c.Column.ID]] = letter(c)
	}
	rows := table{head: []string{"ROW", "TARGET", "STOPPED BY", "RESTS ON", "COLUMNS FROM 1 ON"}}
	for _, r := range a.Rows {
		rows.add("", strings.TrimSpace(r.Key+" "+r.Row.Name), string(r.TargetDate), strconv.Itoa(r.StoppedBy), strconv.Itoa(r.RestsOn), string(cells[r.Row.ID]))
	}
	return fmt.Sprintf("%d cells stop %d of %d rows; %d of %d columns shown.\nS stops, 2 to 9 one of so many, + of more, i takes part.\n\n",
		a.Totals.Stops, a.Totals.RowsStopped, a.Totals.Rows, len(a.Columns), a.Totals.Columns) +
		rows.text(a.Change, "rows") + "\n" + columns.text(a.Change, "columns"), nil
}

func letter(c risk.MatrixCell) byte {
	switch {
	case c.Effect == risk.EffectStops:
		return 'S'
	case c.Effect == risk.EffectInvolved:
		return 'i'
	case c.Of > 9:
		return '+'
	default:
		return strconv.Itoa(c.Of)[0]
	}
}

func routes(raw json.RawMessage) (string, error) {
	return rows(raw, "routes", []string{"PRODUCT", "REGION", "CHANNEL PARTNERS", "ONE STOPS IT", "VERDICT"},
		func(r risk.RouteRow) (string, []string) {
			causes, sentences := make([]graph.Ref, len(r.Causes)), make([]string, len(r.Causes))
			for i, c := range r.Causes {
				causes[i], sentences[i] = c.Cause, c.Sentence
			}
			return strings.Join(sentences, " "), []string{r.Product.Name, r.Region, names(r.Partners), names(causes), string(r.Verdict)}
		})
}

func skills(raw json.RawMessage) (string, error) {
	var a risk.Skills
	if err := json.Unmarshal(raw, &a); err != nil {
		return "", err
	}
	layers := table{head: []string{"LAYER", "DEPTH 0", "1", "2", "3", "RESTS ON", "COMPONENTS"}}
	for _, l := range a.Layers {
		rests := ""
		switch {
		case !l.Covered:
			rests = "nobody"
		case l.RestsOn != nil:
			rests = l.RestsOn.Name
		}
		cells := []string{string(l.Layer)}
		for _, n := range l.Depths {
			cells = append(cells, strconv.Itoa(n))
		}
		layers.add("", append(cells, rests, strconv.Itoa(l.Components))...)
	}
	people, err := rows(raw, "people", []string{"PERSON", "DEPTHS", "OWNS", "ITEMS", "PRODUCTS", "VALUE", "EARLIEST"},
		func(p risk.PersonSkill) (string, []string) {
			depths := make([]string, len(p.Depths))
			for i, d := range p.Depths {
				depths[i] = strconv.FormatInt(d, 10)
			}
			return p.Sentence, append([]string{p.Person.Name, strings.Join(depths, " "), strconv.Itoa(p.Owns)}, stops(p.Stops)...)
		})
	return layers.text(a.Change, "layers") + "\n" + people, err
}

func nextQuestions(raw json.RawMessage) (string, error) {
	return rows(raw, "facts nobody recorded", []string{"ENTITY", "KIND", "FACT", "VERDICTS", "SETTLES", "ASK"},
		func(q risk.Question) (string, []string) {
			ask := ""
			if q.Owner != nil {
				ask = q.Owner.Person.Name
				if q.Owner.Of != nil {
					ask += ", who owns " + q.Owner.Of.Name
				}
			}
			return "", []string{q.Entity.Name, string(q.Entity.Kind), q.Field, strconv.Itoa(q.Verdicts), strconv.Itoa(q.Settles), ask}
		})
}
