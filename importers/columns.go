package importers

import "linchpin/graph"

func partnerColumns() []FieldSpec {
	return []FieldSpec{
		{Name: "name", prop: "name", Required: true, Synonyms: []string{"supplier name", "name 1", "supplier", "vendor name", "vendor", "partner name", "partner", "company name", "company", "organisation name", "organization name", "organisation", "organization", "legal name", "legal entity name", "supplier legal name", "vendor legal name", "business partner name", "creditor", "creditor name", "beneficiary", "payee", "winning bidder", "contractor", "manufacturer", "account name", "lieferant", "fournisseur"}},
		{Name: "roles", prop: "roles", Synonyms: []string{"role", "partner type", "supplier type", "vendor type", "type"}, Help: "vendor, service_provider, channel_partner, in_house; several are separated by ;"},
		{Name: "lei", prop: "lei", Synonyms: []string{"lei code", "legal entity identifier"}},
		{Name: "duns", prop: "duns", Synonyms: []string{"duns number", "duns no", "d u n s", "d u n s number"}},
		{Name: "vat_no", prop: "vatNo", Synonyms: []string{"vat", "vat number", "vat id", "vat registration number", "vat registration no", "vat registration num", "vat reg no", "tax id", "tax number", "tax registration number", "ust idnr"}},
		{Name: "registration_no", prop: "registrationNo", Synonyms: []string{"registration number", "company number", "company registration number", "register number", "abn", "companies house number"}},
		{Name: "website", prop: "website", Synonyms: []string{"web site", "web", "homepage", "home page", "web address", "domain", "url"}},
		{Name: "country", prop: "country", Synonyms: []string{"country code", "country key", "iso country", "country iso", "ctry", "country region", "country region code", "land", "pays"}, Help: "ISO 3166-1 code of two letters, or the name"},
		{Name: "parent", prop: "parent", Synonyms: []string{"parent company", "parent name", "parent vendor", "parent vendor name", "parent supplier", "parent supplier name", "parent account", "owned by", "owner company", "ultimate parent", "group", "muttergesellschaft"}, Help: "the partner that owns it"},
		{Name: "parent_percent", prop: "parentPercent", Synonyms: []string{"ownership percent", "ownership"}},
		{Name: "status", prop: "status", Synonyms: []string{"supplier status", "vendor status", "partner status"}},
		{Name: "segment", prop: "segment", Synonyms: []string{"criticality", "tiering", "supplier segment"}},
		{Name: "time_to_recover_days", prop: "timeToRecoverDays", Synonyms: []string{"ttr", "ttr days", "time to recover", "recovery days", "recovery time", "recovery time days"}},
		{Name: "failure_probability", prop: "failureProbability", Synonyms: []string{"probability of failure", "annual failure probability"}, Help: "within a year; 0.05 or 5%"},
		{Name: "sub_tiers_known", prop: "subTiersKnown", Synonyms: []string{"subtiers known", "sub suppliers known", "tier 2 known"}},
		{Name: "last_review_on", prop: "lastReviewOn", Synonyms: []string{"last review", "reviewed on"}},
		{Name: "next_review_on", prop: "nextReviewOn", Synonyms: []string{"next review", "review due"}},
		owner(),
	}
}

func productColumns() []FieldSpec {
	return []FieldSpec{
		{Name: "name", prop: "name", Required: true, Synonyms: []string{"product name", "product", "title"}},
		{Name: "sku", prop: "sku", Synonyms: []string{"product sku", "article number", "article no", "item number"}},
		{Name: "lifecycle", prop: "lifecycle", Synonyms: []string{"lifecycle status", "life cycle", "status"}},
		{Name: "annual_revenue", prop: "annualRevenue", Synonyms: []string{"revenue", "yearly revenue", "sales per year"}},
		{Name: "currency", prop: "currency", Synonyms: []string{"currency code"}},
		owner(),
	}
}

func componentColumns() []FieldSpec {
	return []FieldSpec{
		{Name: "name", prop: "name", Required: true, Synonyms: []string{"component name", "component", "part name", "part", "item", "title"}},
		{Name: "layer", prop: "layer", Required: true, Synonyms: []string{"stack layer", "technology layer"}},
		{Name: "kind", prop: "kind", Synonyms: []string{"component kind", "component type", "type", "category"}},
		{Name: "lifecycle", prop: "lifecycle", Synonyms: []string{"lifecycle status", "life cycle", "status"}},
		{Name: "last_time_buy", prop: "lastTimeBuyOn", Synonyms: []string{"last time buy on", "ltb", "ltb date", "last buy date"}},
		{Name: "purl", prop: "purl", Synonyms: []string{"package url"}},
		{Name: "cpe", prop: "cpe"},
		{Name: "min_sources", prop: "minSources", Synonyms: []string{"minimum sources", "sources needed"}},
		{Name: "required_share_percent", prop: "requiredSharePercent", Synonyms: []string{"required share", "needed share percent"}},
		{Name: "stock_cover_days", prop: "stockCoverDays", Synonyms: []string{"stock cover", "stock days", "days of cover", "inventory days", "stock weeks", "weeks of cover"}},
		{Name: "market_alternatives", prop: "marketAlternatives", Synonyms: []string{"alternatives"}},
		{Name: "sources_known", prop: "sourcesKnown", Synonyms: []string{"all sources known"}},
		{Name: "exposure", prop: "exposure", Synonyms: []string{"attack surface"}},
		{Name: "product", Type: refs, link: graph.Uses, back: true, kinds: []graph.Kind{graph.KindProduct}, Synonyms: []string{"products", "used in", "used in product"}, Help: "products that use it; several are separated by ;"},
		owner(),
	}
}

func offeringColumns() []FieldSpec {
	return []FieldSpec{
		{Name: "component", prop: "component", Required: true, Synonyms: []string{"component name", "component id", "part", "part name", "part no", "part id", "internal part number", "item", "item no"}, Help: "by external id, purl or name"},
		{Name: "maker", prop: "maker", Synonyms: []string{"manufacturer", "manufacturer name", "mfr", "mfg", "brand", "made by"}, Help: "by external id, LEI, DUNS or name; maker or seller is needed"},
		{Name: "seller", prop: "seller", Synonyms: []string{"supplier", "supplier name", "vendor", "vendor name", "distributor", "reseller", "sold by", "provider"}},
		{Name: "mpn", prop: "mpn", Synonyms: []string{"manufacturer part number", "mfr part number", "mfg part number", "manufacturer part no", "mfr part no", "mfg part no", "manufacturer item number", "part number"}},
		{Name: "sku", prop: "sku", Synonyms: []string{"supplier part number", "supplier part no", "seller sku", "order number", "order code"}},
		{Name: "approval", prop: "approval", Synonyms: []string{"approval status", "avl status", "qualification status"}},
		{Name: "status", prop: "status", Synonyms: []string{"offering status"}},
		{Name: "share_percent", prop: "sharePercent", Synonyms: []string{"share", "split", "volume share", "share of volume"}},
		{Name: "minimum_order", prop: "minimumOrder", Synonyms: []string{"moq", "minimum order quantity"}},
		{Name: "country", prop: "country", Synonyms: []string{"country of provision", "country of origin", "origin", "country code", "coo"}},
		{Name: "relies_on", Type: refs, link: graph.ReliesOn, kinds: []graph.Kind{graph.KindPartner}, Synonyms: []string{"sub tier", "sub tiers", "subcontractor", "subcontractors", "sub suppliers"}, Help: "partners that this offering rests on; several are separated by ;"},
		{Name: "lead_time_days", prop: "leadTimeDays", Synonyms: []string{"lead time", "leadtime", "delivery days", "lead time weeks", "lead time wks"}},
		{Name: "qualification_days", prop: "qualificationDays", Synonyms: []string{"qualification time", "time to qualify"}},
		{Name: "unit_price", prop: "unitPrice", Synonyms: []string{"price", "unit cost", "cost"}},
		{Name: "currency", prop: "currency", Synonyms: []string{"currency code"}},
		{Name: "annual_spend", prop: "annualSpend", Synonyms: []string{"spend", "yearly spend", "spend per year"}},
		{Name: "substitutability", prop: "substitutability", Synonyms: []string{"substitution"}},
		{Name: "exit_plan", prop: "exitPlan", Synonyms: []string{"exit strategy"}},
		{Name: "access", prop: "access", Synonyms: []string{"access level"}},
		{Name: "valid_from", prop: "validFrom", Synonyms: []string{"from", "start date"}},
		{Name: "valid_to", prop: "validTo", Synonyms: []string{"to", "end date", "valid until"}},
	}
}

func contractColumns() []FieldSpec {
	return []FieldSpec{
		{Name: "reference", prop: "reference", Required: true, Synonyms: []string{"contract reference", "contract", "agreement", "contract number", "contract no", "contract id", "tender number", "tender no", "agreement number", "ref"}},
		{Name: "partner", prop: "partner", Required: true, Synonyms: []string{"partner name", "supplier", "supplier name", "vendor", "vendor name", "contractor", "winning bidder", "counterparty"}, Help: "by external id, LEI, DUNS or name"},
		{Name: "title", prop: "title", Synonyms: []string{"contract title", "contract name", "subject"}},
		{Name: "kind", prop: "kind", Synonyms: []string{"contract kind", "contract arrangement"}},
		{Name: "starts_on", prop: "startsOn", Synonyms: []string{"start", "start date", "contract start date", "contract start", "date effective", "effective date", "effective from", "valid from"}},
		{Name: "ends_on", prop: "endsOn", Synonyms: []string{"end", "end date", "contract end date", "contract end", "expires on", "expiry", "expiry date", "expiration date", "expiration", "valid to", "valid until"}},
		{Name: "notice_days", prop: "noticeDays", Synonyms: []string{"notice", "notice period", "notice period days", "notice weeks", "notice period weeks"}},
		{Name: "auto_renew", prop: "autoRenew", Synonyms: []string{"auto renewal", "automatic renewal", "renews automatically"}},
		{Name: "annual_expense", prop: "annualExpense", Synonyms: []string{"annual value", "annual contract value", "acv", "annual cost", "yearly value"}},
		{Name: "currency", prop: "currency", Synonyms: []string{"currency code"}},
		{Name: "governing_law", prop: "governingLaw", Synonyms: []string{"law", "jurisdiction"}},
		{Name: "exit_plan", prop: "exitPlan", Synonyms: []string{"exit strategy"}},
		{Name: "covers", Type: refs, link: graph.Covers, kinds: []graph.Kind{graph.KindOffering, graph.KindProduct}, Synonyms: []string{"covered offerings", "scope"}, Help: "offerings or products; several are separated by ;"},
	}
}

func certificateColumns() []FieldSpec {
	return []FieldSpec{
		{Name: "partner", prop: "partner", Required: true, Synonyms: []string{"partner name", "supplier", "supplier name", "vendor", "vendor name", "holder", "company"}, Help: "by external id, LEI, DUNS or name"},
		{Name: "standard", prop: "standard", Required: true, Synonyms: []string{"certificate", "certification", "norm"}},
		{Name: "scope", prop: "scope", Synonyms: []string{"scope of certification"}},
		{Name: "issued_on", prop: "issuedOn", Synonyms: []string{"issued", "issue date", "valid from"}},
		{Name: "expires_on", prop: "expiresOn", Synonyms: []string{"expires", "expiry", "expiry date", "expiration date", "expiration", "valid to", "valid until"}},
	}
}

func personColumns() []FieldSpec {
	out := []FieldSpec{
		{Name: "email", prop: "email", Required: true, Synonyms: []string{"e mail", "email address", "e mail address", "mail"}},
		{Name: "name", prop: "name", Required: true, Synonyms: []string{"full name", "person", "display name"}},
		{Name: "function", prop: "function", Synonyms: []string{"title", "job title", "position", "department"}},
	}
	for i, l := range graph.Layers() {
		out = append(out, FieldSpec{Name: string(l), Type: depth, part: i + 1, Help: "depth of knowledge of the layer, 0 to 3"})
	}
	return append(out, FieldSpec{
		Name: "owns", Type: refs, link: graph.Owns, kinds: graph.Kinds(), Synonyms: []string{"responsible for", "owner of"},
		Help: "what the person answers for; several are separated by ;",
	})
}

func roadmapColumns() []FieldSpec {
	return []FieldSpec{
		{Name: "key", prop: "key", Required: true, Synonyms: []string{"issue key", "item key", "id", "epic key"}},
		{Name: "title", prop: "title", Required: true, Synonyms: []string{"summary", "name", "item", "epic", "feature"}},
		{Name: "layer", prop: "layer", Synonyms: []string{"stack layer"}},
		{Name: "product", Type: refs, link: graph.Delivers, kinds: []graph.Kind{graph.KindProduct}, Synonyms: []string{"delivers", "product name"}, Help: "the product it delivers"},
		{Name: "status", prop: "status", Synonyms: []string{"state"}},
		{Name: "kind", prop: "kind", Synonyms: []string{"issue type", "item kind", "type"}},
		{Name: "target_date", prop: "targetDate", Synonyms: []string{"target", "due date", "due", "launch date", "release date"}},
		{Name: "quarter", prop: "targetDate", Type: quarter, Synonyms: []string{"target quarter", "release quarter"}, Help: "Q3 2027; its last day becomes the target date"},
		{Name: "duration_days", prop: "durationDays", Synonyms: []string{"duration", "duration p50 days"}},
		{Name: "duration_p90_days", prop: "durationP90Days", Synonyms: []string{"duration p90"}},
		{Name: "value", prop: "value", Synonyms: []string{"business value", "revenue"}},
		{Name: "currency", prop: "currency", Synonyms: []string{"currency code"}},
		{Name: "url", prop: "url", Synonyms: []string{"link", "address"}},
		{Name: "needs", Type: refs, link: graph.Needs, kinds: []graph.Kind{graph.KindComponent}, Synonyms: []string{"components", "needs components"}, Help: "components; several are separated by ;"},
		{Name: "depends_on", Type: refs, link: graph.DependsOn, kinds: []graph.Kind{graph.KindRoadmapItem}, Synonyms: []string{"predecessors", "blocked by", "dependencies", "inward issue link blocks"}, Help: "roadmap items before it; several are separated by ;"},
		{Name: "blocks", Type: refs, link: graph.DependsOn, back: true, kinds: []graph.Kind{graph.KindRoadmapItem}, Synonyms: []string{"successors", "outward issue link blocks"}, Help: "roadmap items that depend on it; several are separated by ;"},
		{Name: "involves", Type: refs, link: graph.Involves, kinds: []graph.Kind{graph.KindPartner}, Synonyms: []string{"partners", "alliance", "alliances"}, Help: "partners; several are separated by ;"},
		owner(),
	}
}

func linkColumns() []FieldSpec {
	var kinds []string
	for _, r := range graph.LinkRules() {
		kinds = append(kinds, string(r.Kind))
	}
	return []FieldSpec{
		{Name: "from", prop: "from", Type: graph.EndID, Required: true, kinds: graph.Kinds(), Synonyms: []string{"source", "start"}, Help: "by id, external id, key or name"},
		{Name: "from_kind", Type: graph.Text, Enum: kindNames(), Synonyms: []string{"source kind", "from type"}},
		{Name: "kind", Type: graph.Text, Required: true, Enum: kinds, Synonyms: []string{"link kind", "relation", "type"}},
		{Name: "to", prop: "to", Type: graph.EndID, Required: true, kinds: graph.Kinds(), Synonyms: []string{"target", "end"}, Help: "by id, external id, key or name"},
		{Name: "to_kind", Type: graph.Text, Enum: kindNames(), Synonyms: []string{"target kind", "to type"}},
		{Name: "group", prop: "group", Synonyms: []string{"alternates"}},
		{Name: "minimum", prop: "minimum", Synonyms: []string{"min"}},
		{Name: "quantity", prop: "quantity", Synonyms: []string{"qty"}},
		{Name: "percent", prop: "percent", Synonyms: []string{"share", "ownership"}},
		{Name: "region", prop: "region"},
		{Name: "service", prop: "service"},
		{Name: "critical", prop: "critical"},
		{Name: "role", prop: "role"},
		{Name: "required", prop: "required"},
		{Name: "lag_days", prop: "lagDays", Synonyms: []string{"lag"}},
		{Name: "as_of", prop: "asOf", Synonyms: []string{"as at"}},
		{Name: "confidence", prop: "confidence"},
		{Name: "note", prop: "note", Synonyms: []string{"notes", "comment", "description"}},
	}
}

func kindNames() (out []string) {
	for _, k := range graph.Kinds() {
		out = append(out, string(k))
	}
	return out
}
