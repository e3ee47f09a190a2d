package neostore

import (
	"slices"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"linchpin/graph"
	"linchpin/jobs"
)

func TestCheckFindsPlantedFaults(t *testing.T) {
	fill(t, open(t)) // so that the server knows the queries of the two calls below
	for _, c := range []struct {
		plant query
		want  []string // rules broken, sorted
	}{
		{"MATCH (n:Entity {id: 'partner'}) SET n.name = null", []string{"last change", "name key", "rules"}},
		{"MATCH (n:Entity {id: 'partner'}) SET n.name = 'Acme  GmbH'", []string{"form", "last change"}},
		{"MATCH (n:Entity {id: 'partner'}) SET n.nameKey = 'zzz'", []string{"name key"}},
		{"MATCH (n:Entity {id: 'partner'}) SET n.country = 17", []string{"types"}},
		{"MATCH (n:Entity {id: 'partner'}) SET n.colour = 'red'", []string{"fields"}},
		{"MATCH (n:Entity {id: 'partner'}) SET n.version = 7", []string{"last change"}},
		{"MATCH (n:Entity {id: 'item0'}) REMOVE n:Entity", []string{"labels"}},
		{"MATCH (n:Entity {id: 'item0'}) REMOVE n:RoadmapItem", []string{"kind", "last change", "link ends"}},
		{"MATCH (n:Entity {id: 'item0'}) DETACH DELETE n", []string{"last change", "last change"}},
		{"CREATE (:Entity:Product {id: 'x', name: 'X', nameKey: 'x', version: 1, createdAt: datetime(), updatedAt: datetime()})", []string{"last change"}},
		{"MATCH (a:Entity {id: 'owner'}), (b:Entity {id: 'partner'}) CREATE (a)-[:OWNED_BY {id: 'owner.owned_by'}]->(b)", []string{"last change", "ownership"}},
		{"MATCH (a:Entity {id: 'partner'}), (b:Entity {id: 'item'}) CREATE (a)-[:OWNED_BY {id: 'x'}]->(b)", []string{"link ends", "link id", "types"}},
		{"MATCH (:Entity {id: 'offering'})-[r:FULFILS]->() DELETE r", []string{"last change", "rules"}},
		{"MATCH ()-[r:SOLD_BY]->() SET r.percent = 60.0", []string{"link fields"}},
		{"MATCH ()-[r:NEEDS]->() SET r.quantity = 'many'", []string{"types"}},
		{"MATCH ()-[r:NEEDS]->() SET r.region = 'EMEA'", []string{"last change", "link rules"}},
		{"MATCH (a:Entity {id: 'item'}), (b:Entity {id: 'component'}) CREATE (a)-[:NEEDS {id: 'x', version: 1, createdAt: datetime(), updatedAt: datetime(), group: 'g', minimum: 3}]->(b)", []string{"group", "last change", "unique"}},
		{"MATCH (a:Entity {id: 'item'}), (b:Entity {id: 'component'}) CREATE (a)-[:LIKES {id: 'x'}]->(b)", []string{"kind"}},
		{"MATCH (p:LogPage {first: 1}) DELETE p", []string{
			"change numbers", "import counter", "last change", "last change", "last change", "last change", "last change", "last change",
			"last change", "last change", "last change", "last change", "last change", "operation",
		}},
		{"MATCH (p:LogPage {first: 1}) SET p.changes = p.changes[..2] + p.changes[3..]", []string{
			"change numbers", "import counter", "last change", "operation", "own changes", "own changes", "own changes", "own changes", "own changes",
			"own changes", "own changes", "own changes",
		}},
		{"MATCH (p:LogPage {first: 1}) SET p.changes = p.changes[..2] + ['{'] + p.changes[3..]", []string{"change image", "last change"}},
		{"MATCH (p:LogPage {first: 1}) SET p.changes = p.changes[..10] + [replace(p.changes[10], 'Ann', 'Eve')]", []string{"last change"}},
		{"MATCH (n:Entity {id: 'partner'}) SET n.changes = [1]", []string{"own changes"}},
		{"MATCH ()-[r:NEEDS]->() REMOVE r.changes", []string{"own changes"}},
		{"CREATE (:Gone {id: 'partner', changes: [2]})", []string{"own changes"}},
		{"MATCH (k:Counter {name: 'change'}) SET k.value = k.value + 1", []string{"change counter"}},
		{"MATCH (o:Operation) WITH o LIMIT 1 DELETE o", []string{"operation"}},
		{"MATCH (n:Import) SET n.record = replace(n.record, '\"changes\":23', '\"changes\":25')", []string{"import counter"}},
	} {
		s := open(t)
		imported := op()
		imported.ImportID = "import-1"
		changes := len(must(s.Apply(t.Context(), imported, fullBodies())))
		changes += len(must(s.Apply(t.Context(), graph.Op{ID: "op2", ImportID: "import-1", Actor: "test"}, fullLinks())))
		if err := s.PutImport(t.Context(), jobs.Import{ID: "import-1", State: jobs.Applied, Changes: int64(changes)}); err != nil {
			t.Fatal(err)
		}
		if found := must(s.Check(t.Context())); len(found) > 0 {
			t.Fatalf("before a fault: %+v", found)
		}
		plant(t, s, c.plant)
		found := must(s.Check(t.Context()))
		var rules []string
		for _, f := range found {
			rules = append(rules, f.Rule)
		}
		slices.Sort(rules)
		if !slices.Equal(rules, c.want) {
			t.Errorf("%s\nfound %+v\nwant %v", c.plant, found, c.want)
		}
	}
}

// TestCheckBehindTheGate proves that a check that holds the gate lets it
// go, and leaves nothing behind.
func TestCheckBehindTheGate(t *testing.T) {
	s, ctx := open(t), t.Context()
	fill(t, s)
	if found, err := s.inspect(ctx, neo4j.AccessModeWrite); err != nil || len(found) > 0 {
		t.Errorf("found %v, %v", found, err)
	}
	apply(t, s, body("after", &graph.Partner{Name: "After"}))
}
