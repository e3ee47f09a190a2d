package main

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"linchpin/graph"
	"linchpin/risk"
)

// answer is a list as a question has it.
type answer[T any] struct {
	Change int64 `json:"change"`
	Items  []T   `json:"items"`
}

// table is an answer for a reader: cells in columns, and under each row a
// sentence that proves it.
type table struct {
	head  []string
	rows  [][]string
	under []string
}

func (t *table) add(sentence string, cells ...string) {
	t.rows, t.under = append(t.rows, cells), append(t.under, sentence)
}

var plurals = regexp.MustCompile(`^(single |roadmap )?(\w+)s\b`)

// singular is what one thing of many is called.
func singular(what string) string {
	switch what {
	case "products and roadmap items touched":
		return "product or roadmap item touched"
	case "countries it can rest on":
		return "country it can rest on"
	}
	what = strings.NewReplacer("people", "person", " stop", " stops", " that look ", " that looks ", " that change", " that changes").Replace(what)
	return plurals.ReplaceAllString(what, "$1$2")
}

// counted says how many of something there are.
func counted[N int | int64](n N, what string) string {
	if n == 1 {
		what = singular(what)
	}
	return fmt.Sprintf("%d %s", n, what)
}

// text writes the table, with a first line that says what it counts.
func (t *table) text(change int64, what string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, as of change %d\n", counted(len(t.rows), what), change)
	if len(t.rows) == 0 {
		return b.String()
	}
	widths := make([]int, len(t.head))
	for _, row := range append([][]string{t.head}, t.rows...) {
		for n, cell := range row {
			widths[n] = max(widths[n], utf8.RuneCountInString(cell))
		}
	}
	line := func(cells []string) {
		var l strings.Builder
		for n, cell := range cells {
			l.WriteString(cell + strings.Repeat(" ", widths[n]-utf8.RuneCountInString(cell)+2))
		}
		b.WriteString(strings.TrimRight(l.String(), " ") + "\n")
	}
	b.WriteString("\n")
	line(t.head)
	for n, row := range t.rows {
		line(row)
		if t.under[n] != "" {
			fmt.Fprintf(&b, "    %s\n", t.under[n])
		}
	}
	return b.String()
}

// rows reads a list and makes a table of it.
func rows[T any](raw json.RawMessage, what string, head []string, row func(T) (sentence string, cells []string)) (string, error) {
	var a answer[T]
	if err := json.Unmarshal(raw, &a); err != nil {
		return "", err
	}
	t := table{head: head}
	for _, item := range a.Items {
		sentence, cells := row(item)
		t.add(sentence, cells...)
	}
	return t.text(a.Change, what), nil
}

func singlePoints(raw json.RawMessage) (string, error) {
	return rows(raw, "single points", []string{"CAUSE", "KIND", "HIDDEN", "TIER", "ITEMS", "PRODUCTS", "VALUE", "EARLIEST"},
		func(r risk.SinglePoint) (string, []string) {
			return r.Sentence, append([]string{r.Cause.Name, string(r.Cause.Kind), yes(r.Hidden), strconv.Itoa(r.Tier)}, stops(r.Stops)...)
		})
}

func sourcingRows(raw json.RawMessage) (string, error) {
	return rows(raw, "components", []string{"COMPONENT", "LAYER", "SOURCING", "EFFECTIVE", "VERDICT", "MAKERS", "ITEMS", "PRODUCTS", "VALUE", "EARLIEST"},
		func(r risk.SourcingRow) (string, []string) {
			effective := "-"
			if r.Effective != nil {
				effective = strconv.Itoa(*r.Effective)
				if !r.EffectiveExact {
					effective = "at least " + effective
				}
			}
			return "", append([]string{
				r.Component.Name, string(r.Layer), r.Sourcing + short(r.Short), effective, string(r.Verdict), names(r.Makers),
			}, stops(r.Stops)...)
		})
}

// short tells what is missing of what a component needs.
func short(s *risk.Short) string {
	if s == nil {
		return ""
	}
	unit := ""
	if s.Rule == risk.Share {
		unit = " %"
	}
	return fmt.Sprintf(", short: %g of %g%s", s.Has, s.Needs, unit)
}

func falseDiversity(raw json.RawMessage) (string, error) {
	return rows(raw, "components that look diverse", []string{"COMPONENT", "LAYER", "SHARED", "AS"},
		func(r risk.FalseDiversity) (string, []string) {
			return r.Sentence, []string{r.Component.Name, string(r.Layer), r.Shared.Name, r.As}
		})
}

func partnersOf(raw json.RawMessage) (string, error) {
	return rows(raw, "partners", []string{"PARTNER", "EFFECT", "TIER", "THROUGH"},
		func(r risk.ItemPartner) (string, []string) {
			return r.Sentence, []string{r.Partner.Name, effect(r.Tie), strconv.Itoa(r.Tier), through(r.Through)}
		})
}

func itemsOf(raw json.RawMessage) (string, error) {
	return rows(raw, "roadmap items", []string{"ITEM", "TITLE", "EFFECT", "TIER", "TARGET", "VALUE", "THROUGH"},
		func(r risk.PartnerItem) (string, []string) {
			value := ""
			if r.Value != nil {
				value = amount(*r.Value)
			}
			return r.Sentence, []string{r.Key, r.Item.Name, effect(r.Tie), strconv.Itoa(r.Tier), string(r.TargetDate), value, through(r.Through)}
		})
}

func paths(raw json.RawMessage) (string, error) {
	type path struct {
		Sentence string      `json:"sentence"`
		Steps    []graph.Hop `json:"steps"`
	}
	return rows(raw, "paths", []string{"LINKS", "PATH"}, func(r path) (string, []string) {
		return "", []string{strconv.Itoa(len(r.Steps)), r.Sentence}
	})
}

func blast(raw json.RawMessage) (string, error) {
	var a risk.Blast
	if err := json.Unmarshal(raw, &a); err != nil {
		return "", err
	}
	t := table{head: []string{"STOPPED", "KIND", "LAYER"}}
	for _, s := range a.Stopped {
		t.add(s.Sentence, s.Entity.Name, string(s.Entity.Kind), string(s.Layer))
	}
	s := stops(a.Stops)
	text := fmt.Sprintf("Stopped without %s: roadmap items %s, products %s", names(a.Seeds), s[0], s[1])
	if s[2] != "" {
		text += ", worth " + s[2]
	}
	if s[3] != "" {
		text += ", the first on " + s[3]
	}
	text += ".\n" + t.text(a.Change, "things stop")
	if len(a.Degraded) > 0 {
		d := table{head: []string{"STILL WORKS", "KIND", "LOST", "OF"}}
		for _, x := range a.Degraded {
			d.add("", x.Entity.Name, string(x.Entity.Kind), names(x.Failed), strconv.Itoa(len(x.Members)))
		}
		text += "\n" + d.text(a.Change, "lost an alternative")
	}
	return text, nil
}

func stops(s risk.Stops) []string {
	values := make([]string, len(s.Value))
	for n, v := range s.Value {
		values[n] = amount(v)
	}
	return []string{strconv.Itoa(s.RoadmapItems), strconv.Itoa(s.Products), strings.Join(values, " + "), string(s.Earliest)}
}

func amount(a risk.Amount) string { return fmt.Sprintf("%s %s", a.Currency, a.Amount) }

func effect(t risk.Tie) string {
	if t.Of > 0 {
		return fmt.Sprintf("%s of %d", strings.TrimSuffix(strings.ReplaceAll(string(t.Effect), "_", " "), " of k"), t.Of)
	}
	if t.DelayDays != nil {
		return fmt.Sprintf("%s by %d days", t.Effect, *t.DelayDays)
	}
	return string(t.Effect)
}

func through(all []risk.Passage) string {
	parts := make([]string, len(all))
	for n, p := range all {
		parts[n] = fmt.Sprintf("%s: %s", p.Layer, names(p.Components))
		if more := p.Count - len(p.Components); more > 0 {
			parts[n] += fmt.Sprintf(" and %d more", more)
		}
	}
	return strings.Join(parts, "; ")
}

func names(refs []graph.Ref) string {
	out := make([]string, len(refs))
	for n, r := range refs {
		out[n] = r.Name
	}
	return strings.Join(out, ", ")
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}
