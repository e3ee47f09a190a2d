package importers

import (
	"slices"
	"strconv"
	"strings"

	"linchpin/graph"
	"linchpin/graph/names"
)

// The codes of row errors.
const (
	codeRequired        = "required"
	codeBadDate         = "bad_date"
	codeAmbiguousDate   = "ambiguous_date"
	codeBadNumber       = "bad_number"
	codeAmbiguousNumber = "ambiguous_number"
	codeUnknownRef      = "unknown_ref"
	codeAmbiguousRef    = "ambiguous_ref"
	codeDuplicate       = "duplicate_in_file"
	codeConflict        = "conflict"
	codeTooLong         = "too_long"
	codeBadValue        = "bad_value"
	codeFormula         = "formula"
)

// parse reads the text of a cell as a field's value: a string, []string, int64,
// float64, bool, graph.Date or graph.Money. A reference stays text. The error
// has no line and column yet.
func parse(f *FieldSpec, text, dates, numbers string) (any, *RowError) {
	switch f.Type {
	case graph.Day:
		return parseDate(text, dates)
	case quarter:
		if d, ok := readQuarter(text); ok {
			return d, nil
		}
		return nil, &RowError{Code: codeBadDate, Got: text, Expected: "a quarter like Q3 2027"}
	case graph.Integer, graph.Number, graph.Amount, depth:
		return parseNumber(f, text, numbers)
	case graph.Boolean:
		return parseBool(text)
	case graph.Lines, refs:
		return parseList(f, text)
	default:
		return parseText(f, text)
	}
}

func parseDate(text, order string) (any, *RowError) {
	d, ok := readDate(text)
	if !ok {
		e := &RowError{Code: codeBadDate, Got: text, Expected: "a date like 2027-02-26 or 26/02/2027"}
		if n, err := strconv.Atoi(text); err == nil && n > 20000 && n < 80000 {
			e.Hint = "this is the serial number of a spreadsheet: format the column as dates and save again"
		}
		return nil, e
	}
	if date, ok := d.in(order); ok {
		return date, nil
	}
	if order == ambiguous {
		return nil, &RowError{
			Code: codeAmbiguousDate, Got: text, Expected: "to know whether the day or the month comes first",
			Hint: "day first it is " + string(d.dmy) + ", month first " + string(d.mdy),
		}
	}
	return nil, &RowError{
		Code: codeBadDate, Got: text, Expected: "a date in the order of the column (" + order + ")",
		Hint: "write it as 2027-02-26",
	}
}

func parseNumber(f *FieldSpec, text, style string) (any, *RowError) {
	if f.inDays() {
		if days, e, ok := parseDays(text, style); ok {
			return days, e
		}
	}
	n, ok := readNumber(text)
	if ok && (f.Type == graph.Integer || f.Type == depth) {
		n = n.integers()
	}
	plain, fits := n.in(style)
	switch {
	case fits:
	case ok && style == ambiguous && n.point != "" && n.comma != "":
		return nil, &RowError{
			Code: codeAmbiguousNumber, Got: text, Expected: "to know whether the point or the comma is the decimal sign",
			Hint: "with a decimal point it is " + n.point + ", with a decimal comma " + n.comma,
		}
	case ok && (n.point != "" || n.comma != ""):
		return nil, &RowError{Code: codeBadNumber, Got: text, Expected: "a number in the style of the column (decimal " + style + ")"}
	case f.inDays():
		return nil, &RowError{Code: codeBadNumber, Got: text, Expected: "a whole number of days, or of weeks as in 12 weeks", Hint: "of a range write the longer"}
	case f.Type == graph.Integer || f.Type == depth:
		return nil, &RowError{Code: codeBadNumber, Got: text, Expected: "a whole number"}
	default:
		return nil, &RowError{Code: codeBadNumber, Got: text, Expected: "a number"}
	}
	if n.percent && f.prop != "failureProbability" && !strings.HasSuffix(f.Name, "percent") {
		return nil, &RowError{Code: codeBadNumber, Got: text, Expected: "a number without a percent sign"}
	}
	return typed(f, text, plain, n.percent)
}

func typed(f *FieldSpec, text, plain string, percent bool) (any, *RowError) {
	switch f.Type {
	case graph.Amount:
		if m := graph.Money(plain); m.Valid() {
			return m, nil
		}
		return nil, &RowError{Code: codeBadNumber, Got: text, Expected: "an amount of at most 13 digits, not negative"}
	case graph.Number:
		v, err := strconv.ParseFloat(plain, 64)
		if err != nil {
			return nil, &RowError{Code: codeBadNumber, Got: text, Expected: "a number"}
		}
		if percent && f.prop == "failureProbability" {
			v /= 100
		}
		return v, nil
	default:
		v, err := strconv.ParseInt(plain, 10, 64)
		if err != nil || f.Type == depth && (v < 0 || v > 3) {
			e := &RowError{Code: codeBadNumber, Got: text, Expected: "a whole number"}
			if f.Type == depth {
				e.Code, e.Expected = codeBadValue, "0, 1, 2 or 3"
			}
			return nil, e
		}
		return v, nil
	}
}

func parseBool(text string) (any, *RowError) {
	switch strings.ToLower(text) {
	case "true", "yes", "y", "1", "x":
		return true, nil
	case "false", "no", "n", "0":
		return false, nil
	default:
		return nil, &RowError{Code: codeBadValue, Got: text, Expected: "yes or no"}
	}
}

// parseList splits at semicolons; entries that stand twice count once.
func parseList(f *FieldSpec, text string) (any, *RowError) {
	var out []string
	for part := range strings.SplitSeq(text, ";") {
		if part = tidy(part); part == "" || slices.Contains(out, part) {
			continue
		}
		if f.Enum != nil && f.Type == graph.Lines {
			v, e := oneOf(f, part)
			if e != nil {
				return nil, e
			}
			if slices.Contains(out, v) {
				continue
			}
			part = v
		}
		out = append(out, part)
	}
	return out, nil
}

func parseText(f *FieldSpec, text string) (any, *RowError) {
	switch {
	case f.Enum != nil:
		return asAny(oneOf(f, text))
	case f.prop == "country":
		return asAny(country(text))
	case f.prop == "website" && !strings.Contains(text, "://") && strings.Contains(text, ".") && !strings.Contains(text, " "):
		return "https://" + text, nil
	default:
		return text, nil
	}
}

func asAny(s string, e *RowError) (any, *RowError) { return s, e }

// oneOf finds the value of an enumeration that a person wrote: case, blanks
// and dashes do not matter.
func oneOf(f *FieldSpec, text string) (string, *RowError) {
	if slices.Contains(f.Enum, text) {
		return text, nil
	}
	v := strings.NewReplacer(" ", "_", "-", "_").Replace(names.Fold(text))
	if slices.Contains(f.Enum, "yes") {
		switch v {
		case "y", "true":
			v = "yes"
		case "n", "false":
			v = "no"
		}
	}
	if slices.Contains(f.Enum, v) {
		return v, nil
	}
	return "", &RowError{Code: codeBadValue, Got: text, Expected: "one of " + strings.Join(f.Enum, ", ")}
}
