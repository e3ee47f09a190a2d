package importers_test

import (
	"testing"

	"linchpin/graph"
	"linchpin/importers"
)

// Lead times come in weeks as often as in days, said in the cell or in the
// header. What has no fixed number of days is refused, never guessed.
func TestDays(t *testing.T) {
	for _, c := range []struct {
		header, cell string
		want         int64 // -1: refused
		notice       bool
	}{
		{"lead_time_days", "84", 84, false},
		{"lead_time_days", "84 days", 84, false},
		{"lead_time_days", "12 weeks", 84, true},
		{"lead_time_days", "12wks.", 84, true},
		{"lead_time_days", "1 Woche", 7, true},
		{"Lead time (weeks)", "12", 84, true},
		{"Lead time (weeks)", "30 days", 30, false}, // the cell knows better
		{"Lieferzeit (Wochen)", "2", 14, true},
		{"Lead time weeks / days", "12", 12, false},
		{"lead_time_days", "3 months", -1, false},
		{"lead_time_days", "8-10 weeks", -1, false},
		{"lead_time_days", "12 apples", -1, false},
		{"lead_time_days", "1.5 weeks", -1, false},
	} {
		s := newEcosystem()
		s.load(t, importers.Partners, "name\nNorchip\n")
		s.load(t, importers.Components, "name,layer\nRadio,communications\n")
		o := checkFile(t, s, file(t, "component;maker;mpn;"+c.header+"\nRadio;Norchip;X-1;"+c.cell+"\n"), job{as: importers.Offerings, change: func(m *importers.Mapping) { m.Columns[3].Field = "lead_time_days" }})
		if c.want < 0 {
			if o.Counts.Rejected != 1 || len(o.rows[0].Errors) != 1 || o.rows[0].Errors[0].Column != c.header {
				t.Errorf("%s: %s: %+v, %+v", c.header, c.cell, o.Counts, o.rows)
			}
			continue
		}
		s.applyAll(t, o)
		got, _ := s.named(t, "X-1").Body.(*graph.Offering)
		if got.LeadTimeDays == nil || *got.LeadTimeDays != c.want {
			t.Errorf("%s: %s: %v days, want %d", c.header, c.cell, got.LeadTimeDays, c.want)
		}
		if told := o.notice("weeks_as_days") == 1; told != c.notice {
			t.Errorf("%s: %s: told of weeks: %v", c.header, c.cell, told)
		}
	}
}
