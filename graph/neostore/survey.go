package neostore

import (
	"encoding/json"
	"io"

	"linchpin/graph"
)

// survey reads an archive to its end, and proves of it what can be proved
// without a database.
func survey(from io.Reader) (head Archive, trail map[string][]int64, err error) {
	trail = map[string][]int64{}
	alive, found := map[string]graph.Kind{}, Archive{}
	err = readArchive(from, func(l archiveLine) error {
		switch {
		case l.Head != nil:
			head = *l.Head
			return head.readable()
		case l.Change != nil:
			c := l.Change
			if found.Change++; c.Seq != found.Change {
				return notArchive("change %d follows %d", c.Seq, found.Change-1)
			}
			if _, err := leftBy(c); err != nil {
				return notArchive("change %d: %v", c.Seq, err)
			}
			survive(alive, c)
			trail[c.EntityID] = append(trail[c.EntityID], c.Seq)
		case l.Import != nil:
			found.Imports++
		case l.Mapping != nil:
			found.Mappings++
		default:
			return notArchive("a line is about nothing")
		}
		return nil
	})
	switch {
	case err != nil:
		return head, nil, err
	case found.Change != head.Change || found.Imports != head.Imports || found.Mappings != head.Mappings:
		return head, nil, notArchive("its head promises %d changes, %d imports and %d mappings; there are %d, %d and %d",
			head.Change, head.Imports, head.Mappings, found.Change, found.Imports, found.Mappings)
	}
	return head, trail, head.holds(alive)
}

// readable reports whether this program can read an archive with this head.
func (a Archive) readable() error {
	files, err := migrations.ReadDir("migrations")
	switch {
	case err != nil:
		return err
	case a.Format != archiveFormat:
		return notArchive("its format is %q", a.Format)
	case a.Version > archiveVersion || a.Schema > len(files):
		return graph.Errorf(graph.Conflict, "a newer program made this archive (version %d, schema %d): use that", a.Version, a.Schema)
	}
	return nil
}

// left is what a change leaves: an entity, a link of its own, or nothing.
type left struct {
	entity *graph.Record
	link   *graph.Link
}

func leftBy(c *graph.Change) (out left, err error) {
	switch {
	case c.Op == graph.OpDelete:
		return out, nil
	case c.IsLink():
		out.link = &graph.Link{}
		return out, json.Unmarshal(c.After, out.link)
	default:
		rec, err := graph.DecodeRecord(graph.Kind(c.Kind), c.After)
		out.entity = &rec
		return out, err
	}
}

// links are the links that it states, as rows by kind; a link of its own bears
// the numbers of its changes.
func (l left) links(trail []int64) (map[graph.LinkKind][]map[string]any, error) {
	out := map[graph.LinkKind][]map[string]any{}
	switch {
	case l.link != nil:
		props, err := linkProps(*l.link)
		if err != nil {
			return nil, err
		}
		props["changes"] = trail
		out[l.link.Kind] = []map[string]any{{"from": l.link.From, "to": l.link.To, "props": props}}
		return out, nil
	case l.entity != nil:
		rows := bodyLinkRows(*l.entity)
		for _, b := range l.entity.Body.BodyLinks() {
			if row := rows[graph.BodyLinkID(l.entity.ID, b.Kind)]; row != nil {
				out[b.Kind] = append(out[b.Kind], row)
			}
		}
	}
	return out, nil
}
