package importers

import "linchpin/importers/document"

// result sums the check up.
func (c *check) result() Result {
	r := Result{Counts: c.counts, Kinds: c.countKinds(), Edits: c.edits, Notices: []Notice{}, Decisions: []Decision{}}
	for _, n := range []struct{ code, one, several string }{
		{"skipped_blank", "one row has no value in a mapped column; it is skipped", "rows have no value in a mapped column; they are skipped"},
		{"skipped_totals", "one row is a total of others; it is skipped", "rows are totals of others; they are skipped"},
		{"skipped_notes", "one row is a note about the file; it is skipped", "rows are notes about the file; they are skipped"},
		{"skipped_headers", "one row is the header row again; it is skipped", "rows are the header row again; they are skipped"},
		{"skipped_remarks", "one row has no part on it: neither a name nor a quantity nor a source; it is skipped", "rows have no part on them: neither a name nor a quantity nor a source; they are skipped"},
		{"alternates_by_name", "one row names a part of a row before it with another source, which is taken as an alternate: where it is a different part, map another column to component.name", "rows name a part of a row before them with another source, which is taken as an alternate: where these are different parts, map another column to component.name"},
		{"quantities_added", "one row names a part of a row before it; its quantity is added", "rows name a part of a row before them; its quantities are added up"},
		{"no_product", "one row has a quantity that is left out, because no product is named that is made of the part (product.name)", "rows have a quantity that is left out, because no product is named that is made of the parts (product.name)"},
		{"merged_rows", "one row is about the same thing as an earlier row of the file", "rows are about the same thing as an earlier row of the file"},
		{"ids_as_aliases", "one external id is a further id of a partner of the same name; it becomes an alias", "external ids are further ids of a partner of the same name; they become aliases"},
		{"spellings_as_aliases", "one name is another spelling of a partner's name; it becomes an alias", "names are other spellings of a partner's name; they become aliases"},
		{"kept_apart", "one row has the name of a stored or earlier entity, but another country, LEI, D-U-N-S number or external id; it is taken for another one", "rows have the name of a stored or earlier entity, but another country, LEI, D-U-N-S number or external id; they are taken for another one"},
		{"similar_names", "one new partner is named like another; nothing is merged on that", "new partners are named like others; nothing is merged on that"},
		{"similar_not_looked", "one new partner was not held against names alike: there are too many", "new partners are too many to look for names alike"},
		{"hints_not_looked", "one reference names nothing, and was not held against names alike: there are too many", "references name nothing, and were too many to look for names alike"},
		{"more_suggestions", "one row has a suggestion beyond the first 5000 questions; it stands with the row", "rows have suggestions beyond the first 5000 questions; they stand with the rows"},
		{"answers_as_aliases", "one stored entity is known by another name from now on, as it was answered", "stored entities are known by another name from now on, as it was answered"},
		{"default_roles", "one new partner has no role in the file; it gets the one stated for all", "new partners have no role in the file; they get the one stated for all"},
		{"default_layer", "one new component has no layer in the file; it gets the one stated for all", "new components have no layer in the file; they get the one stated for all"},
		{"default_status", "one new offering has neither a status nor an approval in the file; it is taken as active and approved", "new offerings have neither a status nor an approval in the file; they are taken as active and approved"},
		{"default_active", "one new offering has no status in the file; it is taken as active", "new offerings have no status in the file; they are taken as active"},
		{"default_approval", "one new offering has no approval in the file; it is taken as approved", "new offerings have no approval in the file; they are taken as approved"},
		{"people_created", "one owner is not stored yet; a person is made of the address", "owners are not stored yet; a person is made of each address"},
		{"partners_created", "one partner is made of a name that rows refer to, as it was answered", "partners are made of names that rows refer to, as it was answered"},
		{"no_source", "one part number has neither a maker nor a seller beside it; no offering is made of it", "part numbers have neither a maker nor a seller beside them; no offering is made of them"},
		{"more_decisions", "one undecided row waits for a question beyond the first 5000", "undecided rows wait for questions beyond the first 5000"},
		{"blank_words", "one cell holds a word for no value (N/A, -, TBD, null, unlimited); it counts as blank", "cells hold a word for no value (N/A, -, TBD, null, unlimited); they count as blank"},
		{"weeks_as_days", "one value is a number of weeks; it is taken as seven days each", "values are numbers of weeks; they are taken as seven days each"},
	} {
		r.Notices = document.Count(r.Notices, c.notices[n.code], n.code, n.one, n.several)
	}
	for _, id := range c.asked {
		r.Decisions = append(r.Decisions, *c.decisions[id])
	}
	return r
}
