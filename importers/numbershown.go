package importers

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// show brings the number of a cell into the form that a check reads: dates with
// the year first and amounts in full however they are shown, codes with their
// leading zeros. What is no number stays as it is.
func (f numberFormat) show(text string, from1904 bool) string {
	if f.how == asNumber && len(text) <= mostDigits && !strings.ContainsAny(text, "eE") {
		return wholePart(text)
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(n) || math.IsInf(n, 0) {
		return text
	}
	switch f.how {
	case asDate, asDateTime:
		at, err := excelize.ExcelDateToTime(n, from1904)
		switch {
		case err != nil:
			return text
		case f.how == asDate:
			return at.Format("2006-01-02")
		default:
			return at.Round(time.Second).Format("2006-01-02 15:04:05")
		}
	case asPercent:
		return inFull(n*100, "") + "%"
	case asCode:
		return f.padded(n)
	case asTime:
		return hours(n - math.Floor(n))
	case asDuration:
		return hours(n)
	default:
		return inFull(n, text)
	}
}

// wholePart drops a fraction of zeros: some programs write the number 1001, be it
// an id, as 1001.0, and show it as 1001.
func wholePart(text string) string {
	if whole, fraction, ok := strings.Cut(text, "."); ok && whole != "" && strings.Trim(fraction, "0") == "" {
		return whole
	}
	return text
}

// mostDigits of a number are exact in a spreadsheet; the rest is noise of its
// binary form: 0.30000000000000004.
const mostDigits = 15

// inFull writes a number without an exponent. Whole numbers that the file has
// in full stay so.
func inFull(n float64, text string) string {
	if digits(strings.TrimPrefix(text, "-")) {
		return text
	}
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(n, 'e', mostDigits-1, 64), 64)
	if err != nil || math.Abs(n) >= 1e21 || n != 0 && math.Abs(n) < 1e-15 {
		return strconv.FormatFloat(n, 'g', -1, 64)
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

// hours writes days as hours and minutes, and seconds if there are any.
func hours(days float64) string {
	sign, seconds := "", math.Round(days*24*60*60)
	if seconds < 0 {
		sign, seconds = "-", -seconds
	}
	s := int64(min(seconds, 1e15))
	out := fmt.Sprintf("%s%02d:%02d", sign, s/3600, s/60%60)
	if s%60 > 0 {
		out += fmt.Sprintf(":%02d", s%60)
	}
	return out
}

// padded writes a number into the zeros of a format from behind, what is too
// long before the first one.
func (f numberFormat) padded(n float64) string {
	marks, _ := formatMarks(f.code)
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	rest := strconv.FormatFloat(math.Round(n), 'f', 0, 64)
	first := len(marks)
	for i, m := range marks {
		if !m.literal && m.text == "0" {
			first = min(first, i)
		}
	}
	out := ""
	for i, m := range slices.Backward(marks) {
		switch {
		case m.literal || m.text != "0":
			out = m.text + out
		case i == first:
			out = strings.Repeat("0", max(0, 1-len(rest))) + rest + out
		case rest == "":
			out = "0" + out
		default:
			out, rest = rest[len(rest)-1:]+out, rest[:len(rest)-1]
		}
	}
	return sign + out
}
