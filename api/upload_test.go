package api

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime/metrics"
	"strings"
	"testing"
	"time"

	"linchpin/importers"
	"linchpin/jobs"
)

// pour writes a text n times.
func pour(w io.Writer, text string, n int) {
	block := []byte(strings.Repeat(text, max(1, min(n, 1<<16/len(text)))))
	for left := n * len(text); left > 0; left -= len(block) {
		if _, err := w.Write(block[:min(left, len(block))]); err != nil {
			return // the server has refused it
		}
	}
}

// stream sends a file that is made while it is sent.
func (s *server) stream(write func(w io.Writer)) *httptest.ResponseRecorder {
	s.Helper()
	body, sent := io.Pipe()
	form := multipart.NewWriter(sent)
	go func() {
		part, err := form.CreateFormFile("file", "hostile")
		if err == nil {
			write(part)
			err = form.Close()
		}
		sent.CloseWithError(err)
	}()
	req := httptest.NewRequestWithContext(s.Context(), http.MethodPost, importsPath, body)
	req.Header.Set("Content-Type", form.FormDataContentType())
	req.Header.Set("Authorization", "Bearer "+s.token(s.role))
	defer body.Close()
	return s.do(req)
}

// workbookOf is a workbook with one sheet of the given rows.
func workbookOf(rows func(w io.Writer)) func(io.Writer) {
	const head = `<?xml version="1.0" encoding="UTF-8"?>`
	const office, open = "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://schemas.openxmlformats.org/package/2006/"
	return func(w io.Writer) {
		z := zip.NewWriter(w)
		for name, text := range map[string]string{
			"[Content_Types].xml":        `<Types xmlns="` + open + `content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
			"_rels/.rels":                `<Relationships xmlns="` + open + `relationships"><Relationship Id="rId1" Type="` + office + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
			"xl/_rels/workbook.xml.rels": `<Relationships xmlns="` + open + `relationships"><Relationship Id="rId1" Type="` + office + `/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
			"xl/workbook.xml":            `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="` + office + `"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		} {
			if f, err := z.Create(name); err == nil {
				_, _ = io.WriteString(f, head+text)
			}
		}
		if f, err := z.Create("xl/worksheets/sheet1.xml"); err == nil {
			_, _ = io.WriteString(f, head+`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`)
			rows(f)
			_, _ = io.WriteString(f, `</sheetData></worksheet>`)
		}
		_ = z.Close()
	}
}

// billion is a sheet of 61,000 rows that each reach to the last column.
func billion(w io.Writer) {
	for r := 1; r <= 61_000; r++ {
		last := "XFD"
		if r == 1 {
			last = "B"
		}
		fmt.Fprintf(w, `<row r="%d"><c r="A%d"><v>1</v></c><c r="%s%d"><v>1</v></c></row>`, r, r, last, r)
	}
}

// most is the largest heap while something is done, above that at its start.
func most(do func()) int64 {
	heap := func() int64 {
		s := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		metrics.Read(s)
		return int64(s[0].Value.Uint64())
	}
	start, peak, done, ended := heap(), int64(0), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for tick := time.NewTicker(2 * time.Millisecond); ; {
			select {
			case <-done:
				tick.Stop()
				return
			case <-tick.C:
				peak = max(peak, heap()-start)
			}
		}
	}()
	do()
	close(done)
	<-ended
	return peak
}

// TestHostileUploads sends what is made to break a reader. Each is refused with
// a reason, in bounded memory, and nothing of it stays. How long it took is told,
// and not judged: machines differ.
func TestHostileUploads(t *testing.T) {
	s := start(t)
	dir := t.TempDir()
	s.desk.Close()
	var err error
	if s.desk, err = jobs.New(jobs.Config{Dir: dir, Store: s.store, Now: time.Now}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.desk.Close)
	own, err := os.ReadDir(dir) // what a desk keeps of itself
	if err != nil {
		t.Fatal(err)
	}
	s.serve(s.config())
	s.made("partners", doc{"name": "Acme"})
	same := s.unchanged()
	const mib = 1 << 20
	cdx := func(w io.Writer) { pour(w, `{"bomFormat":"CycloneDX","specVersion":"1.5","x":`, 1) }
	for name, tc := range map[string]struct {
		write  func(w io.Writer)
		status int
		want   string
	}{
		"more than is taken":        {func(w io.Writer) { pour(w, "name\n", 14*mib) }, 413, "64 MiB"},
		"a gigabyte without a line": {func(w io.Writer) { pour(w, "a", 1024*mib) }, 413, "64 MiB"},
		"60 MiB without a line":     {func(w io.Writer) { pour(w, "a", 60*mib) }, 422, `"code":"too_long"`},
		"a quote without end":       {func(w io.Writer) { pour(w, "name\n\"", 1); pour(w, "a\n", 30*mib) }, 422, "never closes"},
		"nothing but NUL":           {func(w io.Writer) { pour(w, "\x00", 8*mib) }, 422, `"pointer":"/file"`},
		"NUL in the headers":        {func(w io.Writer) { pour(w, "na\x00me,country\nAcme,DE\n", 1) }, 422, `"pointer":"/file"`},
		"16,384 columns":            {func(w io.Writer) { pour(w, "a,", 16_383); pour(w, "a\n", 1) }, 422, `"code":"too_long"`},
		"a bomb":                    {workbookOf(func(w io.Writer) { pour(w, " ", 80*mib) }), 422, "unzip"}, // 64 is the least limit
		"a billion cells":           {workbookOf(billion), 422, `"pointer":"/file"`},
		"lists 10,000 deep":         {func(w io.Writer) { cdx(w); pour(w, "[", 10_000) }, 422, "nested more than 100 deep"},
		"objects 10,000 deep":       {func(w io.Writer) { pour(w, `{"a":`, 10_000) }, 422, "nested more than 100 deep"},
		"60 MiB of one text":        {func(w io.Writer) { cdx(w); pour(w, `"`, 1); pour(w, "a", 60*mib) }, 422, "more than 1048576 bytes"},
		"60 MiB of one number":      {func(w io.Writer) { cdx(w); pour(w, "1", 60*mib) }, 422, "more than 1048576 bytes"},
		"four million components": {func(w io.Writer) {
			pour(w, `{"bomFormat":"CycloneDX","specVersion":"1.5","components":[{"name":"a"}`, 1)
			pour(w, `,{"name":"a"}`, 4*mib)
		}, 422, "more than 200000 components"},
		"a million names in one": {func(w io.Writer) {
			pour(w, `{"bomFormat":"CycloneDX","specVersion":"1.5","x":{"`, 1)
			numbered(w, `":1,"%d`, 1<<20)
			pour(w, `":1,"7":1}}`, 1)
		}, 422, "more than 10000 names"},
		"a million dependencies more": {func(w io.Writer) {
			pour(w, `{"bomFormat":"CycloneDX","specVersion":"1.5","components":[{"name":"a","bom-ref":"a"}],"dependencies":[{"ref":"a","dependsOn":["a"`, 1)
			pour(w, `,"a"`, 1_000_001)
		}, 422, "more than 1000000 dependencies"},
	} {
		var rec *httptest.ResponseRecorder
		began := time.Now()
		peak := most(func() { rec = s.stream(tc.write) })
		t.Logf("%-28s %3d  %5d MiB  %6.1f s", name, rec.Code, peak>>20, time.Since(began).Seconds())
		if rec.Code != tc.status || !strings.Contains(rec.Body.String(), tc.want) {
			t.Errorf("%s: got %d %.300s, want %d with %s", name, rec.Code, rec.Body, tc.status, tc.want)
		}
		if peak > 384*mib { // with what the test itself makes, before it is collected
			t.Errorf("%s took %d MiB", name, peak>>20)
		}
	}
	same()
	if all := get[page[jobs.Import]](s, importsPath); len(all.Items) != 0 {
		t.Errorf("%d imports are kept", len(all.Items))
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != len(own) {
		t.Errorf("files are left: %v %v", left, err)
	}
}

// numbered writes a pattern with the numbers below n.
func numbered(w io.Writer, pattern string, n int) {
	var b bytes.Buffer
	for i := range n {
		if fmt.Fprintf(&b, pattern, i); b.Len() > 1<<16 || i == n-1 {
			if _, err := b.WriteTo(w); err != nil {
				return
			}
		}
	}
}

// TestHostileRows brings files that can be read and rows that cannot be taken:
// they are rejected by the check, and apply refuses the import.
func TestHostileRows(t *testing.T) {
	s := start(t)
	same := s.unchanged()
	for name, tc := range map[string]struct{ file, code, column string }{
		"a formula":          {"name,country\n\"=HYPERLINK(\"\"http://evil.example\"\",\"\"Acme\"\")\",DE\n", "formula", "name"},
		"a NUL in a cell":    {"name,country\nAc\x00me,DE\n", "bad_value", "name"},
		"more cells":         {"name,country\nAcme,DE,x\n", "bad_value", ""},
		"a bidi override":    {"name,country\nAc\u202eme,DE\n", "bad_value", "name"},
		"a cell of 200 KiB":  {"name,country\n" + strings.Repeat("a", 200<<10) + ",DE\n", "too_long", "name"},
		"a country of a MiB": {"name,country\nAcme," + strings.Repeat("DE;", 40_000) + "\n", "bad_value", "country"},
	} {
		rec := s.upload(tc.file, "as=partners")
		at := rec.Header().Get("Location")
		read[jobs.Import](s, rec, http.StatusCreated)
		if j := s.ended(at, "check"); j.State != jobs.Done || j.Result.Counts.Rejected != 1 || j.Result.Counts.Create != 0 {
			t.Errorf("%s: %+v %+v", name, j, j.Result)
		}
		rows := get[page[importers.Row]](s, at+"/rows?outcome=rejected").Items
		if len(rows) != 1 || len(rows[0].Errors) == 0 || rows[0].Errors[0].Code != tc.code || rows[0].Errors[0].Column != tc.column || rows[0].Errors[0].Line != 2 {
			t.Errorf("%s: %.300v", name, rows)
		}
		if rec := s.send("POST", at+"/apply", ""); rec.Code != http.StatusConflict {
			t.Errorf("%s: apply answers %d %s", name, rec.Code, rec.Body)
		}
	}
	twice := s.upload("name,name,country\nAcme,Bolt,DE\n", "as=partners")
	i := read[jobs.Import](s, twice, http.StatusCreated)
	if i.Mapping.Columns[0].Field != "name" || i.Mapping.Columns[1].Field != "" {
		t.Errorf("two columns of one header: %+v", i.Mapping.Columns)
	}
	body := `{"mapping":{"as":"partners","source":"file","columns":[{"header":"name","field":"name"},{"header":"name","field":"name"},{"header":"country","field":"country"}]}}`
	if rec := s.send("PATCH", twice.Header().Get("Location"), body); rec.Code != 422 || !strings.Contains(rec.Body.String(), `"pointer":"/mapping/columns/1/field"`) && !strings.Contains(rec.Body.String(), `"pointer":"/columns/1/field"`) {
		t.Errorf("two columns with one field: %d %s", rec.Code, rec.Body)
	}
	same()
}
