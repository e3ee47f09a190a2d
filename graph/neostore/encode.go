package neostore

import (
	"encoding/json"
	"maps"

	"linchpin/graph"
)

// encoded is a body as it is stored: in the log, and as properties of its node.
type encoded struct {
	image []byte
	props map[string]any
}

func encode(b graph.Body) (e encoded, err error) {
	if e.image, err = json.Marshal(b); err != nil {
		return e, err
	}
	e.props = map[string]any{"nameKey": graph.NameKey(b)}
	return e, bodyCodecs[b.Kind()].props(b, e.props)
}

// encodeAll encodes the bodies that edits state, by id.
func encodeAll(edits []graph.Edit) (map[string]encoded, error) {
	out := make(map[string]encoded, len(edits))
	for i := range edits {
		e := &edits[i]
		if e.Body == nil {
			continue
		}
		var err error
		if out[e.ID], err = encode(e.Body); err != nil {
			return nil, about(e, len(edits), err)
		}
	}
	return out, nil
}

// encode encodes the body of a put, unless that was done before the gate.
func (d *draft) encode(p *put) (err error) {
	ok := false
	if p.edit != nil {
		p.code, ok = d.ready[p.now.ID]
	}
	if !ok {
		p.code, err = encode(p.now.Body)
	}
	return err
}

// of returns the properties of an entity with that body.
func (e encoded) of(m graph.Meta) map[string]any {
	out := maps.Clone(e.props)
	out["id"], out["version"], out["createdAt"], out["updatedAt"] = m.ID, m.Version, m.CreatedAt.UTC(), m.UpdatedAt.UTC()
	return out
}
