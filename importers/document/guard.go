package document

import (
	"bytes"
	"io"
	"unicode/utf8"
)

// Bounds of a JSON text.
const (
	maxDepth = 100     // objects and lists within each other
	maxValue = 1 << 20 // bytes of a text or number
	maxNames = 10_000  // of an object
)

// guard passes a JSON text on and refuses, before anybody keeps it, what is
// nested too deeply, a value that is too long, and what is not UTF-8. It knows
// the line of each byte it passed on that is still asked for.
type guard struct {
	in      io.Reader
	pending []byte // passed on; the first counted bytes are in line already
	counted int
	base    int64 // offset of pending
	line    int64 // of the byte behind them

	begun  bool
	quoted bool // within a text
	escape bool // behind a backslash in it
	depth  int
	length int    // of the value so far
	blanks int    // since the last character that is none
	broken []byte // start of a character whose rest comes later
	seen   int64  // lines passed on
}

func newGuard(in io.Reader) *guard { return &guard{in: in, line: 1, seen: 1} }

func (g *guard) Read(p []byte) (int, error) {
	n, err := g.in.Read(p)
	b := p[:n]
	if !g.begun && bytes.HasPrefix(b, []byte("\xef\xbb\xbf")) {
		copy(b, "   ") // a byte-order mark says nothing
	}
	g.begun = g.begun || n > 0
	if bad := g.inspect(b); bad != nil {
		return 0, bad
	}
	g.pending = append(g.pending, b...)
	return n, err
}

func (g *guard) inspect(b []byte) error {
	if err := g.text(b); err != nil {
		return err
	}
	for _, c := range b {
		if c == '\n' {
			g.seen++
		}
		switch {
		case g.escape:
			g.escape = false
		case g.quoted && c == '\\':
			g.escape = true
		case c == '"':
			g.quoted, g.length, g.blanks = !g.quoted, 0, 0
			continue
		case g.quoted:
		case c == '{' || c == '[':
			if g.depth++; g.depth > maxDepth {
				return refuse("line %d: is nested more than %d deep", g.seen, maxDepth)
			}
			g.length = 0
		case c == '}' || c == ']':
			g.depth--
			g.length = 0
		case c == ' ' || c == '\n' || c == '\r' || c == '\t':
			if g.blanks++; g.blanks > maxValue {
				return refuse("line %d: has more than %d blanks in a row", g.seen, maxValue)
			}
			g.length = 0
			continue
		case c == ',' || c == ':':
			g.length, g.blanks = 0, 0
			continue
		}
		g.blanks = 0
		if g.length++; g.length > maxValue {
			return refuse("line %d: has a value of more than %d bytes", g.seen, maxValue)
		}
	}
	return nil
}

// text refuses what is not UTF-8.
func (g *guard) text(b []byte) error {
	if len(g.broken) == 0 && utf8.Valid(b) {
		return nil
	}
	b = append(g.broken, b...)
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		if r == utf8.RuneError && size == 1 {
			if !utf8.FullRune(b) {
				break
			}
			return refuse("line %d: is not UTF-8, which JSON has to be; save it as UTF-8", g.seen)
		}
		b = b[size:]
	}
	g.broken = bytes.Clone(b)
	return nil
}

// lineAt is the line of an offset that no later call goes behind.
func (g *guard) lineAt(offset int64) int64 {
	to := int(min(max(offset-g.base, int64(g.counted)), int64(len(g.pending))))
	g.line += int64(bytes.Count(g.pending[g.counted:to], []byte{'\n'}))
	if g.counted = to; to > len(g.pending)/2 {
		g.pending = append(g.pending[:0], g.pending[to:]...)
		g.base, g.counted = g.base+int64(to), 0
	}
	return g.line
}
