package main

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"linchpin/risk"
)

func cutSets(raw json.RawMessage) (string, error) {
	var a struct {
		risk.CutSets
		Items []risk.CutSet `json:"items"`
	}
	if err := json.Unmarshal(raw, &a); err != nil {
		return "", err
	}
	counts := make([]string, 0, len(a.ByOrder))
	for k, n := range a.ByOrder {
		if n.Sign() > 0 {
			counts = append(counts, fmt.Sprintf("%v of order %d", n, k+1))
		}
	}
	sets := "sets"
	if a.Count.IsInt64() && a.Count.Int64() == 1 {
		sets = "set"
	}
	text := fmt.Sprintf("%s: %v minimal cut %s", a.Top.Name, a.Count, sets)
	if a.Order != nil {
		text += fmt.Sprintf(" of order up to %d", *a.Order)
	}
	if len(counts) > 0 {
		text += " (" + strings.Join(counts, ", ") + ")"
	}
	text += ".\n" + because(a.Reason)
	t := table{head: []string{"TOGETHER", "ORDER", "PROBABILITY"}}
	for _, s := range a.Items {
		t.add(s.Sentence, names(s.Events), strconv.Itoa(len(s.Events)), chance(s.Probability))
	}
	return text + t.text(a.Change, "of them listed"), nil
}

func probability(raw json.RawMessage) (string, error) {
	var a risk.Probability
	if err := json.Unmarshal(raw, &a); err != nil {
		return "", err
	}
	text := fmt.Sprintf("%s is stopped within %d days with probability %s (%s", a.Top.Name, a.HorizonDays, chance(a.Probability), a.Method)
	if a.Samples != nil {
		text += fmt.Sprintf(": %s to %s with 95 %%, %d samples, seed %d", chance(a.Lower), chance(a.Upper), *a.Samples, *a.Seed)
	}
	text += ").\n" + because(a.Reason) + because(a.FussellVeselyReason)
	if a.ImportanceOrder != nil {
		text += fmt.Sprintf("Importance counts the minimal cut sets of order up to %d alone.\n", *a.ImportanceOrder)
	}
	if len(a.Assumed) > 0 {
		text += fmt.Sprintf("Taken to fail with %s a year, as nobody recorded it: %s.\n", chance(a.Assume), names(a.Assumed))
	}
	many := map[risk.Cause]string{risk.CausePartner: "partners", risk.CauseCountry: "countries", risk.CausePerson: "people"}[a.Cause]
	t := table{head: []string{strings.ToUpper(string(a.Cause)), "PROBABILITY", "BIRNBAUM", "CRITICALITY", "FUSSELL-VESELY", "DIAGNOSIS", "RAW", "RRW"}}
	for _, m := range a.Importance {
		worth := number(m.RiskReductionWorth)
		if m.Necessary {
			worth = "infinite"
		}
		t.add("", m.Event.Name, chance(m.Probability), number(m.Birnbaum), number(m.Criticality), number(m.FussellVesely),
			number(m.Diagnosis), number(m.RiskAchievementWorth), worth)
	}
	return text + t.text(a.Change, many+" it can rest on"), nil
}

func secondSources(raw json.RawMessage) (string, error) {
	var a struct {
		risk.SecondSources
		Items []risk.SecondSource `json:"items"`
	}
	if err := json.Unmarshal(raw, &a); err != nil {
		return "", err
	}
	text := a.Top.Name + ": " + counted(a.SinglePoints, "single points")
	if a.Probability != nil {
		text += ", stopped with probability " + chance(*a.Probability)
	}
	text += ".\n" + because(a.Reason) + plan(a.Plan)
	t := table{head: []string{"COMPONENT", "CANDIDATE", "GAIN", "WORTH", "REMOVES", "INDEPENDENT"}}
	for _, s := range a.Items {
		what, worth, independent := "any independent source", "", "yes"
		if s.Candidate != nil {
			what = s.Candidate.Name + " (" + strings.TrimSpace(s.Status+" "+s.Approval) + ")"
		}
		if s.Worth != nil {
			worth = amount(*s.Worth)
		}
		if s.Shared != nil {
			independent = "no: shares " + s.Shared.Name
		}
		t.add(s.Sentence, s.Component.Name, what, number(s.Gain), worth, names(s.Removes), independent)
	}
	return text + t.text(a.Change, "candidates"), nil
}

// plan lists the steps of a greedy plan.
func plan(steps []risk.PlanStep) string {
	if len(steps) == 0 {
		return ""
	}
	var text strings.Builder
	text.WriteString("Greedy plan:\n")
	for n, s := range steps {
		what := "any independent source"
		if s.Candidate != nil {
			what = s.Candidate.Name
		}
		fmt.Fprintf(&text, "  %d. %s of %s: -%s, then %s\n", n+1, what, s.Component.Name, chance(s.Gain), chance(s.After))
	}
	return text.String()
}

// because is the reason of an answer as a line, empty without one.
func because(reason *string) string {
	if reason == nil {
		return ""
	}
	return strings.ToUpper((*reason)[:1]) + (*reason)[1:] + ".\n"
}

func chance(p float64) string { return strconv.FormatFloat(p, 'g', 6, 64) }

func number(p *float64) string {
	if p == nil {
		return "-"
	}
	return chance(*p)
}
