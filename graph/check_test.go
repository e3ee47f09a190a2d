package graph

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPreparePointsAtEveryFault(t *testing.T) {
	for _, tc := range []struct {
		name string
		body Body
		want []string // pointer and code
	}{
		{"fine", &Partner{Name: " Acme  Ltd ", Roles: []string{"vendor"}, Country: "de"}, nil},
		{"no name", &Partner{}, []string{"/name required"}},
		{"name of blanks", &Partner{Name: " \u00a0 "}, []string{"/name required"}},
		{"direction character", &Partner{Name: "a\u202eb"}, []string{"/name line"}},
		{"NUL", &Product{Name: "a\x00b"}, []string{"/name line"}},
		{"role and country", &Partner{Name: "a", Roles: []string{"vendor", "x"}, Country: "zz"}, []string{"/roles/1 oneof", "/country iso3166_1_alpha2"}},
		{"probability above one", &Partner{Name: "a", FailureProbability: new(1.5)}, []string{"/failureProbability lte"}},
		{"zero is a recorded probability", &Partner{Name: "a", FailureProbability: new(0.0)}, nil},
		{"minority is no owner", &Partner{Name: "a", Parent: "p", ParentPercent: new(50.0)}, []string{"/parentPercent gt"}},
		{"percent of nobody", &Partner{Name: "a", ParentPercent: new(60.0)}, []string{"/parentPercent required_with"}},
		{"LEI", &Partner{Name: "a", LEI: "123"}, []string{"/lei lei"}},
		{"unknown layer", &Component{Name: "a", Layer: "attic"}, []string{"/layer oneof"}},
		{"neither maker nor seller", &Offering{Component: "c", Approval: "approved", Status: "active"}, []string{"/maker required_without"}},
		{"price without currency", &Offering{Component: "c", Maker: "m", Approval: "approved", Status: "active", UnitPrice: "1"}, []string{"/unitPrice required_currency"}},
		{"price of parts of a cent", &Offering{Component: "c", Maker: "m", Approval: "approved", Status: "active", UnitPrice: "0.0023", Currency: "EUR"}, nil},
		{"yen have no decimals", &Product{Name: "a", AnnualRevenue: "1.50", Currency: "JPY"}, []string{"/annualRevenue money"}},
		{"ends before it starts", &Contract{Reference: "r", Partner: "p", StartsOn: "2027-01-02", EndsOn: "2027-01-01"}, []string{"/endsOn gtefield"}},
		{"no such day", &Certificate{Standard: "s", Partner: "p", ExpiresOn: "2027-02-30"}, []string{"/expiresOn date"}},
		{"four layers", &Person{Name: "a", LayerDepth: []int64{1, 2, 3, 4}}, []string{"/layerDepth len"}},
		{"depth 4", &Person{Name: "a", LayerDepth: []int64{0, 0, 0, 0, 4}}, []string{"/layerDepth/4 lte"}},
		{"P90 below P50", &RoadmapItem{Key: "k", TitleText: "t", DurationDays: new(int64(9)), DurationP90Days: new(int64(8))}, []string{"/durationP90Days gtefield"}},
		{"script address", &RoadmapItem{Key: "k", TitleText: "t", URL: "javascript:alert(1)"}, []string{"/url http_url"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var got []string
			err := Prepare(tc.body)
			if e, ok := errors.AsType[*Error](err); ok {
				for _, f := range e.Fields {
					got = append(got, f.Pointer+" "+f.Code)
				}
			} else if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPrepareGivesOneStoredForm(t *testing.T) {
	got := &Partner{
		Name: " Acme \u00a0 Ltd ", Country: "de", LEI: "5493001kjtiigc8y1r12", DUNS: "15-048-3782", Roles: []string{"in_house", "vendor"},
		Common: Common{ExternalID: " V-1 ", Tags: []string{}},
	}
	if err := Prepare(got); err != nil {
		t.Fatal(err)
	}
	want := &Partner{
		Name: "Acme Ltd", Country: "DE", LEI: "5493001KJTIIGC8Y1R12", DUNS: "150483782", Roles: []string{"vendor", "in_house"},
		Common: Common{ExternalID: "V-1", Source: "file"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestRecordIsOneObjectAndComesBack(t *testing.T) {
	for _, kind := range Kinds() {
		r := Record{Meta: Meta{ID: "1", Version: 3}, Body: New(kind)}
		r.Body.Base().ExternalID = "x"
		text, err := r.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		back, err := DecodeRecord(kind, text)
		if err != nil {
			t.Fatalf("%s: %v in %s", kind, err, text)
		}
		if diff := cmp.Diff(r, back); diff != "" {
			t.Errorf("%s: %s", kind, diff)
		}
	}
}
