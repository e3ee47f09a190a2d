package importers

import (
	"bytes"
	"errors"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"linchpin/graph"
)

// The encodings files are read in.
const (
	utf8Name    = "utf-8"
	utf16LE     = "utf-16le"
	utf16BE     = "utf-16be"
	windows1252 = "windows-1252"
)

// charmaps are the encodings of one byte a character. All but the first are read
// where they are chosen: nothing in a file tells them apart.
var charmaps = map[string]*charmap.Charmap{
	windows1252: charmap.Windows1252, "windows-1250": charmap.Windows1250, "windows-1251": charmap.Windows1251,
	"cp850": charmap.CodePage850, "macintosh": charmap.Macintosh,
}

// Where an encoding is known from: the values of Sniff.EncodingFrom.
const (
	fromMark   = "byte_order_mark"
	fromValid  = "valid_utf8"
	fromGuess  = "fallback"
	fromChoice = "chosen"
	fromFormat = "format"
)

func encodings() []string {
	return append([]string{utf8Name, utf16LE, utf16BE}, slices.Sorted(maps.Keys(charmaps))...)
}

// marks are the byte-order marks by encoding.
func mark(encoding string) []byte {
	switch encoding {
	case utf8Name:
		return []byte{0xef, 0xbb, 0xbf}
	case utf16LE:
		return []byte{0xff, 0xfe}
	case utf16BE:
		return []byte{0xfe, 0xff}
	default:
		return nil
	}
}

// sniffEncoding reads a whole file to say how it is encoded and how that is known.
func sniffEncoding(path, chosen string) (encoding, from string, err error) {
	f, err := os.Open(path) //nolint:gosec // the caller's own upload
	if err != nil {
		return "", "", err
	}
	defer f.Close()
	head := make([]byte, 4096)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return "", "", err
	}
	head = head[:n]
	if chosen != "" {
		if !slices.Contains(encodings(), chosen) {
			return "", "", graph.FieldError("/reading/encoding", "oneof", "is none of %s", strings.Join(encodings(), ", "))
		}
		return chosen, fromChoice, nil
	}
	for _, e := range []string{utf8Name, utf16LE, utf16BE} {
		if bytes.HasPrefix(head, mark(e)) {
			return e, fromMark, nil
		}
	}
	if e := unmarkedUTF16(head); e != "" {
		return e, fromGuess, nil
	}
	ok, err := validUTF8(io.MultiReader(bytes.NewReader(head), f))
	if err != nil {
		return "", "", err
	}
	if ok {
		return utf8Name, fromValid, nil
	}
	return windows1252, fromGuess, nil
}

// unmarkedUTF16 recognizes UTF-16 without a mark by the zero byte that every
// other Latin letter has.
func unmarkedUTF16(head []byte) string {
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	switch half := len(head) / 2; {
	case half < 4:
		return ""
	case zeros[1] > half*6/10 && zeros[0] < half/10:
		return utf16LE
	case zeros[0] > half*6/10 && zeros[1] < half/10:
		return utf16BE
	default:
		return ""
	}
}

func validUTF8(r io.Reader) (bool, error) {
	buf := make([]byte, 1<<16)
	kept := 0 // bytes of a character that the last read cut
	for {
		n, err := r.Read(buf[kept:])
		chunk := buf[:kept+n]
		whole := len(chunk)
		for i := 1; i < utf8.UTFMax && i <= len(chunk); i++ {
			if utf8.RuneStart(chunk[len(chunk)-i]) {
				if !utf8.FullRune(chunk[len(chunk)-i:]) {
					whole = len(chunk) - i
				}
				break
			}
		}
		if !utf8.Valid(chunk[:whole]) {
			return false, nil
		}
		kept = copy(buf, chunk[whole:])
		if errors.Is(err, io.EOF) {
			return kept == 0, nil
		}
		if err != nil {
			return false, err
		}
	}
}

// decode returns the text of r as UTF-8, without its mark. What cannot be
// decoded becomes U+FFFD and is refused where it is used.
func decode(r io.Reader, encoding string) io.Reader {
	switch encoding {
	case utf16LE:
		return transform.NewReader(r, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder())
	case utf16BE:
		return transform.NewReader(r, unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder())
	default:
		if c := charmaps[encoding]; c != nil {
			return transform.NewReader(r, c.NewDecoder())
		}
		return transform.NewReader(r, unicode.UTF8BOM.NewDecoder())
	}
}

// encode returns a writer that writes UTF-8 text in an encoding. A character
// that the encoding lacks becomes a question mark.
func encode(w io.Writer, encoding string, marked bool) io.WriteCloser {
	use := unicode.IgnoreBOM
	if marked {
		use = unicode.UseBOM
	}
	switch encoding {
	case utf16LE:
		return transform.NewWriter(w, unicode.UTF16(unicode.LittleEndian, use).NewEncoder())
	case utf16BE:
		return transform.NewWriter(w, unicode.UTF16(unicode.BigEndian, use).NewEncoder())
	default:
		if c := charmaps[encoding]; c != nil {
			return transform.NewWriter(w, replaceUnsupported(c))
		}
		if marked {
			return transform.NewWriter(w, unicode.UTF8BOM.NewEncoder())
		}
		return transform.NewWriter(w, transform.Nop)
	}
}

func replaceUnsupported(c *charmap.Charmap) transform.Transformer {
	return transform.Chain(questionMarks{c}, c.NewEncoder())
}

// questionMarks puts a question mark for each character a charmap lacks.
type questionMarks struct{ c *charmap.Charmap }

func (questionMarks) Reset() {}

func (q questionMarks) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		if !atEOF && !utf8.FullRune(src[nSrc:]) {
			return nDst, nSrc, transform.ErrShortSrc
		}
		r, size := utf8.DecodeRune(src[nSrc:])
		if _, ok := q.c.EncodeRune(r); !ok {
			r = '?'
		}
		if nDst+utf8.RuneLen(r) > len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		nDst += utf8.EncodeRune(dst[nDst:], r)
		nSrc += size
	}
	return nDst, nSrc, nil
}
