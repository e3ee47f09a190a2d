package api

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"linchpin/graph"
	"linchpin/risk"
)

// world builds an ecosystem through the API and knows ids by name.
type world struct {
	*server
	ids map[string]string
}

func newWorld(t *testing.T) *world {
	t.Helper()
	return &world{start(t), map[string]string{}}
}

func (w *world) partner(name, parent string) {
	w.Helper()
	body := doc{"name": name}
	if parent != "" {
		body["parent"] = w.ids[parent]
	}
	w.ids[name] = w.made("partners", body)
}

// component with an own event: it requires a part that one partner supplies.
func (w *world) component(name, supplier string) {
	w.Helper()
	w.ids[name] = w.made("components", doc{"name": name, "layer": "communications"})
	if supplier == "" {
		return
	}
	part := w.made("components", doc{"name": "part of " + name, "layer": "device_hardware"})
	w.ids["part of "+name] = part
	w.made("offerings", doc{"component": part, "maker": w.ids[supplier], "approval": "approved", "status": "active"})
	w.linked(w.ids[name], "requires", part)
}

// requires links a component to alternates, or to one component.
func (w *world) requires(owner string, alternates ...string) {
	w.Helper()
	for _, a := range alternates {
		more := doc{}
		if len(alternates) > 1 {
			more["group"] = "either"
		}
		w.linked(w.ids[owner], "requires", w.ids[a], more)
	}
}

// points lists the names of the single points of a top.
func (w *world) points(top string) (names []string) {
	w.Helper()
	for _, row := range get[rows[risk.SinglePoint]](w.server, "/api/v1/risk/single-points?top="+w.ids[top]).Items {
		if len(row.Why) == 0 || row.Sentence == "" {
			w.Errorf("%s stops %s without a proof", row.Cause.Name, top)
		}
		names = append(names, row.Cause.Name)
	}
	slices.Sort(names)
	return names
}

// stopped reports whether the failure of some partners stops a top.
func (w *world) stopped(top string, seeds ...string) bool {
	w.Helper()
	var query []string
	for _, s := range seeds {
		query = append(query, "seed="+w.ids[s])
	}
	b := get[risk.Blast](w.server, "/api/v1/risk/blast?"+strings.Join(query, "&"))
	return slices.ContainsFunc(b.Stopped, func(s risk.Stopped) bool { return s.Entity.ID == w.ids[top] })
}

// G1: T needs M and C; M is one of A and B, whose suppliers have one parent.
func hiddenParent(t *testing.T) *world {
	t.Helper()
	w := newWorld(t)
	w.partner("p", "")
	w.partner("a", "p")
	w.partner("b", "p")
	w.partner("d", "")
	for name, supplier := range map[string]string{"A": "a", "B": "b", "C": "d", "M": ""} {
		w.component(name, supplier)
	}
	w.requires("M", "A", "B")
	w.ids["T"] = w.made("roadmap-items", doc{"key": "T", "title": "T", "targetDate": "2027-02-26", "value": "1000.00", "currency": "EUR"})
	w.linked(w.ids["T"], "needs", w.ids["M"])
	w.linked(w.ids["T"], "needs", w.ids["C"])
	return w
}

func TestGoldenHiddenParent(t *testing.T) {
	w := hiddenParent(t)
	if diff := cmp.Diff([]string{"d", "p"}, w.points("T")); diff != "" {
		t.Error(diff)
	}
	for _, c := range []struct {
		seeds string
		want  bool
	}{{"a", false}, {"b", false}, {"p", true}, {"d", true}, {"a b", true}} {
		if w.stopped("T", strings.Fields(c.seeds)...) != c.want {
			t.Errorf("%s: stops T is %t", c.seeds, !c.want)
		}
	}
	partners := map[string]string{}
	for _, row := range get[rows[risk.ItemPartner]](w.server, "/api/v1/roadmap-items/"+w.ids["T"]+"/partners").Items {
		partners[row.Partner.Name] = string(row.Effect) + " " + strconv.Itoa(row.Tier)
	}
	if diff := cmp.Diff(map[string]string{"a": "one_of_k 1", "b": "one_of_k 1", "d": "stops 1", "p": "stops 2"}, partners); diff != "" {
		t.Error(diff)
	}
	stopping := get[rows[risk.ItemPartner]](w.server, "/api/v1/roadmap-items/"+w.ids["T"]+"/partners?effect=stops&count=true")
	if *stopping.Count != 2 || stopping.Items[0].Partner.Name != "d" || stopping.Items[1].Partner.Name != "p" {
		t.Errorf("%+v", stopping)
	}
	items := get[rows[risk.PartnerItem]](w.server, "/api/v1/partners/"+w.ids["p"]+"/roadmap-items").Items
	if len(items) != 1 || items[0].Item.ID != w.ids["T"] || items[0].Value.Amount != "1000.00" || items[0].Effect != risk.EffectStops {
		t.Errorf("%+v", items)
	}
	sum := get[risk.Summary](w.server, "/api/v1/risk/summary")
	if sum.SinglePoints != 2 || sum.Hidden != 1 || sum.Tops.Exposed != 1 {
		t.Errorf("%+v", sum)
	}
}

// G4: X is one of A and B; A needs S; B needs one of S and R.
func TestGoldenSharedSubTier(t *testing.T) {
	w := newWorld(t)
	for name := range strings.FieldsSeq("A B S R") {
		w.partner(strings.ToLower(name), "")
		w.component(name, strings.ToLower(name))
	}
	w.component("X", "")
	w.requires("X", "A", "B")
	w.requires("A", "S")
	w.requires("B", "S", "R")
	if got := w.points("X"); len(got) != 0 {
		t.Error(got)
	}
	for seeds, want := range map[string]bool{"a b": true, "b s": true, "r s": true, "a r": false, "a s": false, "b r": false} {
		if w.stopped("X", strings.Fields(seeds)...) != want {
			t.Errorf("%s: stops X is %t", seeds, !want)
		}
	}
}

// G5: A is one of B and C, and B needs A.
func TestGoldenCircularAlternative(t *testing.T) {
	w := newWorld(t)
	for name := range strings.FieldsSeq("A B C") {
		w.partner(strings.ToLower(name), "")
		w.component(name, strings.ToLower(name))
	}
	w.requires("A", "B", "C")
	w.requires("B", "A")
	if diff := cmp.Diff([]string{"a"}, w.points("A")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"a", "b"}, w.points("B")); diff != "" {
		t.Error(diff)
	}
	if !w.stopped("A", "b", "c") {
		t.Error("b and c stop A")
	}
	warned := get[risk.Summary](w.server, "/api/v1/risk/summary").Circular
	if len(warned) != 1 || warned[0].Owner.ID != w.ids["A"] || warned[0].Member.ID != w.ids["B"] {
		t.Errorf("%+v", warned)
	}
}

// G6: A needs B, and B needs A.
func TestGoldenMandatoryCycle(t *testing.T) {
	w := newWorld(t)
	for name := range strings.FieldsSeq("A B") {
		w.partner(strings.ToLower(name), "")
		w.component(name, strings.ToLower(name))
	}
	w.requires("A", "B")
	w.requires("B", "A")
	for _, top := range []string{"A", "B"} {
		if diff := cmp.Diff([]string{"a", "b"}, w.points(top)); diff != "" {
			t.Error(top, diff)
		}
	}
}

// A route is asked for by its id, whatever its region is called.
func TestRoutesAreAskedForById(t *testing.T) {
	w := newWorld(t)
	w.partner("Channel", "")
	lock := w.made("products", doc{"name": "Lock"})
	w.linked(w.ids["Channel"], "sells", lock, doc{"region": "Norway, Sweden"})
	id := url.QueryEscape(lock + ".route.Norway, Sweden")
	if got := get[rows[risk.SinglePoint]](w.server, "/api/v1/risk/single-points?top="+id).Items; len(got) != 1 || got[0].Cause.Name != "Channel" {
		t.Errorf("%+v", got)
	}
	if got := get[risk.Blast](w.server, "/api/v1/risk/blast?seed="+id).Seeds; len(got) != 1 || got[0].Kind != graph.KindRoute {
		t.Errorf("%+v", got)
	}
}

// After a write the next answer includes it and says so by its number.
func TestAnswersIncludeTheLastWrite(t *testing.T) {
	w := hiddenParent(t)
	ask := "/api/v1/risk/single-points"
	before := w.send("GET", ask, "")
	with := "If-None-Match: " + before.Header().Get("ETag")
	if rec := w.send("GET", ask, "", with); rec.Code != 304 || rec.Body.Len() != 0 {
		t.Error(rec.Code, rec.Body)
	}
	was := read[rows[risk.SinglePoint]](w.server, before, 200)
	if rec := w.send("PATCH", "/api/v1/partners/"+w.ids["a"], `{"parent":null}`, `If-Match: "1"`); rec.Code != 200 {
		t.Fatal(rec.Code, rec.Body)
	}
	now := read[rows[risk.SinglePoint]](w.server, w.send("GET", ask, "", with), 200)
	if now.Change != was.Change+1 || len(was.Items) != 2 || len(now.Items) != 1 || now.Items[0].Cause.Name != "d" {
		t.Errorf("%d with %d rows, then %d with %d", was.Change, len(was.Items), now.Change, len(now.Items))
	}
	if m := get[meta](w.server, "/api/v1/meta"); m.Change != now.Change || m.Counts[graph.KindPartner] != 4 || m.ChangedAt == nil {
		t.Errorf("%+v", m)
	}
}

// The rows of an answer are paged; pages of an older graph are gone.
func TestPagesOfAnAnswer(t *testing.T) {
	w := hiddenParent(t)
	ask := "/api/v1/roadmap-items/" + w.ids["T"] + "/partners?limit=3&count=true"
	first := get[rows[risk.ItemPartner]](w.server, ask)
	if len(first.Items) != 3 || first.Next == nil || *first.Count != 4 {
		t.Fatalf("%+v", first)
	}
	rest := get[rows[risk.ItemPartner]](w.server, ask+"&cursor="+*first.Next)
	if len(rest.Items) != 1 || rest.Next != nil {
		t.Errorf("%+v", rest)
	}
	table := w.send("GET", ask+"&format=csv", "").Body.String()
	if lines := strings.Split(strings.TrimSpace(table), "\n"); len(lines) != 5 || !strings.HasPrefix(lines[0], "partner,timeToRecoverDays,effect,") {
		t.Error(table)
	}
	w.partner("new", "")
	if rec := w.send("GET", ask+"&cursor="+*first.Next, ""); rec.Code != 410 {
		t.Error(rec.Code, rec.Body)
	}
}

func TestEveryQuestionKeepsTheContract(t *testing.T) {
	w := hiddenParent(t)
	for _, q := range []string{
		"risk/sourcing", "risk/sourcing?layer=communications&verdict=exposed", "risk/sourcing?partner=" + w.ids["p"], "risk/single-points?hidden=true&layer=communications",
		"risk/single-points?cause=country", "risk/single-points?q=radio&count=true", "risk/false-diversity", "risk/false-diversity?cause=person", "risk/blast?limit=1&seed=" + w.ids["p"],
		"risk/sourcing?format=csv", "risk/single-points?format=csv", "risk/false-diversity?format=csv",
		"graph/neighbourhood?focus=" + w.ids["T"] + "&hops=2&kinds=needs,requires", "graph/paths?from=" + w.ids["T"] + "&to=" + w.ids["p"],
		"graph/paths?dependency=true&from=" + w.ids["p"] + "&to=" + w.ids["T"],
		"search?q=pa&kinds=component,partner&limit=1", "search?q=T&exact=true", "links?limit=2", "changes?limit=1",
	} {
		if rec := w.send("GET", "/api/v1/"+q, ""); rec.Code != 200 {
			t.Errorf("%s: %d %s", q, rec.Code, rec.Body)
		}
	}
	found := get[page[graph.Hit]](w.server, "/api/v1/search?q=t&exact=true")
	if len(found.Items) != 1 || found.Items[0].ID != w.ids["T"] {
		t.Errorf("%+v", found.Items)
	}
	paths := get[rows[path]](w.server, "/api/v1/graph/paths?from="+w.ids["T"]+"&to="+w.ids["d"])
	if len(paths.Items) == 0 || paths.Items[0].Sentence != "T needs C, which requires part of C, which is supplied by part of C · d, which is made by d." {
		t.Errorf("%+v", paths.Items)
	}
	if p := paths.Items[0]; p.Dependent == nil || p.Dependent.ID != w.ids["T"] || !p.Stops || p.Steps[2].Of != 1 {
		t.Errorf("T hangs on d: %+v", p)
	}
}

// A chain of links that is no dependency says so; asked for dependencies alone,
// there is none of it, and either end may be the one that depends.
func TestPathsSayWhetherTheyAreDependencies(t *testing.T) {
	w := hiddenParent(t)
	ask := func(from, to, more string) []path {
		return get[rows[path]](w.server, "/api/v1/graph/paths?from="+w.ids[from]+"&to="+w.ids[to]+more).Items
	}
	if got := ask("a", "b", ""); len(got) != 1 || got[0].Sentence != "a is owned by p, which owns b." || got[0].Dependent != nil || got[0].Stops {
		t.Errorf("%+v", got)
	}
	if got := ask("a", "b", "&dependency=true"); len(got) != 0 {
		t.Errorf("%+v", got)
	}
	got := ask("a", "M", "&dependency=true")
	if len(got) != 1 || got[0].Dependent.ID != w.ids["M"] || got[0].Stops || got[0].Steps[3].Needed != 2 || got[0].Steps[3].Of != 2 {
		t.Fatalf("%+v", got)
	}
	if want := "a makes part of A · a, which supplies part of A, which is required by A, which is required by M."; got[0].Sentence != want {
		t.Error(got[0].Sentence)
	}
	if got := ask("M", "p", "&dependency=true&limit=1"); len(got) != 1 || !got[0].Stops || len(got[0].Steps) != 5 {
		t.Errorf("%+v", got)
	}
}
