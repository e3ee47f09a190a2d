package main

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"linchpin/graph"
	"linchpin/risk"
)

// unknown stands where nobody recorded what a figure takes.
const unknown = "unknown"

func exposures(raw json.RawMessage) (string, error) {
	return rows(raw, "partners", []string{"PARTNER", "RECOVERS IN", "SURVIVED FOR", "DAYS LOST", "LOSS", "INDEX", "ITEMS", "PRODUCTS"},
		func(r risk.Exposure) (string, []string) {
			index, loss := unknown, unknown
			if r.RiskExposureIndex != nil {
				index, loss = strconv.FormatFloat(*r.RiskExposureIndex, 'f', 3, 64), money(r.Loss)
				if !r.LossExact {
					loss = "at least " + loss
				}
			}
			survived := days(r.TimeToSurviveDays)
			if r.TimeToSurviveDays == nil {
				survived = "-"
			}
			sentence := r.Sentence
			if r.MissingCount > 0 {
				sentence += " Not recorded: " + strings.TrimSuffix(facts(r.Missing, r.MissingCount), ".") + "."
			}
			return sentence, []string{
				r.Partner.Name, days(r.TimeToRecoverDays), survived, days(r.LossDays), loss, index,
				strconv.Itoa(r.Stops.RoadmapItems), strconv.Itoa(r.Stops.Products),
			}
		})
}

func slips(raw json.RawMessage) (string, error) {
	return rows(raw, "roadmap items", []string{"ITEM", "TITLE", "TARGET", "READY", "SLIP", "READY P90", "SLIP P90", "DRIVER"}, slipRow)
}

func slipRow(r risk.Slip) (string, []string) {
	driver := ""
	if len(r.Driver) > 0 {
		driver = r.Driver[0].Entity.Name
	}
	return r.Sentence, []string{
		r.Item.Key, r.Item.Name, string(r.Item.TargetDate), date(r.ReadyDate, r.ReadyExact), days(r.SlipDays),
		date(r.ReadyP90Date, r.ReadyP90Exact), days(r.SlipP90Days), driver,
	}
}

// slip is one item with what its date waits for.
func slip(raw json.RawMessage) (string, error) {
	var a struct {
		Change int64      `json:"change"`
		AsOf   graph.Date `json:"asOf"`
		risk.ItemSlip
	}
	if err := json.Unmarshal(raw, &a); err != nil {
		return "", err
	}
	t := table{head: []string{"WAITS FOR", "KIND", "READY", "SLACK", "DIRECT", "DRIVER"}}
	for _, n := range a.Needs {
		slack := "-"
		if n.SlackDays != nil {
			slack = days(n.SlackDays)
		}
		t.add("", n.Entity.Name, string(n.Entity.Kind), date(n.ReadyDate, true), slack, yes(n.Direct), yes(n.Driver))
	}
	text := fmt.Sprintf("%s\nFrom %s: ready %s, slip %s; at P90 ready %s, slip %s.\n", a.Sentence, a.AsOf,
		date(a.ReadyDate, a.ReadyExact), days(a.SlipDays), date(a.ReadyP90Date, a.ReadyP90Exact), days(a.SlipP90Days))
	if len(a.Missing) > 0 {
		text += "Not recorded: " + facts(a.Missing, len(a.Missing)) + ".\n"
	}
	return text + t.text(a.Change, "needs"), nil
}

func concentration(raw json.RawMessage) (string, error) {
	var c risk.Concentration
	if err := json.Unmarshal(raw, &c); err != nil {
		return "", err
	}
	var b strings.Builder
	measure := func(what string, m risk.Measure) {
		if m.HHI == nil {
			return
		}
		fmt.Fprintf(&b, "By %s: HHI %.0f of 10,000, as many as %.2f equal ones", what, *m.HHI, *m.Effective)
		if m.Hidden != nil && *m.Hidden != 0 {
			fmt.Fprintf(&b, "; owners hide %.0f", *m.Hidden)
		}
		b.WriteString("\n")
	}
	measure("number of sources", c.Sources)
	for _, m := range c.Spend {
		measure("annual spend in "+m.Currency, m)
	}
	for _, m := range c.Value {
		measure("value stopped in "+m.Currency, m)
	}
	if c.MissingCount > 0 {
		b.WriteString("Not recorded: " + facts(c.Missing, c.MissingCount) + "\n")
	}
	table, err := rows(raw, "rows by "+string(c.By), []string{strings.ToUpper(string(c.By)), "SOURCES", "SHARE", "SPEND", "VALUE STOPPED"},
		func(r risk.ShareItem) (string, []string) {
			name := string(r.Layer)
			if r.Party != nil {
				name = r.Party.Name
			}
			return "", []string{name, strconv.FormatInt(r.Sources, 10), percent(r.Share), portions(r.Spend), portions(r.Value)}
		})
	return b.String() + table, err
}

func portions(all []risk.Portion) string {
	texts := make([]string, len(all))
	for n, p := range all {
		texts[n] = amount(p.Amount) + " (" + percent(p.Share) + ")"
	}
	return strings.Join(texts, " + ")
}

func percent(share float64) string { return strconv.FormatFloat(100*share, 'f', 1, 64) + " %" }

func money(all []risk.Amount) string {
	texts := make([]string, len(all))
	for n, a := range all {
		texts[n] = amount(a)
	}
	if len(texts) == 0 {
		return "0"
	}
	return strings.Join(texts, " + ")
}

func days(n *int64) string {
	if n == nil {
		return unknown
	}
	return strconv.FormatInt(*n, 10)
}

func date(d *graph.Date, exact bool) string {
	switch {
	case d == nil:
		return unknown
	case exact:
		return string(*d)
	default:
		return "from " + string(*d)
	}
}

func facts(all []risk.Missing, count int) string {
	texts := make([]string, 0, len(all))
	for _, m := range all {
		texts = append(texts, m.Field+" of "+m.Entity.Name)
	}
	if more := count - len(all); more > 0 {
		texts = append(texts, fmt.Sprintf("%d more", more))
	}
	return strings.Join(texts, ", ")
}
