package importers_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"linchpin/graph"
	"linchpin/importers"
)

// titles lists the names of what is stored of a kind, sorted.
func (s *ecosystem) titles(kind graph.Kind) (out []string) {
	for _, r := range s.records {
		if r.Body.Kind() == kind {
			out = append(out, r.Body.Title())
		}
	}
	slices.Sort(out)
	return out
}

// joined lists the links of a kind by the names of their ends, sorted.
func (s *ecosystem) joined(kind graph.LinkKind) (out []string) {
	for _, l := range s.links {
		if l.Kind == kind {
			out = append(out, s.records[l.From].Body.Title()+" > "+s.records[l.To].Body.Title())
		}
	}
	slices.Sort(out)
	return out
}

// makers lists "component made by partner (confidence)", sorted.
func (s *ecosystem) makers() (out []string) {
	for _, r := range s.records {
		if o, ok := r.Body.(*graph.Offering); ok {
			out = append(out, fmt.Sprintf("%s made by %s (%s)", s.records[o.Component].Body.Title(), s.records[o.Maker].Body.Title(), o.Confidence))
		}
	}
	slices.Sort(out)
	return out
}

// bring imports a document whole and looks that the second time changes nothing.
func bring(t *testing.T, s *ecosystem, path string, how importers.Reading) *outcome {
	t.Helper()
	first := checkFile(t, s, path, job{reading: how})
	if first.Counts.Rejected+first.Counts.Undecided > 0 {
		t.Fatalf("%s: %+v", path, first.Counts)
	}
	s.applyAll(t, first)
	again := checkFile(t, s, path, job{reading: how})
	if again.Edits != 0 || again.Counts.Unchanged != first.Counts.Create+first.Counts.Update+first.Counts.Unchanged {
		t.Errorf("%s again: %+v and %d edits", path, again.Counts, again.Edits)
	}
	return first
}

// keycloak is what the software bill of materials of Keycloak has, read apart.
type keycloak struct {
	Components []struct {
		PURL      string `json:"purl"`
		Name      string `json:"name"`
		Version   string `json:"version"`
		Publisher string `json:"publisher"`
	} `json:"components"`
	Dependencies []struct {
		Ref       string   `json:"ref"`
		DependsOn []string `json:"dependsOn"`
	} `json:"dependencies"`
}

// Keycloak's 903 components: 756 name a publisher, in 60 spellings of 56 names.
// The document does not say what the whole needs; 175 of them nothing leads to.
func TestKeycloak(t *testing.T) {
	const path = "testdata/sbom-keycloak-cdx.json"
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var k keycloak
	if err := json.Unmarshal(content, &k); err != nil {
		t.Fatal(err)
	}
	purls, published, needed, edges := map[string]bool{}, 0, map[string]bool{}, 0
	for _, c := range k.Components {
		purls[c.PURL] = true
		if c.Publisher != "" {
			published++
		}
	}
	for _, d := range k.Dependencies {
		for _, on := range d.DependsOn {
			needed[on] = true
			edges++
		}
	}
	if len(purls) != 903 || published != 756 || len(needed) != 903-175 || edges != 994 {
		t.Fatalf("the file has %d components, %d publishers, %d that others need, %d dependencies", len(purls), published, len(needed), edges)
	}

	s := newEcosystem()
	o := bring(t, s, path, importers.Reading{})
	if o.sniff.Format != "cyclonedx" || o.sniff.Version != "1.2" || o.mapping.As != importers.Mixed {
		t.Errorf("%s %s as %s", o.sniff.Format, o.sniff.Version, o.mapping.As)
	}
	if want := (importers.Counts{Create: 904}); o.Counts != want { // and Keycloak itself
		t.Errorf("counts %+v, want %+v", o.Counts, want)
	}
	if o.notice("inferred_dependencies") != 175 || o.notice("indirect_dependencies") != 994 || o.notice("default_status") != 756 {
		t.Errorf("notices %+v %+v", o.sniff.Notices, o.Notices)
	}
	stored := map[string]bool{}
	for _, r := range s.records {
		if c, ok := r.Body.(*graph.Component); ok {
			stored[c.PURL] = true
			if c.Layer != graph.Applications || c.ExternalID != c.PURL {
				t.Fatalf("%+v", c)
			}
		}
	}
	delete(stored, "pkg:maven/org.keycloak/keycloak-parent@10.0.2")
	if len(stored) != 903 {
		t.Errorf("%d components besides Keycloak", len(stored))
	}
	for p := range purls {
		if !stored[p] {
			t.Errorf("%s is not there", p)
		}
	}
	// Of the 60 spellings one differs from another by "Corporation", two by case and
	// "Inc", one by a point for a blank (spring.io).
	if n := len(s.titles(graph.KindPartner)); n != 56 {
		t.Errorf("%d partners, want 56: %q", n, s.titles(graph.KindPartner))
	}
	made := s.makers()
	for _, want := range []string{"jboss-logging 3.4.1.Final made by JBoss by Red Hat (inferred)", "snakeyaml 1.25 made by "} {
		if has := slices.ContainsFunc(made, func(m string) bool { return strings.HasPrefix(m, want) }); has == strings.HasSuffix(want, "by ") {
			t.Errorf("%q: %t", want, has) // snakeyaml has no publisher
		}
	}
	if len(made) != 756 || len(s.joined(graph.Requires)) != 175 {
		t.Errorf("%d offerings, %d links", len(made), len(s.joined(graph.Requires)))
	}

	all := newEcosystem()
	bring(t, all, path, importers.Reading{Dependencies: "all", Root: "product"})
	if got := all.titles(graph.KindProduct); !slices.Equal(got, []string{"keycloak-parent 10.0.2"}) || len(all.joined(graph.Uses)) != 175 || len(all.joined(graph.Requires)) != 994 {
		t.Errorf("products %q, %d uses, %d requires", got, len(all.joined(graph.Uses)), len(all.joined(graph.Requires)))
	}
}

// A board of six parts by five makers.
func TestHardwareBOM(t *testing.T) {
	s := newEcosystem()
	o := bring(t, s, "testdata/hbom-pcie-sata-cdx.json", importers.Reading{})
	if want := (importers.Counts{Create: 7}); o.Counts != want {
		t.Errorf("counts %+v, want %+v", o.Counts, want)
	}
	parts := []string{"47155-4001", "5622-4100-ML", "826632-3", "MC9A22-1034", "MP000003", "PCIE-098-02-F-D-EMS2"}
	if got, want := s.titles(graph.KindComponent), append(slices.Clone(parts), "pcie-sata-adaptor-board"); !slices.Equal(got, want) {
		t.Errorf("components %q, want %q", got, want)
	}
	want := []string{
		"47155-4001 made by Molex (reported)", "5622-4100-ML made by 3M (reported)", "826632-3 made by TE Connectivity (reported)",
		"MC9A22-1034 made by Multicomp (reported)", "MP000003 made by Multicomp (reported)", "PCIE-098-02-F-D-EMS2 made by Samtec (reported)",
	}
	if got := s.makers(); !slices.Equal(got, want) {
		t.Errorf("makers\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	var needs []string
	for _, p := range parts {
		needs = append(needs, "pcie-sata-adaptor-board > "+p)
	}
	if got := s.joined(graph.Requires); !slices.Equal(got, needs) {
		t.Errorf("links %q, want %q", got, needs)
	}
	for _, r := range s.records {
		if c, ok := r.Body.(*graph.Component); ok && c.Layer != graph.DeviceHardware {
			t.Errorf("%s is in layer %s", c.Name, c.Layer)
		}
	}
	if p, _ := s.named(t, "Samtec").Body.(*graph.Partner); p.Website != "https://www.samtec.com/" || !slices.Equal(p.Roles, []string{"vendor"}) {
		t.Errorf("%+v", p)
	}
}

// Six services within each other; Acme provides four of them.
func TestServiceBOM(t *testing.T) {
	s := newEcosystem()
	o := bring(t, s, "testdata/saasbom-cdx.json", importers.Reading{Dependencies: "all"})
	if want := (importers.Counts{Create: 7 + 7}); o.Counts != want { // seven components, seven links that are not of the whole
		t.Errorf("counts %+v, want %+v", o.Counts, want)
	}
	want := []string{"API Gateway", "Acme Cloud Example", "Microservice 1", "Microservice 2", "Microservice 3", "Postgres", "S3"}
	if got := s.titles(graph.KindComponent); !slices.Equal(got, want) {
		t.Errorf("components %q, want %q", got, want)
	}
	for _, name := range want {
		layer := graph.CloudPlatform
		if name == "Acme Cloud Example" {
			layer = graph.Applications
		}
		if c, _ := s.named(t, name).Body.(*graph.Component); c.Layer != layer {
			t.Errorf("%s is in layer %s", name, c.Layer)
		}
	}
	made := []string{"API Gateway made by Acme Inc (reported)", "Microservice 1 made by Acme Inc (reported)", "Microservice 2 made by Acme Inc (reported)", "Microservice 3 made by Acme Inc (reported)"}
	if got := s.makers(); !slices.Equal(got, made) {
		t.Errorf("makers %q, want %q", got, made)
	}
	if p, _ := s.named(t, "Acme Inc").Body.(*graph.Partner); !slices.Equal(p.Roles, []string{"service_provider"}) {
		t.Errorf("%+v", p)
	}
	links := []string{
		"API Gateway > Microservice 1", "API Gateway > Microservice 2", "API Gateway > Microservice 3", "API Gateway > Postgres", "API Gateway > S3", // S3 and Postgres are within it
		"Acme Cloud Example > API Gateway", "Microservice 1 > Postgres", "Microservice 3 > S3",
	}
	if got := s.joined(graph.Requires); !slices.Equal(got, links) {
		t.Errorf("links\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(links, "\n"))
	}
}

// kubectl's image: 89 packages, itself among them, three of them with a supplier.
func TestKubectl(t *testing.T) {
	s := newEcosystem()
	o := bring(t, s, "testdata/sbom-kubectl-spdx.json", importers.Reading{})
	if want := (importers.Counts{Create: 89}); o.Counts != want || o.sniff.Format != "spdx" || o.sniff.Version != "2.3" {
		t.Errorf("%s %s, counts %+v, want %+v", o.sniff.Format, o.sniff.Version, o.Counts, want)
	}
	want := []string{"base-files 11.1+deb11u7 made by Santiago Vila (reported)", "netbase 6.3 made by Marco d'Itri (reported)", "tzdata 2021a-1+deb11u10 made by GNU Libc Maintainers (reported)"}
	if got := s.makers(); !slices.Equal(got, want) {
		t.Errorf("makers %q, want %q", got, want)
	}
	const image = "k8supstream.azurecr.io/public/oss/kubernetes/kubectl v1.28.1-linux-amd64"
	links := s.joined(graph.Requires)
	if len(links) != 88 || slices.ContainsFunc(links, func(l string) bool { return !strings.HasPrefix(l, image+" > ") }) {
		t.Errorf("%d links, want 88 from the image: %q", len(links), links[:min(3, len(links))])
	}
	if c, _ := s.named(t, "./staging/src/k8s.io/api (devel)").Body.(*graph.Component); c.PURL != "pkg:golang/./staging/src/k8s.io/api@(devel)" || c.Layer != graph.CloudPlatform || !strings.HasPrefix(c.CPE, "cpe:2.3:a:staging:") {
		t.Errorf("%+v", c)
	}
}

// Twelve legal entities. One of them is a partner of ours, whose name changes.
func TestLegalEntities(t *testing.T) {
	s := newEcosystem()
	s.load(t, importers.Partners, "name,lei,status,roles\nPuma,529900GRZ2BQY5ZM9N49,on_hold,vendor\n")
	o := bring(t, s, "testdata/gleif-multi-lei.json", importers.Reading{})
	if want := (importers.Counts{Create: 11, Update: 1}); o.Counts != want {
		t.Errorf("counts %+v, want %+v", o.Counts, want)
	}
	want := []string{
		"APPLE ENERGY LLC", "Amazon Digital UK Limited", "Bloomberg Finance L.P.", "COMMERZBANK Aktiengesellschaft", "Fraport AG Frankfurt Airport Services Worldwide",
		"MICROSOFT CORPORATION", "NFA INTERNATIONAL", "Nordic Legal Entity Identifier AB", "PROVENANT INC.", "PUMA SE", "ROCA NETWORKS INC.", "SHELL PLC",
	}
	if got := s.titles(graph.KindPartner); !slices.Equal(got, want) {
		t.Errorf("partners %q, want %q", got, want)
	}
	puma, _ := s.named(t, "PUMA SE").Body.(*graph.Partner)
	if puma.Status != "on_hold" || puma.Country != "DE" || puma.RegistrationNo != "HRB 13085" || !slices.Equal(puma.Aliases, []string{"Puma"}) || !slices.Equal(puma.Roles, []string{"vendor"}) {
		t.Errorf("%+v", puma)
	}
	amazon, _ := s.named(t, "Amazon Digital UK Limited").Body.(*graph.Partner)
	if amazon.LEI != "254900LNRYNOQ9YPU758" || amazon.Country != "GB" || amazon.Status != "" || len(amazon.Roles) > 0 ||
		!slices.Equal(amazon.Aliases, []string{"AMAZON VIDEO LIMITED", "AMAZON INSTANT VIDEO LIMITED", "LOVEFILM UK LIMITED", "LOVEFILM LIMITED"}) {
		t.Errorf("%+v", amazon)
	}
}

// Documents that are refused, and why.
func TestRefusedDocuments(t *testing.T) {
	for path, want := range map[string]string{
		"testdata/sbom-cdx-invalid-version.json": `line 16: /metadata/component/version is "nonroot", a tag that moves`,
		"testdata/sbom-appbomination-spdx3.json": "SPDX 3 cannot be read yet; export the document as SPDX 2.3 JSON or CycloneDX JSON",
	} {
		if _, err := importers.Inspect(path, importers.Reading{}); graph.CodeOf(err) != graph.Invalid || !strings.Contains(fmt.Sprint(err), want) {
			t.Errorf("%s: %v", path, err)
		}
	}
	sniff, err := importers.Inspect("testdata/hbom-pcie-sata-cdx.json", importers.Reading{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := importers.Propose(sniff, importers.Partners, ""); graph.CodeOf(err) != graph.Invalid {
		t.Errorf("a document as partners: %v", err)
	}
	if _, err := importers.Inspect("testdata/spend-oxford-2016q1.csv", importers.Reading{Root: "product"}); graph.CodeOf(err) != graph.Invalid {
		t.Errorf("a table with a root: %v", err)
	}
}
