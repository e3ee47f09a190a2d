package demo

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// group makes its owner fail once the weights of its failed members exceed the limit.
type group struct {
	members map[string]float64
	limit   float64
}

// world is the sample as failure rules: the groups of each owner.
type world map[string][]group

func (w world) needs(owner string, members ...string) { w.keeps(owner, len(members), members) }

// keeps says that at least minimum of the members must work.
func (w world) keeps(owner string, minimum int, members []string) {
	g := group{members: map[string]float64{}, limit: float64(max(0, len(members)-minimum))}
	for _, m := range members {
		g.members[m] = 1
	}
	w[owner] = append(w[owner], g)
}

// fall returns all that fails when the seeds do.
func (w world) fall(seeds ...string) map[string]bool {
	down := map[string]bool{}
	for _, seed := range seeds {
		down[seed] = true
	}
	for again := true; again; {
		again = false
		for owner, groups := range w {
			if !down[owner] && slices.ContainsFunc(groups, func(g group) bool { return g.trips(down) }) {
				down[owner], again = true, true
			}
		}
	}
	return down
}

func (g group) trips(down map[string]bool) bool {
	failed := 0.0
	for m, weight := range g.members {
		if down[m] {
			failed += weight
		}
	}
	return failed > g.limit
}

// cone returns all that the top rests on, itself included.
func (w world) cone(top string) map[string]bool {
	seen, todo := map[string]bool{top: true}, []string{top}
	for len(todo) > 0 {
		next := todo[0]
		todo = todo[1:]
		for _, g := range w[next] {
			for m := range g.members {
				if !seen[m] {
					seen[m] = true
					todo = append(todo, m)
				}
			}
		}
	}
	return seen
}

func number(s string) float64 {
	n, _ := strconv.ParseFloat(s, 64) // blank is nothing
	return n
}

func counting(offering row) bool {
	return offering["status"] == "active" && (offering["approval"] == "approved" || offering["approval"] == "conditional")
}

func open(item row) bool { return item["status"] != "shipped" && item["status"] != "dropped" }

func build(data map[string][]row) world {
	w := world{}
	for _, p := range data["partners"] {
		if p["parent"] != "" {
			w.needs(p["external_id"], p["parent"])
		}
	}
	sources := map[string][]row{}
	for _, o := range data["offerings"] {
		for _, partner := range append(o.list("relies_on"), o.list("maker")...) {
			w.needs(o["external_id"], partner)
		}
		if o["seller"] != "" {
			w.needs(o["external_id"], o["seller"])
		}
		if counting(o) {
			sources[o["component"]] = append(sources[o["component"]], o)
		}
	}
	for _, c := range data["components"] {
		for _, product := range c.list("product") {
			w.needs(product, c["external_id"])
		}
		w.source(c, sources[c["external_id"]])
	}
	w.plan(data["roadmap"])
	w.link(data)
	return w
}

// source gives a component the rule of its counting offerings.
func (w world) source(c row, offerings []row) {
	if len(offerings) == 0 {
		return
	}
	id, total, shares := c["external_id"], 0.0, map[string]float64{}
	var names []string
	for _, o := range offerings {
		names = append(names, o["external_id"])
		shares[o["external_id"]] = number(o["share_percent"])
		total += number(o["share_percent"])
	}
	if c["required_share_percent"] != "" {
		w[id] = append(w[id], group{shares, max(0, total-number(c["required_share_percent"]))})
		return
	}
	w.keeps(id, max(1, int(number(c["min_sources"]))), names)
}

func (w world) plan(items []row) {
	done := map[string]bool{}
	for _, item := range items {
		done[item["key"]] = !open(item)
	}
	for _, item := range items {
		for _, x := range slices.Concat(item.list("needs"), item.list("product"), item.list("depends_on")) {
			if !done[x] {
				w.needs(item["key"], x)
			}
		}
	}
}

// link adds the links file; alternates and the providers of one critical
// service are collected first.
func (w world) link(data map[string][]row) {
	alternates, minimum := map[[3]string][]string{}, map[[3]string]int{}
	for _, l := range data["links"] {
		key := [3]string{l["from"], l["kind"], l["group"]}
		switch {
		case l["kind"] == "services" && l["critical"] == "yes":
			key = [3]string{l["to"], "services", l["service"]}
			alternates[key] = append(alternates[key], l["from"])
		case l["kind"] == "sells" || l["kind"] == "owns" || l["kind"] == "services":
		case l["kind"] == "involves" && l["required"] != "yes":
		case l["group"] == "":
			w.needs(l["from"], l["to"])
		default:
			alternates[key] = append(alternates[key], l["to"])
			minimum[key] = max(minimum[key], int(number(l["minimum"])))
		}
	}
	for key, members := range alternates {
		w.keeps(key[0], max(1, minimum[key]), members)
	}
}

// stopping returns the names of the partners that stop the top alone, sorted.
func stopping(data map[string][]row, w world, top string) (out []string) {
	for _, p := range data["partners"] {
		if w.fall(p["external_id"])[top] {
			out = append(out, p["name"])
		}
	}
	slices.Sort(out)
	return out
}

func makers(data map[string][]row, component string) []string {
	found := map[string]bool{}
	for _, o := range data["offerings"] {
		if o["component"] == component && counting(o) && o["approval"] == "approved" {
			found[o["maker"]] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

func same(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func TestTwoApprovedMakersShareAnOwner(t *testing.T) {
	data := load(t)
	same(t, "approved makers of the NB-IoT module", makers(data, "C-NBIOT"), "P-KELVES", "P-ODRUN")
	for _, p := range data["partners"] {
		if p["external_id"] == "P-KELVES" || p["external_id"] == "P-ODRUN" {
			same(t, p["name"]+" belongs to", p.list("parent"), "P-STRAVEN")
		}
	}
	same(t, "what stops the NB-IoT module", stopping(data, build(data), "C-NBIOT"), "Stravenholt Holding")
}

func TestSharedSubTierTwoTiersBelowBothMakers(t *testing.T) {
	data := load(t)
	same(t, "approved makers of the transducer", makers(data, "C-FLOW"), "P-BELMUR", "P-TAVRIS")
	chain := map[string][]string{}
	for _, l := range data["links"] {
		if l["kind"] == "sources_from" {
			chain[l["from"]] = append(chain[l["from"]], l["to"])
		}
	}
	same(t, "below Belmura", chain["P-BELMUR"], "P-FENDRI")
	same(t, "below Fendrith", chain["P-FENDRI"], "P-QUORVA")
	same(t, "below Tavrisk", chain["P-TAVRIS"], "P-ELLUBR")
	same(t, "below Ellubrim", chain["P-ELLUBR"], "P-QUORVA")
	same(t, "what stops the transducer", stopping(data, build(data), "C-FLOW"), "Quorvale Minerals")
}

func TestOneRouteInOneRegion(t *testing.T) {
	routes := map[string][]string{}
	for _, l := range load(t)["links"] {
		if l["kind"] == "sells" {
			key := l["to"] + " in " + l["region"]
			routes[key] = append(routes[key], l["from"])
		}
	}
	var single []string
	for route, partners := range routes {
		if len(partners) == 1 {
			single = append(single, route+" by "+partners[0])
		}
	}
	same(t, "routes of one partner", single, "PR-VALVE in Nordics by P-SKELDR")
}

func TestContractEndsBeforeTheLaunchThatNeedsIt(t *testing.T) {
	data := load(t)
	w := build(data)
	contracts := map[string][]row{}
	for _, c := range data["contracts"] {
		contracts[c["partner"]] = append(contracts[c["partner"]], c)
	}
	var found []string
	for _, p := range data["partners"] {
		down := w.fall(p["external_id"])
		for _, item := range data["roadmap"] {
			over := func(c row) bool {
				return c["ends_on"] != "" && c["ends_on"] < item["target_date"] && c["auto_renew"] == "no"
			}
			held := contracts[p["external_id"]]
			if open(item) && down[item["key"]] && len(held) == 1 && over(held[0]) {
				found = append(found, p["name"]+" "+held[0]["reference"]+" "+held[0]["ends_on"]+" "+item["key"]+" "+item["target_date"])
			}
		}
	}
	same(t, "contracts that end too early", found,
		"Halmere Connect CT-2024-014 2027-03-31 RM-301 2027-05-20",
		"Halmere Connect CT-2024-014 2027-03-31 RM-601 2028-02-10")
}

func TestAFewPartnersStopMostItems(t *testing.T) {
	data := load(t)
	w := build(data)
	stopped, total, causes := 0, 0, map[string]bool{}
	for _, item := range data["roadmap"] {
		if !open(item) {
			continue
		}
		total++
		partners := stopping(data, w, item["key"])
		for _, p := range partners {
			causes[p] = true
		}
		switch n := len(partners); {
		case n > 7:
			t.Errorf("%s is stopped by %d partners: too many to be telling", item["key"], n)
		case n > 0:
			stopped++
		}
	}
	if stopped != 14 || total != 21 {
		t.Errorf("%d of %d open items can be stopped, want 14 of 21", stopped, total)
	}
	if len(causes) != 18 {
		t.Errorf("%d partners stop an open item alone, want 18", len(causes))
	}
	same(t, "what stops the series production", stopping(data, w, "RM-201"), "Bootlinden Labs", "Myrionelle Semiconductor",
		"Prystavel Boards", "Quorvale Minerals", "Stravenholt Holding", "Wafrenne Foundry")
}

func TestOtherRulesShow(t *testing.T) {
	data := load(t)
	w := build(data)
	same(t, "what stops the board: the maker of 55 % where half is needed", stopping(data, w, "C-PCB"), "Prystavel Boards")
	same(t, "what stops the secure element: one foundry under both", stopping(data, w, "C-SE"), "Wafrenne Foundry")
	same(t, "what stops the eSIM profile: one manager under both", stopping(data, w, "C-ESIM"), "Signorra Profiles")
	same(t, "what stops the valve body: two of three makers suffice", stopping(data, w, "C-BODY"))
	if !w.fall("P-HARDAL", "P-CASTEL")["C-BODY"] {
		t.Error("the valve body survives with one of its three makers, want two needed")
	}
}

func TestAllVerdictsInEveryLayer(t *testing.T) {
	data := load(t)
	w := build(data)
	unsure := map[string]bool{} // what nobody has answered yes for
	for _, c := range data["components"] {
		unsure[c["external_id"]] = c["sources_known"] != "yes"
	}
	for _, p := range data["partners"] {
		unsure[p["external_id"]] = p["sub_tiers_known"] != "yes"
	}
	count := map[string]int{}
	for _, c := range data["components"] {
		verdict := "safe"
		for id := range w.cone(c["external_id"]) {
			if unsure[id] {
				verdict = "unknown"
			}
		}
		if len(w[c["external_id"]]) == 0 {
			verdict = "unknown"
		}
		if len(stopping(data, w, c["external_id"])) > 0 {
			verdict = "exposed"
		}
		count[c["layer"]+" "+verdict]++
	}
	for layer := range strings.FieldsSeq("device_hardware device_software communications cloud_platform applications") {
		if e, u, s := count[layer+" exposed"], count[layer+" unknown"], count[layer+" safe"]; min(e, u, s) < 3 {
			t.Errorf("%s: %d exposed, %d unknown, %d safe; want at least 3 each", layer, e, u, s)
		}
	}
}
