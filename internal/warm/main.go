// Command warm fetches the jars of the Neo4j server, so that the first start
// and the first test need not: 118 MB, once for each user.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"linchpin/graph/neo4jd"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := neo4jd.Fetch(ctx, neo4jd.Config{Progress: func(s string) { fmt.Fprintln(os.Stderr, s) }})
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "warm:", err)
		os.Exit(1)
	}
}
