package graph

import (
	"strings"
	"testing"
	"time"
)

func TestMoneyIsExact(t *testing.T) {
	for _, tc := range []struct {
		in    Money
		scale int
		n     int64
		out   Money
	}{
		{"1150000", 2, 115000000, "1150000.00"},
		{"0.5", 2, 50, "0.50"},
		{"36500.10", 2, 3650010, "36500.10"},
		{"7", 0, 7, "7"},
		{"0.0023", PriceScale, 2300, "0.0023"},
		{"12.5", PriceScale, 12500000, "12.50"},
	} {
		n, err := tc.in.Int(tc.scale)
		if err != nil || n != tc.n {
			t.Errorf("%s: %d, %v; want %d", tc.in, n, err, tc.n)
		}
		if got := MoneyOf(n, tc.scale, min(tc.scale, 2)); got != tc.out {
			t.Errorf("%s: back as %s, want %s", tc.in, got, tc.out)
		}
	}
	for _, bad := range []Money{"-1", "1e3", "1,5", ".5", "1.", "12345678901234"} {
		if bad.Valid() {
			t.Errorf("%s passes", bad)
		}
	}
	if _, err := Money("0.001").Int(2); err == nil {
		t.Error("a tenth of a cent fits into cents")
	}
	if got := Money("0.10").Add("0.20"); got != "0.30" {
		t.Errorf("0.10 + 0.20 = %s", got)
	}
}

func TestFieldsFollowTheStructs(t *testing.T) {
	byName := map[string]FieldInfo{}
	for _, f := range Fields(KindOffering) {
		byName[f.Name] = f
	}
	for name, want := range map[string]FieldType{
		"component": EndID, "mpn": Text, "sharePercent": Number, "unitPrice": Amount, "leadTimeDays": Integer,
		"validTo": Day, "aliases": Lines,
	} {
		if byName[name].Type != want {
			t.Errorf("%s is %s, want %s", name, byName[name].Type, want)
		}
	}
	if !byName["component"].Required || byName["maker"].Required || byName["aliases"].Required {
		t.Error("required fields differ")
	}
	if len(byName["status"].Enum) != 3 || byName["maker"].Ref != KindPartner {
		t.Error("values or kinds differ", byName["status"], byName["maker"])
	}
	for _, f := range Fields(KindPartner) {
		if f.Name == "roles" && len(f.Enum) != 4 {
			t.Error("roles", f.Enum)
		}
	}
}

func TestNewIDSortsByTime(t *testing.T) {
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	a, b := NewID(at), NewID(at.Add(time.Millisecond))
	if a >= b || len(a) != 36 || a[14] != '7' || strings.Count(a, "-") != 4 {
		t.Error(a, b)
	}
}
