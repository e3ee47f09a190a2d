package demo

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestWhatToAskNext counts, for each fact nobody recorded, the verdicts that
// cannot be safe without it: what no partner stops, has something to rest on,
// and has the entity in its cone.
func TestWhatToAskNext(t *testing.T) {
	data := load(t)
	w := build(data)
	unsure := map[string]bool{}
	var judged []string
	for _, c := range data["components"] {
		unsure[c["external_id"]] = c["sources_known"] != "yes"
		judged = append(judged, c["external_id"])
	}
	for _, p := range data["partners"] {
		unsure[p["external_id"]] = p["sub_tiers_known"] != "yes"
	}
	for _, p := range data["products"] {
		judged = append(judged, p["external_id"])
	}
	for _, item := range data["roadmap"] {
		if open(item) {
			judged = append(judged, item["key"])
		}
	}
	verdicts := map[string]int{}
	for _, id := range judged {
		if len(w[id]) == 0 || len(stopping(data, w, id)) > 0 {
			continue
		}
		for m := range w.cone(id) {
			if unsure[m] {
				verdicts[m]++
			}
		}
	}
	var most []string
	for id, n := range verdicts {
		if n >= 5 {
			most = append(most, fmt.Sprint(n, " ", id))
		}
	}
	slices.Sort(most)
	same(t, "what changes five verdicts or more", most, "5 P-MESHAL", "8 C-IDP", "8 P-OSKAVI")
	if len(verdicts) != 15 {
		t.Errorf("%d facts would change a verdict, want 15", len(verdicts))
	}
}

func TestTwoLayersRestOnOnePersonEach(t *testing.T) {
	var alone []string
	for layer := range strings.FieldsSeq("device_hardware device_software communications cloud_platform applications") {
		var deep []string
		for _, p := range load(t)["people"] {
			if p[layer] == "3" {
				deep = append(deep, p["name"])
			}
		}
		if len(deep) == 1 {
			alone = append(alone, layer+" on "+deep[0])
		}
	}
	same(t, "layers of one person", alone, "device_software on Ruth Aldane", "communications on Ayla Demirok")
}

// TestWithoutTheNordicWholesaler: the launch in the Nordics involves it and
// nothing depends on that launch; 20 of 21 open items still ship.
func TestWithoutTheNordicWholesaler(t *testing.T) {
	data := load(t)
	down, stopped := build(data).fall("P-SKELDR"), []string{}
	for _, item := range data["roadmap"] {
		if open(item) && down[item["key"]] {
			stopped = append(stopped, item["key"]+" "+item["target_date"]+" "+item["value"])
		}
	}
	same(t, "stopped without Skeldra", stopped, "RM-401 2027-09-02 2100000.00")
	for _, p := range data["products"] {
		if down[p["external_id"]] {
			t.Errorf("%s stops without Skeldra: a route stops no product", p["name"])
		}
	}
}
