package app

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

func (p *program) manCommand() *command {
	w := p.words.Manual
	return &command{name: "man", words: w.Usage, long: w.Long, examples: w.Examples, run: p.man}
}

func (p *program) man(v *values) error {
	if v.arguments(); v.err != nil {
		return v.err
	}
	return p.print(p.manual(p.sockLab()))
}

// manual is the manual page of all commands.
func (p *program) manual(a *command) string {
	h, w := p.words.Help, p.words.Manual
	m := &roff{}
	fmt.Fprintf(&m.b, ".TH sockLab 1 \"\" sockLab \"%s\"\n", escape(w.Title))
	m.section(w.Name)
	m.text(a.name + " - " + a.words)
	m.section(w.Synopsis)
	m.text(fmt.Sprintf("sockLab %s %s %s", h.Command, h.OptionsWord, h.ArgumentsWord))
	m.section(w.Description)
	m.text(w.About)
	m.section(h.Options)
	p.manualOptions(m, a, nil)
	m.section(h.Commands)
	p.manualCommands(m, a.name, a.below)
	m.section(w.Exit)
	for status, words := range []string{w.ExitDone, w.ExitFailed, w.ExitUsage, w.ExitNo} {
		m.item(fmt.Sprint(status), words)
	}
	m.section(w.Environment)
	m.item("SOCKLAB_LANG", w.EnvLang)
	m.item(portVariable, w.EnvPort)
	m.item("NO_COLOR", w.EnvNoColor)
	return m.b.String()
}

// manualCommands describes each command and those below it.
func (p *program) manualCommands(m *roff, path string, commands []*command) {
	for _, c := range commands {
		if !c.hidden {
			p.manualCommand(m, path+" "+c.name, c)
			p.manualCommands(m, path+" "+c.name, c.below)
		}
	}
}

func (p *program) manualCommand(m *roff, path string, c *command) {
	m.subsection(strings.TrimSpace(path + " " + p.words.Help.OptionsWord + " " + c.args.shown))
	m.text(upperFirst(c.words) + ".")
	for paragraph := range strings.SplitSeq(c.long, "\n\n") {
		m.text(paragraph)
	}
	p.manualOptions(m, c, p.commonOptions())
	if c.examples != "" {
		m.example(c.examples)
	}
}

// manualOptions describes the options of a command but those that are told
// elsewhere.
func (p *program) manualOptions(m *roff, c *command, elsewhere []option) {
	for i := range c.options {
		o := &c.options[i]
		if !slices.ContainsFunc(elsewhere, func(e option) bool { return e.name == o.name }) {
			m.item(o.described(&p.words.Help))
		}
	}
}

// A roff is a text in the language of man(7).
type roff struct{ b strings.Builder }

func (m *roff) section(title string)    { fmt.Fprintf(&m.b, ".SH \"%s\"\n", escape(title)) }
func (m *roff) subsection(title string) { fmt.Fprintf(&m.b, ".SS \"%s\"\n", escape(title)) }

func (m *roff) text(text string) {
	if words := strings.Join(strings.Fields(text), " "); words != "" {
		m.b.WriteString(".PP\n" + line(words))
	}
}

func (m *roff) item(name, text string) {
	m.b.WriteString(".TP\n.B " + escape(name) + "\n" + line(text))
}

func (m *roff) example(text string) {
	m.b.WriteString(".PP\n.EX\n")
	for l := range strings.Lines(text) {
		m.b.WriteString(line("    " + strings.TrimSuffix(l, "\n")))
	}
	m.b.WriteString(".EE\n")
}

// line is a line of text: \& keeps a dot at its beginning from being a request.
func line(text string) string { return `\&` + escape(text) + "\n" }

// escape writes what roff would read as its own, and what is not ASCII, in a
// way that every roff reads.
func escape(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '\\':
			b.WriteString(`\e`)
		case r == '-':
			b.WriteString(`\-`)
		case r == '"':
			b.WriteString(`\(dq`)
		case r == '\'':
			b.WriteString(`\(aq`)
		case r > '~':
			fmt.Fprintf(&b, `\[u%04X]`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func upperFirst(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}
