package neo4jd

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const homeFlag = "--home-dir="

//go:embed neo4j.conf
var conf string

// ErrInUse says that another process runs a server on the data folder.
var ErrInUse = errors.New("another process runs Neo4j on this data folder")

// home is where a server keeps what it has.
type home struct {
	dir    string // DATA/neo4j
	access string // DATA/neo4j.json
	unlock func()
}

func homeOf(data string) (*home, error) {
	data, err := filepath.Abs(data)
	if err != nil {
		return nil, err
	}
	return &home{dir: filepath.Join(data, "neo4j"), access: filepath.Join(data, "neo4j.json")}, nil
}

// openHome locks the home in data and stops a child that a dead parent left in it.
func openHome(data string) (*home, error) {
	h, err := homeOf(data)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Join(h.dir, "conf"), 0o700); err != nil {
		return nil, err
	}
	if h.unlock, err = lock(filepath.Join(h.dir, "lock")); err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Dir(h.dir), err)
	}
	if err := h.stopStale(); err != nil {
		h.unlock()
		return nil, err
	}
	return h, nil
}

func (h *home) close() { h.unlock() }

// prepare writes the configuration, and before the first start the password.
func (h *home) prepare(port int) (password string, err error) {
	text := strings.ReplaceAll(conf, "PORT", strconv.Itoa(port))
	if err := os.WriteFile(filepath.Join(h.dir, "conf", "neo4j.conf"), []byte(text), 0o600); err != nil {
		return "", err
	}
	secret := filepath.Join(h.dir, "password")
	if _, err := os.Stat(filepath.Join(h.dir, "data", "databases", "system")); errors.Is(err, fs.ErrNotExist) {
		return newPassword(secret, filepath.Join(h.dir, "data", "dbms"))
	}
	b, err := os.ReadFile(secret)
	if err != nil {
		return "", fmt.Errorf("the password of the Neo4j in %s: %w", h.dir, err)
	}
	return string(b), nil
}

// announce writes neo4j.json in one step: a reader never sees half of it.
func (h *home) announce(a Access) error {
	b, err := json.Marshal(a)
	if err != nil {
		return err
	}
	half := filepath.Join(h.dir, "neo4j.json.new")
	return errors.Join(os.WriteFile(half, b, 0o600), os.Rename(half, h.access))
}

func (h *home) read() (a Access, err error) {
	b, err := os.ReadFile(h.access)
	if err != nil {
		return a, err
	}
	return a, json.Unmarshal(b, &a)
}

func (h *home) withdraw() error {
	if err := os.Remove(h.access); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// stopStale stops the process that neo4j.json names, if it is a server of this home.
func (h *home) stopStale() error {
	a, err := h.read()
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil || !h.runs(a.PID) {
		return h.withdraw() // unreadable, or its process is gone
	}
	gone, quit := make(chan struct{}), make(chan struct{})
	defer close(quit)
	go func() {
		defer close(gone)
		tick := time.NewTicker(50 * time.Millisecond)
		defer tick.Stop()
		for h.runs(a.PID) {
			select {
			case <-quit:
				return
			case <-tick.C:
			}
		}
	}()
	_ = terminate(a.PID, gone) // being killed is fine: the store recovers
	return h.withdraw()
}

// runs reports whether pid is a server of this home: numbers are used again.
func (h *home) runs(pid int) bool {
	return pid > 0 && slices.Contains(commandLine(pid), homeFlag+h.dir)
}

// lock takes an exclusive lock that ends with the process, or fails with ErrInUse.
func lock(path string) (unlock func(), err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		_ = f.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, ErrInUse
		}
		return nil, err
	}
	return func() { _ = f.Close() }, nil
}
