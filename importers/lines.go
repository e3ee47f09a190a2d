package importers

import (
	"bytes"
	"io"
)

// breaks reads a text with each of its line ends (LF, CRLF, lone CR) as LF,
// so that one line of the file is one line for whoever counts them. Files of
// old spreadsheets have lone CRs only, which no CSV reader takes.
type breaks struct {
	r            io.Reader
	afterCR      bool
	lf, crlf, cr int64
}

func (b *breaks) Read(p []byte) (int, error) {
	for {
		n, err := b.r.Read(p)
		n = b.normalize(p[:n])
		if n > 0 || err != nil || len(p) == 0 {
			return n, err
		}
	}
}

// normalize rewrites p in place and returns its new length.
func (b *breaks) normalize(p []byte) int {
	if !b.afterCR && bytes.IndexByte(p, '\r') < 0 {
		b.lf += int64(bytes.Count(p, []byte{'\n'}))
		return len(p)
	}
	n := 0
	for _, c := range p {
		switch {
		case c == '\n' && b.afterCR: // the CR has become the line end
			b.cr--
			b.crlf++
			b.afterCR = false
			continue
		case c == '\n':
			b.lf++
		case c == '\r':
			b.cr++
			c = '\n'
			b.afterCR = true
			p[n] = c
			n++
			continue
		}
		b.afterCR = false
		p[n] = c
		n++
	}
	return n
}

// kind names the line ends: the value of Sniff.LineEnds.
func (b *breaks) kind() string {
	switch {
	case b.crlf == 0 && b.cr == 0:
		return "lf"
	case b.lf == 0 && b.cr == 0:
		return "crlf"
	case b.lf == 0 && b.crlf == 0:
		return "cr"
	default:
		return "mixed"
	}
}

// carriageReturns writes each line end as a lone CR.
type carriageReturns struct{ w io.Writer }

func (c carriageReturns) Write(p []byte) (int, error) {
	_, err := c.w.Write(bytes.ReplaceAll(p, []byte{'\n'}, []byte{'\r'}))
	return len(p), err
}
