package neostore

import (
	"context"
	"encoding/json"
	"time"

	"linchpin/graph"
	"linchpin/jobs"
)

// The records of imports and jobs are no entities: they take no change number.
// Each is kept as a whole, as JSON, beside the properties it is looked up by.

// PutImport stores the record of an import.
func (s *Store) PutImport(ctx context.Context, i jobs.Import) error {
	record, err := json.Marshal(i)
	if err != nil {
		return err
	}
	return s.keep(ctx, importPut, map[string]any{"id": i.ID, "props": map[string]any{
		"id": i.ID, "sha256": i.SHA256, "state": string(i.State), "changes": i.Changes, "record": string(record),
	}})
}

// Import returns the record of an import, or a NotFound error.
func (s *Store) Import(ctx context.Context, id string) (i jobs.Import, err error) {
	found, err := kept[jobs.Import](ctx, s, importQuery, map[string]any{"id": id})
	if err == nil && len(found) == 0 {
		err = graph.Errorf(graph.NotFound, "no import has the id %q", id)
	}
	return first(found), err
}

// Imports returns a page of imports, newest first. Only the id of a place counts.
func (s *Store) Imports(ctx context.Context, after graph.Place, limit int) (graph.Page[jobs.Import], error) {
	if limit <= 0 {
		limit = defaultLimit
	}
	if after.ID == "" {
		after.ID = "\U0010FFFF"
	}
	found, err := kept[jobs.Import](ctx, s, importList, map[string]any{"before": after.ID, "limit": limit + 1})
	page := graph.Page[jobs.Import]{Items: found}
	if len(found) > limit {
		page.Items, page.Next = found[:limit], &graph.Place{ID: found[limit-1].ID}
	}
	return page, err
}

// ImportsOf returns the imports of a file with this SHA-256, newest first, at
// most 20.
func (s *Store) ImportsOf(ctx context.Context, sha256 string) ([]jobs.Import, error) {
	return kept[jobs.Import](ctx, s, importSame, map[string]any{"sha256": sha256})
}

// PutJob stores the record of a job.
func (s *Store) PutJob(ctx context.Context, j jobs.Job) error {
	record, err := json.Marshal(j)
	if err != nil {
		return err
	}
	return s.keep(ctx, jobPut, map[string]any{"id": j.ID, "props": map[string]any{
		"id": j.ID, "import": j.Import, "state": string(j.State), "record": string(record),
	}})
}

// Job returns the record of a job, or a NotFound error.
func (s *Store) Job(ctx context.Context, id string) (jobs.Job, error) {
	found, err := kept[jobs.Job](ctx, s, jobQuery, map[string]any{"id": id})
	if err == nil && len(found) == 0 {
		err = graph.Errorf(graph.NotFound, "no job has the id %q", id)
	}
	return first(found), err
}

// OpenJobs returns the jobs that wait or run, oldest first.
func (s *Store) OpenJobs(ctx context.Context) ([]jobs.Job, error) {
	return kept[jobs.Job](ctx, s, jobOpen, nil)
}

// Claim makes an import the one that is written to the graph, where there is
// none or one of over, and returns the claim that stands. The same import is
// taken from another desk that has been silent for mine.Silent.
func (s *Store) Claim(ctx context.Context, mine jobs.Claim, over []string) (stands jobs.Claim, err error) {
	if over == nil {
		over = []string{}
	}
	err = s.keeping(ctx, func(ctx context.Context, t tx) error {
		if _, err := t.run(ctx, gateLock, nil); err != nil { // before anything is read
			return err
		}
		rs, err := t.run(ctx, claimQuery, map[string]any{
			"id": mine.Import, "desk": mine.Desk, "silent": int64(mine.Silent / time.Second), "free": over,
		})
		if err == nil {
			stands = jobs.Claim{
				Import: value[string](rs[0], "holder"), Desk: value[string](rs[0], "desk"),
				Silent: time.Duration(value[int64](rs[0], "silent")) * time.Second,
			}
		}
		return err
	})
	return stands, err
}

// Renew says that the desk of a claim is there, and reports whether it stands.
func (s *Store) Renew(ctx context.Context, mine jobs.Claim) (stands bool, err error) {
	err = s.keeping(ctx, func(ctx context.Context, t tx) error {
		rs, err := t.run(ctx, claimRenew, map[string]any{"id": mine.Import, "desk": mine.Desk})
		stands = err == nil && value[int64](rs[0], "n") > 0
		return err
	})
	return stands, err
}

// Release lets another import be written, where this claim stands.
func (s *Store) Release(ctx context.Context, mine jobs.Claim) error {
	return s.keep(ctx, claimRelease, map[string]any{"id": mine.Import, "desk": mine.Desk})
}

// PutMapping stores a mapping for the files to come. Those not used for longest
// go when there are too many.
func (s *Store) PutMapping(ctx context.Context, m jobs.SavedMapping) error {
	record, err := json.Marshal(m)
	if err != nil {
		return err
	}
	return s.keeping(ctx, func(ctx context.Context, t tx) error {
		_, err := t.run(ctx, mappingPut, map[string]any{"id": m.ID, "props": map[string]any{
			"id": m.ID, "usedAt": m.UsedAt.UTC(), "record": string(record),
		}})
		if err == nil {
			_, err = t.run(ctx, mappingSweep, map[string]any{"limit": jobs.MostSaved})
		}
		return err
	})
}

// Mappings returns the saved mappings, those used last first.
func (s *Store) Mappings(ctx context.Context) ([]jobs.SavedMapping, error) {
	return kept[jobs.SavedMapping](ctx, s, mappingList, map[string]any{"limit": jobs.MostSaved})
}

// DropMapping deletes a saved mapping, and reports whether there was one.
func (s *Store) DropMapping(ctx context.Context, id string) (there bool, err error) {
	err = s.keeping(ctx, func(ctx context.Context, t tx) error {
		rs, err := t.run(ctx, mappingDrop, map[string]any{"id": id})
		there = err == nil && value[int64](rs[0], "n") > 0
		return err
	})
	return there, err
}

// kept reads records from their JSON.
func kept[T any](ctx context.Context, from runner, q query, params map[string]any) ([]T, error) {
	rs, err := from.run(ctx, q, params)
	if err != nil {
		return nil, err
	}
	out := make([]T, len(rs))
	for i, r := range rs {
		if err := json.Unmarshal([]byte(value[string](r, "record")), &out[i]); err != nil {
			return nil, err
		}
	}
	return out, nil
}
