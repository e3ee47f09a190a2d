package api

import (
	"bytes"
	"context"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"

	"linchpin/graph"
	"linchpin/identity"
	"linchpin/importers"
	"linchpin/jobs"
)

const vendors = "Vendor ID,Vendor name,Country\n1,Acme GmbH,DE\n2,Bolt Inc,US\n3,,US\n"

// upload sends a file, with further parts before it as "name=value".
func (s *server) upload(file string, parts ...string) *httptest.ResponseRecorder {
	s.Helper()
	return s.parts(append(parts, "file="+file)...)
}

// parts sends an upload part by part, each as "name=value".
func (s *server) parts(parts ...string) *httptest.ResponseRecorder {
	s.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, p := range parts {
		name, v, _ := strings.Cut(p, "=")
		if name != "file" {
			_ = w.WriteField(name, v)
			continue
		}
		f, _ := w.CreateFormFile(name, "vendors.csv")
		_, _ = f.Write([]byte(v))
	}
	_ = w.Close()
	return s.send("POST", importsPath, b.String(), "Content-Type: "+w.FormDataContentType())
}

// ended starts work on an import and waits, with the event stream, for its end.
func (s *server) ended(at, work string) jobs.Job {
	s.Helper()
	rec := s.send("POST", at+"/"+work, "")
	j := read[jobs.Job](s, rec, http.StatusAccepted)
	if rec.Header().Get("Location") != jobsPath+"/"+j.ID || rec.Header().Get("Retry-After") == "" {
		s.Error(rec.Header())
	}
	events := s.send("GET", jobsPath+"/"+j.ID+"/events", "")
	if got := events.Header().Get("Content-Type"); got != "text/event-stream; charset=utf-8" {
		s.Error(got)
	}
	last := events.Body.String()
	last = last[strings.LastIndex(last, "id: "):]
	j = get[jobs.Job](s, jobsPath+"/"+j.ID)
	if !j.Ended() || !strings.Contains(last, `"state":"`+string(j.State)+`"`) {
		s.Errorf("%+v after %s", j, last)
	}
	return j
}

// telling is a desk that tells these states of every job.
type telling struct {
	Desk
	states []jobs.Job
}

func (d telling) Watch(context.Context, string) (<-chan jobs.Job, error) {
	out := make(chan jobs.Job, len(d.states))
	for _, j := range d.states {
		out <- j
	}
	close(out)
	return out, nil
}

// TestEventsTellWhatAJobWaitsFor: a job that stands still tells what it waits
// for, and nothing twice, also to a reader that was cut off.
func TestEventsTellWhatAJobWaitsFor(t *testing.T) {
	s := start(t)
	silent := jobs.Job{ID: "j", State: jobs.Running}
	waits := silent
	waits.Waits = &jobs.Wait{Import: "i", File: "other.csv", Kind: jobs.Apply}
	longer := waits
	longer.Waits = &jobs.Wait{Import: "i", File: "other.csv", Kind: jobs.Apply, Silent: 60}
	cfg := s.config()
	cfg.Desk = telling{cfg.Desk, []jobs.Job{silent, waits, waits, longer}}
	s.serve(cfg)
	const path = jobsPath + "/j/events"
	body := s.send("GET", path, "").Body.String()
	events := strings.Split(strings.TrimSpace(body), "\n\n")
	if len(events) != 3 || !strings.Contains(events[1], `"file":"other.csv"`) || !strings.Contains(events[2], `"silent":60`) {
		t.Fatal(body)
	}
	id, _, _ := strings.Cut(strings.TrimPrefix(events[0], "id: "), "\n")
	if again := s.send("GET", path, "", "Last-Event-ID: "+id).Body.String(); again != strings.Join(events[1:], "\n\n")+"\n\n" {
		t.Error(again)
	}
}

// An import that a client has is not sent again before it changes.
func TestAnImportIsReadAgainWhenItChanged(t *testing.T) {
	s := start(t)
	at := s.upload(vendors, "as=partners").Header().Get("Location")
	tag := s.send("GET", at, "").Header().Get("ETag")
	if rec := s.send("GET", at, "", "If-None-Match: "+tag); rec.Code != 304 || rec.Body.Len() > 0 || rec.Header().Get("ETag") != tag {
		t.Errorf("%d %s, tag %s", rec.Code, rec.Body, tag)
	}
	s.send("PATCH", at, `{"skipBad":true}`, "Content-Type: application/json")
	if rec := s.send("GET", at, "", "If-None-Match: "+tag); rec.Code != 200 || !strings.Contains(rec.Body.String(), `"skipBad":true`) {
		t.Errorf("%d %s", rec.Code, rec.Body)
	}
}

// Rejected rows come back in the encoding of the file, and are told to be in it.
func TestRejectsAreSentInTheirEncoding(t *testing.T) {
	s := start(t)
	for _, tc := range []struct{ file, charset string }{
		{"name;country\nM\xfcller;XX\n", "windows-1252"},
		{"\xff\xfen\x00a\x00m\x00e\x00,\x00c\x00o\x00u\x00n\x00t\x00r\x00y\x00\n\x00M\x00,\x00X\x00X\x00\n\x00", "utf-16"},
		{"name;country\nMüller;XX\n", "utf-8"},
	} {
		at := s.upload(tc.file, "as=partners").Header().Get("Location")
		if j := s.ended(at, "check"); j.State != jobs.Done || j.Result.Counts.Rejected != 1 {
			t.Fatalf("%+v", j)
		}
		if got := s.send("GET", at+"/rejects", "").Header().Get("Content-Type"); got != "text/csv; charset="+tc.charset {
			t.Errorf("%q, want %s", got, tc.charset)
		}
	}
}

// TestImport takes a file all the way: up, checked, mended, applied, undone.
func TestImport(t *testing.T) {
	s := start(t)
	s.role = identity.Importer
	rec := s.upload(vendors, "as=partners", "source=erp")
	made := read[jobs.Import](s, rec, http.StatusCreated)
	at := rec.Header().Get("Location")
	if at != importsPath+"/"+made.ID || made.As != importers.Partners || made.Source != "erp" || made.File != "vendors.csv" || made.CreatedBy != "the importer" {
		t.Fatalf("%s: %+v", at, made)
	}
	before := s.snapshot()
	if j := s.ended(at, "check"); j.State != jobs.Done || j.Result.Counts.Create != 2 || j.Result.Counts.Rejected != 1 {
		t.Fatalf("%+v", j)
	}
	if rows := get[page[importers.Row]](s, at+"/rows?limit=2"); len(rows.Items) != 2 || rows.Next == nil || rows.Items[1].Name != "Bolt Inc" {
		t.Errorf("%+v", rows)
	} else if rest := get[page[importers.Row]](s, at+"/rows?limit=2&cursor="+*rows.Next); len(rest.Items) != 1 || rest.Items[0].Errors[0].Code != "required" {
		t.Errorf("%+v", rest)
	}
	if rejects := s.send("GET", at+"/rejects", ""); !strings.Contains(rejects.Header().Get("Content-Disposition"), "rejects-vendors.csv") || strings.Contains(rejects.Body.String(), "Acme") {
		t.Error(rejects.Header(), rejects.Body)
	}
	if rec := s.send("POST", at+"/apply", ""); rec.Code != 409 {
		t.Error("rejected rows were applied:", rec.Code, rec.Body)
	}
	if after := s.snapshot(); after.Change != before.Change {
		t.Error("a check wrote something")
	}
	read[jobs.Import](s, s.send("PATCH", at, `{"skipBad":true}`), 200)
	if j := s.ended(at, "apply"); j.State != jobs.Done || j.Result.Changes != 2 {
		t.Fatalf("%+v", j)
	}
	if names := s.walk("/api/v1/partners?source=erp"); strings.Join(names, ", ") != "Acme GmbH, Bolt Inc" {
		t.Error(names)
	}
	if i := get[jobs.Import](s, at); i.State != jobs.Applied {
		t.Errorf("%+v", i)
	}
	if j := s.ended(at, "undo"); j.State != jobs.Done {
		t.Fatalf("%+v", j)
	}
	if names := s.walk("/api/v1/partners"); len(names) != 0 {
		t.Error(names)
	}
	if all := get[page[jobs.Import]](s, importsPath); len(all.Items) != 1 || all.Items[0].State != jobs.Undone {
		t.Errorf("%+v", all)
	}
}

func TestImportChoices(t *testing.T) {
	s := start(t)
	at := s.upload(vendors).Header().Get("Location")
	i := read[jobs.Import](s, s.send("PATCH", at, `{"as":"products","source":"plm"}`), 200)
	if i.As != importers.Products || i.Source != "plm" || i.Mapping.As != importers.Products {
		t.Errorf("%+v", i)
	}
	for body, want := range map[string]string{
		`{"mapping":{"as":"partners","source":"","columns":[{"header":"x","field":"name"}]}}`: `"status":422`,
		`{"mapping":{"as":"partners","Source":""}}`:                                           `"pointer":"/mapping/Source"`,
		`{"as":"nonsense"}`:       `"pointer":"/as"`,
		`{"decisions":{"x":"y"}}`: `"pointer":"/decisions"`,
		`{"skipBad":"yes"}`:       `"pointer":"/skipBad"`,
		`{"state":"applied"}`:     `"pointer":"/state"`,
	} {
		if rec := s.send("PATCH", at, body); rec.Code < 400 || !strings.Contains(rec.Body.String(), want) {
			t.Errorf("%s: %d %s", body, rec.Code, rec.Body)
		}
	}
	fields := get[allFields](s, "/api/v1/import-fields?as=partners")
	if len(fields.Items) != 1 || !slices.ContainsFunc(fields.Items[0].Fields, func(f importers.FieldSpec) bool { return f.Name == "name" && f.Required }) {
		t.Errorf("%+v", fields)
	}
	if all := get[allFields](s, "/api/v1/import-fields"); len(all.Items) != len(importers.Kinds()) {
		t.Error(len(all.Items))
	}
}

// TestUploadInAnyOrder: what is said about a file counts on either side of it.
func TestUploadInAnyOrder(t *testing.T) {
	s := start(t)
	for _, parts := range [][]string{
		{"file=" + vendors, "as=products", "source=plm"},
		{"as=products", "file=" + vendors, "source=plm"},
		{"as=products", "source=plm", "file=" + vendors},
	} {
		i := read[jobs.Import](s, s.parts(parts...), http.StatusCreated)
		if i.As != importers.Products || i.Source != "plm" || i.Mapping.Source != "plm" || i.File != "vendors.csv" || i.Sniff.Rows != 3 {
			t.Errorf("%q: %+v", parts, i)
		}
	}
}

func TestUploadsThatAreRefused(t *testing.T) {
	s := start(t)
	for name, tc := range map[string]struct {
		rec    *httptest.ResponseRecorder
		status int
		want   string
	}{
		"no multipart":  {s.send("POST", importsPath, `{}`), 415, "multipart"},
		"empty":         {s.upload(""), 422, `"pointer":"/file"`},
		"unknown part":  {s.upload(vendors, "kind=x"), 400, `"pointer":"/kind"`},
		"unknown kind":  {s.upload(vendors, "as=x"), 422, `"pointer":"/as"`},
		"long source":   {s.upload(vendors, "source="+strings.Repeat("a", 65)), 422, `"pointer":"/source"`},
		"broken":        {s.upload(vendors, "mapping={"), 400, "bad_request"},
		"twice":         {s.upload(vendors, "as=partners", "as=partners"), 400, `"pointer":"/as"`},
		"cut off":       {s.send("POST", importsPath, "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nname\n", "Content-Type: multipart/form-data; boundary=x"), 400, "ends too early"},
		"unknown after": {s.parts("file=name\nA\n", "kind=x"), 400, `"pointer":"/kind"`},
		"wrong after":   {s.parts("file=name\nA\n", "as=x"), 422, `"pointer":"/as"`},
		"said on both":  {s.parts("as=partners", "file=name\nA\n", "as=partners"), 400, `"pointer":"/as"`},
		"two files":     {s.parts("file=name\nA\n", "file=name\nA\n"), 400, `"pointer":"/file"`},
		"nothing":       {s.send("POST", importsPath, "--x--\r\n", "Content-Type: multipart/form-data; boundary=x"), 422, `"pointer":"/file"`},
		"too large":     {s.upload("name\n" + strings.Repeat("A", 1<<20)), 413, "more than 1 MiB"},
		"no such one":   {s.send("GET", importsPath+"/x", ""), 404, "not_found"},
		"no such job":   {s.send("GET", jobsPath+"/x", ""), 404, "not_found"},
		"nothing there": {s.send("GET", jobsPath+"/x/events", ""), 404, "not_found"},
	} {
		if tc.rec.Code != tc.status || !strings.Contains(tc.rec.Body.String(), tc.want) {
			t.Errorf("%s: got %d %s, want %d with %s", name, tc.rec.Code, tc.rec.Body, tc.status, tc.want)
		}
	}
	if all := get[page[jobs.Import]](s, importsPath); len(all.Items) != 0 {
		t.Errorf("%d are kept", len(all.Items))
	}
}

// TestMappingsArePaged: a page goes on behind an entry, and is gone with it.
func TestMappingsArePaged(t *testing.T) {
	s := start(t)
	const path = "/api/v1/import-mappings"
	for _, file := range []string{"name\nAlder\n", "name,country\nBirch,DE\n", "name,duns\nCedar,123456789\n"} {
		rec := s.upload(file, "as=partners")
		at := rec.Header().Get("Location")
		if s.ended(at, "check"); s.ended(at, "apply").State != jobs.Done {
			t.Fatal(file)
		}
	}
	first := get[page[jobs.SavedMapping]](s, path+"?limit=2")
	if len(first.Items) != 2 || first.Next == nil {
		t.Fatalf("%+v", first)
	}
	last := get[page[jobs.SavedMapping]](s, path+"?limit=2&cursor="+*first.Next)
	if len(last.Items) != 1 || last.Next != nil || slices.ContainsFunc(first.Items, func(m jobs.SavedMapping) bool { return m.ID == last.Items[0].ID }) {
		t.Errorf("%+v", last)
	}
	if rec := s.send("DELETE", path+"/"+first.Items[1].ID, ""); rec.Code != 204 {
		t.Fatal(rec.Code, rec.Body)
	}
	if rec := s.send("GET", path+"?cursor="+*first.Next, ""); rec.Code != 410 {
		t.Error(rec.Code, rec.Body)
	}
}

// TestImportWorkbook takes a list of parts from its workbook to the graph and
// back: read, its product named, checked, its bad row mended aside, undone.
func TestImportWorkbook(t *testing.T) {
	s := start(t)
	s.role = identity.Importer
	file, err := os.ReadFile("../importers/testdata/bom-planktoscope-v26.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	rec := s.upload(string(file), "source=plm")
	made := read[jobs.Import](s, rec, http.StatusCreated)
	at := rec.Header().Get("Location")
	if made.As != importers.Bom || made.Sniff.Format != "xlsx" || made.Sniff.Sheet != "Sheet2" || made.Sniff.HeaderLine != 2 || len(made.Sniff.Sheets) != 2 {
		t.Fatalf("%+v", made)
	}
	made.Mapping.Constants["product.name"] = "PlanktoScope"
	body, err := json.Marshal(map[string]any{"mapping": made.Mapping, "skipBad": true})
	if err != nil {
		t.Fatal(err)
	}
	read[jobs.Import](s, s.send("PATCH", at, string(body)), 200)
	if j := s.ended(at, "check"); j.State != jobs.Done || j.Result.Counts != (importers.Counts{Create: 61, Unchanged: 4, Rejected: 1}) {
		t.Fatalf("%+v", j)
	}
	rejects := s.send("GET", at+"/rejects", "")
	if text := rejects.Body.String(); !strings.Contains(rejects.Header().Get("Content-Disposition"), "rejects-vendors.csv") || !strings.Contains(text, "Round capillary") || !strings.Contains(text, "10cm") {
		t.Error(rejects.Header(), text)
	}
	if j := s.ended(at, "apply"); j.State != jobs.Done {
		t.Fatalf("%+v", j)
	}
	kinds := func() map[graph.Kind]int {
		out := map[graph.Kind]int{}
		g := s.snapshot()
		for n := range g.Nodes() {
			out[n.Kind]++
		}
		return out
	}
	parts := kinds()
	if parts[graph.KindComponent] != 60 || parts[graph.KindOffering] != 56 || parts[graph.KindPartner] != 19 || parts[graph.KindProduct] != 1 {
		t.Errorf("the graph has %v", parts)
	}
	if j := s.ended(at, "undo"); j.State != jobs.Done || len(kinds()) != 0 {
		t.Fatalf("%+v", j)
	}
	read[jobs.Import](s, s.send("PATCH", at, `{"reading":{"sheet":"Sheet2","headerLine":2,"headerRows":1}}`), 200)
	if rec := s.send("PATCH", at, `{"reading":{"sheet":"Sheet9"}}`); rec.Code != 422 || !strings.Contains(rec.Body.String(), `"pointer":"/reading/sheet"`) {
		t.Error(rec.Code, rec.Body)
	}
	old := s.upload("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600))
	if old.Code != 422 || !strings.Contains(old.Body.String(), "save it as .xlsx") || !strings.Contains(old.Body.String(), `"code":"format"`) {
		t.Error(old.Code, old.Body)
	}
}
