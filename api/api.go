package api

import _ "embed"

// Spec is the OpenAPI description of this package, and its contract.
//
//go:embed openapi.yaml
var Spec []byte
