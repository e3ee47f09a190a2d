package importers

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"

	"linchpin/graph"
)

// The formats of files: values of Sniff.Format. Documents have names of their
// own.
const (
	csvFormat  = "csv"
	xlsxFormat = "xlsx"
	jsonFormat = "json" // of some kind; which is told when it is read
)

// sniffFormat says by its content what a file is, and refuses what cannot be
// read with what to do instead.
func sniffFormat(path string) (string, error) {
	f, err := os.Open(path) //nolint:gosec // the caller's own upload
	if err != nil {
		return "", err
	}
	defer f.Close()
	head := make([]byte, 4096)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return "", err
	}
	head = head[:n]
	text := bytes.TrimLeft(bytes.TrimPrefix(head, mark(utf8Name)), " \t\r\n")
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return xlsxFormat, refuseZip(f)
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0")):
		return "", refuseCompound(f)
	case len(text) > 0 && text[0] == '{':
		return jsonFormat, nil
	}
	return csvFormat, refuseFormat(head)
}

func unreadable(what string) error { return graph.FieldError("/file", "format", "is %s", what) }

// refuseFormat says what a file is that cannot be read.
func refuseFormat(head []byte) error {
	for _, known := range []struct{ magic, what string }{
		{"%PDF", "a PDF, which has no rows to read: ask for the table behind it, or export it as .xlsx or .csv"},
		{"\x1f\x8b", "compressed (.gz): unpack it first"},
		{"PK\x05\x06", "an empty zip file"},
		{"Rar!", "compressed (.rar): unpack it first"},
		{"7z\xbc\xaf", "compressed (.7z): unpack it first"},
		{"<?xml", "XML: export it as .xlsx, .csv or JSON"},
		{"<!DOCTYPE html", "a web page: save the table as .xlsx or .csv"},
		{"<html", "a web page: save the table as .xlsx or .csv"},
		{"{\\rtf", "a text document: save its table as .xlsx or .csv"},
		{"\x89PNG", "a picture: ask for the table itself as .xlsx or .csv"},
		{"\xff\xd8\xff", "a picture: ask for the table itself as .xlsx or .csv"},
	} {
		if bytes.HasPrefix(head, []byte(known.magic)) {
			return unreadable(known.what)
		}
	}
	return nil
}

// refuseZip says what a zip file is that is no workbook of the kind we read.
func refuseZip(f *os.File) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	z, err := zip.NewReader(f, info.Size())
	if err != nil {
		return unreadable("a broken workbook or zip file: save it again, or send it again")
	}
	all := partsOf(z)
	switch {
	case all["xl/workbook.bin"] != nil:
		return unreadable("a binary workbook (.xlsb): save it as .xlsx")
	case len(all.relations("")) > 0 && all["[content_types].xml"] != nil && all["word/document.xml"] == nil && all["ppt/presentation.xml"] == nil:
		return nil
	case all["word/document.xml"] != nil || all["ppt/presentation.xml"] != nil:
		return unreadable("a text document or presentation: save its table as .xlsx or .csv")
	case all["content.xml"] != nil && all["mimetype"] != nil:
		return unreadable("an OpenDocument file (.ods): save it as .xlsx or .csv")
	case all["index/document.iwa"] != nil:
		return unreadable("a Numbers file: export it as .xlsx or .csv")
	default:
		return unreadable("a zip file: unpack it, and import the files in it")
	}
}

// refuseCompound says what an OLE compound file is: a workbook of old, or one
// of today under a password. Their streams have names in UTF-16.
func refuseCompound(f *os.File) error {
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	b, err := io.ReadAll(f)
	if err != nil {
		return err
	}
	wide := func(name string) []byte {
		out := make([]byte, 0, 2*len(name))
		for i := range len(name) {
			out = append(out, name[i], 0)
		}
		return out
	}
	if bytes.Contains(b, wide("EncryptedPackage")) {
		return unreadable("encrypted: open it, take the password off, and save it again as .xlsx")
	}
	return unreadable("an old workbook or document (.xls): save it as .xlsx or .csv")
}

// opened is what a file that is no text told of itself.
type opened struct {
	Sniff
	merges []merged
}

// openRows reads the rows of a file that is no text, the row with the headers
// among them. Of a document that row stands on line 0 and names our own fields,
// as a mapping of mixed files does: component.name. It returns the sniff with
// what the file told.
func openRows(path string, s Sniff) (rows *spool, told opened, err error) {
	f, err := os.Open(path) //nolint:gosec // the caller's own upload
	if err != nil {
		return nil, told, err
	}
	defer f.Close()
	if rows, err = newSpool(); err != nil {
		return nil, told, err
	}
	kind, err := sniffFormat(path)
	if err != nil {
		return nil, told, err
	}
	book := kind == xlsxFormat
	switch {
	case book && s.Dependencies+s.Root != "":
		err = graph.FieldError("/reading", "unexpected", "dependencies and root are for bills of materials in JSON")
	case book:
		told, err = readWorkbook(f, s, rows)
	case s.Format == registerFormat:
		told.Sniff, err = readRegisterTable(path, s, rows.put)
	case s.Sheet != "":
		err = graph.FieldError("/reading/sheet", "unexpected", "is for workbooks only")
	case s.Format == relationshipsFormat:
		told.Sniff, err = readRelationships(path, s, rows.put)
	default:
		told.Sniff, err = readDocument(f, s, rows.put)
	}
	if err != nil {
		rows.close()
		return nil, told, err
	}
	return rows, told, nil
}
