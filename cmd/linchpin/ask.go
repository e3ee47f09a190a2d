package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"linchpin/graph"
)

// questionNames lists what can be asked, for the usage text.
const questionNames = `single-points, sourcing, false-diversity, blast NAME...,
                                        what-if [NAME...], matrix, routes, skills, next-questions,
                                        partners-of ITEM, items-of PARTNER, paths FROM TO,
                                        exposure [PARTNER], slip [ITEM], concentration,
                                        cut-sets TOP, probability TOP, second-sources TOP`

// pageSize is how many rows are asked for at once.
const pageSize = "500"

// question is something ask knows: what its words name, which path answers it,
// and how an answer reads.
type question struct {
	words   []string       // what each word names; the last one may come again when many
	many    bool           // any number of words
	kinds   [][]graph.Kind // of what each word may name; none means any
	top     bool           // takes --top
	by      bool           // takes --by
	asOf    bool           // takes --as-of
	odds    bool           // takes --horizon-days and --assume
	order   bool           // takes --order
	cause   bool           // takes --cause
	seed    bool           // takes --seed
	scene   bool           // a scenario, which is posted: takes --source, --delay, --counted and --when
	object  bool           // the answer is no list of rows
	named   *question      // what is asked when a name is said
	path    func(ids []string) (string, url.Values)
	readout func(answer json.RawMessage) (string, error)
}

func questions() map[string]question {
	plain := func(path string) func([]string) (string, url.Values) {
		return func([]string) (string, url.Values) { return path, url.Values{} }
	}
	return map[string]question{
		"single-points":   {top: true, cause: true, path: plain("/risk/single-points"), readout: singlePoints},
		"sourcing":        {path: plain("/risk/sourcing"), readout: sourcingRows},
		"false-diversity": {cause: true, path: plain("/risk/false-diversity"), readout: falseDiversity},
		"what-if":         {words: []string{"NAME"}, many: true, asOf: true, path: plain("/risk/what-if"), scene: true, readout: whatIf},
		"matrix":          {path: plain("/risk/matrix"), readout: matrix},
		"routes":          {path: plain("/risk/routes"), readout: routes},
		"skills":          {path: plain("/risk/skills"), readout: skills},
		"next-questions":  {path: plain("/risk/next-questions"), readout: nextQuestions},
		"blast": {
			words: []string{"NAME"}, many: true, readout: blast,
			path: func(ids []string) (string, url.Values) { return "/risk/blast", url.Values{"seed": ids} },
		},
		"partners-of": {
			words: []string{"ITEM"}, kinds: [][]graph.Kind{{graph.KindRoadmapItem}}, asOf: true, readout: partnersOf,
			path: func(ids []string) (string, url.Values) { return "/roadmap-items/" + ids[0] + "/partners", url.Values{} },
		},
		"items-of": {
			words: []string{"PARTNER"}, kinds: [][]graph.Kind{{graph.KindPartner}}, asOf: true, readout: itemsOf,
			path: func(ids []string) (string, url.Values) { return "/partners/" + ids[0] + "/roadmap-items", url.Values{} },
		},
		"exposure": {path: plain("/risk/exposure"), readout: exposures, named: &question{
			words: []string{"PARTNER"}, kinds: [][]graph.Kind{{graph.KindPartner}}, readout: exposures,
			path: func(ids []string) (string, url.Values) { return "/risk/exposure", url.Values{"partner": ids} },
		}},
		"slip": {path: plain("/roadmap/slip"), readout: slips, asOf: true, named: &question{
			words: []string{"ITEM"}, kinds: [][]graph.Kind{{graph.KindRoadmapItem}}, readout: slip, asOf: true, object: true,
			path: func(ids []string) (string, url.Values) { return "/roadmap-items/" + ids[0] + "/slip", url.Values{} },
		}},
		"cut-sets":       ofTop(question{readout: cutSets, order: true, cause: true, object: true}, "/risk/cut-sets", url.Values{"limit": {pageSize}}),
		"probability":    ofTop(question{readout: probability, cause: true, seed: true, object: true}, "/risk/probability", url.Values{}),
		"second-sources": ofTop(question{readout: secondSources}, "/risk/second-sources", url.Values{}),
		"concentration":  {path: plain("/risk/concentration"), readout: concentration, by: true},
		"paths": {
			words: []string{"FROM", "TO"}, readout: paths,
			path: func(ids []string) (string, url.Values) {
				return "/graph/paths", url.Values{"from": {ids[0]}, "to": {ids[1]}}
			},
		},
	}
}

// ofTop is a question about one top, which is named by a word or by --top.
func ofTop(q question, path string, query url.Values) question {
	q.top, q.odds = true, true
	named := q
	named.words, named.kinds, named.top = []string{"TOP"}, [][]graph.Kind{topKinds()}, false
	q.path = func([]string) (string, url.Values) { return path, maps.Clone(query) }
	named.path = func(ids []string) (string, url.Values) {
		v := maps.Clone(query)
		v.Set("top", ids[0])
		return path, v
	}
	q.named = &named
	return q
}

func topKinds() []graph.Kind {
	return []graph.Kind{graph.KindRoadmapItem, graph.KindProduct, graph.KindComponent}
}

// ask puts a question to a running server.
func (p *program) ask(ctx context.Context, args []string) error {
	c, f := p.configure("ask QUESTION [NAME...]", "client")
	top := f.String("top", "", "only what stops this component, product, roadmap item or route")
	by := f.String("by", "", "of concentration: partner, parent, country or layer")
	asOf := f.String("as-of", "", "of slip, what-if, partners-of, items-of: the day from which dates are counted; today without it")
	horizon := f.String("horizon-days", "", "of probabilities: within how many days; 365 without it")
	assume := f.String("assume", "", "of probabilities: within a year, of a partner without a recorded one; 0.05 without it")
	cause := f.String("cause", "", "of single-points, false-diversity, cut-sets, probability: whose failures are considered: partner, country or person")
	seed := f.String("seed", "", "of probability: of a simulation; the same seed gives the same answer; 0 without it")
	order := f.String("order", "", "of cut-sets: the most members of a set; any number without it")
	counted := f.String("counted", "", "of what-if: list what a count holds: late, sourced, singleSourced, othersExposed, singlePoints and others")
	when := f.String("when", "", "of --counted: before, after, new or ended; after without it")
	var more supposed
	f.Var(&more.sources, "source", "of what-if: COMPONENT or COMPONENT=PARTNER, had it another source; may come again")
	f.Var(&more.delays, "delay", "of what-if: NAME=DAYS, were it ready later; may come again")
	inJSON := f.Bool("json", false, "print the answer of the API")
	words, err := f.parse(args, func() []error { return nil })
	if err != nil {
		return err
	}
	q, names, err := asked(words)
	if err != nil {
		return err
	}
	if err := q.fits(words[0], names, more); err != nil {
		return err
	}
	query := url.Values{}
	for _, x := range []struct {
		flag, parameter, value string
		takes                  bool
	}{{"top", "top", *top, q.top}, {"by", "by", *by, q.by}, {"as-of", "asOf", *asOf, q.asOf}, {"order", "order", *order, q.order}, {"counted", "counted", *counted, q.scene}, {"when", "when", *when, q.scene}, {"horizon-days", "horizonDays", *horizon, q.odds}, {"assume", "assume", *assume, q.odds}, {"cause", "cause", *cause, q.cause}, {"seed", "seed", *seed, q.seed}} {
		if x.value == "" {
			continue
		}
		if !x.takes {
			return fmt.Errorf("%w: %s takes no --%s", errUsage, words[0], x.flag)
		}
		query.Set(x.parameter, x.value)
	}
	answer, err := q.put(ctx, c.client(), names, query, more)
	if err != nil {
		return err
	}
	text := string(answer) + "\n"
	if !*inJSON {
		if text, err = q.readout(answer); err != nil {
			return err
		}
	}
	_, err = fmt.Fprint(p.stdout, text)
	return err
}

// asked finds the question of some words, and what they name.
func asked(words []string) (q question, names []string, err error) {
	all := questions()
	if len(words) == 0 {
		return q, nil, fmt.Errorf("%w: ask what? %s", errUsage, strings.Join(slices.Sorted(maps.Keys(all)), ", "))
	}
	q, ok := all[words[0]]
	if !ok {
		return q, nil, fmt.Errorf("%w: there is no question %q, but %s", errUsage, words[0], strings.Join(slices.Sorted(maps.Keys(all)), ", "))
	}
	names = words[1:]
	if len(names) > 0 && q.named != nil {
		q = *q.named
	}
	return q, names, nil
}

// fits checks how many words a question has, and whether it takes a scenario.
func (q question) fits(name string, names []string, more supposed) error {
	need := len(q.words)
	if more.any() {
		if !q.scene {
			return fmt.Errorf("%w: %s takes neither --source nor --delay", errUsage, name)
		}
		need = 0 // nothing has to fail besides
	}
	if len(names) < need || (len(names) > len(q.words) && !q.many) {
		return fmt.Errorf("%w: linchpin ask %s %s", errUsage, name, strings.Join(q.words, " "))
	}
	return nil
}

// put resolves the names of a question and returns the whole answer to it. Of
// the further parameters top is a name too.
func (q question) put(ctx context.Context, c *client, names []string, more url.Values, s supposed) (json.RawMessage, error) {
	ids := make([]string, len(names))
	for n, name := range names {
		var kinds []graph.Kind
		if n < len(q.kinds) {
			kinds = q.kinds[n]
		}
		var err error
		if ids[n], err = c.resolve(ctx, name, kinds); err != nil {
			return nil, err
		}
	}
	path, query := q.path(ids)
	maps.Copy(query, more)
	if top := more.Get("top"); top != "" {
		id, err := c.resolve(ctx, top, topKinds())
		if err != nil {
			return nil, err
		}
		query.Set("top", id)
	}
	if q.object {
		var answer map[string]json.RawMessage
		if _, err := c.get(ctx, path, query, &answer); err != nil {
			return nil, err
		}
		return json.MarshalIndent(answer, "", "  ")
	}
	var body any
	if q.scene {
		var err error
		if body, err = c.scenario(ctx, ids, s); err != nil {
			return nil, err
		}
	}
	return c.whole(ctx, path, query, body)
}

// lists are where the rows of an answer stand: those of a blast, whose pages
// continue what it stops and what it weakens, of a matrix, and of all others.
func lists(answer map[string]json.RawMessage) []string {
	switch {
	case answer["stopped"] != nil && answer["items"] == nil:
		return []string{"stopped", "degraded"}
	case answer["cells"] != nil:
		return []string{"rows", "cells"}
	default:
		return []string{"items"}
	}
}

// whole reads all pages of an answer as one; a question with a body is posted.
func (c *client) whole(ctx context.Context, path string, query url.Values, body any) (json.RawMessage, error) {
	query.Set("limit", pageSize)
	var first map[string]json.RawMessage
	rows := map[string][]json.RawMessage{}
	for {
		var page map[string]json.RawMessage
		if err := c.page(ctx, path, query, body, &page); err != nil {
			return nil, err
		}
		if first == nil {
			first = page
		}
		for _, list := range lists(first) {
			var more []json.RawMessage
			if err := json.Unmarshal(page[list], &more); err != nil {
				return nil, fmt.Errorf("%s: no list of %s in the answer: %w", path, list, err)
			}
			rows[list] = append(rows[list], more...)
		}
		var next string // null leaves it empty
		if b := page["next"]; len(b) > 0 {
			if err := json.Unmarshal(b, &next); err != nil {
				return nil, fmt.Errorf("%s: the cursor in the answer: %w", path, err)
			}
		}
		if next == "" {
			break
		}
		query.Set("cursor", next)
	}
	var err error
	for list, all := range rows {
		if all == nil {
			all = []json.RawMessage{}
		}
		if first[list], err = json.Marshal(all); err != nil {
			return nil, err
		}
	}
	first["next"] = json.RawMessage("null")
	return json.MarshalIndent(first, "", "  ")
}

func (c *client) page(ctx context.Context, path string, query url.Values, body, into any) error {
	if body == nil {
		_, err := c.get(ctx, path, query, into)
		return err
	}
	b, err := json.Marshal(body)
	if err != nil {
		return err
	}
	_, err = c.post(ctx, path+"?"+query.Encode(), "application/json", bytes.NewReader(b), into)
	return err
}
