package document_test

import (
	"strings"
	"testing"

	"linchpin/importers/document"
)

// A document with all that a bill of materials may have: nested parts, services,
// makers said in four ways, and references.
const cycloneDX = `{
 "bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": "urn:uuid:0", "version": 1,
 "metadata": {
  "supplier": {"name": "Acme GmbH"},
  "component": {"type": "device", "bom-ref": "hub", "name": "Hub", "version": "2", "components": [{"type": "device", "bom-ref": "case", "name": "Case"}]}
 },
 "components": [
  {"type": "device", "bom-ref": "soc", "name": "nRF", "manufacturer": {"name": "Nordic", "url": ["mailto:x", "https://nordic.example"]}, "supplier": {"name": "Mouser"}},
  {"type": "firmware", "bom-ref": "fw", "name": "Boot", "version": "1.0", "manufacturer": {"name": "Nordic"}, "publisher": "Somebody",
   "components": [{"type": "library", "bom-ref": "tls", "group": "mbed", "name": "tls", "version": "3.6", "purl": "pkg:generic/mbed/tls@3.6", "cpe": "cpe:2.3:a:x", "publisher": "Arm <x@arm.example>", "licenses": [{"license": {"id": "MIT"}}]}]},
  {"type": "library", "bom-ref": "tls-again", "name": "tls", "version": "3.6", "purl": "pkg:generic/mbed/tls@3.6", "description": "Found twice"},
  {"type": "operating-system", "bom-ref": "os", "name": "Zephyr", "publisher": "NOASSERTION"},
  {"name": "Glue", "bom-ref": "glue"}
 ],
 "services": [{"bom-ref": "cloud", "name": "Cloud", "provider": {"name": "Nordic", "url": ["https://other.example"]}, "services": [{"bom-ref": "db", "name": "DB"}]}],
 "dependencies": [
  {"ref": "hub", "dependsOn": ["soc", "fw", "cloud", "urn:cdx:0/1#other"]},
  {"ref": "fw", "dependsOn": ["tls-again", "os"]},
  {"ref": "cloud"}
 ]
}`

func TestCycloneDX(t *testing.T) {
	s := mustRead(t, cycloneDX, document.Choices{})
	if s.Format != document.CycloneDX || s.Version != "1.6" {
		t.Errorf("%s %s", s.Format, s.Version)
	}
	same(t, "components", s.column("component.name"), "Hub", "Case", "nRF", "Boot", "tls 3.6", "Zephyr", "Glue", "Cloud", "DB")
	same(t, "their ids", s.column("component.external_id"), "Hub@2", "Case", "nRF", "Boot@1.0", "pkg:generic/mbed/tls@3.6", "Zephyr", "Glue", "Cloud", "DB")
	same(t, "layers", s.column("component.layer"), "device_hardware", "device_hardware", "device_hardware", "device_software", "device_software",
		"device_software", "device_software", "cloud_platform", "cloud_platform") // a library of a device is device software
	same(t, "makers", s.column("maker.name"), "Acme GmbH", "Mouser", "Nordic", "Arm", "Nordic")
	same(t, "how they are named", s.column("offering.notes"), "The document names the maker as supplier.", "The document names the maker as supplier.",
		"The document names the maker as manufacturer.", "The document names the maker as publisher.", "The document names the maker as provider.")
	same(t, "and believed", s.column("offering.confidence"), "reported", "reported", "reported", "inferred", "reported")
	same(t, "roles", s.column("maker.roles"), "vendor", "vendor", "service_provider;vendor", "vendor", "service_provider;vendor")
	same(t, "links", s.links(), "Hub@2 requires Boot@1.0 (reported)", "Hub@2 requires Cloud (reported)", "Hub@2 requires nRF (reported)")
	same(t, "package URLs", s.column("component.purl"), "pkg:generic/mbed/tls@3.6")
	same(t, "CPEs", s.column("component.cpe"), "cpe:2.3:a:x")
	same(t, "notes", s.column("component.notes"), "Version 2.", "Version 1.0.", "Found twice")
	for code, want := range map[string]int64{"repeated_components": 1, "other_documents": 1, "indirect_dependencies": 4} {
		if got := s.notice(code); got != want {
			t.Errorf("notice %s counts %d, want %d", code, got, want)
		}
	}
	if s.lines[0] != 5 || s.lines[2] != 8 || s.lines[4] != 10 {
		t.Errorf("lines %v", s.lines)
	}
}

func TestChoices(t *testing.T) {
	s := mustRead(t, cycloneDX, document.Choices{Dependencies: document.All, Root: document.Product})
	same(t, "products", s.column("product.name"), "Hub")
	same(t, "components", s.column("component.name"), "Case", "nRF", "Boot", "tls 3.6", "Zephyr", "Glue", "Cloud", "DB")
	same(t, "makers", s.column("maker.name"), "Mouser", "Nordic", "Arm", "Nordic") // not of the product
	same(t, "links", s.links(),
		"Boot@1.0 requires Zephyr (reported)", "Boot@1.0 requires pkg:generic/mbed/tls@3.6 (reported)", "Cloud requires DB (reported)",
		"Hub@2 uses Boot@1.0 (reported)", "Hub@2 uses Cloud (reported)", "Hub@2 uses nRF (reported)")
}

// Where a document does not say what the thing it describes needs, it is linked
// to as few parts as lead to all of them, circles included.
func TestUnstatedDependencies(t *testing.T) {
	s := mustRead(t, `{"bomFormat": "CycloneDX", "specVersion": "1.4", "metadata": {"component": {"type": "application", "name": "App"}},
	 "components": [{"name": "a", "bom-ref": "a"}, {"name": "b", "bom-ref": "b"}, {"name": "c", "bom-ref": "c"}, {"name": "d", "bom-ref": "d"}, {"name": "e", "bom-ref": "e"}, {"name": "f"}],
	 "dependencies": [{"ref": "a", "dependsOn": ["b"]}, {"ref": "b", "dependsOn": ["a", "c"]}, {"ref": "d", "dependsOn": ["e", "d"]}]}`, document.Choices{})
	same(t, "links", s.links(), "App requires a (inferred)", "App requires d (inferred)", "App requires f (inferred)")
	if s.notice("inferred_dependencies") != 3 || s.notice("indirect_dependencies") != 4 {
		t.Errorf("notices %+v", s.Notices)
	}
	none := mustRead(t, `{"bomFormat": "CycloneDX", "specVersion": "1.4", "components": [{"name": "a"}]}`, document.Choices{})
	if len(none.links()) > 0 || none.notice("no_root") != 1 {
		t.Errorf("without a thing described: %v, %+v", none.links(), none.Notices)
	}
}

// Ids that are too long for the graph stay told apart.
func TestLongIDs(t *testing.T) {
	long := "pkg:generic/" + strings.Repeat("x", 300)
	s := mustRead(t, `{"bomFormat": "CycloneDX", "specVersion": "1.4", "components": [{"name": "a", "purl": "`+long+`1"}, {"name": "b", "purl": "`+long+`2"}]}`, document.Choices{})
	ids := s.column("component.external_id")
	if len(ids) != 2 || ids[0] == ids[1] || len(ids[0]) > 200 {
		t.Errorf("ids %q", ids)
	}
	same(t, "package URLs", s.column("component.purl"), long+"1", long+"2")
}

const spdx2 = `{
 "spdxVersion": "SPDX-2.2", "SPDXID": "SPDXRef-DOCUMENT", "name": "image",
 "packages": [
  {"name": "lib", "SPDXID": "L", "versionInfo": "1.1", "supplier": "Organization: Acme (info@acme.example)", "originator": "Person: Ada",
   "externalRefs": [{"referenceCategory": "SECURITY", "referenceType": "cpe22Type", "referenceLocator": "cpe:/a:lib"}, {"referenceType": "cpe23Type", "referenceLocator": "cpe:2.3:a:lib"},
    {"referenceCategory": "PACKAGE_MANAGER", "referenceType": "purl", "referenceLocator": "pkg:deb/lib@1.1"}]},
  {"name": "image", "SPDXID": "I", "primaryPackagePurpose": "CONTAINER", "supplier": "NOASSERTION"},
  {"name": "tool", "SPDXID": "T", "supplier": "Tool: builder-1.0", "originator": "Person: Grace Hopper <g@example.org>", "primaryPackagePurpose": "OPERATING_SYSTEM"},
  {"name": "deep", "SPDXID": "D", "supplier": "NOASSERTION", "originator": "NOASSERTION"}
 ],
 "files": [{"SPDXID": "F", "fileName": "/bin/x"}],
 "relationships": [
  {"spdxElementId": "SPDXRef-DOCUMENT", "relatedSpdxElement": "I", "relationshipType": "DESCRIBES"},
  {"spdxElementId": "I", "relatedSpdxElement": "L", "relationshipType": "CONTAINS"},
  {"spdxElementId": "T", "relatedSpdxElement": "I", "relationshipType": "DEPENDENCY_OF"},
  {"spdxElementId": "L", "relatedSpdxElement": "D", "relationshipType": "DEPENDS_ON"},
  {"spdxElementId": "L", "relatedSpdxElement": "DocumentRef-x:SPDXRef-y", "relationshipType": "DEPENDS_ON"},
  {"spdxElementId": "D", "relatedSpdxElement": "NOASSERTION", "relationshipType": "DEPENDS_ON"},
  {"spdxElementId": "L", "relatedSpdxElement": "F", "relationshipType": "CONTAINS"},
  {"spdxElementId": "L", "relatedSpdxElement": "D", "relationshipType": "OTHER"}
 ]
}`

func TestSPDX(t *testing.T) {
	s := mustRead(t, spdx2, document.Choices{})
	if s.Format != document.SPDX || s.Version != "2.2" {
		t.Errorf("%s %s", s.Format, s.Version)
	}
	same(t, "components", s.column("component.name"), "image", "lib 1.1", "tool", "deep")
	same(t, "layers", s.column("component.layer"), "cloud_platform", "cloud_platform", "device_software", "cloud_platform")
	same(t, "makers", s.column("maker.name"), "Acme", "Grace Hopper")
	same(t, "of whom are persons", s.column("maker.tags"), "person")
	same(t, "confidence", s.column("offering.confidence"), "reported", "inferred")
	same(t, "CPEs", s.column("component.cpe"), "cpe:2.3:a:lib")
	same(t, "links", s.links(), "image requires pkg:deb/lib@1.1 (reported)", "image requires tool (reported)")
	all := mustRead(t, spdx2, document.Choices{Dependencies: document.All})
	same(t, "all links", all.links(), "image requires pkg:deb/lib@1.1 (reported)", "image requires tool (reported)", "pkg:deb/lib@1.1 requires deep (reported)")
}
