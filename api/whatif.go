package api

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/url"
	"reflect"
	"slices"
	"strconv"

	"linchpin/graph"
	"linchpin/risk"
)

// scenario is what a what-if supposes, as a body.
type scenario struct {
	Remove    []string `json:"remove" validate:"max=100,dive,required,max=400"`
	Countries []string `json:"countries" validate:"max=250,dive,iso3166_1_alpha2"`
	Add       []any    `json:"add" validate:"max=100"`
	Delay     []delay  `json:"delay" validate:"max=100,dive"`
}

type delay struct {
	ID   string `json:"id" validate:"required,max=64"`
	Days int64  `json:"days" validate:"gte=0,lte=36500"`
}

type whatIf struct {
	paging
	dated
	Impact  []risk.Impact `form:"impact" validate:"max=6,dive,oneof=stopped delayed degraded weakened relieved untouched"`
	Kind    graph.Kind    `form:"kind" validate:"omitempty,oneof=roadmap_item product component partner"`
	Layer   graph.Layer   `form:"layer" validate:"max=40"`
	Quarter string        `form:"quarter" validate:"max=7"`
	Counted risk.Counted  `form:"counted" validate:"max=40"`
	When    risk.When     `form:"when" validate:"max=40"`
	Stopper string        `form:"stopper" validate:"max=64"`
	FreedBy string        `form:"freedBy" validate:"max=64"`
	Format  string        `form:"format" validate:"omitempty,oneof=json csv"`

	Scenario scenario `validate:"-"`
}

func (in *whatIf) body() any { return &in.Scenario }

// supposed is the answer to a what-if. Its list of items may go on.
type supposed struct {
	risk.WhatIf
	Next      *string `json:"next"`
	Importing string  `json:"importing,omitempty"`
}

func (q *current) whatIf(ctx context.Context, in whatIf) (any, error) {
	s, err := in.Scenario.read()
	if err != nil {
		return nil, err
	}
	s.AsOf = q.day(in.dated)
	g, err := q.graph(ctx)
	if err != nil {
		return nil, err
	}
	done, err := q.supposing.take(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	if in.Format == "csv" {
		all, err := g.WhatIf(s, in.filter())
		return rowsCSV("what-if", all.Items), err
	}
	return q.supposed(g, s, in)
}

// supposed answers one page of a what-if.
func (q *current) supposed(g *risk.Graph, s risk.Scenario, in whatIf) (out supposed, err error) {
	f := in.filter()
	within := in.Scenario.scope(s.AsOf, f)
	at, err := parseCursor(in.Cursor, within)
	if err != nil {
		return out, err
	}
	if in.Cursor != "" && at.Change != g.Change() {
		return out, oldCursor()
	}
	out.Importing = q.importing()
	f.Offset, f.Limit = int(at.At), in.Limit
	if out.WhatIf, err = g.WhatIf(s, f); err != nil {
		return out, err
	}
	if end := at.At + int64(len(out.Items)); end < int64(out.Total) {
		out.Next = cursor{At: end, Change: g.Change()}.text(within)
	}
	return out, nil
}

func (in *whatIf) filter() risk.WhatIfFilter {
	return risk.WhatIfFilter{
		Impacts: in.Impact, Kind: in.Kind, Layer: in.Layer, Quarter: in.Quarter,
		Counted: in.Counted, When: in.When, Stopper: in.Stopper, FreedBy: in.FreedBy,
	}
}

// scope names the list of one scenario and filter.
func (s *scenario) scope(asOf graph.Date, f risk.WhatIfFilter) string {
	b, _ := json.Marshal([]any{s, f}) //nolint:errchkjson // it was read from JSON
	sum := sha256.Sum256(b)
	return scope("what-if", url.Values{"scenario": {hex.EncodeToString(sum[:])}, "asOf": {string(asOf)}})
}

// read checks a scenario as far as that takes no graph.
func (s *scenario) read() (risk.Scenario, error) {
	if err := graph.Check(s); err != nil {
		return risk.Scenario{}, err
	}
	out := risk.Scenario{Remove: s.Remove, Countries: s.Countries, Add: make([]risk.Addition, 0, len(s.Add))}
	for _, d := range s.Delay {
		out.Delay = append(out.Delay, risk.Delay(d))
	}
	for i, v := range s.Add {
		a, err := addition(v, "/add/"+strconv.Itoa(i))
		if err != nil {
			return out, err
		}
		out.Add = append(out.Add, a)
	}
	return out, nil
}

// addition reads what might exist: the body of an entity with its kind, and
// where it is named an id, or the body of a link.
func addition(v any, at string) (out risk.Addition, err error) {
	object, ok := v.(map[string]any)
	if !ok {
		return out, fault(graph.Invalid, at, "type", "is not an object")
	}
	kind, _ := object["kind"].(string)
	f := filler{}
	if _, ok := graph.RuleOf(graph.LinkKind(kind)); ok {
		out.Link = &graph.LinkBody{}
		f.fill(object, reflect.ValueOf(out.Link).Elem(), at)
		return out, f.err()
	}
	if !slices.Contains(graph.Kinds(), graph.Kind(kind)) {
		return out, fault(graph.Invalid, at+"/kind", "oneof", "is no kind of entity or link")
	}
	out.Body = graph.New(graph.Kind(kind))
	fields := map[string]any{}
	for name, v := range object {
		switch name {
		case "kind":
		case "id":
			f.fill(v, reflect.ValueOf(&out.ID).Elem(), at+"/id")
		default:
			fields[name] = v
		}
	}
	f.fill(fields, reflect.ValueOf(out.Body).Elem(), at)
	return out, f.err()
}
