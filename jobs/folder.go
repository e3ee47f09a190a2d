package jobs

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"linchpin/graph"
)

// The files in the folder of an import.
const (
	uploadFile = "upload"
	planFile   = "plan.ndjson"
	rowsFile   = "rows.ndjson"
)

// deskFile holds the id of the desk whose folder it is.
const deskFile = "desk"

// deskID is the id of the desk of a folder, the same at every start.
func deskID(dir string, now time.Time) (string, error) {
	path := filepath.Join(dir, deskFile)
	b, err := os.ReadFile(path) //nolint:gosec // a path of ours
	if err == nil && len(b) > 0 {
		return string(b), nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	w, err := newDraft(path)
	if err != nil {
		return "", err
	}
	id := graph.NewID(now)
	_, _ = w.WriteString(id) // a failed write is known when it is kept
	return id, w.keep()
}

func (d *Desk) path(id, file string) string { return filepath.Join(d.Dir, id, file) }

// has reports whether this desk's folder holds the files of an import.
func (d *Desk) has(id string) bool {
	_, err := os.Stat(d.path(id, uploadFile))
	return err == nil
}

// draft is a file that takes its place only when it is complete and on disk.
type draft struct {
	*bufio.Writer
	file *os.File
	path string
	sum  hash.Hash
	size int64
}

func newDraft(path string) (*draft, error) {
	f, err := os.OpenFile(path+".new", os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600) //nolint:gosec // a path of ours
	if err != nil {
		return nil, err
	}
	d := &draft{file: f, path: path, sum: sha256.New()}
	d.Writer = bufio.NewWriterSize(io.MultiWriter(f, d.sum, counter{&d.size}), 1<<16)
	return d, nil
}

type counter struct{ n *int64 }

func (c counter) Write(p []byte) (int, error) {
	*c.n += int64(len(p))
	return len(p), nil
}

// keep puts the file in its place.
func (d *draft) keep() error {
	err := errors.Join(d.Flush(), d.file.Sync(), d.file.Close())
	if err != nil {
		return errors.Join(err, os.Remove(d.path+".new"))
	}
	if err := os.Rename(d.path+".new", d.path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(d.path))
}

// drop forgets the file.
func (d *draft) drop() {
	_ = d.file.Close()
	_ = os.Remove(d.path + ".new")
}

func (d *draft) sha256() string { return hex.EncodeToString(d.sum.Sum(nil)) }

func syncDir(path string) error {
	dir, err := os.Open(path) //nolint:gosec // a path of ours
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}

func fileSum(path string) (string, error) {
	f, err := os.Open(path) //nolint:gosec // a path of ours
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
