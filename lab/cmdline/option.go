package cmdline

import (
	"fmt"

	"socklab/lab/i18n"
)

// An Option is all that is known of one option. From it come the library's
// flag, what help and manual say, what the shells complete, and which values
// are taken.
type Option struct {
	Name    string
	Short   string // a letter that does, too; "": none
	Kind    Kind
	Initial string // the value without the option; "": none
	Env     string // a variable that takes the place of Initial; "": none
	Words   string // what it does
}

// TakesValue tells whether a value stands behind the option.
func (o *Option) TakesValue() bool { return o.Kind.shown != nil }

// names tells whether the option is typed so, without its dashes.
func (o *Option) names(typed string) bool {
	return typed == o.Name || o.Short != "" && typed == o.Short
}

// described is the option as it is typed, and what it does.
func (o *Option) described(h *i18n.Help) (typed, words string) {
	typed, words = "--"+o.Name, o.Words
	if o.Short != "" {
		typed = "-" + o.Short + ", " + typed
	}
	if o.TakesValue() {
		typed += " " + o.Kind.shown(h)
	}
	if o.Initial != "" {
		words += " (" + fmt.Sprintf(h.Default, o.Initial) + ")"
	}
	return typed, words
}

// fits are the values that are known beforehand.
func (o *Option) fits() []Suggestion {
	if o.Kind.files {
		return Files()
	}
	return Names(o.Kind.choices)
}
