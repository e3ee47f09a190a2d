package api

import (
	"context"
	"encoding/json"
	"io"
	"slices"

	"linchpin/graph"
	"linchpin/jobs"
)

// mapping sends what the columns of an import mean as a file, which the upload
// of another one takes. Answers on how columns are written are part of it.
func (r imports) mapping(ctx context.Context, in oneID) (download, error) {
	i, err := r.desk.Get(ctx, in.ID)
	if err != nil {
		return download{}, err
	}
	m := tidy(i).Mapping.Settled(i.Decisions, i.Answers)
	return download{name: "mapping-" + i.File + ".json", kind: "application/json", write: func(w io.Writer) error {
		out := json.NewEncoder(w)
		out.SetIndent("", "  ")
		return out.Encode(m)
	}}, nil
}

// mappings lists the mappings of earlier imports. A page goes on behind an
// entry; where that is forgotten by then, the cursor is gone with it.
func (r imports) mappings(ctx context.Context, in paging) (out page[jobs.SavedMapping], err error) {
	within := scope("mappings", nil)
	at, err := parseCursor(in.Cursor, within)
	if err != nil {
		return out, err
	}
	all, err := r.desk.Mappings(ctx)
	if err != nil {
		return out, err
	}
	if in.Cursor != "" {
		n := slices.IndexFunc(all, func(m jobs.SavedMapping) bool { return m.ID == at.ID })
		if n < 0 {
			return out, &graph.Error{Code: gone, Detail: "the mapping that the page before ended with is forgotten: start from the first page"}
		}
		all = all[n+1:]
	}
	out.Items, out.Importing = append([]jobs.SavedMapping{}, part(all, 0, in.Limit)...), r.desk.Importing()
	if len(all) > in.Limit {
		out.Next = cursor{ID: out.Items[in.Limit-1].ID}.text(within)
	}
	return out, nil
}

func (r imports) forget(ctx context.Context, in oneID) (none struct{}, err error) {
	return none, r.desk.Forget(ctx, in.ID)
}
