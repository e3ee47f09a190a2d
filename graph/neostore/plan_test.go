package neostore

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"linchpin/graph"
	"linchpin/identity"
	"linchpin/jobs"
)

// listed are the operators a query is known to need.
var listed = map[string][]string{
	"snapshot_partners.cypher":      {"NodeByLabelScan"}, // reads everything
	"snapshot_components.cypher":    {"NodeByLabelScan"},
	"snapshot_offerings.cypher":     {"NodeByLabelScan"},
	"snapshot_products.cypher":      {"NodeByLabelScan"},
	"snapshot_roadmap_items.cypher": {"NodeByLabelScan"},
	"snapshot_contracts.cypher":     {"NodeByLabelScan"},
	"snapshot_certificates.cypher":  {"NodeByLabelScan"},
	"snapshot_people.cypher":        {"NodeByLabelScan"},
	"snapshot_links.cypher":         {"NodeByLabelScan"},
	"index.cypher":                  {"NodeByLabelScan"},
	"list_up.cypher updatedAt":      {"NodeByLabelScan"}, // not worth an index that every write keeps up
	"list_down.cypher updatedAt":    {"NodeByLabelScan"},
	"count.cypher":                  {"NodeByLabelScan"}, // asked for only where a user wants it

	"link_create.cypher":       {"CartesianProduct", "Eager"}, // of two unique seeks a row; at most a batch of rows
	"entity_create.cypher":     {"Eager"},                     // it takes a row for what may be a node; at most a batch of rows
	"entity_create_all.cypher": {"Eager"},
	"entity_update.cypher":     {"Eager"},
	"entity_delete.cypher":     {"Eager"},
	"link_update.cypher":       {"Eager"},
	"link_end.cypher":          {"Eager"},
	"gone_back.cypher":         {"Eager"},
	"move_entities.cypher":     {"Eager"},
	"move_links.cypher":        {"Eager"},
	"link_delete.cypher":       {"Eager"},
	"gate.cypher":              {"Eager"}, // of one row
	"claim.cypher":             {"Eager"},
	"claim_renew.cypher":       {"Eager"},
	"claim_release.cypher":     {"Eager"},
	"restore_begin.cypher":     {"Eager", "UnionNodeByLabelsScan"}, // ends at the first
	"restore_sweep.cypher":     {"Eager", "UnionNodeByLabelsScan"}, // at most a batch
	"restore_take.cypher":      {"Eager"},
	"restore_hold.cypher":      {"Eager"},
	"restore_end.cypher":       {"Eager"},
	"restore_entities.cypher":  {"Eager"},
	"sign_in_take.cypher":      {"Eager"},
	"used.cypher":              {"NodeByLabelScan"},  // ends at the first
	"paths.cypher":             {"CartesianProduct"}, // of two unique seeks
	"links_between.cypher":     {"CartesianProduct"},
	"check_entities.cypher":    {"NodeByLabelScan"}, // reads everything
	"check_strays.cypher":      {"NodeByLabelScan"},
	"check_operations.cypher":  {"NodeByLabelScan"},
	"check_imports.cypher":     {"NodeByLabelScan"},
	"check_links.cypher":       {"DirectedAllRelationshipsScan"},

	"counts.cypher": {"CartesianProduct"}, // of eight single rows, each from the count store

	"log.cypher":        {"Eager"},
	"check_gone.cypher": {"NodeByLabelScan"}, // reads everything
	"moving.cypher":     {"NodeByLabelScan"}, // of what has an index as long as it is there
	"move.cypher":       {"NodeByLabelScan", "Eager"},
}

var watched = []string{"AllNodesScan", "NodeByLabelScan", "UnionNodeByLabelsScan", "DirectedAllRelationshipsScan", "UndirectedAllRelationshipsScan", "DirectedRelationshipTypeScan", "CartesianProduct", "Eager"}

// texts is every query there is: by the name of its file and what was filled in.
func texts(t *testing.T) map[string]query {
	t.Helper()
	out := map[string]query{}
	files := must(filepath.Glob("cypher/*.cypher"))
	for _, f := range files {
		text := query(must(os.ReadFile(f)))
		name := filepath.Base(f)
		switch s := string(text); {
		case strings.Contains(s, "{field}"):
			for k, q := range eachSort(text) {
				if k.among && k.field != "nameKey" {
					continue // the same but for where it starts
				}
				out[name+" "+string(k.kind)+" "+k.field+map[bool]string{true: " among"}[k.among]] = q
			}
		case strings.Contains(s, "{FROM}"):
			for _, from := range []string{fromAll, fromIDs} {
				for k, q := range eachFrom(text, from) {
					out[name+" "+string(k)+" "+from[:6]] = q
				}
			}
		case strings.Contains(s, "{PATH}"):
			for k, q := range eachEnd(text) {
				out[name+" "+string(k.kind)+" "+k.field] = q
			}
		case strings.Contains(s, "{Label}"):
			for k, q := range eachKind(text) {
				out[name+" "+string(k)] = q
			}
		case strings.Contains(s, "{TYPE}"):
			for k, q := range eachLink(text) {
				if k != graph.OwnedBy && k != graph.SourcesFrom {
					continue // the same but for the type
				}
				out[name+" "+string(k)] = q
			}
		default:
			out[name] = text
		}
	}
	return out
}

// TestPlans explains every query against a graph that holds each label, link
// and property, so that a misspelt one is notified.
func TestPlans(t *testing.T) {
	s, ctx := open(t), t.Context()
	fill(t, s)
	apply(t, s, body("owner", &graph.Partner{Name: "Owner Holdings"})) // a change with an image before it
	apply(t, s, gone("l-owns"))                                        // what is remembered of it
	keepOneOfEach(t, s)
	plant(t, s, "CREATE (:Change {seq: 1, actor: 'old'})") // a log from before it had pages
	params := map[string]any{
		"operation": "", "actor": "", "now": s.moment(), "at": s.moment(), "pages": []any{}, "count": 0, "span": 1, "last": 0, "fresh": []string{}, "rows": []any{}, "import": "",
		"ids": []string{}, "id": "", "key": "", "limit": 1, "seq": 0, "after": 0, "version": 0, "text": "", "query": "x", "labels": []string{},
		"hash": "", "props": map[string]any{}, "seen": s.moment(), "sha256": "", "before": "", "cap": 1, "types": []string{}, "all": []string{},
		"partnerKey": "", "score": 0.0, "filter": []any{}, "from": "", "to": "", "type": "", "end": "", "externalId": "", "free": []string{}, "desk": "", "silent": 60, "by": "", "change": 0,
	}
	all := texts(t)
	if len(all) < 150 {
		t.Fatalf("%d queries", len(all))
	}
	for name, q := range all {
		if p := explain(ctx, t, s, name, q, params); p != nil {
			words := strings.Fields(name)
			known := append(slices.Clone(listed[words[0]]), listed[words[0]+" "+words[len(words)-1]]...)
			for _, o := range operators(t, p) {
				if slices.Contains(watched, o) && !slices.Contains(known, o) {
					t.Errorf("%s: the plan holds %s", name, o)
				}
			}
		}
	}
}

// TestLogIsReadInOrder keeps a reader of a long log from sorting all of it for
// each part.
func TestLogIsReadInOrder(t *testing.T) {
	s, ctx := open(t), t.Context()
	fill(t, s)
	params := map[string]any{"import": "", "from": 0, "to": 0, "after": 0, "limit": 1, "operation": "", "id": "", "span": 1}
	for name, q := range map[string]query{"changes": changesQuery, "changes of": changesOfQuery, "check": checkLog} {
		if p := explain(ctx, t, s, name, q, params); p != nil {
			if o := operators(t, p); slices.Contains(o, "Sort") || slices.Contains(o, "Top") {
				t.Errorf("%s: the plan sorts: %v", name, o)
			}
		}
	}
}

// keepOneOfEach stores a record of each kind that is no entity.
func keepOneOfEach(t *testing.T, s *Store) {
	t.Helper()
	ctx, now, who := t.Context(), s.moment(), identity.Caller{Name: "Ann", Role: identity.Viewer}
	_, link := identity.NewLink(who, time.Hour, now)
	_, session := identity.NewSession(who, now)
	_, token := identity.NewToken(who, time.Hour, now)
	must(s.Claim(ctx, jobs.Claim{Import: "i", Desk: "d"}, nil))
	must(s.Renew(ctx, jobs.Claim{Import: "i", Desk: "d"}))
	err := errors.Join(
		s.PutImport(ctx, jobs.Import{ID: "i"}), s.PutJob(ctx, jobs.Job{ID: "j"}), s.PutMapping(ctx, jobs.SavedMapping{ID: "m", UsedAt: now}), s.AddLink(ctx, link), s.AddSession(ctx, session),
		s.AddToken(ctx, token), s.Audit(ctx, identity.NewAct(now, "Ann", identity.ActDenied, "", "")))
	if _, taken := s.TakeLink(ctx, link.Hash, now); err != nil || taken != nil {
		t.Fatal(err, taken)
	}
}

func explain(ctx context.Context, t *testing.T, s *Store, name string, q query, params map[string]any) neo4j.Plan {
	t.Helper()
	res, err := neo4j.ExecuteQuery(ctx, s.driver, "EXPLAIN "+string(q), params, neo4j.EagerResultTransformer, neo4j.ExecuteQueryWithDatabase(s.db))
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return nil
	}
	for _, n := range res.Summary.Notifications() {
		t.Errorf("%s: %s: %s", name, n.Code(), n.Description())
	}
	return res.Summary.Plan()
}

// operators lists the operators of a plan from its text: in driver 5.28.4
// Children returns the last child several times, and never the others.
func operators(t *testing.T, p neo4j.Plan) (out []string) {
	t.Helper()
	text, _ := p.Arguments()["string-representation"].(string)
	for _, m := range regexp.MustCompile(`(?m)^\|[ |]*\+(\w+)`).FindAllStringSubmatch(text, -1) {
		out = append(out, m[1])
	}
	if len(out) == 0 {
		t.Fatalf("no plan in %q", text)
	}
	return out
}
