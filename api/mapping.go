package api

import (
	"context"
	"encoding/json"
	"io"

	"linchpin/jobs"
)

// mapping sends what the columns of an import mean as a file, which the upload
// of another one takes. Answers on how columns are written are part of it.
func (r imports) mapping(ctx context.Context, in oneID) (download, error) {
	i, err := r.desk.Get(ctx, in.ID)
	if err != nil {
		return download{}, err
	}
	m := tidy(i).Mapping.Settled(i.Answers)
	return download{name: "mapping-" + i.File + ".json", kind: "application/json", write: func(w io.Writer) error {
		out := json.NewEncoder(w)
		out.SetIndent("", "  ")
		return out.Encode(m)
	}}, nil
}

// savedMappings are the mappings of earlier imports.
type savedMappings struct {
	Items []jobs.SavedMapping `json:"items"`
}

func (r imports) mappings(ctx context.Context, _ struct{}) (out savedMappings, err error) {
	out.Items, err = r.desk.Mappings(ctx)
	list(&out.Items)
	return out, err
}

func (r imports) forget(ctx context.Context, in oneID) (none struct{}, err error) {
	return none, r.desk.Forget(ctx, in.ID)
}
