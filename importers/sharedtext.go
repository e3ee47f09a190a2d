package importers

import (
	"errors"
	"io"
	"os"
	"strconv"
	"strings"
	"unicode/utf16"

	"linchpin/graph"
)

// What is kept of the texts of a workbook in memory, at most.
const (
	textInRAM = 32 << 20 // bytes; more goes to a file
	maxTexts  = 8_000_000
)

// sharedText has the texts that the cells of a workbook refer to by number.
type sharedText struct {
	ends []uint32 // a workbook has less than 4 GiB
	all  string
	file *os.File // for what is too much for memory: nil else
}

// readSharedText reads the part of a workbook with its texts; nil for none.
func readSharedText(part io.Reader) (t *sharedText, err error) {
	t = &sharedText{}
	var text []byte
	size := int64(0)
	defer func() {
		if err != nil {
			err = errors.Join(err, t.close())
		}
	}()
	in := newMarkup(part, func() string { return "behind text " + strconv.Itoa(len(t.ends)) })
	err = eachText(in, func(one []byte) error {
		if len(t.ends) == maxTexts {
			return graph.FieldError("/file", codeTooLong, "has more than %d different texts: save the sheet as .csv", maxTexts)
		}
		if len(text)+len(one) > textInRAM {
			if err := t.spill(text); err != nil {
				return err
			}
			text = text[:0]
		}
		text = append(text, one...)
		size += int64(len(one))
		t.ends = append(t.ends, uint32(size)) //nolint:gosec // bounded by what a workbook may unzip to
		return nil
	})
	if err != nil {
		return t, err
	}
	if t.file != nil {
		return t, t.spill(text)
	}
	t.all = string(text)
	return t, nil
}

func (t *sharedText) spill(text []byte) (err error) {
	if t.file == nil {
		if t.file, err = namelessFile("linchpin-text-*"); err != nil {
			return err
		}
	}
	_, err = t.file.Write(text)
	return err
}

func (t *sharedText) close() error {
	if t == nil || t.file == nil {
		return nil
	}
	return t.file.Close()
}

// at returns a text by its number; ok is false for one that is not there.
func (t *sharedText) at(number []byte) (text string, ok bool, err error) {
	n, e := strconv.ParseUint(string(number), 10, 32)
	if ok = e == nil && t != nil && n < uint64(len(t.ends)); !ok {
		return "", false, nil
	}
	from := uint32(0)
	if n > 0 {
		from = t.ends[n-1]
	}
	if t.file == nil {
		return t.all[from:t.ends[n]], true, nil
	}
	b := make([]byte, t.ends[n]-from)
	_, err = t.file.ReadAt(b, int64(from))
	return string(b), true, err
}

// eachText passes on the texts of a part.
func eachText(in *markup, take func([]byte) error) error {
	rich := richText{in: in}
	for ended := false; ; {
		tag, err := in.next()
		if errors.Is(err, io.EOF) && ended {
			return nil
		}
		if errors.Is(err, io.EOF) {
			return in.broken("its texts end in the middle")
		}
		if err != nil {
			return err
		}
		name, _, empty := tagName(tag)
		switch string(name) {
		case "si":
			if rich.text = rich.text[:0]; empty {
				err = take(nil)
			}
		case "/si":
			err = take(unescapeText(rich.text))
		case "sst":
			ended = empty
		case "/sst":
			ended = true
		default:
			err = rich.take(name, empty)
		}
		if err != nil {
			return err
		}
	}
}

// richText puts a text together of its runs. How it is read aloud is none of it.
type richText struct {
	in              *markup
	text            []byte
	reading, spoken bool
}

func (t *richText) take(name []byte, empty bool) error {
	switch string(name) {
	case "rPh":
		t.spoken = !empty
	case "/rPh":
		t.spoken = false
	case "t":
		if t.reading = !empty && !t.spoken; t.reading {
			t.in.begin()
		}
	case "/t":
		if !t.reading {
			return nil
		}
		t.reading = false
		run, err := t.in.end()
		t.text = append(t.text, run[:min(len(run), maxMarkup-len(t.text))]...)
		return err
	}
	return nil
}

// unescapeText puts characters for _x000D_ and its kind: XML has no other way
// to write them.
func unescapeText(text []byte) []byte {
	if !strings.Contains(string(text), "_x") {
		return text
	}
	rest, out := string(text), strings.Builder{}
	for {
		at := strings.Index(rest, "_x")
		if at < 0 || at+7 > len(rest) {
			return []byte(out.String() + rest)
		}
		n, err := strconv.ParseUint(rest[at+2:at+6], 16, 16)
		if c := rune(n); err == nil && rest[at+6] == '_' && !utf16.IsSurrogate(c) {
			out.WriteString(rest[:at])
			out.WriteRune(c)
			rest = rest[at+7:]
		} else {
			out.WriteString(rest[:at+2])
			rest = rest[at+2:]
		}
	}
}
