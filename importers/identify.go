package importers

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"linchpin/graph"
)

// identity is what a row says about which entity it is about.
type identity struct {
	ext, source          string
	name, nameKey, layer string
	assumed              bool // no row says the layer: a thing of the name may be in another one
	country, lei, duns   string
	natural              []string // keys of directories, first one first
}

// identifyAll finds out what each row is about. What things are known by the
// things they name is read after those.
func (c *check) identifyAll(ctx context.Context) error {
	var levels []int
	for _, p := range c.parts {
		levels = append(levels, p.level())
	}
	slices.Sort(levels)
	for i, level := range slices.Compact(levels) {
		if err := c.read(ctx, func(r record) error { return c.identify(r, level, i == 0) }); err != nil {
			return err
		}
		clear(c.refs)
	}
	c.sealed = true
	for _, p := range c.parts {
		p.decideStyles()
	}
	return c.loadBodies(ctx)
}

// identify finds out what a row is about, and notes how its dates and numbers
// are written.
func (c *check) identify(r record, level int, first bool) error {
	if first {
		c.states = append(c.states, c.skip(r))
	}
	said := c.present(r)
	for i, p := range c.parts {
		if p.level() != level {
			continue
		}
		at := absent
		if said[i] {
			at = p.subjectOf(r)
		}
		p.about = append(p.about, at)
	}
	return c.crowd
}

func (c *part) subjectOf(r record) int32 {
	c.vote(r)
	if c.kind == "" {
		return c.linkSubject(r)
	}
	sum, known := c.sum(r)
	if same, ok := c.again.about[sum]; known && ok && same.keys == c.dirs[c.kind].keysPut {
		return same.subject
	}
	id, ok := c.identityOf(r)
	if !ok {
		return nothing
	}
	apart := c.notices["kept_apart"]
	e, byID, open := c.find(&id)
	if open {
		return c.openSubject(r, id)
	}
	at := c.subjectFor(e, byID, &id)
	if known && len(c.again.about) < mostAgain && apart == c.notices["kept_apart"] {
		c.again.about[sum] = found{at, c.dirs[c.kind].keysPut}
	}
	return at
}

// subjectFor returns the number of the subject of an entity; a nil one is new.
func (c *part) subjectFor(e *listed, byID bool, id *identity) int32 {
	d := c.dirs[c.kind]
	if e == nil {
		c.refuseCrowd(id)
		e = &listed{id: graph.NewID(c.in.Now), name: id.name, kind: c.kind}
		d.entries = append(d.entries, e)
	}
	if e.subject == nil {
		e.subject = &subject{entry: e, id: e.id, kind: c.kind, version: e.version, byID: byID, part: c, filled: make([]int64, len(c.slots[c.kind]))}
		if e.version == 0 {
			e.subject.start = c.blank()
		}
		c.subjects = append(c.subjects, e.subject)
		e.subject.number = int32(len(c.subjects) - 1) //nolint:gosec // a file has fewer rows
	}
	c.enter(e, id)
	if s := e.subject; s.isNew() && s.start.Title() == "" && id.name != "" {
		c.props.set(s.start, "name", id.name) // an earlier row may have said the id only
		e.name = id.name
	}
	return e.subject.number
}

// maxNamesakes is how many things of one name a file may tell apart: each new
// one is held against all of them.
const maxNamesakes = 5000

// refuseCrowd refuses a file that has more things of one name than can be told
// apart in sensible time.
func (c *part) refuseCrowd(id *identity) {
	for _, key := range nameKeys(c.kind, id) {
		if len(c.dirs[c.kind].keys[key]) >= maxNamesakes {
			c.crowd = graph.FieldError("/file", codeConflict, "has more than %d different things called %q: map what tells them apart to the name", maxNamesakes, cut(id.name, 60))
		}
	}
}

// blank is what a new entity states before its rows say more.
func (c *part) blank() graph.Body {
	b := graph.New(c.kind)
	if o, ok := b.(*graph.Offering); ok {
		o.Status, o.Approval = "active", "approved"
	}
	return b
}

// enter makes an entity known by what a row calls it.
func (c *part) enter(e *listed, id *identity) {
	d := c.dirs[c.kind]
	for _, f := range []struct{ known, said *string }{{&e.country, &id.country}, {&e.lei, &id.lei}, {&e.duns, &id.duns}} {
		if *f.known == "" {
			*f.known = *f.said
		}
	}
	if id.ext != "" {
		if e.ext == "" {
			e.ext, e.source = id.ext, id.source
		}
		d.put(e, extKey(id.source, id.ext))
		d.put(e, "any:"+id.ext)
	}
	for _, key := range id.natural {
		d.put(e, key)
	}
	if id.nameKey != "" {
		d.put(e, "name:"+id.nameKey)
		if id.layer != "" && (!id.assumed || e.version == 0) {
			d.put(e, layerKey(id.nameKey, id.layer))
		}
	}
}

// find looks an entity up by the keys of a row, in their order; the first that
// finds one wins. open tells that several fit and nobody chose.
func (c *part) find(id *identity) (e *listed, byID, open bool) {
	d := c.dirs[c.kind]
	var keys []string
	if id.ext != "" {
		keys = append(keys, extKey(id.source, id.ext), "alias:"+id.ext)
	}
	keys = append(keys, id.natural...)
	for _, v := range []string{id.lei, id.duns} {
		if v != "" {
			keys = append(keys, "alias:"+v)
		}
	}
	for _, key := range keys {
		switch found := d.keys[key]; len(found) {
		case 0:
		case 1:
			return found[0], true, false
		default:
			_, text, _ := strings.Cut(key, ":")
			if e := meant([]*directory{d}, found, text); e != nil {
				return e, true, false
			}
			return nil, true, true
		}
	}
	if found := d.keys["alias:"+graph.AliasIn(id.name, id.country)]; id.country != "" && len(found) == 1 {
		return found[0], false, false
	}
	for _, key := range nameKeys(c.kind, id) {
		found := d.keys[key]
		fit := c.fitting(found, id)
		switch {
		case len(fit) == 1:
			return fit[0], false, false
		case len(fit) > 1:
			return nil, false, true
		case len(found) > 0:
			c.notices["kept_apart"]++
		}
	}
	return c.sameAs(id), false, false
}

func nameKeys(kind graph.Kind, id *identity) []string {
	switch {
	case id.nameKey == "":
		return nil
	case kind == graph.KindPartner:
		return []string{"name:" + id.nameKey, "aliasname:" + id.nameKey}
	case kind == graph.KindProduct:
		return []string{"name:" + id.nameKey}
	case kind == graph.KindComponent && id.assumed:
		return []string{layerKey(id.nameKey, id.layer), "name:" + id.nameKey}
	case kind == graph.KindComponent && id.layer != "":
		return []string{layerKey(id.nameKey, id.layer)}
	case kind == graph.KindComponent:
		return []string{"name:" + id.nameKey}
	default:
		return nil
	}
}

// fitting drops the entities of a name that are others by what is known of
// both sides, and of several that are left takes the one called just so.
func (c *part) fitting(found []*listed, id *identity) []*listed {
	var out, just []*listed
	for _, e := range found {
		apart := differ(e.country, id.country) || differ(e.lei, id.lei) || differ(e.duns, id.duns)
		if c.kind != graph.KindPartner {
			apart = e.source == id.source && differ(e.ext, id.ext)
		}
		if apart {
			continue
		}
		out = append(out, e)
		if e.name == id.name {
			just = append(just, e)
		}
	}
	if len(out) > 1 && len(just) == 1 {
		return just
	}
	if len(out) > 1 {
		if e := meant([]*directory{c.dirs[c.kind]}, out, id.name); e != nil {
			return []*listed{e}
		}
	}
	return out
}

func differ(a, b string) bool { return a != "" && b != "" && a != b }

// identityOf reads the columns by which entities are looked up. It is false
// when they say too little, or name what is not there.
func (c *part) identityOf(r record) (id identity, ok bool) {
	says := func(name string) string { return c.textOf(r, name) }
	id.ext, id.name = says("external_id"), says("name")
	id.source = cmp.Or(says("source"), c.in.Mapping.Source)
	if id.name != "" {
		id.nameKey = c.dirs[c.kind].nameKey(id.name)
	}
	switch c.kind {
	case graph.KindPartner:
		id.lei, id.duns = strings.ToUpper(says("lei")), strings.ReplaceAll(says("duns"), "-", "")
		id.country, _ = country(says("country"))
		id.natural = []string{"lei:" + id.lei, "duns:" + id.duns}
	case graph.KindComponent:
		id.layer, id.assumed = c.layerOf(r)
		id.natural = []string{"purl:" + says("purl")}
	case graph.KindProduct:
		id.natural = []string{"sku:" + says("sku")}
	case graph.KindPerson:
		id.natural = []string{"email:" + strings.ToLower(says("email"))}
		id.name = ""
	case graph.KindRoadmapItem:
		id.name, id.nameKey = says("title"), ""
		id.natural = []string{"key:" + says("key"), "url:" + says("url")}
	default:
		key, fine := c.composite(r)
		if !fine {
			return id, false
		}
		id.natural = []string{key}
	}
	kept := id.natural[:0]
	for _, key := range id.natural {
		if !strings.HasSuffix(key, ":") {
			kept = append(kept, key)
		}
	}
	id.natural = kept
	return id, id.ext != "" || len(kept) > 0 || len(nameKeys(c.kind, &id)) > 0
}

// composite is the key of what is known by the entities it names.
func (c *part) composite(r record) (key string, ok bool) {
	switch c.kind {
	case graph.KindOffering:
		ends := map[string]string{}
		for _, name := range []string{"component", "maker", "seller"} {
			e, said := c.named(r, name)
			if e == nil && said {
				return "", false
			}
			if e != nil {
				ends[name] = e.id
			}
		}
		if ends["component"] == "" || ends["maker"]+ends["seller"] == "" {
			return "offering:", c.textOf(r, "external_id") != ""
		}
		return offeringKey(ends["component"], ends["maker"], ends["seller"], c.textOf(r, "mpn"), c.textOf(r, "sku")), true
	case graph.KindContract, graph.KindCertificate:
		what := c.textOf(r, "reference") + c.textOf(r, "standard")
		partner, said := c.named(r, "partner")
		switch {
		case what == "" || !said:
			return "contract:", c.textOf(r, "external_id") != ""
		case partner == nil:
			return "", false
		case c.kind == graph.KindContract:
			return contractKey(what, partner.id), true
		default:
			return certificateKey(partner.id, what, c.textOf(r, "scope")), true
		}
	default:
		return "", false
	}
}

// named finds what a row names in a field; said reports whether it names
// anything.
func (c *part) named(r record, field string) (e *listed, said bool) {
	col := c.column(field)
	if col == nil {
		return nil, false
	}
	if e := col.entryOf(r); e != nil {
		return e, true
	}
	text := c.textOf(r, field)
	if text == "" {
		return nil, false
	}
	return c.resolve(col, text).entry, true
}

// vote notes how the dates and numbers of a row are written.
func (c *part) vote(r record) {
	for _, col := range c.columns {
		switch col.spec.Type {
		case graph.Day:
			if d, ok := readDate(c.text(r, col)); ok {
				col.order.add(d)
				if col.sample == "" && d.certain == "" {
					col.sample = c.text(r, col)
				}
			}
		case graph.Integer, graph.Number, graph.Amount, depth:
			if n, ok := readNumber(c.text(r, col)); ok {
				if col.spec.Type == graph.Integer || col.spec.Type == depth {
					n = n.integers()
				}
				col.style.add(n)
				if col.sample == "" && n.point != n.comma {
					col.sample = c.text(r, col)
				}
			}
		default:
		}
	}
}

// repeats reports whether a row is the header again.
func (c *check) repeats(r record) bool {
	same := 0
	for i, col := range c.in.Sniff.Columns {
		cell := ""
		if i < len(r.cells) {
			cell = tidy(r.cells[i])
		}
		if cell != col.Header {
			return false
		}
		if cell != "" {
			same++
		}
	}
	return same > 1
}
