package neo4jd

import (
	"context"
	"crypto/sha256"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

//go:embed pom.xml
var pom []byte

// Fetch makes sure that the server's jars are on this machine. Start does the
// same: Fetch is for set-up ahead of time.
func Fetch(ctx context.Context, cfg Config) error {
	_, err := classPath(ctx, cfg)
	return err
}

// classPath returns the server's class path. Maven is asked once for each
// version of the pom; the answer is kept and used as long as every jar it
// names exists.
func classPath(ctx context.Context, cfg Config) (string, error) {
	dir, err := cacheDir(cfg.Cache)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(pom)
	kept := filepath.Join(dir, fmt.Sprintf("classpath-%x.txt", sum[:6]))
	if cp, err := readClassPath(kept); err == nil {
		return cp, nil
	}
	unlock, err := turn(ctx, filepath.Join(dir, "lock"), cfg)
	if err != nil {
		return "", err
	}
	defer unlock()
	if cp, err := readClassPath(kept); err == nil {
		return cp, nil // another process fetched them meanwhile
	}
	if err := resolve(ctx, dir, kept, cfg); err != nil {
		return "", fmt.Errorf("fetching the Neo4j server: %w", err)
	}
	return readClassPath(kept)
}

// turn waits until no other process fetches.
func turn(ctx context.Context, path string, cfg Config) (unlock func(), err error) {
	if unlock, err = lock(path); !errors.Is(err, ErrInUse) {
		return unlock, err
	}
	cfg.progress("another process is fetching the Neo4j server: waiting for it")
	tick := time.NewTicker(200 * time.Millisecond)
	defer tick.Stop()
	for errors.Is(err, ErrInUse) {
		select {
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		case <-tick.C:
			unlock, err = lock(path)
		}
	}
	return unlock, err
}

// resolve has Maven write the class path to the file kept, first from what it
// has, then from its repository.
func resolve(ctx context.Context, dir, kept string, cfg Config) error {
	file, half := filepath.Join(dir, "pom.xml"), kept+".new"
	if err := os.WriteFile(file, pom, 0o600); err != nil {
		return err
	}
	cfg.progress("looking for the Neo4j server on this machine")
	if err := maven(ctx, file, half, nil, "-o"); errors.Is(err, ErrNoMaven) {
		return err
	} else if err != nil {
		cfg.progress("fetching the Neo4j server (about 118 MB, once)")
		if err := maven(ctx, file, half, cfg.progress); err != nil {
			return err
		}
	}
	return os.Rename(half, kept)
}

func readClassPath(file string) (string, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	cp := strings.TrimSpace(string(b))
	if cp == "" {
		return "", errors.New("empty class path")
	}
	for _, jar := range filepath.SplitList(cp) {
		if _, err := os.Stat(jar); err != nil {
			return "", err
		}
	}
	return cp, nil
}

// cacheDir returns dir, or the default, after making it.
func cacheDir(dir string) (string, error) {
	if dir == "" {
		user, err := os.UserCacheDir()
		if err != nil {
			return "", err
		}
		dir = filepath.Join(user, "linchpin")
	}
	return dir, os.MkdirAll(dir, 0o700)
}
