package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
)

// Names become ids, a country its code; a source nobody is named for comes from
// a partner of its own.
func TestWhatIfSupposesSourcesAndDelays(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, `{"items":[{"id":"id of %s"}]}`, r.URL.Query().Get("q"))
	}))
	defer s.Close()
	cfg, _ := (&program{env: map[string]string{"LINCHPIN_URL": s.URL}}).configure("test", "client")
	c := cfg.client()
	got, err := c.scenario(t.Context(), []string{"p", "NO"}, supposed{sources: texts{"Chip", "Board=Acme"}, delays: texts{"RM=1=30"}})
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"remove":["p"],"countries":["NO"],"add":[` +
		`{"id":"new-partner-1","kind":"partner","name":"An independent partner","subTiersKnown":"yes"},` +
		`{"approval":"approved","component":"id of Chip","id":"new-offering-1","kind":"offering","maker":"new-partner-1","status":"active"},` +
		`{"approval":"approved","component":"id of Board","id":"new-offering-2","kind":"offering","maker":"id of Acme","status":"active"}],` +
		`"delay":[{"id":"id of RM=1","days":30}]}`
	if string(text) != want {
		t.Errorf("%s\nwant %s", text, want)
	}
	for _, wrong := range []string{"RM", "RM=", "RM=soon", "=x"} {
		if _, err := c.scenario(t.Context(), nil, supposed{delays: texts{wrong}}); !errors.Is(err, errUsage) {
			t.Errorf("%s: %v", wrong, err)
		}
	}
}
