package cmdline

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Manual is the manual page of all commands; variables are the environment's,
// each with what it does.
func (p *Program) Manual(variables [][2]string) string {
	a := p.Root
	h, w := p.Words.Help, p.Words.Manual
	m := &roff{}
	fmt.Fprintf(&m.b, ".TH sockLab 1 \"\" sockLab \"%s\"\n", escape(w.Title))
	m.section(w.Name)
	m.text(a.Name + " - " + a.Words)
	m.section(w.Synopsis)
	m.text(fmt.Sprintf("sockLab %s %s %s", h.Command, h.OptionsWord, h.ArgumentsWord))
	m.section(w.Description)
	m.text(w.About)
	m.section(h.Options)
	p.manualOptions(m, a, nil)
	m.section(h.Commands)
	p.manualCommands(m, a.Name, a.Below)
	m.section(w.Exit)
	for status, words := range []string{w.ExitDone, w.ExitFailed, w.ExitUsage, w.ExitNo} {
		m.item(fmt.Sprint(status), words)
	}
	m.section(w.Environment)
	for _, variable := range variables {
		m.item(variable[0], variable[1])
	}
	return m.b.String()
}

// manualCommands describes each command and those below it.
func (p *Program) manualCommands(m *roff, path string, commands []*Command) {
	for _, c := range commands {
		if !c.Hidden {
			p.manualCommand(m, path+" "+c.Name, c)
			p.manualCommands(m, path+" "+c.Name, c.Below)
		}
	}
}

func (p *Program) manualCommand(m *roff, path string, c *Command) {
	m.subsection(strings.TrimSpace(path + " " + p.Words.Help.OptionsWord + " " + c.Args.Shown))
	m.text(upperFirst(c.Words) + ".")
	for paragraph := range strings.SplitSeq(c.Long, "\n\n") {
		m.text(paragraph)
	}
	p.manualOptions(m, c, p.Root.Options)
	if c.Examples != "" {
		m.example(c.Examples)
	}
}

// manualOptions describes the options of a command but those that are told
// elsewhere.
func (p *Program) manualOptions(m *roff, c *Command, elsewhere []Option) {
	for i := range c.Options {
		o := &c.Options[i]
		if !slices.ContainsFunc(elsewhere, func(e Option) bool { return e.Name == o.Name }) {
			m.item(o.described(&p.Words.Help))
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
