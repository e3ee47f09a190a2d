package document_test

import (
	"testing"

	"linchpin/importers/document"
)

// Records in the form of GLEIF's API, both levels.
const leiRecords = `{"meta": {}, "data": [
 {"type": "lei-records", "attributes": {"lei": "A", "entity": {"legalName": {"name": "Alder AG", "language": "de"},
  "otherNames": [{"name": "Alder; Birch", "type": "PREVIOUS_LEGAL_NAME"}, {"name": "Alder AG"}], "transliteratedOtherNames": [{"name": "ALDER"}],
  "legalAddress": {"city": "Bern", "country": "CH"}, "headquartersAddress": {"country": "DE"}, "registeredAs": "CHE-1", "status": "ACTIVE"}, "registration": {"status": "LAPSED"}}},
 {"type": "lei-records", "attributes": {"lei": "B", "entity": {"legalName": {"name": "Birch Ltd"}, "otherNames": [], "legalAddress": {"country": "GB"}, "registeredAs": null, "status": "INACTIVE"}}},
 {"type": "relationship-records", "attributes": {"relationship": {"startNode": {"id": "A", "type": "LEI"}, "endNode": {"id": "B", "type": "LEI"}, "type": "IS_DIRECTLY_CONSOLIDATED_BY", "status": "ACTIVE"}}}
]}`

// Records in the form of GLEIF's golden copy.
const goldenCopy = `{"relations": [
 {"RelationshipRecord": {"Relationship": {"StartNode": {"NodeID": {"$": "A"}, "NodeIDType": {"$": "LEI"}}, "EndNode": {"NodeID": {"$": "B"}}, "RelationshipType": {"$": "IS_DIRECTLY_CONSOLIDATED_BY"}, "RelationshipStatus": {"$": "ACTIVE"}}}},
 {"RelationshipRecord": {"Relationship": {"StartNode": {"NodeID": {"$": "A"}}, "EndNode": {"NodeID": {"$": "C"}}, "RelationshipType": {"$": "IS_ULTIMATELY_CONSOLIDATED_BY"}, "RelationshipStatus": {"$": "ACTIVE"}}}},
 {"RelationshipRecord": {"Relationship": {"StartNode": {"NodeID": {"$": "D"}}, "EndNode": {"NodeID": {"$": "C"}}, "RelationshipType": {"$": "IS_ULTIMATELY_CONSOLIDATED_BY"}, "RelationshipStatus": {"$": "ACTIVE"}}}},
 {"RelationshipRecord": {"Relationship": {"StartNode": {"NodeID": {"$": "D"}}, "EndNode": {"NodeID": {"$": "B"}}, "RelationshipType": {"$": "IS_DIRECTLY_CONSOLIDATED_BY"}, "RelationshipStatus": {"$": "INACTIVE"}}}},
 {"RelationshipRecord": {"Relationship": {"StartNode": {"NodeID": {"$": "E"}}, "EndNode": {"NodeID": {"$": "B"}}, "RelationshipType": {"$": "IS_FUND-MANAGED_BY"}, "RelationshipStatus": {"$": "ACTIVE"}}}}
]}`

func TestLEIRecords(t *testing.T) {
	s := mustRead(t, leiRecords, document.Choices{})
	same(t, "LEIs", s.column("partner.lei"), "A", "B")
	same(t, "names", s.column("partner.name"), "Alder AG", "Birch Ltd")
	same(t, "other names", s.column("partner.aliases"), "Alder, Birch;ALDER")
	same(t, "countries", s.column("partner.country"), "CH", "GB")
	same(t, "registration", s.column("partner.registration_no"), "CHE-1")
	same(t, "status", s.column("partner.status"), "former") // an active company need not be a partner of ours
	same(t, "roles", s.column("partner.roles"))
	same(t, "owners", s.links(), "A owned_by B")
	golden := mustRead(t, `{"records": [{"LEI": {"$": "A"}, "Entity": {"LegalName": {"@xml:lang": "de", "$": "Alder AG"}, "OtherEntityNames": {"OtherEntityName": [{"@type": "PREVIOUS_LEGAL_NAME", "$": "Old"}]},
	 "LegalAddress": {"City": {"$": "Bern"}, "Country": {"$": "CH"}}, "RegistrationAuthority": {"RegistrationAuthorityEntityID": {"$": "7"}}, "EntityStatus": {"$": "INACTIVE"}}}]}`, document.Choices{})
	for column, want := range map[string]string{"partner.lei": "A", "partner.name": "Alder AG", "partner.aliases": "Old", "partner.country": "CH", "partner.registration_no": "7", "partner.status": "former"} {
		same(t, column+" of the golden copy", golden.column(column), want)
	}
}

// One owner a child: the direct parent, the ultimate one where there is none.
func TestRelationshipRecords(t *testing.T) {
	s := mustRead(t, goldenCopy, document.Choices{})
	same(t, "owners", s.links(), "A owned_by B", "D owned_by C")
	for code, want := range map[string]int64{"ended_relationships": 1, "other_relationships": 1, "ultimate_parents": 1} {
		if got := s.notice(code); got != want {
			t.Errorf("notice %s counts %d, want %d", code, got, want)
		}
	}
}
