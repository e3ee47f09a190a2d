package neo4jd

import (
	"fmt"
	"os"
	"strings"
	"syscall"
)

// attributes puts the child into a process group of its own, so that Ctrl-C at
// the terminal reaches only its parent, which then stops it. A tied child is
// told to stop when its parent dies, however that dies.
func attributes(tied bool) *syscall.SysProcAttr {
	a := &syscall.SysProcAttr{Setpgid: true}
	if tied {
		a.Pdeathsig = syscall.SIGTERM
	}
	return a
}

// commandLine returns the arguments of a process, or nothing when it is gone.
func commandLine(pid int) []string {
	line, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
	if err != nil {
		return nil
	}
	return strings.Split(string(line), "\x00")
}
