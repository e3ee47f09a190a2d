package importers

import (
	"context"
	"slices"
	"strings"

	"linchpin/graph"
	"linchpin/graph/names"
)

// directory finds the entities of one kind, stored ones and those of the file,
// by what rows can name them by.
type directory struct {
	kind    graph.Kind
	entries []*listed
	keys    map[string][]*listed
	keysPut int               // how often a key was put
	folded  map[string]string // keys of names
}

// listed is one entity in a directory.
type listed struct {
	id, name, source, ext string
	country, lei, duns    string
	website               string
	kind                  graph.Kind
	parent                string   // of a partner
	natural               []string // keys that are stored of it
	version               int64    // 0 when it is not stored
	subject               *subject // nil while no row is about it
}

const sep = "\x1f"

func loadDirectory(ctx context.Context, s Stored, kind graph.Kind) (*directory, error) {
	all, err := s.Index(ctx, kind)
	if err != nil {
		return nil, err
	}
	d := &directory{kind: kind, keys: make(map[string][]*listed, 4*len(all)), folded: map[string]string{}}
	for i := range all {
		d.add(&all[i])
	}
	return d, nil
}

func (d *directory) add(k *graph.Keys) {
	e := &listed{id: k.ID, name: k.Name, source: k.Source, ext: k.ExternalID, country: k.Country, lei: k.LEI, duns: k.DUNS, website: k.Website, kind: d.kind, version: k.Version, parent: k.Refs["parent"], natural: k.Natural}
	d.entries = append(d.entries, e)
	d.put(e, "id:"+k.ID)
	if k.ExternalID != "" {
		d.put(e, extKey(k.Source, k.ExternalID))
		d.put(e, "any:"+k.ExternalID)
	}
	for _, n := range k.Natural {
		d.put(e, n)
	}
	for _, a := range k.Aliases {
		d.put(e, "alias:"+a)
		d.put(e, "aliasname:"+d.nameKey(a))
	}
	d.put(e, "name:"+k.NameKey)
	switch d.kind {
	case graph.KindComponent:
		d.put(e, layerKey(k.NameKey, string(k.Layer)))
	case graph.KindOffering:
		d.put(e, offeringKey(k.Refs["component"], k.Refs["maker"], k.Refs["seller"], k.Parts[0], k.Parts[1]))
		d.put(e, "part:"+k.Parts[0])
		d.put(e, "part:"+k.Parts[1])
	case graph.KindContract:
		d.put(e, contractKey(k.Parts[0], k.Refs["partner"]))
	case graph.KindCertificate:
		d.put(e, certificateKey(k.Refs["partner"], k.Parts[0], k.Parts[1]))
	default:
	}
}

// put registers an entity under a key, once; keys without a value are none.
func (d *directory) put(e *listed, key string) {
	if strings.HasSuffix(key, ":") || slices.Contains(d.keys[key], e) {
		return
	}
	d.keys[key] = append(d.keys[key], e)
	d.keysPut++
}

// nameKey is the key of a name; each name of a file is folded once.
func (d *directory) nameKey(name string) string {
	key, ok := d.folded[name]
	if !ok {
		if key = names.Fold(name); d.kind == graph.KindPartner {
			key = names.Key(name)
		}
		d.folded[strings.Clone(name)] = key
	}
	return key
}

func extKey(source, ext string) string       { return "ext:" + source + sep + ext }
func layerKey(nameKey, layer string) string  { return "namelayer:" + nameKey + sep + layer }
func contractKey(ref, partner string) string { return "contract:" + names.Fold(ref) + sep + partner }

func certificateKey(partner, standard, scope string) string {
	return "certificate:" + partner + sep + names.Fold(standard) + sep + names.Fold(scope)
}

func offeringKey(component, maker, seller, mpn, sku string) string {
	part := mpn
	if part == "" {
		part = sku
	}
	return "offering:" + strings.Join([]string{component, maker, seller, part}, sep)
}

// steps are the keys by which a reference may name an entity, in the order in
// which they are tried; similarity is none of them.
func (d *directory) steps(text, source string) [][]string {
	exact := []string{"name:" + d.nameKey(text)}
	switch d.kind {
	case graph.KindPartner:
		exact = append(exact, "lei:"+strings.ToUpper(text), "duns:"+strings.ReplaceAll(text, "-", ""))
	case graph.KindComponent:
		exact = append(exact, "purl:"+text)
	case graph.KindProduct:
		exact = append(exact, "sku:"+text)
	case graph.KindOffering:
		exact = append(exact, "part:"+text)
	case graph.KindRoadmapItem:
		exact = append(exact, "url:"+text)
	case graph.KindPerson:
		exact = append(exact, "email:"+strings.ToLower(text))
	default:
	}
	return [][]string{
		{"id:" + text},
		{extKey(source, text)},
		{"any:" + text},
		{"key:" + text},
		exact,
		{"alias:" + text},
		{"aliasname:" + d.nameKey(text)},
	}
}

// meant is the one of several entities of a key that a text means: that is
// called just so, or was given the text as an alias.
func meant(dirs []*directory, found []*listed, text string) *listed {
	for _, fits := range []func(*listed) bool{
		func(e *listed) bool { return e.name == text },
		func(e *listed) bool {
			return slices.ContainsFunc(dirs, func(d *directory) bool { return slices.Contains(d.keys["alias:"+text], e) })
		},
	} {
		if just := slices.DeleteFunc(slices.Clone(found), func(e *listed) bool { return !fits(e) }); len(just) == 1 {
			return just[0]
		}
	}
	return nil
}

// named returns the entities of some kinds that a reference names: those of
// the first step that finds any. Of several with one key, the one that is
// called just so is meant.
func named(dirs []*directory, text, source string) []*listed {
	steps := make([][][]string, len(dirs))
	for i, d := range dirs {
		steps[i] = d.steps(text, source)
	}
	for step := range steps[0] {
		var found []*listed
		for i, d := range dirs {
			for _, key := range steps[i][step] {
				for _, e := range d.keys[key] {
					if !slices.Contains(found, e) {
						found = append(found, e)
					}
				}
			}
		}
		if len(found) > 1 {
			if just := meant(dirs, found, text); just != nil {
				return []*listed{just}
			}
		}
		if len(found) > 0 {
			return found
		}
	}
	return nil
}
