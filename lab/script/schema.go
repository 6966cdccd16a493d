package script

import (
	_ "embed"
	"slices"
)

//go:embed schema.json
var schema []byte

// Schema returns the JSON Schema (draft 2020-12) of scripts, for editors. It
// is as strict as the parser wherever a schema can tell.
func Schema() []byte { return slices.Clone(schema) }
