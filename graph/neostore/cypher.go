package neostore

import (
	_ "embed"
	"strings"

	"linchpin/graph"
)

// The queries, one file each. The plan test looks at every file.
var (
	//go:embed cypher/await_indexes.cypher
	awaitQuery query
	//go:embed cypher/changes.cypher
	changesQuery query
	//go:embed cypher/changes_of.cypher
	changesOfQuery query
	//go:embed cypher/counter.cypher
	counterQuery query
	//go:embed cypher/counts.cypher
	countsQuery query
	//go:embed cypher/entities.cypher
	entitiesQuery query
	//go:embed cypher/entity_delete.cypher
	entityDelete query
	//go:embed cypher/gate.cypher
	gateQuery query
	//go:embed cypher/history.cypher
	historyQuery query
	//go:embed cypher/holders.cypher
	holdersQuery query
	//go:embed cypher/keys_release.cypher
	keysRelease query
	//go:embed cypher/kinds.cypher
	kindsQuery query
	//go:embed cypher/link_counts.cypher
	linkCountsQuery query
	//go:embed cypher/link_list_from.cypher
	linkListFrom query
	//go:embed cypher/link_list_to.cypher
	linkListTo query
	//go:embed cypher/links.cypher
	linksQuery query
	//go:embed cypher/links_at.cypher
	linksAtQuery query
	//go:embed cypher/links_from.cypher
	linksFromQuery query
	//go:embed cypher/log.cypher
	logQuery query
	//go:embed cypher/migrated.cypher
	migratedQuery query
	//go:embed cypher/migrations.cypher
	migrationsQuery query
	//go:embed cypher/operation.cypher
	operationQuery query
	//go:embed cypher/owners.cypher
	ownersQuery query
	//go:embed cypher/ping.cypher
	pingQuery query
	//go:embed cypher/referrers.cypher
	referrersQuery query
	//go:embed cypher/refs.cypher
	refsQuery query
	//go:embed cypher/replay.cypher
	replayQuery query
	//go:embed cypher/search.cypher
	searchQuery query
	//go:embed cypher/search_keys.cypher
	searchKeys query
	//go:embed cypher/snapshot_certificates.cypher
	snapshotCertificates query
	//go:embed cypher/snapshot_components.cypher
	snapshotComponents query
	//go:embed cypher/snapshot_contracts.cypher
	snapshotContracts query
	//go:embed cypher/snapshot_links.cypher
	snapshotLinks query
	//go:embed cypher/snapshot_offerings.cypher
	snapshotOfferings query
	//go:embed cypher/snapshot_partners.cypher
	snapshotPartners query
	//go:embed cypher/snapshot_people.cypher
	snapshotPeople query
	//go:embed cypher/snapshot_products.cypher
	snapshotProducts query
	//go:embed cypher/snapshot_roadmap_items.cypher
	snapshotRoadmapItems query
	//go:embed cypher/versions.cypher
	versionsQuery query
)

// The queries that exist once for each kind of entity or of link: their texts
// have {Label} or {TYPE} where the name of the kind belongs.
var (
	//go:embed cypher/entity_create.cypher
	entityCreateText query
	entityCreate     = eachKind(entityCreateText)
	//go:embed cypher/entity_update.cypher
	entityUpdateText query
	entityUpdate     = eachKind(entityUpdateText)

	//go:embed cypher/by_external.cypher
	byExternalText query
	byExternal     = eachKind(byExternalText)
	//go:embed cypher/by_end.cypher
	byEndText query
	byEnd     = eachEnd(byEndText)
	//go:embed cypher/count.cypher
	countAnyText query
	countAll     = eachFrom(countAnyText, fromAll)
	countAmong   = eachFrom(countAnyText, fromIDs)
	//go:embed cypher/count_text.cypher
	countTexts query
	countText  = eachKind(countTexts)
	//go:embed cypher/index.cypher
	indexText  query
	indexQuery = eachKind(indexText)
	//go:embed cypher/list_text.cypher
	listTexts query
	listText  = eachKind(listTexts)
	//go:embed cypher/list_up.cypher
	listUpText query
	listUp     = eachSort(listUpText)
	//go:embed cypher/list_down.cypher
	listDownText query
	listDown     = eachSort(listDownText)
	//go:embed cypher/list_without.cypher
	listWithoutText query
	listWithout     = eachSort(listWithoutText)

	//go:embed cypher/link_create.cypher
	linkCreateText query
	linkCreate     = eachLink(linkCreateText)
	//go:embed cypher/link_delete.cypher
	linkDeleteText query
	linkDelete     = eachLink(linkDeleteText)
	//go:embed cypher/link_group.cypher
	linkGroupText query
	linkGroup     = eachLink(linkGroupText)
	//go:embed cypher/link_list.cypher
	linkListText query
	linkList     = eachLink(linkListText)
	//go:embed cypher/link_one.cypher
	linkOneText query
	linkOne     = eachLink(linkOneText)
	//go:embed cypher/link_same.cypher
	linkSameText query
	linkSame     = eachLink(linkSameText)
	//go:embed cypher/link_update.cypher
	linkUpdateText query
	linkUpdate     = eachLink(linkUpdateText)
)

func eachKind(text query) map[graph.Kind]query {
	out := map[graph.Kind]query{}
	for _, k := range graph.Kinds() {
		out[k] = query(strings.ReplaceAll(string(text), "{Label}", k.Label()))
	}
	return out
}

func eachLink(text query) map[graph.LinkKind]query {
	out := map[graph.LinkKind]query{}
	for _, r := range graph.LinkRules() {
		out[r.Kind] = query(strings.ReplaceAll(string(text), "{TYPE}", r.Kind.Type()))
	}
	return out
}

// sorting names a query of a list: of a kind, by a property, among given ids
// or all.
type sorting struct {
	kind  graph.Kind
	field string
	among bool
}

// end names a field that holds the other end of a link.
type end struct {
	kind  graph.Kind
	field string
}

// fromAll and fromIDs stand where a text has {FROM}.
const (
	fromAll = "MATCH (n:{Label})"
	fromIDs = "UNWIND $ids AS one MATCH (n:Entity:{Label} {id: one})"
)

func eachSort(text query) map[sorting]query {
	out := map[sorting]query{}
	for among, from := range map[bool]string{false: fromAll, true: fromIDs} {
		for kind, q := range eachKind(query(strings.ReplaceAll(string(text), "{FROM}", from))) {
			for _, name := range graph.SortFields(kind) {
				field := sortProperty(name)
				out[sorting{kind, field, among}] = query(strings.ReplaceAll(string(q), "{field}", field))
			}
		}
	}
	return out
}

func eachFrom(text query, from string) map[graph.Kind]query {
	return eachKind(query(strings.ReplaceAll(string(text), "{FROM}", from)))
}

// eachEnd fills in {PATH}, the link from the other end.
func eachEnd(text query) map[end]query {
	out := map[end]query{}
	for kind, q := range eachKind(text) {
		for _, l := range graph.New(kind).BodyLinks() {
			path := "-[:" + l.Kind.Type() + "]->"
			if l.Owner {
				path = "<-[:" + l.Kind.Type() + "]-"
			}
			out[end{kind, l.Field}] = query(strings.ReplaceAll(string(q), "{PATH}", path))
		}
	}
	return out
}
