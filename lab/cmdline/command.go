// Package cmdline is a command line as values: commands, their options and
// arguments, each described once. From that come the reading of a line, the
// flags of the library that runs it, the check of each value, help, manual and
// the completion of the shells. It knows no command.
package cmdline

import (
	"fmt"
	"strings"

	"socklab/lab/i18n"
)

// A Program is what a command line can say, in one language.
type Program struct {
	Words  *i18n.Messages
	Root   *Command            // the program itself; its commands stand below it
	Common func(*Values) error // reads the options that every command has
}

// A Command is all that is known of one command.
type Command struct {
	Name     string
	Words    string // what it does, in a line
	Long     string // and in paragraphs
	Examples string
	Args     Arguments
	Options  []Option
	Below    []*Command // its subcommands
	Hidden   bool       // not for people
	Run      func(*Values) error
}

// Arguments are what stands behind a command besides its options.
type Arguments struct {
	Shown       string // as the help writes them
	Least, Most int
	Fits        func() []Suggestion // those that are known beforehand; may be nil
}

// Many is the most of arguments without a bound.
const Many = 1 << 30

// A Suggestion is a word that fits, and what it means.
type Suggestion struct{ Word, Meaning string }

// find gives the command of a name; nil: there is none.
func find(commands []*Command, name string) *Command {
	for _, c := range commands {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// An Error is a command line that is wrong: a line that says how, and a hint.
type Error struct{ Line, Hint string }

func (e *Error) Error() string { return e.Line }

// Wrong tells a mistake; the hint says what was probably meant, if anything,
// and where the help of a command stands.
func (p *Program) Wrong(line, meant string, command ...string) *Error {
	return &Error{line, p.Hint(meant, append([]string{"help"}, command...)...)}
}

// Hint says what was probably meant, if anything, and which command tells more.
func (p *Program) Hint(meant string, command ...string) string {
	hint := fmt.Sprintf(p.Words.Usage.SeeHelp, p.Root.Name+" "+strings.Join(command, " "))
	if meant != "" {
		hint = fmt.Sprintf(p.Words.Usage.DidYouMean, meant) + " " + hint
	}
	return hint
}
