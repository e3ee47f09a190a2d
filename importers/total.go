package importers

import (
	"regexp"
	"slices"
	"strings"

	"linchpin/graph"
	"linchpin/graph/names"
)

// idFields tell things of one name apart: what has one is no total.
var idFields = []string{"external_id", "lei", "duns", "vat_no", "registration_no", "sku", "mpn", "purl", "key", "email"}

// totalWords stand at the foot of lists, not of things: by their folded text,
// whether they do so even alone. A company may be called Total.
var totalWords = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range []string{
		"grand total", "sub total", "subtotal", "sub-total", "total amount", "total sum", "total rows", "total records", "total items", "total count",
		"summe", "gesamt", "gesamtsumme", "gesamtbetrag", "zwischensumme", "endsumme", "summe gesamt", "total général", "sous-total", "sous total",
		"total general", "totale generale", "subtotale", "subtotaal", "eindtotaal", "totaal generaal",
	} {
		out[names.Fold(w)] = true
	}
	for _, w := range []string{"total", "totals", "sum", "totaal", "totale", "totales", "totaux", "somme", "suma", "somma"} {
		out[names.Fold(w)] = false
	}
	return out
}()

// countWords stand before the number of rows of a list.
var countWords = regexp.MustCompile(`^(total |total number of |number of |no\. of |anzahl |nombre de |numero de )?(rows?|records?|items?|lines?|entries|count|row count|record count|anzahl|zeilen|datensatze|eintrage|lignes|filas|registros|righe|rijen|regels)$`)

// rowCount is how databases end a list: (15 rows), 15 rows selected.
var rowCount = regexp.MustCompile(`(?i)^\(?[0-9][0-9.,]* (rows?|records?|row\(s\)|record\(s\))( selected| affected| returned| found)?\)?\.?$`)

// fileNote is what programs write below a list about the list as a whole.
var fileNote = regexp.MustCompile(`(?i)^(applied filters:|no filters applied|(report |list )?(generated|printed|exported|created|downloaded) (on|by|at|from) |(page|seite) \d+( (of|von|/) \d+)?$|[*<\- ]*(end of (report|list|file|data)|ende der liste|fin de la liste)\b)`)

// speaksOfFile reports whether a row has nothing but one note about the file.
func (c *check) speaksOfFile(r record) bool {
	note := ""
	for _, cell := range r.cells {
		if cell = tidy(cell); cell != "" && note != "" {
			return false
		} else if cell != "" {
			note = cell
		}
	}
	return len(note) > 5 && fileNote.MatchString(note)
}

// totalCell is what a cell says of a total.
type totalCell int

const (
	noTotal   totalCell = iota
	maybe               // Total: one if there are numbers beside it
	certainly           // Grand total, Total: 2, (15 rows)
)

// sumsUp reports whether a row is no record but a total of others: words for
// one, and otherwise numbers and currencies only. Beside an id the mere word is
// a name.
func (c *check) sumsUp(r record) bool {
	total, numbers, ids := noTotal, 0, 0
	for at, cell := range r.cells {
		if cell = tidy(cell); cell == "" {
			continue
		}
		if t := totalIn(cell); t != noTotal {
			total = max(total, t)
			continue
		}
		if _, ok := readNumber(cell); ok {
			numbers++
		} else if !isCurrency(cell) {
			return false
		}
		if at < len(c.ids) && c.ids[at] {
			ids++
		}
	}
	return total == certainly || total == maybe && numbers > 0 && ids == 0
}

func totalIn(cell string) totalCell {
	if strings.Trim(cell, "*") == "" {
		return maybe // as SAP marks them
	}
	if len(cell) > 60 || len(cell) < 3 {
		return noTotal
	}
	if c := cell[0]; c == '(' || c >= '0' && c <= '9' {
		if strings.ContainsAny(cell, "rR") && rowCount.MatchString(cell) {
			return certainly
		}
		return noTotal
	}
	word, marked := cell, false
	if i := strings.LastIndexAny(cell, ":="); i > 0 {
		rest := strings.TrimSpace(cell[i+1:])
		if _, ok := readNumber(rest); !ok && rest != "" {
			return noTotal
		}
		word, marked = strings.TrimRight(cell[:i], " :="), true
		if rest != "" && countWords.MatchString(names.Fold(word)) {
			return certainly
		}
	}
	switch strings.ToLower(word[:min(3, len(word))]) {
	case "tot", "gra", "sub", "sum", "sou", "som", "ges", "zwi", "end", "ein":
	default:
		return noTotal // most cells
	}
	switch sure, ok := totalWords[names.Fold(word)]; {
	case !ok:
		return noTotal
	case sure || marked:
		return certainly
	default:
		return maybe
	}
}

// isCurrency reports whether a cell is the code of a currency.
func isCurrency(cell string) bool {
	return len(cell) == 3 && !slices.ContainsFunc([]byte(cell), func(b byte) bool { return b < 'A' || b > 'Z' }) &&
		graph.Check(&graph.Product{Name: "x", Currency: cell}) == nil
}
