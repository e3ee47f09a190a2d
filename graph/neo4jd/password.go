package neo4jd

import (
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// newPassword makes a password, keeps it in the file secret, and lets the
// server, which has not started yet, begin with it.
func newPassword(secret, dbms string) (string, error) {
	password := rand.Text()
	salt := make([]byte, 32)
	_, _ = rand.Read(salt) // never fails
	return password, errors.Join(
		os.MkdirAll(dbms, 0o700),
		os.WriteFile(secret, []byte(password), 0o600),
		os.WriteFile(filepath.Join(dbms, "auth.ini"), []byte(authLine(password, salt)), 0o600))
}

// authLine is the line by which neo4j-admin sets an initial password, without
// the seconds a second JVM takes.
func authLine(password string, salt []byte) string {
	const rounds = 1024
	h := sha256.Sum256(append(append([]byte(nil), salt...), password...))
	for range rounds - 1 {
		h = sha256.Sum256(h[:])
	}
	return fmt.Sprintf("neo4j:SHA-256,%x,%x,%d:\n", h, salt, rounds)
}
