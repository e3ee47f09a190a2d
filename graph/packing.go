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

	many   bool    // records are read one after the other
	whole  []int64 // room for the numbers of the next ones
	broken []float64
}

// records is text in which one record follows the other: what was packed at
// once, and what has come since, counted on.
type records struct{ first, later string }

// at returns the text that holds a place, and the place in it.
func (r *records) at(place int) (text string, at int) {
	if place < len(r.first) {
		return r.first, place
	}
	return r.later, place - len(r.first)
}

// reader reads the record that begins at a place.
func (r *records) reader(place int) (p packing) {
	p.open(r.at(place))
	return p
}

// record returns the whole record that begins at a place.
func (r *records) record(place int) string {
	text, at := r.at(place)
	p := packing{text: text, at: at}
	p.string()
	return text[at:p.at]
}

// open begins to read the record at a place.
func (p *packing) open(text string, at int) {
	p.text, p.at, p.next = text, at, 1
	p.uvarint() // its length
}

// ahead reports whether a fact is there that is not named yet.
func (p *packing) ahead() bool { return p.writes || p.mask >= p.next }

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
		*n = room(p.many, &p.whole)
	}
	p.varint(*n)
}

// room is where a number is read to. For those of many records it is made by
// the hundreds.
func room[T any](many bool, spare *[]T) *T {
	if !many {
		return new(T)
	}
	if len(*spare) == 0 {
		*spare = make([]T, 256)
	}
	n := &(*spare)[0]
	*spare = (*spare)[1:]
	return n
}

// number packs a number that nobody may have recorded.
func (p *packing) number(x **float64) {
	switch {
	case !p.is(*x != nil):
	case p.writes:
		p.out = binary.LittleEndian.AppendUint64(p.out, math.Float64bits(**x))
	default:
		*x = room(p.many, &p.broken)
		**x, p.at = math.Float64frombits(binary.LittleEndian.Uint64([]byte(p.text[p.at:p.at+8]))), p.at+8
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
