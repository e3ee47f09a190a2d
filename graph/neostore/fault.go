package neostore

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"linchpin/graph"
)

// fault turns an error of the driver into one of the graph's, with the
// driver's own kept for the log. It is the only place that knows the codes.
func fault(err error) error {
	if err == nil || graph.CodeOf(err) != graph.Internal {
		return err
	}
	err = last(err)
	code, detail := graph.Internal, ""
	if e, ok := errors.AsType[*neo4j.Neo4jError](err); ok {
		code, detail = classify(e.Code)
	} else if unanswered(err) {
		code, detail = graph.Unavailable, "the database cannot be reached"
	}
	if code == graph.Internal {
		return err
	}
	return fmt.Errorf("%w: %w", graph.Errorf(code, "%s", detail), err)
}

// during is the fault of a question under a context. When that has ended the
// driver speaks of a lost or cancelled connection: the caller is gone, or the
// server gave no answer, though it ends what takes too long a little earlier by
// itself.
func during(ctx context.Context, err error) error {
	if err == nil || ctx.Err() == nil || answered(err) {
		return fault(err)
	}
	if errors.Is(ctx.Err(), context.Canceled) {
		return fmt.Errorf("%w: %w", context.Canceled, last(err))
	}
	return fmt.Errorf("%w: %w", graph.Errorf(graph.Unavailable, "the database does not answer"), last(err))
}

// answered reports whether an error is what the server, or the graph, said.
func answered(err error) bool {
	_, ok := errors.AsType[*neo4j.Neo4jError](last(err))
	return ok || graph.CodeOf(err) != graph.Internal
}

func classify(code string) (graph.Code, string) {
	switch {
	case code == constraintViolated:
		return graph.Conflict, "another entity bears the same key"
	case strings.HasSuffix(code, ".LockClientStopped"), strings.HasSuffix(code, ".LockAcquisitionTimeout"):
		return graph.Busy, "others are writing"
	case strings.Contains(code, ".TransactionTimedOut"), strings.HasSuffix(code, ".MemoryPoolOutOfMemoryError"):
		return graph.TooBig, "the question takes too long or too much memory"
	case code == "Neo.TransientError.General.DatabaseUnavailable":
		return graph.Unavailable, "the database is stopping"
	}
	return graph.Internal, ""
}

const constraintViolated = "Neo.ClientError.Schema.ConstraintValidationFailed"

// violated reports whether a write broke a constraint of the schema.
func violated(err error) bool {
	e, ok := errors.AsType[*neo4j.Neo4jError](last(err))
	return ok && e.Code == constraintViolated
}

// last unwraps what the driver reports after its retries: errors.As cannot.
func last(err error) error {
	if l, ok := errors.AsType[*neo4j.TransactionExecutionLimit](err); ok && len(l.Errors) > 0 {
		return l.Errors[len(l.Errors)-1]
	}
	return err
}

// unanswered reports whether the server's answer was lost, which leaves open
// whether it acted. For an ended context the driver says the same.
func unanswered(err error) bool {
	_, ok := errors.AsType[*neo4j.ConnectivityError](last(err))
	return ok
}
