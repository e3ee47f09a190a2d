package jobs

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"linchpin/graph"
	"linchpin/importers"
)

// SavedMapping is what the columns of files with these headers mean, as the
// last import of such a file had it.
type SavedMapping struct {
	ID      string            `json:"id"` // follows from the kind of file and the headers
	As      importers.As      `json:"as"`
	Headers []string          `json:"headers"` // as importers.Mapping.HeaderSet
	Mapping importers.Mapping `json:"mapping"`
	File    string            `json:"file"` // that it was used for last
	UsedAt  time.Time         `json:"usedAt"`
	UsedBy  string            `json:"usedBy"`
}

// Remembered says which saved mapping an import began with.
type Remembered struct {
	ID     string    `json:"id"`
	File   string    `json:"file"`
	UsedAt time.Time `json:"usedAt"`
	UsedBy string    `json:"usedBy"`
	New    []string  `json:"new"` // headers that the saved mapping does not know
}

// leastAlike is the share of headers that a file must have in common with those
// a mapping was saved for. All that mean something must be there anyway.
const leastAlike = .75

// MostSaved is how many mappings are kept: the ones not used for longest go.
const MostSaved = 500

const noticeRemembered = "remembered_mapping"

// savedID is one for each kind of file and set of headers.
func savedID(as importers.As, headers []string) string {
	sum := sha256.Sum256([]byte(string(as) + "\x1f" + strings.Join(headers, "\x1f")))
	return hex.EncodeToString(sum[:16])
}

// remember keeps the mapping of an applied import for the next file of its kind.
func (d *Desk) remember(ctx context.Context, i Import, by string) error {
	m := i.Mapping.Settled(i.Decisions, i.Answers)
	m.Reading = importers.Reading{}
	headers := m.HeaderSet()
	if len(headers) == 0 {
		return nil
	}
	return d.persist(ctx, func(ctx context.Context) error {
		return d.Store.PutMapping(ctx, SavedMapping{
			ID: savedID(i.As, headers), As: i.As, Headers: headers, Mapping: m, File: i.File, UsedAt: d.Now().UTC(), UsedBy: by,
		})
	})
}

// recall begins an import with the mapping saved for headers most like its own,
// of several the one used last. It reports whether there is one.
func (d *Desk) recall(ctx context.Context, i *Import) (bool, error) {
	saved, err := d.Store.Mappings(ctx)
	if err != nil {
		return false, err
	}
	var best importers.Recalled
	i.Remembered = nil
	for _, s := range saved {
		if i.As != "" && s.As != i.As {
			continue
		}
		r, err := importers.Recall(s.Mapping, i.Sniff, importers.ByMemory)
		if err != nil {
			return false, err
		}
		if len(r.Missing) > 0 || r.Alike < leastAlike || r.Alike <= best.Alike || importers.Validate(r.Mapping, i.Sniff) != nil {
			continue
		}
		best, i.Remembered = r, &Remembered{ID: s.ID, File: s.File, UsedAt: s.UsedAt, UsedBy: s.UsedBy, New: r.New}
	}
	if i.Remembered == nil {
		return false, nil
	}
	if best.Mapping.AsProposed(i.Sniff) { // a document says the same itself
		i.Remembered = nil
		return false, nil
	}
	if i.Source != "" {
		best.Mapping.Source = i.Source
	}
	i.Mapping = best.Mapping
	return true, nil
}

// said is what to know of an import before its rows are looked at.
func (d *Desk) said(ctx context.Context, i Import) ([]importers.Notice, error) {
	out, err := d.sameBytes(ctx, i)
	if r := i.Remembered; r != nil && err == nil {
		detail := fmt.Sprintf("columns mean what they meant in %s, applied on %s UTC by %s", r.File, r.UsedAt.Format("2006-01-02 15:04"), r.UsedBy)
		if len(r.New) > 0 {
			detail += "; it had no column " + strings.Join(r.New, ", ")
		}
		out = append(out, importers.Notice{Code: noticeRemembered, Detail: detail, Count: mapped(i.Mapping)})
	}
	return out, err
}

func mapped(m importers.Mapping) (n int64) {
	for _, c := range m.Columns {
		if c.Field != "" {
			n++
		}
	}
	return n
}

// Mappings lists the saved mappings, those used last first.
func (d *Desk) Mappings(ctx context.Context) ([]SavedMapping, error) { return d.Store.Mappings(ctx) }

// Forget drops a saved mapping.
func (d *Desk) Forget(ctx context.Context, id string) error {
	dropped, err := d.Store.DropMapping(ctx, id)
	if err == nil && !dropped {
		err = graph.Errorf(graph.NotFound, "no saved mapping has the id %q", id)
	}
	return err
}
