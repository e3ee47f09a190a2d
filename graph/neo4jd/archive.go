package neo4jd

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// An archive takes some 120 MB. A server writes a new one when it ends, and it is
// kept at once unless the program was killed; one of another Java or Neo4j is used
// again while somebody goes back and forth between two.
const (
	archiveHalfMade = time.Hour
	archiveOld      = 30 * 24 * time.Hour
)

// archiveFile is where the archive of the loaded classes is kept, for one class
// path and one Java.
func (s *Server) archiveFile() (string, error) {
	dir, err := cacheDir(s.cfg.Cache)
	sum := sha256.Sum256([]byte(s.classPath + "\n" + s.java.version))
	return filepath.Join(dir, fmt.Sprintf("classes-%x.jsa", sum[:6])), err
}

// newArchive is a name of this server's own: several may make one at a time.
func (s *Server) newArchive(file string) string { return file + ".new" + strconv.Itoa(s.port) }

// archiveFlags use the archive, or make one where that is wanted.
func (s *Server) archiveFlags() []string {
	file, err := s.archiveFile()
	if err != nil {
		return nil
	}
	if s.cfg.Archive {
		sweepArchives(file, time.Now())
	}
	if _, err := os.Stat(file); err == nil {
		return []string{"-XX:SharedArchiveFile=" + file}
	}
	if s.cfg.Archive {
		return []string{"-XX:ArchiveClassesAtExit=" + s.newArchive(file)}
	}
	return nil
}

// keepArchive puts a new archive where later servers look for it. Without one
// they start as well, only later.
func (s *Server) keepArchive() {
	if file, err := s.archiveFile(); err == nil && s.cfg.Archive {
		_ = os.Rename(s.newArchive(file), file)
	}
}

// sweepArchives removes what nobody uses any more beside an archive.
func sweepArchives(used string, now time.Time) {
	all, _ := filepath.Glob(filepath.Join(filepath.Dir(used), "classes-*.jsa*")) // the pattern is sound
	for _, file := range all {
		most := archiveOld
		if strings.Contains(file, ".jsa.new") {
			most = archiveHalfMade
		}
		if info, err := os.Stat(file); file != used && err == nil && now.Sub(info.ModTime()) > most {
			_ = os.Remove(file) // in use, where the system minds: another start will do it
		}
	}
}
