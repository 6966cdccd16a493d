// Package script is the language of scripted sessions: it parses and checks a
// script, all of it, before anything runs. It must not know any I/O, clock,
// console or words for users: errors carry a [Kind] that the app puts into
// words.
package script

import (
	"crypto/sha256"
	"fmt"
	"regexp"
	"time"
)

// DefaultWithin is how long a wait or an exit may take when a step does not say.
const DefaultWithin = 10 * time.Second

// PortAuto is the Port of a script that asks for any free port.
const PortAuto = -1

// Script is a checked script.
type Script struct {
	// AllowExec tells that the user lets it run any program; without, all that
	// it runs is on the list of what is harmless.
	AllowExec   bool
	Title       Text
	Description Text
	Consoles    []Console
	Steps       []Step
	Size        Size
	// Port is where the session listens: 0 the course's default, PortAuto any
	// free one.
	Port int
	// Clients are the addresses to which its clients connect, each once, unless
	// AllowExec. Nobody may listen there before it is played: what a script
	// sends is for its own servers.
	Clients []Address
}

// Address is where a client connects: Port 0 is the session's.
type Address struct {
	Host string
	Port int
}

// Text is a text in both languages.
type Text struct{ ES, EN string }

// In returns the text in Spanish if lang is "es", else in English.
func (t Text) In(lang string) string {
	if lang == "es" {
		return t.ES
	}
	return t.EN
}

// Console is one terminal of the session. Its name is fit for a file's name
// on every system.
type Console struct {
	Name  string
	Title Text
}

// MaxRows is how many rows a console has at most.
const MaxRows = 100

// Size is the size of every console.
type Size struct{ Cols, Rows int }

// Step is one step: a chapter if On is empty and Say is not, a mere pause if
// both are empty. What is set is done in the order of the fields below On.
type Step struct {
	Line int

	Say  Text
	Note Text

	On string
	// Type is a line to type, without its Enter.
	Type string
	// Argv is the command line in Type, for when no program runs in the
	// console. It is nil if Type may not start a program, but only be input.
	Argv []string
	// Press is a key: a name from Keys, or one printable character.
	Press string
	// Call is a socket call that the program must have made, by its events.
	Call string
	Wait *regexp.Regexp
	// Exit is the status with which the program must end, or nil.
	Exit *int
	// Within bounds Call, Wait and Exit together.
	Within time.Duration
	Pause  time.Duration
}

// Parse parses and checks a script. The name serves for messages only.
// allowExec accepts programs other than sockLab, and all that sockLab can do.
// The error, if any, is an [Errors].
func Parse(name string, data []byte, allowExec bool) (*Script, error) {
	c := &checker{file: name, allowExec: allowExec, track: tracker{consoles: map[string]tracked{}},
		budget: budget{piece: usualPiece, file: maxBytes}} // typed input is part of the script
	s := c.script(data)
	if len(c.errs) > 0 {
		return nil, c.sorted()
	}
	return s, nil
}

// SHA256 returns the hexadecimal SHA-256 of a script as it stands in its file.
func SHA256(data []byte) string { return fmt.Sprintf("%x", sha256.Sum256(data)) }
