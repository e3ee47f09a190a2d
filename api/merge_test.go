package api

import (
	"net/http"
	"testing"

	"linchpin/graph"
)

type unitedAnswer struct {
	Operation string
	Changes   int
	Partner   doc
	Merge     graph.Merge
}

func TestMergeOfTwoPartners(t *testing.T) {
	s := start(t)
	into := s.made("partners", doc{"name": "Acme", "country": "US"})
	from := s.made("partners", doc{"name": "ACME Inc", "country": "DE", "website": "https://acme.example"})
	contract := s.made("contracts", doc{"reference": "C-1", "partner": from})
	product := s.made("products", doc{"name": "Gateway"})
	sells := s.linked(from, "sells", product)
	path := "/api/v1/partners/" + into + "/merge"

	same := s.unchanged()
	preview := get[graph.Merge](s, path+"?from="+from)
	if len(preview.Kept) != 1 || preview.Kept[0].Dropped != "DE" || preview.RewrittenTotal != 1 || len(preview.Moved) != 1 || len(preview.Refused) != 0 {
		t.Errorf("%+v", preview)
	}
	for body, status := range map[string]int{
		`{}`: 422, `{"from":"` + into + `"}`: 422, `{"from":"nobody"}`: 422, `{"from":"` + product + `"}`: 422, `{"into":"x"}`: 400,
	} {
		if rec := s.send("POST", path, body); rec.Code != status {
			t.Errorf("%s: %d %s", body, rec.Code, rec.Body)
		}
	}
	same()

	done := read[unitedAnswer](s, s.send("POST", path, `{"from":"`+from+`"}`), http.StatusOK)
	if done.Partner["website"] != "https://acme.example" || done.Partner["country"] != "US" || done.Changes != 4 {
		t.Errorf("%+v", done)
	}
	if got := get[doc](s, "/api/v1/contracts/"+contract)["partner"]; got != into {
		t.Errorf("the contract binds %v", got)
	}
	if got := get[doc](s, "/api/v1/links/"+sells)["from"]; got != into {
		t.Errorf("the link starts from %v", got)
	}
	if rec := s.send("GET", "/api/v1/partners/"+from, ""); rec.Code != http.StatusNotFound {
		t.Errorf("the other is still there: %d", rec.Code)
	}
	past := get[page[graph.Change]](s, "/api/v1/partners/"+from+"/history?limit=1")
	if len(past.Items) != 1 || past.Items[0].OperationID != done.Operation {
		t.Errorf("its history ends with %+v", past.Items)
	}
}

func TestUndoOfAnOperation(t *testing.T) {
	s := start(t)
	into, from := s.made("partners", doc{"name": "Acme"}), s.made("partners", doc{"name": "ACME Inc"})
	before := get[doc](s, "/api/v1/partners/"+from)
	done := read[unitedAnswer](s, s.send("POST", "/api/v1/partners/"+into+"/merge", `{"from":"`+from+`"}`), http.StatusOK)
	undo := "/api/v1/operations/" + done.Operation + "/undo"
	if rec := s.send("POST", undo, ""); rec.Code != http.StatusOK {
		t.Fatal(rec.Code, rec.Body)
	}
	if after := get[doc](s, "/api/v1/partners/"+from); after["name"] != before["name"] || after["version"] != 3.0 {
		t.Errorf("it came back as %v", after)
	}
	if rec := s.send("POST", undo, ""); rec.Code != http.StatusConflict {
		t.Errorf("undone twice: %d %s", rec.Code, rec.Body)
	}
	if rec := s.send("POST", "/api/v1/operations/none/undo", ""); rec.Code != http.StatusNotFound {
		t.Errorf("%d", rec.Code)
	}
}
