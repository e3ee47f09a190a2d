package demo

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// row is one line of a file by column name.
type row map[string]string

// list splits a cell that holds several values.
func (r row) list(column string) (out []string) {
	for v := range strings.SplitSeq(r[column], ";") {
		if v != "" {
			out = append(out, v)
		}
	}
	return out
}

// columns are the headers that an import knows without being told.
func columns() map[string]string {
	return map[string]string{
		"partners":     "external_id,name,roles,lei,duns,vat_no,registration_no,website,country,parent,status,segment,time_to_recover_days,failure_probability,sub_tiers_known,owner_email,aliases,tags,notes",
		"products":     "external_id,name,sku,lifecycle,annual_revenue,currency",
		"components":   "external_id,name,layer,kind,lifecycle,last_time_buy,purl,min_sources,required_share_percent,stock_cover_days,sources_known,exposure,product,owner_email",
		"offerings":    "external_id,component,maker,seller,mpn,sku,approval,status,share_percent,minimum_order,country,relies_on,lead_time_days,qualification_days,unit_price,currency,annual_spend,substitutability,exit_plan,access,valid_from,valid_to",
		"contracts":    "reference,partner,title,kind,starts_on,ends_on,notice_days,auto_renew,annual_expense,currency,covers",
		"certificates": "partner,standard,scope,issued_on,expires_on",
		"roadmap":      "key,title,layer,product,status,kind,target_date,duration_days,duration_p90_days,value,currency,owner_email,url,needs,depends_on,involves",
		"people":       "email,name,function,device_hardware,device_software,communications,cloud_platform,applications,owns",
		"links":        "from,from_kind,kind,to,to_kind,group,minimum,quantity,percent,region,service,critical,role,required,lag_days,as_of,note",
	}
}

// load reads all files; the csv reader refuses lines of unequal length.
func load(t *testing.T) map[string][]row {
	t.Helper()
	out := map[string][]row{}
	for _, f := range Files() {
		if bytes.ContainsRune(f.Content, '\r') || !bytes.HasSuffix(f.Content, []byte("\n")) {
			t.Errorf("%s: lines do not end with a line feed alone", f.Name)
		}
		lines, err := csv.NewReader(bytes.NewReader(f.Content)).ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		if got := strings.Join(lines[0], ","); got != columns()[f.Kind] {
			t.Fatalf("%s: header is %s", f.Name, got)
		}
		for _, line := range lines[1:] {
			r := row{}
			for i, column := range lines[0] {
				r[column] = line[i]
			}
			out[f.Kind] = append(out[f.Kind], r)
		}
	}
	return out
}

func TestFilesComeInOrderOfDependency(t *testing.T) {
	var kinds []string
	for _, f := range Files() {
		kinds = append(kinds, f.Kind)
	}
	want := "partners products components offerings contracts certificates roadmap people links"
	if got := strings.Join(kinds, " "); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestCounts(t *testing.T) {
	data := load(t)
	for kind, want := range map[string][2]int{
		"partners": {55, 70}, "products": {3, 3}, "components": {80, 80}, "offerings": {115, 125}, "contracts": {25, 25},
		"certificates": {15, 15}, "roadmap": {25, 25}, "people": {12, 12}, "links": {90, 130},
	} {
		if n := len(data[kind]); n < want[0] || n > want[1] {
			t.Errorf("%d %s, want %d to %d", n, kind, want[0], want[1])
		}
	}
	quarters := map[string]bool{}
	for _, r := range data["roadmap"] {
		day, err := time.Parse(time.DateOnly, r["target_date"])
		if err != nil {
			t.Fatal(err)
		}
		quarters[day.Format("2006")+" Q"+strconv.Itoa((int(day.Month())+2)/3)] = true
	}
	if len(quarters) != 6 {
		t.Errorf("roadmap covers %v, want six quarters", quarters)
	}
}

func TestKeysAreUnique(t *testing.T) {
	for kind, rows := range load(t) {
		keys := map[string][]string{
			"partners": {"external_id", "name"}, "products": {"external_id", "name", "sku"}, "components": {"external_id", "name", "purl"},
			"offerings": {"external_id", "component maker seller mpn"}, "contracts": {"reference"}, "certificates": {"partner standard scope"},
			"roadmap": {"key", "title", "url"}, "people": {"email", "name"}, "links": {"from kind to region service role"},
		}[kind]
		for _, key := range keys {
			seen := map[string]bool{}
			for _, r := range rows {
				var value []string
				for column := range strings.FieldsSeq(key) {
					value = append(value, r[column])
				}
				k := strings.ToLower(strings.Join(value, "|"))
				if k != "" && seen[k] {
					t.Errorf("%s: %s is there twice as %s", kind, k, key)
				}
				seen[k] = true
			}
		}
	}
}

func TestReferencesResolve(t *testing.T) {
	data := load(t)
	known := map[string]map[string]bool{}
	for _, k := range [][3]string{
		{"partner", "partners", "external_id"},
		{"product", "products", "external_id"},
		{"component", "components", "external_id"},
		{"offering", "offerings", "external_id"},
		{"contract", "contracts", "reference"},
		{"roadmap_item", "roadmap", "key"},
		{"person", "people", "email"},
	} {
		known[k[0]] = map[string]bool{}
		for _, r := range data[k[1]] {
			known[k[0]][r[k[2]]] = true
		}
	}
	for _, c := range [][3]string{
		{"partners", "parent", "partner"},
		{"components", "product", "product"},
		{"offerings", "component", "component"},
		{"offerings", "maker", "partner"},
		{"offerings", "seller", "partner"},
		{"offerings", "relies_on", "partner"},
		{"contracts", "partner", "partner"},
		{"contracts", "covers", "offering product"},
		{"certificates", "partner", "partner"},
		{"roadmap", "product", "product"},
		{"roadmap", "needs", "component"},
		{"roadmap", "depends_on", "roadmap_item"},
		{"roadmap", "involves", "partner"},
		{"people", "owns", "partner product component offering contract roadmap_item"},
	} {
		for _, r := range data[c[0]] {
			for _, ref := range r.list(c[1]) {
				if !slices.ContainsFunc(strings.Fields(c[2]), func(kind string) bool { return known[kind][ref] }) {
					t.Errorf("%s: %s %q is no %s", c[0], c[1], ref, c[2])
				}
			}
		}
	}
	for _, r := range data["links"] {
		if !known[r["from_kind"]][r["from"]] || !known[r["to_kind"]][r["to"]] {
			t.Errorf("links: %s %s %s %s %s does not resolve", r["from_kind"], r["from"], r["kind"], r["to_kind"], r["to"])
		}
	}
	for _, r := range data["offerings"] {
		if r["maker"] == "" && r["seller"] == "" {
			t.Errorf("offering %s has neither maker nor seller", r["external_id"])
		}
	}
}

func TestValuesAreLegal(t *testing.T) {
	data := load(t)
	known := "yes no not_assessed "
	for _, c := range [][3]string{
		{"partners", "roles", "vendor service_provider channel_partner in_house "},
		{"partners", "status", "prospect active on_hold exiting former"},
		{"partners", "segment", "strategic mission_critical sustaining standard "},
		{"partners", "sub_tiers_known", known},
		{"components", "layer", "device_hardware device_software communications cloud_platform applications"},
		{"components", "lifecycle", "preview active nrnd last_time_buy obsolete unknown"},
		{"components", "sources_known", known},
		{"components", "exposure", "internet local_network physical none not_assessed"},
		{"offerings", "approval", "approved conditional candidate restricted suspended disqualified"},
		{"offerings", "status", "planned active ended"},
		{"offerings", "substitutability", "not_substitutable highly_complex medium easy not_assessed"},
		{"offerings", "exit_plan", known},
		{"offerings", "access", "none data code update_channel not_assessed"},
		{"contracts", "kind", "standalone overarching subsequent"},
		{"contracts", "auto_renew", "yes no "},
		{"roadmap", "status", "proposed committed in_progress shipped dropped"},
		{"roadmap", "kind", "feature launch platform experiment"},
		{"links", "kind", "sources_from requires uses needs depends_on involves sells services relies_on owns"},
	} {
		for _, r := range data[c[0]] {
			for value := range strings.SplitSeq(r[c[1]], ";") {
				if !slices.Contains(strings.Split(c[2], " "), value) {
					t.Errorf("%s: %s %q, want one of %s", c[0], c[1], value, c[2])
				}
			}
		}
	}
	for _, c := range [][3]string{{"offerings", "valid_from", "valid_to"}, {"contracts", "starts_on", "ends_on"}, {"certificates", "issued_on", "expires_on"}} {
		for _, r := range data[c[0]] {
			if r[c[2]] != "" && r[c[2]] < r[c[1]] {
				t.Errorf("%s: ends on %s, before %s", c[0], r[c[2]], r[c[1]])
			}
		}
	}
}
