package importers

// result sums the check up.
func (c *check) result() Result {
	r := Result{Counts: c.counts, Kinds: c.countKinds(), Edits: c.edits, Notices: []Notice{}, Decisions: []Decision{}}
	for _, n := range []Notice{
		{Code: "skipped_blank", Detail: "rows have no value in a mapped column; they are skipped"},
		{Code: "skipped_totals", Detail: "rows are totals of others; they are skipped"},
		{Code: "skipped_headers", Detail: "rows are the header row again; they are skipped"},
		{Code: "skipped_remarks", Detail: "rows have no part on them: neither a name nor a quantity nor a source; they are skipped"},
		{Code: "alternates_by_name", Detail: "rows name a part of a row before them with another source, which is taken as an alternate: where these are different parts, map another column to component.name"},
		{Code: "quantities_added", Detail: "rows name a part of a row before them; its quantities are added up"},
		{Code: "no_product", Detail: "rows have a quantity that is left out, because no product is named that uses the parts (product.name)"},
		{Code: "merged_rows", Detail: "rows are about the same thing as an earlier row of the file"},
		{Code: "ids_as_aliases", Detail: "external ids are further ids of a partner of the same name; they become aliases"},
		{Code: "spellings_as_aliases", Detail: "names are other spellings of a partner's name; they become aliases"},
		{Code: "kept_apart", Detail: "rows have the name of a stored or earlier entity, but another country, LEI, D-U-N-S number or external id; they are taken for another one"},
		{Code: "similar_names", Detail: "new partners are named like others; nothing is merged on that"},
		{Code: "similar_not_looked", Detail: "new partners are too many to look for names alike"},
		{Code: "hints_not_looked", Detail: "references name nothing, and were too many to look for names alike"},
		{Code: "more_suggestions", Detail: "rows have suggestions beyond the first 500 questions; they stand with the rows"},
		{Code: "answers_as_aliases", Detail: "stored entities are known by another name from now on, as it was answered"},
		{Code: "default_roles", Detail: "new partners have no role in the file; they get the one stated for all"},
		{Code: "default_status", Detail: "new offerings have no status or approval in the file; they are taken as active and approved"},
		{Code: "people_created", Detail: "owners are not stored yet; a person is made of each address"},
		{Code: "no_source", Detail: "part numbers have neither a maker nor a seller beside them; no offering is made of them"},
		{Code: "more_decisions", Detail: "undecided rows wait for questions beyond the first 1000"},
		{Code: "blank_words", Detail: "cells hold a word for no value (N/A, -, TBD, null); they count as blank"},
	} {
		if n.Count = c.notices[n.Code]; n.Count > 0 {
			r.Notices = append(r.Notices, n)
		}
	}
	for _, id := range c.asked {
		r.Decisions = append(r.Decisions, *c.decisions[id])
	}
	return r
}
