// Package scripts holds the scripted sessions that ship with sockLab.
package scripts

import (
	"embed"
)

// FS has a file NAME.yaml for each script.
//
//go:embed *.yaml
var FS embed.FS

// order is that of the course: the walkthrough first.
var order = []string{"course-walkthrough", "course-explained", "two-clients", "half-close", "server-down", "large-message", "n-plus-one"}

// Names are the scripts' names, in the order in which a course takes them.
func Names() []string { return append([]string(nil), order...) }
