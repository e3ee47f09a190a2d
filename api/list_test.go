package api

import (
	"encoding/csv"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"linchpin/graph"
)

type named0 struct{ Name string }

// walk reads a list to its end, page by page, and follows the Link header.
func (s *server) walk(path string) (names []string) {
	s.Helper()
	for path != "" {
		rec := s.send("GET", path, "")
		p := read[page[named0]](s, rec, 200)
		for _, i := range p.Items {
			names = append(names, i.Name)
		}
		link := rec.Header().Get("Link")
		if (p.Next == nil) != (link == "") {
			s.Fatalf("next and Link differ: %q", link)
		}
		path, _, _ = strings.Cut(strings.TrimPrefix(link, "<"), ">")
	}
	return names
}

func TestListsArePagedFilteredAndSorted(t *testing.T) {
	s := start(t)
	for i, name := range []string{"Delta", "alpha", "Charlie", "Bravo"} {
		country := []string{"DE", "US"}[i%2]
		s.made("partners", doc{"name": name, "country": country, "tags": []string{"t" + country}, "externalId": fmt.Sprint("x", i)})
	}
	for query, want := range map[string]string{
		"":                       "alpha Bravo Charlie Delta",
		"limit=1":                "alpha Bravo Charlie Delta",
		"limit=2&sort=-name":     "Delta Charlie Bravo alpha",
		"sort=country&limit=1":   "Charlie Delta alpha Bravo",
		"country=US&limit=1":     "alpha Bravo",
		"tags=tDE":               "Charlie Delta",
		"externalId=x1":          "alpha",
		"q=char":                 "Charlie",
		"country=US&q=delta":     "",
		"sort=updatedAt&limit=3": "Delta alpha Charlie Bravo",
	} {
		got := s.walk("/api/v1/partners?" + query)
		if query == "sort=country&limit=1" {
			slices.Sort(got[:2])
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: got %v, want %s", query, got, want)
		}
	}
	if p := get[page[named0]](s, "/api/v1/partners?country=DE&limit=1&count=true"); p.Count == nil || *p.Count != 2 {
		t.Errorf("count: %+v", p)
	}
}

func TestACursorFitsItsListOnly(t *testing.T) {
	s := start(t)
	s.made("partners", doc{"name": "A"})
	s.made("partners", doc{"name": "B"})
	next := url.QueryEscape(*get[page[named0]](s, "/api/v1/partners?limit=1").Next)
	for path, status := range map[string]int{
		"/api/v1/partners?limit=9&count=true&cursor=" + next: 200,
		"/api/v1/partners?country=DE&cursor=" + next:         400,
		"/api/v1/partners?sort=-name&cursor=" + next:         400,
		"/api/v1/products?cursor=" + next:                    400,
		"/api/v1/links?cursor=" + next:                       400,
		"/api/v1/partners?cursor=" + next + "x":              400,
	} {
		if rec := s.send("GET", path, ""); rec.Code != status {
			t.Errorf("%s: %d %s", path, rec.Code, rec.Body)
		}
	}
}

// A list names what its items mention, and tells their risk when asked.
func TestListsTellNamesAndRisk(t *testing.T) {
	s := start(t)
	maker := s.made("partners", doc{"name": "Maker"})
	radio := s.made("components", doc{"name": "Radio", "layer": "communications"})
	s.made("offerings", doc{"component": radio, "maker": maker, "approval": "approved", "status": "active", "mpn": "R1"})
	item := s.made("roadmap-items", doc{"key": "R-1", "title": "Launch"})
	s.linked(item, "needs", radio)
	refs := get[entityRefs](s, "/api/v1/offerings").Refs
	if refs[maker].Name != "Maker" || refs[radio].Kind != graph.KindComponent || len(refs) != 2 {
		t.Errorf("%+v", refs)
	}
	for path, want := range map[string]string{
		"partners":      `"roadmapItems":1`,
		"components":    `"verdict":"exposed"`,
		"roadmap-items": `"singlePoints":1`,
		"products":      `"risk":{}`,
	} {
		if body := s.send("GET", "/api/v1/"+path+"?include=risk", "").Body.String(); !strings.Contains(body, want) {
			t.Errorf("%s: %s", path, body)
		}
	}
}

// TestAcceptAsksForATable: without format= the header decides between the two
// forms of rows; where there is one form only, the other is refused.
func TestAcceptAsksForATable(t *testing.T) {
	s := start(t)
	s.made("partners", doc{"name": "Unit"})
	const table, document = "text/csv; charset=utf-8", "application/json; charset=utf-8"
	for _, path := range []string{"partners", "links", "risk/sourcing", "roadmap/slip", "risk/matrix"} {
		for accept, want := range map[string]string{
			"text/csv": table, "text/csv, */*;q=0.5": table, "text/*;q=0.9, application/json;q=0.1": table,
			"*/*": document, "": document, "text/csv;q=0.5, application/json": document, "text/csv, application/json": document,
		} {
			rec := s.send("GET", "/api/v1/"+path, "", "Accept: "+accept)
			if rec.Code != 200 || rec.Header().Get("Content-Type") != want || !slices.Contains(rec.Header().Values("Vary"), "Accept") {
				t.Errorf("%s as %q: %d, %v", path, accept, rec.Code, rec.Header())
			}
		}
		if rec := s.send("GET", "/api/v1/"+path+"?format=csv", "", "Accept: application/json"); rec.Code != 406 {
			t.Errorf("%s: %d", path, rec.Code)
		}
	}
	if rec := s.send("GET", "/api/v1/meta", "", "Accept: text/csv"); rec.Code != 406 {
		t.Error(rec.Code, rec.Body)
	}
}

type entityRefs struct{ Refs map[string]graph.Ref }

func TestTablesAreWholeAndHarmless(t *testing.T) {
	s := start(t)
	owner := s.made("partners", doc{"name": "=HYPERLINK(1)"})
	s.made("partners", doc{"name": "Unit", "parent": owner, "roles": []string{"vendor", "in_house"}, "aliases": []string{"@home"}})
	rec := s.send("GET", "/api/v1/partners?format=csv&limit=1", "")
	if got := rec.Header().Get("Content-Disposition"); got != "attachment; filename=partners.csv" {
		t.Error(got)
	}
	all, err := csv.NewReader(rec.Body).ReadAll()
	if err != nil || len(all) != 3 {
		t.Fatal(err, all)
	}
	row := map[string]string{}
	for i, name := range all[0] {
		row[name] = all[2][i]
	}
	want := map[string]string{"name": "Unit", "parent": "'=HYPERLINK(1)", "parentId": owner, "roles": "vendor; in_house", "aliases": "'@home", "country": ""}
	got := map[string]string{}
	for name := range want {
		got[name] = row[name]
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
