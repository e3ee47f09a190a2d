package api

import (
	"fmt"
	"net/http"
	"sync"
	"testing"

	"linchpin/risk"
)

// Of many changes based on one version exactly one is made.
func TestOneOfManyWins(t *testing.T) {
	s := start(t)
	at := "/api/v1/partners/" + s.made("partners", doc{"name": "Acme"})
	var all sync.WaitGroup
	codes := make(chan int, 20)
	for i := range cap(codes) {
		all.Go(func() { codes <- s.send("PATCH", at, fmt.Sprintf(`{"name":"Acme %d"}`, i), `If-Match: "1"`).Code })
	}
	all.Wait()
	close(codes)
	count := map[int]int{}
	for c := range codes {
		count[c]++
	}
	if count[http.StatusOK] != 1 || count[http.StatusPreconditionFailed] != cap(codes)-1 {
		t.Error(count)
	}
}

// However many write and ask at once, an answer includes what its asker wrote.
func TestAnswersIncludeOnesOwnWrite(t *testing.T) {
	s := start(t)
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			id := s.made("partners", doc{"name": fmt.Sprint("Partner ", i)})
			wrote := get[page[struct{ Seq int64 }]](s, "/api/v1/partners/"+id+"/history").Items[0].Seq
			if told := get[risk.Summary](s, "/api/v1/risk/summary").Change; told < wrote {
				t.Errorf("told of change %d after writing %d", told, wrote)
			}
		})
	}
	all.Wait()
}
