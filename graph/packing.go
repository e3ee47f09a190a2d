package graph

import (
	"encoding/binary"
	"math"
)

// packing writes or reads one record: its length, the id where it has one of
// its own, a mask of the facts that are there, and those, in the order in which
// a pack method names them. Text stands as it is, so that reading it allocates
// nothing.
type packing struct {
	mask uint64
	next uint64 // the bit of the fact that is named next

	writes bool
	out    []byte

	text string // what is read, from at on
	at   int
}

// reader reads the record that begins at a place.
func reader(text string, at int) packing {
	r := packing{text: text, at: at, next: 1}
	r.uvarint() // its length
	return r
}

// record returns the whole record that begins at a place.
func (s *Snapshot) record(at int) string {
	r := packing{text: s.text, at: at}
	r.string()
	return s.text[at:r.at]
}

// is takes the bit of a fact: when writing, whether it is there is told, when
// reading it is found.
func (p *packing) is(there bool) bool {
	bit := p.next
	p.next <<= 1
	if !p.writes {
		return p.mask&bit != 0
	}
	if there {
		p.mask |= bit
	}
	return there
}

func (p *packing) uvarint() uint64 {
	var x uint64
	for shift := 0; ; shift += 7 {
		b := p.text[p.at]
		p.at++
		x |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return x
		}
	}
}

func (p *packing) string() string {
	n := int(p.uvarint()) //nolint:gosec // as written
	p.at += n
	return p.text[p.at-n : p.at]
}

func (p *packing) putString(s string) {
	p.out = append(binary.AppendUvarint(p.out, uint64(len(s))), s...)
}

func word[T ~string](p *packing, s *T) {
	switch {
	case !p.is(*s != ""):
	case p.writes:
		p.putString(string(*s))
	default:
		*s = T(p.string())
	}
}

func (p *packing) yes(b *bool) { *b = p.is(*b) }

func (p *packing) integer(n *int64) {
	if p.is(*n != 0) {
		p.varint(n)
	}
}

// count packs a whole number that nobody may have recorded; zero is one.
func (p *packing) count(n **int64) {
	if !p.is(*n != nil) {
		return
	}
	if !p.writes {
		*n = new(int64)
	}
	p.varint(*n)
}

// number packs a number that nobody may have recorded.
func (p *packing) number(x **float64) {
	switch {
	case !p.is(*x != nil):
	case p.writes:
		p.out = binary.LittleEndian.AppendUint64(p.out, math.Float64bits(**x))
	default:
		v := math.Float64frombits(binary.LittleEndian.Uint64([]byte(p.text[p.at : p.at+8])))
		*x, p.at = &v, p.at+8
	}
}

func (p *packing) counts(list *[]int64) {
	if !p.is(len(*list) > 0) {
		return
	}
	n := int64(len(*list))
	p.varint(&n)
	if !p.writes {
		*list = make([]int64, n)
	}
	for i := range *list {
		p.varint(&(*list)[i])
	}
}

// varint packs a whole number; small ones of either sign are short.
func (p *packing) varint(n *int64) {
	if p.writes {
		p.out = binary.AppendVarint(p.out, *n)
		return
	}
	u := p.uvarint()
	*n = int64(u>>1) ^ -int64(u&1)
}
