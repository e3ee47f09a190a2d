package neostore

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"time"

	"linchpin/graph"
	"linchpin/jobs"
)

// An archive is a graph in a file of lines of JSON: a head, every change there
// ever was, the imports that made some of them, the remembered mappings, and an
// end. The graph itself is not in it a second time: it is what the changes
// leave. Accounts, sessions, tokens and the record of who did what with the
// server stay with the server, and so do uploaded files.
const (
	archiveFormat  = "linchpin archive"
	archiveVersion = 1
	maxArchiveLine = 64 << 20 // bytes
)

// Archive says what is in one: its first line.
type Archive struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
	Schema  int    `json:"schema"` // of the database it was made from
	Change  int64  `json:"change"` // the last there is, and how many there are

	At       time.Time            `json:"at"` // of that change
	Entities map[graph.Kind]int64 `json:"entities"`
	Imports  int64                `json:"imports"`
	Mappings int64                `json:"mappings"`
}

// archiveLine is one line; just one of its fields is set.
type archiveLine struct {
	Head    *Archive           `json:"head,omitempty"`
	Change  *graph.Change      `json:"change,omitempty"`
	Import  *jobs.Import       `json:"import,omitempty"`
	Mapping *jobs.SavedMapping `json:"mapping,omitempty"`
	End     *archiveEnd        `json:"end,omitempty"`
}

// archiveEnd is the last line.
type archiveEnd struct {
	SHA256 string `json:"sha256"` // of all bytes before this line
}

// archiveWriter writes lines and sums them up.
type archiveWriter struct {
	to  io.Writer
	sum hash.Hash
}

func newArchiveWriter(to io.Writer) *archiveWriter {
	sum := sha256.New()
	return &archiveWriter{io.MultiWriter(to, sum), sum}
}

func (w *archiveWriter) line(l archiveLine) error {
	enc := json.NewEncoder(w.to)
	enc.SetEscapeHTML(false) // the images are to stay as they are, byte by byte
	return enc.Encode(l)
}

func (w *archiveWriter) end() error {
	return w.line(archiveLine{End: &archiveEnd{hex.EncodeToString(w.sum.Sum(nil))}})
}

// readArchive hands over each line between head and end. What it was handed is
// to be believed only when it returns no error: the sum is in the last line.
func readArchive(from io.Reader, each func(archiveLine) error) error {
	in := bufio.NewScanner(from)
	in.Buffer(make([]byte, 0, 1<<16), maxArchiveLine)
	sum, ended, n := sha256.New(), false, 0
	for in.Scan() {
		n++
		var l archiveLine
		dec := json.NewDecoder(bytes.NewReader(in.Bytes()))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&l); err != nil {
			return notArchive("line %d: %v", n, err)
		}
		switch {
		case ended:
			return notArchive("line %d stands behind the end", n)
		case (n == 1) != (l.Head != nil):
			return notArchive("line %d: a head there, and only there, is what an archive begins with", n)
		case l.End != nil:
			if got := hex.EncodeToString(sum.Sum(nil)); got != l.End.SHA256 {
				return notArchive("its lines do not have the checksum that its end states: it was changed or damaged")
			}
			ended = true
			continue
		}
		if c := l.Change; c != nil {
			c.Before, c.After = noImage(c.Before), noImage(c.After)
		}
		_, _ = sum.Write(in.Bytes()) // never fails
		_, _ = sum.Write([]byte{'\n'})
		if err := each(l); err != nil {
			return err
		}
	}
	switch err := in.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return notArchive("line %d is longer than %d MiB", n+1, maxArchiveLine>>20)
	case err != nil:
		return err
	case !ended:
		return notArchive("its end is missing: it was cut off")
	}
	return nil
}

// noImage is nothing where JSON says null.
func noImage(image json.RawMessage) json.RawMessage {
	if string(image) == "null" {
		return nil
	}
	return image
}

func notArchive(format string, args ...any) error {
	return graph.Errorf(graph.Invalid, "this is no whole archive of linchpin export: %s", fmt.Sprintf(format, args...))
}
