package api

import (
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"linchpin/graph"
	"linchpin/risk"
)

const longestFilter = 1000 // characters

// listQuestion is what a list of entities was asked.
type listQuestion struct {
	graph.List
	count, csv, risk bool
	tops             risk.TopsFilter // where it asks what the risk is
	scope            string          // what a cursor of it is bound to
}

// question reads the parameters of a list: those that all lists take, and a
// filter for each field that can be filtered by.
func (r collection) question(values url.Values) (q listQuestion, err error) {
	q.List = graph.List{Kind: r.kind, Limit: defaultLimit, Filter: map[string]any{}}
	q.scope = scope(r.path(), values)
	for name, v := range values {
		if len(v) > 1 {
			return q, fault(badRequest, "/"+name, "unique", "stands there twice")
		}
		if err := q.take(name, v[0]); err != nil {
			return q, err
		}
	}
	return q, nil
}

func (q *listQuestion) take(name, v string) (err error) {
	switch name {
	case "limit":
		q.Limit, err = limit(v)
	case "cursor":
		var c cursor
		if c, err = parseCursor(v, q.scope); err == nil {
			q.After = graph.Place{Key: c.Key, ID: c.ID}
		}
	case "q":
		if q.Query = strings.TrimSpace(v); len(v) > 200 {
			err = fault(graph.Invalid, "/q", "max", "is more than 200 characters")
		}
	case "sort":
		if q.Sort = v; !slices.Contains(graph.SortFields(q.Kind), strings.TrimPrefix(v, "-")) {
			err = fault(graph.Invalid, "/sort", "oneof", "is not one of "+strings.Join(graph.SortFields(q.Kind), ", ")+", nor one with a minus before it")
		}
	case "count":
		q.count, err = truth(name, v)
	case "format":
		q.csv, err = asCSV(v)
	case "include":
		if q.risk = v == "risk" && hasRisk(q.Kind); !q.risk {
			err = fault(badRequest, "/include", "oneof", "is nothing this list can include")
		}
	case "verdict", "leaving":
		err = q.judged(name, v)
	default:
		err = q.filter(name, v)
	}
	return err
}

// judged takes what products and open items are judged by.
func (q *listQuestion) judged(name, v string) error {
	switch q.tops.Kind = q.Kind; {
	case !isJudged(q.Kind):
		return fault(badRequest, "/"+name, "unknown", "is no parameter of this list")
	case name == "leaving":
		if q.tops.Leaving = v; v == "" || len(v) > 64 {
			return fault(graph.Invalid, "/leaving", "max", "is not the id of a person")
		}
	default:
		q.tops.Verdict = risk.Verdict(v)
		if !slices.Contains([]risk.Verdict{risk.Exposed, risk.Unknown, risk.Safe}, q.tops.Verdict) {
			return fault(graph.Invalid, "/verdict", "oneof", "is not one of exposed, unknown, safe")
		}
	}
	return nil
}

// isJudged reports whether lists of a kind can be asked by verdict.
func isJudged(k graph.Kind) bool { return k == graph.KindProduct || k == graph.KindRoadmapItem }

// filter takes a value that a field has to have.
func (q *listQuestion) filter(name, v string) error {
	fields := graph.Fields(q.Kind)
	i := slices.IndexFunc(fields, func(f graph.FieldInfo) bool { return f.Name == name && filterable(f) })
	if i < 0 {
		return fault(badRequest, "/"+name, "unknown", "is no parameter of this list")
	}
	x, err := filterValue(fields[i], v)
	q.Filter[name] = x
	return err
}

// filterable reports whether lists can be filtered by a field: not by amounts,
// by long texts, nor by what is a property of a link.
func filterable(f graph.FieldInfo) bool {
	return f.Type != graph.Amount && f.Type != graph.Depths && f.Name != "description" && f.Name != "parentPercent"
}

func filterValue(f graph.FieldInfo, v string) (any, error) {
	at := "/" + f.Name
	switch f.Type {
	case graph.Boolean:
		return truth(f.Name, v)
	case graph.Integer:
		n, err := strconv.ParseInt(v, 10, 64)
		if err != nil {
			return nil, fault(badRequest, at, "type", "is not a whole number")
		}
		return n, nil
	case graph.Number:
		x, err := strconv.ParseFloat(v, 64)
		if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
			return nil, fault(badRequest, at, "type", "is not a number")
		}
		return x, nil
	case graph.Day:
		if !graph.Date(v).Valid() {
			return nil, fault(graph.Invalid, at, "date", "is not a date like 2027-02-26")
		}
		return v, nil
	default:
		if f.Enum != nil && !slices.Contains(f.Enum, v) {
			return nil, fault(graph.Invalid, at, "oneof", "is not one of "+strings.Join(f.Enum, ", "))
		}
		if v == "" || len(v) > longestFilter {
			return nil, fault(graph.Invalid, at, "max", "is not a text of 1 to 1000 bytes")
		}
		return v, nil
	}
}

func limit(v string) (int, error) {
	n, err := strconv.Atoi(v)
	if err != nil {
		return 0, fault(badRequest, "/limit", "type", "is not a whole number")
	}
	if n < 1 || n > 500 {
		return 0, fault(graph.Invalid, "/limit", "max", "is not from 1 to 500")
	}
	return n, nil
}

func truth(name, v string) (bool, error) {
	if v != "true" && v != "false" {
		return false, fault(badRequest, "/"+name, "type", "is neither true nor false")
	}
	return v == "true", nil
}

func asCSV(v string) (bool, error) {
	if v != "csv" && v != "json" {
		return false, fault(graph.Invalid, "/format", "oneof", "is not one of json, csv")
	}
	return v == "csv", nil
}
