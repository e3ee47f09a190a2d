package jobs

import (
	"context"
	"time"
)

// elsewhere is how often a job of another process is looked at.
const elsewhere = 2 * time.Second

// show makes the state of a job known to those who watch it.
func (d *Desk) show(j Job) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.live) > keepLive {
		for id, old := range d.live {
			if old.Ended() {
				delete(d.live, id)
			}
		}
	}
	d.live[j.ID] = j
	close(d.changed)
	d.changed = make(chan struct{})
}

// look returns a job and a channel that closes when one changes.
func (d *Desk) look(ctx context.Context, id string) (Job, <-chan struct{}, error) {
	d.mu.Lock()
	changed := d.changed
	d.mu.Unlock()
	j, err := d.Job(ctx, id)
	return j, changed, err
}

// Watch sends the job as it is, and again whenever it has changed. The channel
// closes after the job's end, when ctx ends, and when the desk closes.
func (d *Desk) Watch(ctx context.Context, id string) (<-chan Job, error) {
	first, changed, err := d.look(ctx, id)
	if err != nil {
		return nil, err
	}
	out := make(chan Job)
	go func() {
		defer close(out)
		for j := first; ; {
			select {
			case out <- j:
			case <-ctx.Done():
				return
			case <-d.quit.Done():
				return
			}
			if j.Ended() {
				return
			}
			select {
			case <-changed:
			case <-time.After(elsewhere):
			case <-ctx.Done():
				return
			case <-d.quit.Done():
				return
			}
			if j, changed, err = d.look(ctx, id); err != nil {
				return
			}
		}
	}()
	return out, nil
}

// Wait returns the job when it has ended.
func (d *Desk) Wait(ctx context.Context, id string) (j Job, err error) {
	states, err := d.Watch(ctx, id)
	if err != nil {
		return j, err
	}
	for j = range states {
	}
	if !j.Ended() {
		return j, context.Cause(ctx)
	}
	return j, nil
}

// teller returns a function that shows a job's progress, now and then.
func (d *Desk) teller(j *Job) func(done, total int64) {
	var last time.Time
	return func(done, total int64) {
		j.Progress.Done, j.Progress.Total = done, total
		if now := time.Now(); now.Sub(last) >= showEvery || done == total {
			last = now
			d.show(*j)
		}
	}
}
