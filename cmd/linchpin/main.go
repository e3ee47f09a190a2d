// Command linchpin answers what rests on which partner: it is the server, the
// client for a shell, and the tool for whoever runs it.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Environ(), os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "linchpin:", err)
		os.Exit(status(err)) //nolint:gocritic // nothing is left to stop
	}
}
