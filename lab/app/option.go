package app

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"socklab/lab/i18n"
)

// An option is all that is known of one option. From it come the library's
// flag, what help and manual say, what the shells complete, and which values
// are taken.
type option struct {
	name    string
	short   string // a letter that does, too; "": none
	kind    kind
	initial string // the value without the option; "": none
	env     string // a variable that takes the place of initial; "": none
	words   string // what it does
}

// takesValue tells whether a value stands behind the option.
func (o *option) takesValue() bool { return o.kind.shown != nil }

// names tells whether the option is typed so, without its dashes.
func (o *option) names(typed string) bool {
	return typed == o.name || o.short != "" && typed == o.short
}

// flag is the option as the library wants it.
func (o *option) flag() cli.Flag {
	var short, env []string
	if o.short != "" {
		short = []string{o.short}
	}
	if o.env != "" {
		env = []string{o.env}
	}
	if !o.takesValue() {
		return &cli.BoolFlag{Name: o.name, Aliases: short, Usage: o.words}
	}
	return &cli.StringFlag{Name: o.name, Aliases: short, Value: o.initial, EnvVars: env, Usage: o.words}
}

// described is the option as it is typed, and what it does.
func (o *option) described(h *i18n.Help) (typed, words string) {
	typed, words = "--"+o.name, o.words
	if o.short != "" {
		typed = "-" + o.short + ", " + typed
	}
	if o.takesValue() {
		typed += " " + o.kind.shown(h, o.kind)
	}
	if o.initial != "" {
		words += " (" + fmt.Sprintf(h.Default, o.initial) + ")"
	}
	return typed, words
}

// fits are the values that are known beforehand.
func (o *option) fits() []suggestion {
	if o.kind.files {
		return anyFile()
	}
	return suggested(o.kind.choices)
}
