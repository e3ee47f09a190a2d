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

	//go:embed cypher/link_create.cypher
	linkCreateText query
	linkCreate     = eachLink(linkCreateText)
	//go:embed cypher/link_delete.cypher
	linkDeleteText query
	linkDelete     = eachLink(linkDeleteText)
	//go:embed cypher/link_group.cypher
	linkGroupText query
	linkGroup     = eachLink(linkGroupText)
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
