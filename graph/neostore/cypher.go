package neostore

import (
	_ "embed"
	"strings"

	"linchpin/graph"
)

// The queries, one file each. The plan test looks at every file.
var (
	//go:embed cypher/audit_add.cypher
	auditAdd query
	//go:embed cypher/await_indexes.cypher
	awaitQuery query
	//go:embed cypher/changes.cypher
	changesQuery query
	//go:embed cypher/changes_of.cypher
	changesOfQuery query
	//go:embed cypher/check_gone.cypher
	checkGone query
	//go:embed cypher/check_imports.cypher
	checkImports query
	//go:embed cypher/check_links.cypher
	checkLinks query
	//go:embed cypher/check_log.cypher
	checkLog query
	//go:embed cypher/check_operations.cypher
	checkOperations query
	//go:embed cypher/check_strays.cypher
	checkStrays query
	//go:embed cypher/claim.cypher
	claimQuery query
	//go:embed cypher/claim_renew.cypher
	claimRenew query
	//go:embed cypher/claim_release.cypher
	claimRelease query
	//go:embed cypher/counter.cypher
	counterQuery query
	//go:embed cypher/counts.cypher
	countsQuery query
	//go:embed cypher/degrees.cypher
	degreesQuery query
	//go:embed cypher/entities.cypher
	entitiesQuery query
	//go:embed cypher/entity_delete.cypher
	entityDelete query
	//go:embed cypher/follow.cypher
	followQuery query
	//go:embed cypher/gate.cypher
	gateQuery query
	//go:embed cypher/gate_lock.cypher
	gateLock query
	//go:embed cypher/gone.cypher
	goneQuery query
	//go:embed cypher/gone_back.cypher
	goneBack query
	//go:embed cypher/history.cypher
	historyQuery query
	//go:embed cypher/holders.cypher
	holdersQuery query
	//go:embed cypher/import.cypher
	importQuery query
	//go:embed cypher/import_list.cypher
	importList query
	//go:embed cypher/import_put.cypher
	importPut query
	//go:embed cypher/import_same.cypher
	importSame query
	//go:embed cypher/job.cypher
	jobQuery query
	//go:embed cypher/job_open.cypher
	jobOpen query
	//go:embed cypher/job_put.cypher
	jobPut query
	//go:embed cypher/keys_release.cypher
	keysRelease query
	//go:embed cypher/kinds.cypher
	kindsQuery query
	//go:embed cypher/link_changes.cypher
	linkChanges query
	//go:embed cypher/link_counts.cypher
	linkCountsQuery query
	//go:embed cypher/link_list_from.cypher
	linkListFrom query
	//go:embed cypher/link_list_to.cypher
	linkListTo query
	//go:embed cypher/links.cypher
	linksQuery query
	//go:embed cypher/links_among.cypher
	linksAmong query
	//go:embed cypher/links_at.cypher
	linksAtQuery query
	//go:embed cypher/links_between.cypher
	linksBetween query
	//go:embed cypher/links_from.cypher
	linksFromQuery query
	//go:embed cypher/log.cypher
	logQuery query
	//go:embed cypher/mapping_drop.cypher
	mappingDrop query
	//go:embed cypher/mapping_list.cypher
	mappingList query
	//go:embed cypher/mapping_put.cypher
	mappingPut query
	//go:embed cypher/mapping_sweep.cypher
	mappingSweep query
	//go:embed cypher/migrated.cypher
	migratedQuery query
	//go:embed cypher/migrations.cypher
	migrationsQuery query
	//go:embed cypher/move.cypher
	moveQuery query
	//go:embed cypher/move_entities.cypher
	moveEntities query
	//go:embed cypher/move_gone.cypher
	moveGone query
	//go:embed cypher/moving.cypher
	movingQuery query
	//go:embed cypher/operation.cypher
	operationQuery query
	//go:embed cypher/owners.cypher
	ownersQuery query
	//go:embed cypher/paths.cypher
	pathsQuery query
	//go:embed cypher/ping.cypher
	pingQuery query
	//go:embed cypher/referrers.cypher
	referrersQuery query
	//go:embed cypher/refs.cypher
	refsQuery query
	//go:embed cypher/restore_begin.cypher
	restoreBegin query
	//go:embed cypher/restore_end.cypher
	restoreEnd query
	//go:embed cypher/restore_gone.cypher
	restoreGone query
	//go:embed cypher/restore_hold.cypher
	restoreHold query
	//go:embed cypher/restore_operations.cypher
	restoreOperations query
	//go:embed cypher/restore_pages.cypher
	restorePages query
	//go:embed cypher/restore_sweep.cypher
	restoreSweep query
	//go:embed cypher/restore_take.cypher
	restoreTake query
	//go:embed cypher/restoring.cypher
	restoringQuery query
	//go:embed cypher/ring.cypher
	ringQuery query
	//go:embed cypher/search.cypher
	searchQuery query
	//go:embed cypher/search_id.cypher
	searchID query
	//go:embed cypher/session.cypher
	sessionQuery query
	//go:embed cypher/session_add.cypher
	sessionAdd query
	//go:embed cypher/session_drop.cypher
	sessionDrop query
	//go:embed cypher/session_sweep.cypher
	sessionSweep query
	//go:embed cypher/session_touch.cypher
	sessionTouch query
	//go:embed cypher/sign_in_add.cypher
	signInAdd query
	//go:embed cypher/sign_in_lock.cypher
	signInLock query
	//go:embed cypher/sign_in_take.cypher
	signInTake query
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
	//go:embed cypher/token.cypher
	tokenQuery query
	//go:embed cypher/token_add.cypher
	tokenAdd query
	//go:embed cypher/used.cypher
	usedQuery query
)

// The queries that exist once for each kind of entity or of link: their texts
// have {Label} or {TYPE} where the name of the kind belongs.
var (
	//go:embed cypher/entity.cypher
	entityText  query
	entityQuery = eachKind(entityText)
	//go:embed cypher/check_entities.cypher
	checkEntitiesText query
	checkEntities     = eachKind(checkEntitiesText)
	//go:embed cypher/search_key.cypher
	searchKeyText query
	searchKey     = eachKind(searchKeyText)

	//go:embed cypher/entity_create.cypher
	entityCreateText query
	entityCreate     = eachKind(entityCreateText)
	//go:embed cypher/entity_create_all.cypher
	entityCreateAllText query
	entityCreateAll     = eachKind(entityCreateAllText)
	//go:embed cypher/entity_update.cypher
	entityUpdateText query
	entityUpdate     = eachKind(entityUpdateText)

	//go:embed cypher/restore_entities.cypher
	restoreEntitiesText query
	restoreEntities     = eachKind(restoreEntitiesText)

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
	//go:embed cypher/link_end.cypher
	linkEndText query
	linkEnd     = eachLink(linkEndText)
	//go:embed cypher/move_links.cypher
	moveLinksText query
	moveLinks     = eachLink(moveLinksText)
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
	//go:embed cypher/ring_hub.cypher
	ringHubText query
	ringHub     = eachLink(ringHubText)
	//go:embed cypher/link_update.cypher
	linkUpdateText query
	linkUpdate     = eachLink(linkUpdateText)
)

func eachKind(text query) map[graph.Kind]query {
	out := map[graph.Kind]query{}
	for _, k := range graph.Kinds() {
		out[k] = query(strings.NewReplacer("{Label}", k.Label(), "{kind}", string(k), "{ENDS}", ends(k)).Replace(string(text)))
	}
	return out
}

// ends lists the other ends of the links that the body of n states.
func ends(k graph.Kind) string {
	var types []string
	into := false
	for _, l := range graph.New(k).BodyLinks() {
		types, into = append(types, l.Kind.Type()), into || !l.Owner
	}
	switch {
	case types == nil:
		return "[]"
	case into:
		return "[(n)<-[r:" + strings.Join(types, "|") + "]-(m:Entity) | [type(r), m.id, r.percent]]"
	default:
		return "[(n)-[r:" + strings.Join(types, "|") + "]->(m:Entity) | [type(r), m.id, r.percent]]"
	}
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
				if strings.Contains(string(text), "{field} IS NULL") && !mayLack(field) {
					continue
				}
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
