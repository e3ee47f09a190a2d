package jobs

import "context"

// lane is a line of jobs that run one after the other. A check waits for no
// apply, which may take minutes, or wait for that of another server: it only
// reads, and an apply looks again where the graph has moved since.
type lane struct {
	queue   []Job
	current string // id of the running job
	stop    context.CancelCauseFunc
	wake    chan struct{} // holds an entry when there is something to do
	idle    chan struct{} // closed when the worker has ended
}

func newLane() *lane {
	return &lane{wake: make(chan struct{}, 1), idle: make(chan struct{})}
}

// lane is where a job of a kind runs.
func (d *Desk) lane(w Work) *lane {
	if w == Check {
		return d.checks
	}
	return d.writes
}

// work runs the jobs of a lane.
func (d *Desk) work(l *lane) {
	defer close(l.idle)
	for {
		select {
		case <-d.quit.Done():
			return
		case <-l.wake:
		}
		for {
			j, ctx, ok := d.next(l)
			if !ok {
				break
			}
			d.run(ctx, j)
		}
	}
}

// next takes the first job of a lane and makes it the running one.
func (d *Desk) next(l *lane) (j Job, ctx context.Context, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(l.queue) == 0 || d.closed {
		return j, nil, false
	}
	j, l.queue = l.queue[0], l.queue[1:]
	return j, d.begins(l, j.ID), true
}

// begins makes a job the running one of its lane, while mu is held.
func (d *Desk) begins(l *lane, id string) (ctx context.Context) {
	l.current = id
	ctx, l.stop = context.WithCancelCause(d.quit)
	return ctx
}

// front is the running job of a lane, for those who stand in line behind it,
// while mu is held; nil when there is none.
func (d *Desk) front(l *lane) *Wait {
	j, ok := d.live[l.current]
	if !ok {
		return nil
	}
	return &Wait{Import: j.Import, File: j.file, Kind: j.Kind, Job: j.ID}
}

// over says that the running job of a lane has ended.
func (d *Desk) over(l *lane) {
	d.mu.Lock()
	defer d.mu.Unlock()
	l.stop(nil)
	l.current = ""
}

// runs reports whether a job is a running one of this desk.
func (d *Desk) runs(j *Job) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.lane(j.Kind).current == j.ID
}

// unqueue takes a job out of its line, and reports whether it stood there.
func (d *Desk) unqueue(j *Job) bool {
	l := d.lane(j.Kind)
	d.mu.Lock()
	defer d.mu.Unlock()
	for n, other := range l.queue {
		if other.ID == j.ID {
			l.queue = append(l.queue[:n:n], l.queue[n+1:]...)
			return true
		}
	}
	return false
}
