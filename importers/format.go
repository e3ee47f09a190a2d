package importers

import (
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
	if err := refuseFormat(head); err != nil {
		return "", err
	}
	text := bytes.TrimLeft(bytes.TrimPrefix(head, mark(utf8Name)), " \t\r\n")
	if len(text) > 0 && text[0] == '{' {
		return jsonFormat, nil
	}
	return csvFormat, nil
}

// refuseFormat says what a file is that cannot be read.
func refuseFormat(head []byte) error {
	for _, known := range []struct{ magic, what string }{
		{"PK\x03\x04", "a workbook (.xlsx or .ods) or a zip file: save the sheet as .csv"},
		{"\xd0\xcf\x11\xe0", "an old workbook (.xls): save the sheet as .csv"},
		{"%PDF", "a PDF: export the table behind it as .csv"},
		{"\x1f\x8b", "compressed: unpack it first"},
		{"<?xml", "XML: only .csv files are read"},
	} {
		if bytes.HasPrefix(head, []byte(known.magic)) {
			return graph.FieldError("/file", "format", "is %s", known.what)
		}
	}
	return nil
}

// openRows reads the rows of a file that is no text, the row with the headers
// among them. Of a document that row stands on line 0 and names our own fields,
// as a mapping of mixed files does: component.name. It returns the sniff with
// what the file told.
func openRows(path string, s Sniff) (rows *spool, told Sniff, err error) {
	f, err := os.Open(path) //nolint:gosec // the caller's own upload
	if err != nil {
		return nil, s, err
	}
	defer f.Close()
	if rows, err = newSpool(); err != nil {
		return nil, s, err
	}
	switch s.Format {
	case csvFormat:
		err = graph.Errorf(graph.Internal, "text needs no spool")
	default:
		told, err = readDocument(f, s, rows.put)
	}
	if err != nil {
		rows.close()
		return nil, s, err
	}
	return rows, told, nil
}
