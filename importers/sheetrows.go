package importers

import (
	"errors"
	"io"
	"slices"
	"time"

	"linchpin/graph"
)

// readSheet puts the rows of a sheet, numbered as the user sees them. The value
// of cells merged downwards is that of each of their rows.
func (w *workbook) readSheet(s sheetPart, rows *spool) (facts sheetFacts, err error) {
	err = readPart(s.part, func(r io.Reader) (err error) {
		facts, err = scanSheet(r, w.say, rows.put)
		return err
	})
	if err == nil {
		rows.down, err = onlyDown(facts.merges, facts.lastRow)
	}
	return facts, err
}

// spooled reads a sheet as a source of its own.
func (w *workbook) spooled(s sheetPart) (source, error) {
	rows, err := newSpool()
	if err != nil {
		return nil, err
	}
	if _, err := w.readSheet(s, rows); err != nil {
		rows.close()
		return nil, err
	}
	return rows, nil
}

// say says what a cell holds. A text is a text, whatever it begins with.
func (w *workbook) say(c *sheetCell) (string, error) {
	switch c.kind {
	case "s":
		text, ok, err := w.texts.at(c.value)
		if !ok && err == nil {
			err = graph.FieldError("/file", "format", "is a broken workbook: a cell has text %.20q, which is not there", c.value)
		}
		return asText(text), err
	case "inlineStr", "str":
		return asText(string(unescapeText(c.value))), nil
	case "b":
		switch string(c.value) {
		case "0":
			return "FALSE", nil
		case "1":
			return "TRUE", nil
		}
	case "d":
		return dayOf(string(c.value)), nil
	case "", "n":
		f := numberFormat{}
		if c.style >= 0 && c.style < len(w.formats) {
			f = w.formats[c.style]
		}
		return asText(f.show(string(c.value), w.from1904)), nil
	}
	return asText(string(c.value)), nil
}

// asText marks a text that would pass for a formula.
func asText(text string) string {
	if text != "" && (text[0] == '=' || text[0] == '\'') {
		return Escape(text)
	}
	return text
}

// dayOf writes the date of a cell that has it in words: 2027-02-26T00:00:00Z.
func dayOf(text string) string {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999", "2006-01-02"} {
		at, err := time.Parse(layout, text)
		switch {
		case err != nil:
		case at.Hour()+at.Minute()+at.Second() == 0:
			return at.Format("2006-01-02")
		default:
			return at.Format("2006-01-02 15:04:05")
		}
	}
	return text
}

// firstRowsOf reads the beginning of a sheet.
func (w *workbook) firstRowsOf(s sheetPart) (out []record, err error) {
	enough := errors.New("enough")
	err = readPart(s.part, func(r io.Reader) error {
		_, err := scanSheet(r, w.say, func(n int64, cells []string) error {
			if n > openingRows {
				return enough
			}
			if len(cells) > 0 {
				out = append(out, record{line: n, cells: slices.Clone(cells)})
			}
			return nil
		})
		return err
	})
	if errors.Is(err, enough) {
		err = nil
	}
	return out, err
}

// bestSheet chooses the sheet whose header row has most of the columns we know;
// among equals the one with more rows at its beginning, then the first.
func (w *workbook) bestSheet() (sheetPart, error) {
	best, most, longest := 0, -1, 0
	for i, s := range w.sheets {
		rows, err := w.firstRowsOf(s)
		if err != nil {
			return s, err
		}
		known := 0
		if at, err := headerRow(rows, 0); err == nil {
			known = knownIn(rows[at].cells)
		}
		if known > most || known == most && len(rows) > longest {
			best, most, longest = i, known, len(rows)
		}
	}
	return w.sheets[best], nil
}
