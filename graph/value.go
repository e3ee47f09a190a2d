package graph

import (
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Date is a calendar day as ISO 8601 has it, "2027-02-26"; empty for none.
type Date string

// Valid reports whether d is a day of the years 1900 to 2999.
func (d Date) Valid() bool {
	t, err := time.Parse(time.DateOnly, string(d))
	return err == nil && t.Year() >= 1900 && t.Year() < 3000
}

// Time is the day's beginning in UTC, the zero time for no date.
func (d Date) Time() time.Time {
	t, _ := time.Parse(time.DateOnly, string(d)) // checked when it came in
	return t
}

// DateOf returns the day of t.
func DateOf(t time.Time) Date { return Date(t.Format(time.DateOnly)) }

// Money is an amount as a decimal number, "1150000.00"; its currency stands
// beside it. Empty means none recorded.
type Money string

var moneyForm = regexp.MustCompile(`^[0-9]{1,13}(\.[0-9]{1,6})?$`)

// Valid reports whether m is a decimal number that is not negative.
func (m Money) Valid() bool { return moneyForm.MatchString(string(m)) }

// PriceScale is the number of decimals kept of a unit price: parts cost
// fractions of a cent.
const PriceScale = 6

// MinorUnits is the number of decimals of a currency (ISO 4217), 2 where
// nothing else is listed.
func MinorUnits(currency string) int {
	switch currency {
	case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF":
		return 0
	case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND":
		return 3
	case "CLF", "UYW":
		return 4
	default:
		return 2
	}
}

// Int returns m as a whole number of 10^-scale units. It is an Invalid error
// when m has more decimals than that.
func (m Money) Int(scale int) (int64, error) {
	whole, part, _ := strings.Cut(string(m), ".")
	part = strings.TrimRight(part, "0")
	if !m.Valid() || len(part) > scale {
		return 0, Errorf(Invalid, "%q has more than %d decimals", m, scale)
	}
	return strconv.ParseInt(whole+part+strings.Repeat("0", scale-len(part)), 10, 64)
}

// MoneyOf returns n units of 10^-scale, written with at least the given
// number of decimals.
func MoneyOf(n int64, scale, decimals int) Money {
	s := strconv.FormatInt(n, 10)
	if len(s) <= scale {
		s = strings.Repeat("0", scale+1-len(s)) + s
	}
	whole, part := s[:len(s)-scale], s[len(s)-scale:]
	for len(part) > decimals && strings.HasSuffix(part, "0") {
		part = part[:len(part)-1]
	}
	for len(part) < decimals {
		part += "0"
	}
	if part == "" {
		return Money(whole)
	}
	return Money(whole + "." + part)
}

// Add returns the sum of two amounts of one currency.
func (m Money) Add(n Money) Money {
	if m == "" {
		return n
	}
	x, okX := new(big.Rat).SetString(string(m))
	y, okY := new(big.Rat).SetString(string(n))
	if !okX || !okY {
		return m
	}
	places := max(places(m), places(n))
	return Money(x.Add(x, y).FloatString(places))
}

func places(m Money) int {
	_, part, _ := strings.Cut(string(m), ".")
	return len(part)
}

// canonical writes m with the decimals of its currency, or as it is when it
// has more than scale.
func canonical(m Money, currency string, scale int) Money {
	n, err := m.Int(scale)
	if m == "" || err != nil {
		return m
	}
	return MoneyOf(n, scale, MinorUnits(currency))
}

func decimals(pointer string, m Money, currency string) []Field {
	if m == "" || !m.Valid() || currency == "" {
		return nil
	}
	if _, err := m.Int(MinorUnits(currency)); err != nil {
		return []Field{{pointer, "has more decimals than " + currency + " has", "money"}}
	}
	return nil
}

func order(pointer string, from, to Date, detail string) []Field {
	if from != "" && to != "" && to < from {
		return []Field{{pointer, detail, "gtefield"}}
	}
	return nil
}
