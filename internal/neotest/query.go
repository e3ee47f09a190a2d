package neotest

import (
	"context"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"linchpin/graph/neo4jd"
)

// Ready makes one attempt to use a server, for neo4jd.Config.
func Ready(ctx context.Context, a neo4jd.Access) error {
	driver, err := connect(a)
	if err != nil {
		return err
	}
	defer func() { _ = driver.Close(ctx) }()
	if err := driver.VerifyConnectivity(ctx); err != nil {
		return err
	}
	return run(ctx, driver, "RETURN 1")
}

func connect(a neo4jd.Access) (neo4j.DriverWithContext, error) {
	return neo4j.NewDriverWithContext(a.URI, neo4j.BasicAuth(a.User, a.Password, ""))
}

// wipe deletes all data but what the migrations put there.
func wipe(ctx context.Context, driver neo4j.DriverWithContext) error {
	for _, query := range []string{
		`MATCH (n) WHERE NOT n:Migration AND NOT n:Counter DETACH DELETE n`,
		`MATCH (k:Counter) SET k = {name: CASE k.name WHEN 'restoring' THEN 'pages' ELSE k.name END, value: 0}`,
	} {
		if err := run(ctx, driver, query); err != nil {
			return err
		}
	}
	return nil
}

func run(ctx context.Context, driver neo4j.DriverWithContext, query string) error {
	_, err := neo4j.ExecuteQuery(ctx, driver, query, nil, neo4j.EagerResultTransformer, neo4j.ExecuteQueryWithDatabase("neo4j"))
	return err
}
