package neostore

import (
	"context"
	"encoding/json"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"linchpin/graph"
)

// imageMark is the last change of an entity or link.
type imageMark struct {
	kind, op string
	version  int64
	image    uint64  // hash of the record after it
	numbers  []int64 // of all its changes
}

// log reads the change log: its numbers, the chain of every record, who made
// which.
func (c *checker) log(ctx context.Context, t tx) error {
	rs, err := t.run(ctx, counterQuery, nil)
	if err != nil {
		return err
	}
	if len(rs) != 1 {
		c.find("change counter", "", "there are %d", len(rs))
		return nil
	}
	since := map[string]int64{}
	for _, i := range c.imports {
		since[i.ID] = i.Since
	}
	last := int64(0)
	err = t.stream(ctx, checkLog, nil, func(r *neo4j.Record) error {
		changes, err := changesOf(value[map[string]any](r, "page"))
		if err != nil {
			c.find("change image", strconv.FormatInt(changes[0].Seq, 10), "its page cannot be read: %v", err)
		}
		for _, ch := range changes {
			if ch.Seq != last+1 {
				c.find("change numbers", strconv.FormatInt(ch.Seq, 10), "follows %d", last)
			}
			last = ch.Seq
			if at, ok := since[ch.ImportID]; ok && ch.Seq > at {
				c.byImport[ch.ImportID]++
			}
			c.change(ch)
		}
		return nil
	})
	if counter := value[int64](rs[0], "seq"); err == nil && counter > last {
		c.find("change counter", strconv.FormatInt(counter, 10), "the log ends at %d", last)
	}
	return err
}

// change checks one line of the log against the one before of the same record.
func (c *checker) change(ch graph.Change) {
	number := strconv.FormatInt(ch.Seq, 10)
	c.operation(ch, number)
	if ch.Op == "" { // its line cannot be read
		return
	}
	before, errBefore := imageHash(ch.Kind, ch.Before)
	after, errAfter := imageHash(ch.Kind, ch.After)
	if errBefore != nil || errAfter != nil {
		c.find("change image", number, "cannot be read: %v %v", errBefore, errAfter)
	}
	if ch.Actor == "" && ch.OperationID == "" || ch.EntityID == "" || ch.At.IsZero() {
		c.find("change fields", number, "lacks actor, operation, time or entity")
	}
	if (ch.Op != graph.OpCreate) != (ch.Before != nil) || (ch.Op != graph.OpDelete) != (ch.After != nil) {
		c.find("change images", number, "a %s with the images %v %v", ch.Op, ch.Before != nil, ch.After != nil)
	}
	was, known := c.last[ch.EntityID]
	switch {
	case known && was.version+1 != ch.Version || !known && ch.Version != 1:
		c.find("version", number, "%s comes from version %d to %d", ch.EntityID, was.version, ch.Version)
	case known && was.op != graph.OpDelete && (ch.Op == graph.OpCreate || was.image != before):
		c.find("change images", number, "%s was not as it says before", ch.EntityID)
	case (!known || was.op == graph.OpDelete) && ch.Op != graph.OpCreate:
		c.find("change images", number, "%s was not there before", ch.EntityID)
	}
	c.last[ch.EntityID] = imageMark{ch.Kind, ch.Op, ch.Version, after, append(was.numbers, ch.Seq)}
}

// operation notes which changes an operation made, one after the other.
func (c *checker) operation(ch graph.Change, number string) {
	o := c.ops[ch.OperationID]
	if o == nil {
		o = &span{first: ch.Seq}
		c.ops[ch.OperationID] = o
	}
	if o.first+o.count != ch.Seq && !o.torn {
		o.torn = true
		c.find("operation", number, "%s wrote %d and then this", ch.OperationID, o.first+o.count-1)
	}
	o.count++
}

// imageHash is the hash of a record read from its image and written again, so
// that the order of fields says nothing.
func imageHash(kind string, image []byte) (uint64, error) {
	if image == nil {
		return 0, nil
	}
	if _, isLink := graph.RuleOf(graph.LinkKind(kind)); isLink {
		var l graph.Link
		if err := json.Unmarshal(image, &l); err != nil {
			return 0, err
		}
		return hashOf(l)
	}
	r, err := graph.DecodeRecord(graph.Kind(kind), image)
	if err != nil {
		return 0, err
	}
	return hashOf(r)
}

func hashOf(x any) (uint64, error) {
	image, err := json.Marshal(x)
	h := fnv.New64a()
	_, _ = h.Write(image) // never fails
	return h.Sum64(), err
}

// operations compares the records of operations with the log.
func (c *checker) operations(ctx context.Context, t tx) error {
	err := t.stream(ctx, checkOperations, nil, func(r *neo4j.Record) error {
		id := value[string](r, "id")
		logged := c.ops[id]
		if logged == nil || logged.first != value[int64](r, "first") || logged.count != value[int64](r, "count") {
			c.find("operation", id, "its record and the log differ")
		}
		delete(c.ops, id)
		return nil
	})
	for id := range c.ops {
		c.find("operation", id, "has changes in the log and no record")
	}
	return err
}

// stored compares a record, and the numbers it bears, with its changes.
func (c *checker) stored(kind, id string, version int64, record any, props map[string]any) {
	c.seen[id] = true
	m, ok := c.last[id]
	image, err := hashOf(record)
	switch {
	case !ok:
		c.find("last change", id, "this %s is in no change", kind)
	case err != nil || m.op == graph.OpDelete || m.kind != kind || m.version != version || m.image != image:
		c.find("last change", id, "this %s at version %d is not what its last change left", strings.ToLower(kind), version)
	}
	numbers, _ := props["changes"].([]any)
	if ok && !slices.Equal(numbersOf(numbers), m.numbers) {
		c.find("own changes", id, "names the changes %v, the log has %v", numbers, m.numbers)
	}
}

// gone compares what is remembered of what is gone with the log.
func (c *checker) gone(ctx context.Context, t tx) error {
	return t.stream(ctx, checkGone, nil, func(r *neo4j.Record) error {
		id, numbers := value[string](r, "id"), numbersOf(value[[]any](r, "changes"))
		if m := c.last[id]; m.op != graph.OpDelete || !slices.Equal(numbers, m.numbers) {
			c.find("own changes", id, "is gone with the changes %v, the log has %v", numbers, m.numbers)
		}
		c.seen[id] = true
		return nil
	})
}
