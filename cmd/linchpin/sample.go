package main

import (
	"bytes"
	"context"
	"fmt"

	"linchpin/demo"
	"linchpin/graph"
	"linchpin/importers"
	"linchpin/jobs"
)

// sampleSource names where the external ids of the sample come from, and who
// brought it in.
const sampleSource = "sample"

// loadSample brings the sample ecosystem into a database without any entity,
// by the same way as every other file. What an earlier start left out of it,
// because it was stopped, is made up for.
func (s *server) loadSample(ctx context.Context) error {
	had, err := s.sampleImports(ctx)
	if err != nil {
		return err
	}
	counts, err := s.store.Counts(ctx)
	if err != nil {
		return err
	}
	entities := int64(0)
	for _, n := range counts {
		entities += n
	}
	if entities > 0 && len(had) == 0 {
		return nil // somebody's own
	}
	told := false
	for _, f := range demo.Files() {
		if had[f.Name] {
			continue
		}
		if !told {
			fmt.Fprintln(s.stderr, "loading the sample ecosystem")
			told = true
		}
		if err := s.loadFile(ctx, f); err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	return nil
}

// sampleImports tells which files of the sample came in before, though they
// may have been undone since.
func (s *server) sampleImports(ctx context.Context) (map[string]bool, error) {
	out := map[string]bool{}
	for at := (graph.Place{}); ; {
		page, err := s.desk.List(ctx, at, 100)
		if err != nil {
			return nil, err
		}
		for _, i := range page.Items {
			if i.CreatedBy == sampleSource && (i.State == jobs.Applied || i.State == jobs.Undone) {
				out[i.File] = true
			}
		}
		if page.Next == nil {
			return out, nil
		}
		at = *page.Next
	}
}

func (s *server) loadFile(ctx context.Context, f demo.File) error {
	i, err := s.desk.Create(ctx, sampleSource, &jobs.Upload{
		File: f.Name, As: importers.As(f.Kind), Source: sampleSource,
	}, bytes.NewReader(f.Content))
	if err != nil {
		return err
	}
	for _, do := range []func(context.Context, string, string) (jobs.Job, error){s.desk.Check, s.desk.Apply} {
		j, err := do(ctx, sampleSource, i.ID)
		if err == nil {
			j, err = s.desk.Wait(ctx, j.ID)
		}
		if err != nil {
			return err
		}
		if j.State != jobs.Done {
			return fmt.Errorf("%s: %s: %v", j.Kind, j.State, j.Errors)
		}
	}
	return nil
}
