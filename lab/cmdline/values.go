package cmdline

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/urfave/cli/v2"
)

// Values are the options and arguments of a command that runs. Who reads one
// that is wrong gets the zero value; Err keeps the first of those mistakes.
type Values struct {
	line    *Reading
	c       *cli.Context
	command *Command
	err     error
}

// Err is the first mistake, an *Error; nil: all that was read was right.
func (v *Values) Err() error { return v.err }

// Fail tells of a mistake.
func (v *Values) Fail(format string, args ...any) {
	if v.err != nil {
		return
	}
	var path []string // of the command: a subcommand's name alone may be another's, too
	if v.command != v.line.Root {
		path = v.line.names()
	}
	v.err = v.line.Wrong(fmt.Sprintf(format, args...), "", path...)
}

// Context ends what the command does.
func (v *Values) Context() context.Context { return v.c.Context }

// Command is the one that runs.
func (v *Values) Command() *Command { return v.command }

// Bare tells that there are no options.
func (v *Values) Bare() bool { return v.c.NumFlags() == 0 }

// option is one of this command's; to ask for another is a mistake in the
// command.
func (v *Values) option(name string) *Option {
	for i := range v.command.Options {
		if o := &v.command.Options[i]; o.Name == name {
			return o
		}
	}
	panic(v.command.Name + " has no option --" + name)
}

// Given tells whether the option, or the variable in its place, was given.
func (v *Values) Given(name string) bool { return v.c.IsSet(v.option(name).Name) }

// On tells whether an option without a value was given.
func (v *Values) On(name string) bool { return v.c.Bool(v.option(name).Name) }

// Text is the value of an option as it was typed.
func (v *Values) Text(name string) string { return v.c.String(v.option(name).Name) }

// read gives the value of an option of this command: the zero value where it is
// not given, and has no other.
func read[T any](v *Values, name string) (value T) {
	o := v.option(name)
	if o.Initial == "" && !v.Given(name) {
		return value
	}
	got, wrong := o.Kind.read(&v.line.Words.Usage, "--"+name, v.Text(name))
	if wrong != "" {
		v.Fail("%s", wrong)
		return value
	}
	return got.(T)
}

// The value of an option, by its kind.

func (v *Values) Port(name string) uint16            { return read[uint16](v, name) }
func (v *Values) Number(name string) int             { return read[int](v, name) }
func (v *Values) Size(name string) int64             { return read[int64](v, name) } // bytes
func (v *Values) Duration(name string) time.Duration { return read[time.Duration](v, name) }
func (v *Values) Speed(name string) float64          { return read[float64](v, name) }
func (v *Values) Choice(name string) int             { return read[int](v, name) } // its place among the choices

// Chosen is a choice itself.
func (v *Values) Chosen(name string) string {
	v.Choice(name)
	return v.Text(name)
}

// Exclude refuses options that contradict each other.
func (v *Values) Exclude(pairs ...[2]string) {
	for _, pair := range pairs {
		if v.Given(pair[0]) && v.Given(pair[1]) {
			v.Fail(v.line.Words.Usage.Contradiction, "--"+pair[0], "--"+pair[1])
		}
	}
}

// Arguments are as many as the command takes.
func (v *Values) Arguments() []string {
	args, takes := v.c.Args().Slice(), v.command.Args
	if len(args) > takes.Most {
		v.Fail(v.line.Words.Usage.TooManyArguments, strings.Join(args[takes.Most:], " "))
	}
	if len(args) < takes.Least {
		v.Fail(v.line.Words.Usage.MissingArgument, takes.Shown)
	}
	return args
}

// Argument is the first argument, or what stands for it where there is none.
func (v *Values) Argument(otherwise string) string {
	if args := v.Arguments(); len(args) > 0 {
		return args[0]
	}
	return otherwise
}

// Only is the one argument that a command takes.
func (v *Values) Only() (string, error) { return v.Argument(""), v.err }
