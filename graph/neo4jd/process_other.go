//go:build !linux

package neo4jd

import (
	"os/exec"
	"strconv"
	"strings"
	"syscall"
)

// attributes puts the child into a process group of its own, so that Ctrl-C at
// the terminal reaches only its parent, which then stops it. Only Linux ties a
// child to its parent: elsewhere the next start stops one that was left behind.
func attributes(bool) *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }

// commandLine returns the arguments of a process, or nothing when it is gone.
func commandLine(pid int) []string {
	line, err := exec.Command("ps", "-ww", "-o", "command=", "-p", strconv.Itoa(pid)).Output() //nolint:noctx // it answers at once
	if err != nil {
		return nil
	}
	return strings.Fields(string(line))
}
