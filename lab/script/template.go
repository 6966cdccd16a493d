package script

import _ "embed"

var (
	//go:embed template.es.yaml
	templateES string
	//go:embed template.en.yaml
	templateEN string
)

// Template returns a script to start from, with comments in Spanish if lang is
// "es", else in English.
func Template(lang string) string {
	return Text{templateES, templateEN}.In(lang)
}
