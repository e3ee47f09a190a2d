package graph

import (
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"time"

	"linchpin/graph/names"
)

// NewID returns a UUIDv7 (RFC 9562) for something made at the given time.
func NewID(at time.Time) string {
	var b [16]byte
	binary.BigEndian.PutUint64(b[:8], uint64(at.UnixMilli())<<16)
	_, _ = rand.Read(b[6:]) // never fails
	b[6], b[8] = b[6]&0x0f|0x70, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// NameKey is the text by which entities are compared and lists sorted: the key
// of a company's name for partners, the folded title for all others.
func NameKey(b Body) string {
	if b.Kind() == KindPartner {
		return names.Key(b.Title())
	}
	return names.Fold(b.Title())
}
