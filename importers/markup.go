package importers

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strconv"
	"unicode/utf8"

	"linchpin/graph"
)

// maxMarkup is how much of a text between tags is kept: more than a cell may have.
const maxMarkup = 8 * maxCell

// markup walks over the tags of an XML part of a workbook. It builds no tree:
// what is read of such a part needs none, and it may be large.
type markup struct {
	in     *bufio.Reader
	keep   bool   // the text between tags
	text   []byte // what was kept of it, with its references
	behind func() string
}

// newMarkup reads a part; behind says of what a fault in it is near.
func newMarkup(r io.Reader, behind func() string) *markup {
	return &markup{in: bufio.NewReaderSize(r, 1<<16), behind: behind}
}

// broken is the error of a part that is no XML, or out of order.
func (m *markup) broken(format string, args ...any) error {
	return graph.FieldError("/file", "format", "is a broken workbook: "+format+", %s", append(args, m.behind())...)
}

// next returns what stands between the next < and its >: valid until the call
// after. At the end it is io.EOF.
func (m *markup) next() ([]byte, error) {
	for {
		text, err := m.in.ReadSlice('<')
		if m.keep {
			m.add(bytes.TrimSuffix(text, []byte{'<'}))
		}
		if err == nil {
			break
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return nil, err
		}
	}
	if b, err := m.in.Peek(1); err == nil && b[0] == '!' {
		return nil, m.beyond()
	}
	tag, err := m.in.ReadSlice('>')
	if errors.Is(err, bufio.ErrBufferFull) {
		return nil, m.broken("a tag has no end")
	}
	return bytes.TrimSuffix(tag, []byte{'>'}), err
}

func (m *markup) add(b []byte) {
	m.text = append(m.text, b[:min(len(b), maxMarkup-len(m.text))]...)
}

// beyond reads to the end of a comment or of text that is to be taken as it is.
func (m *markup) beyond() error {
	if b, err := m.in.Peek(3); err == nil && string(b) == "!--" {
		return m.skip("-->", false)
	}
	if b, err := m.in.Peek(8); err == nil && string(b) == "![CDATA[" {
		_, _ = m.in.Discard(len(b))
		return m.skip("]]>", m.keep)
	}
	return m.skip(">", false)
}

// skip reads on behind a mark.
func (m *markup) skip(mark string, keep bool) error {
	for n := 0; n < len(mark); {
		b, err := m.in.ReadByte()
		if err != nil {
			return err
		}
		switch {
		case !keep:
		case b == '&':
			m.add([]byte("&amp;"))
		default:
			m.add([]byte{b})
		}
		switch {
		case b == mark[n]:
			n++
		case n == 2 && b == mark[0] && mark[0] == mark[1]: // one more dash or bracket
		case b == mark[0]:
			n = 1
		default:
			n = 0
		}
	}
	if keep {
		m.text = m.text[:max(0, len(m.text)-len(mark))]
	}
	return nil
}

// begin has the text that follows kept.
func (m *markup) begin() { m.keep, m.text = true, m.text[:0] }

// end returns the text since begin, with its references resolved. It is valid
// until the next one begins.
func (m *markup) end() ([]byte, error) {
	m.keep = false
	return m.resolve(m.text)
}

// resolve puts characters for the references to them, in place, and line ends as
// XML has them. A reference to anything else is none that a workbook has.
func (m *markup) resolve(text []byte) ([]byte, error) {
	if bytes.IndexByte(text, '\r') >= 0 {
		text = bytes.ReplaceAll(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
	}
	at := bytes.IndexByte(text, '&')
	if at < 0 {
		return text, nil
	}
	out := text[:at]
	for rest := text[at:]; len(rest) > 0; {
		if at = bytes.IndexByte(rest, '&'); at != 0 {
			if at < 0 {
				at = len(rest)
			}
			out, rest = append(out, rest[:at]...), rest[at:]
			continue
		}
		end := bytes.IndexByte(rest[:min(len(rest), 16)], ';')
		if end < 0 {
			return nil, m.broken("a & in a text begins nothing")
		}
		c := character(string(rest[1:end]))
		if c < 0 {
			return nil, m.broken("%.20q stands for no character", rest[:end+1])
		}
		out, rest = utf8.AppendRune(out, c), rest[end+1:]
	}
	return out, nil
}

// character is what a reference stands for, -1 for none.
func character(name string) rune {
	switch name {
	case "amp":
		return '&'
	case "lt":
		return '<'
	case "gt":
		return '>'
	case "quot":
		return '"'
	case "apos":
		return '\''
	}
	if len(name) < 2 || name[0] != '#' {
		return -1
	}
	digits, base := name[1:], 10
	if digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 21)
	if c := rune(n); err == nil && utf8.ValidRune(c) && (c >= ' ' || c == '\t' || c == '\n' || c == '\r') {
		return c
	}
	return -1
}

// tagName splits a tag; the prefix of its name space is left out.
func tagName(tag []byte) (name, attributes []byte, empty bool) {
	tag, empty = bytes.CutSuffix(tag, []byte{'/'})
	end := bytes.IndexAny(tag, " \t\r\n")
	if end < 0 {
		end = len(tag)
	}
	name, attributes = tag[:end], tag[end:]
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		closing := bytes.HasPrefix(name, []byte{'/'})
		if name = name[i+1:]; closing {
			name = append([]byte{'/'}, name...)
		}
	}
	return name, attributes, empty
}

// attribute returns the value of an attribute without a name space.
func attribute(attributes []byte, name string) []byte {
	for rest := attributes; ; {
		i := bytes.IndexByte(rest, '=')
		if i < 0 || i+1 >= len(rest) {
			return nil
		}
		key, after := bytes.TrimSpace(rest[:i]), bytes.TrimLeft(rest[i+1:], " \t\r\n")
		if len(after) == 0 {
			return nil
		}
		end := bytes.IndexByte(after[1:], after[0])
		if end < 0 {
			return nil
		}
		if string(key) == name {
			return after[1 : 1+end]
		}
		rest = after[end+2:]
	}
}
