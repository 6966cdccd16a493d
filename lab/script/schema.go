package script

import (
	"bytes"
	_ "embed"
	"strings"
)

//go:embed schema.json
var schema []byte

// callsHere stands in schema.json where the calls that can be awaited belong.
const callsHere = `"$calls"`

// Schema returns the JSON Schema (draft 2020-12) of scripts, for editors. It
// is as strict as the parser wherever a schema can tell.
func Schema() []byte {
	all := `["` + strings.Join(calls, `", "`) + `"]`
	return bytes.Replace(schema, []byte(callsHere), []byte(all), 1)
}
