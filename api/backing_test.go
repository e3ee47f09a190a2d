package api

import (
	"linchpin/graph/neostore"
	"linchpin/identity"
	"linchpin/jobs"
)

// people and imports0 name what of the store the two need.
func people(s *neostore.Store) identity.Store { return s }
func imports0(s *neostore.Store) jobs.Store   { return s }
