// Package transcripts holds the recorded sessions that ship with sockLab: for
// each language a folder with one transcript a script.
package transcripts

import "embed"

//go:generate go run ../cmd/sockLab transcripts record .
//go:generate go run ../cmd/sockLab export course-explained --lang en --force -o ../.github/session.en.svg
//go:generate go run ../cmd/sockLab export course-explained --lang es --force -o ../.github/session.es.svg

// FS has the folders es/NAME and en/NAME.
//
//go:embed es en
var FS embed.FS
