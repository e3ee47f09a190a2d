package api

import (
	"context"
	"net/url"
	"strings"

	"linchpin/graph"
)

// browser is how the graph is walked.
type browser struct {
	store interface {
		places
		snapshots
	}
	answer *current
}

type searching struct {
	paging
	Query string       `form:"q" validate:"required,max=200"`
	Kinds []graph.Kind `form:"kinds" validate:"max=8,dive,oneof=partner product component offering contract certificate roadmap_item person"`
	Exact bool         `form:"exact"`
}

// mostHits is how far a search can be read on: whoever wants more asks more
// precisely.
const mostHits = 500

func (b browser) search(ctx context.Context, in searching) (page[graph.Hit], error) {
	filter := url.Values{"q": {in.Query}, "kinds": {}}
	for _, k := range in.Kinds {
		filter.Add("kinds", string(k))
	}
	if in.Exact {
		filter.Set("exact", "true")
	}
	within := scope("search", filter)
	at, err := parseCursor(in.Cursor, within)
	out := page[graph.Hit]{Items: []graph.Hit{}, Importing: b.answer.importing()}
	if err != nil || strings.TrimSpace(in.Query) == "" {
		return out, err
	}
	found, err := b.store.Search(ctx, in.Query, in.Kinds, in.Exact, min(int(at.At)+in.Limit+1, mostHits))
	if err != nil {
		return out, err
	}
	out.Items = append(out.Items, part(found, int(at.At), in.Limit)...)
	if next := int(at.At) + in.Limit; len(found) > next {
		out.Next = cursor{At: int64(next)}.text(within)
	}
	return out, nil
}

type focus struct {
	Focus string           `form:"focus" validate:"required,max=64"`
	Hops  int              `form:"hops" default:"1" validate:"min=1,max=4"`
	Kinds []graph.LinkKind `form:"kinds" validate:"max=18,dive,oneof=fulfils made_by sold_by relies_on sources_from owned_by requires uses needs depends_on delivers involves sells services binds covers holds owns"`
	Cap   int              `form:"cap" default:"25" validate:"min=1,max=200"`
}

// around is a neighbourhood as an answer.
type around struct {
	told
	graph.Neighbourhood
	Importing string `json:"importing,omitempty"`
}

func (b browser) neighbourhood(ctx context.Context, in focus) (around, error) {
	out, err := steady(ctx, b, func() (graph.Neighbourhood, error) {
		return b.store.Neighbourhood(ctx, in.Focus, in.Hops, in.Kinds, in.Cap)
	})
	return around{out.told, out.value, b.answer.importing()}, err
}

// answerOf is a value and the change number it is true of.
type answerOf[T any] struct {
	told
	value T
}

// steady asks the store between two looks at the change number, again while
// somebody writes. After three writes in a row the answer is at least as new
// as the number it carries.
func steady[T any](ctx context.Context, b browser, ask func() (T, error)) (out answerOf[T], err error) {
	before, _, err := b.store.Change(ctx)
	for range 3 {
		if err != nil {
			return out, err
		}
		out.told = told{b.answer.tag(before, ""), before, ""}
		if out.value, err = ask(); err != nil {
			return out, err
		}
		after, _, err := b.store.Change(ctx)
		if err != nil || after == before {
			return out, err
		}
		before = after
	}
	return out, nil
}
