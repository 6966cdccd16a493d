package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/netip"
	"os"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"socklab/lab/cmdline"
	"socklab/lab/echo"
	"socklab/lab/event"
	"socklab/lab/explain"
	"socklab/lab/export"
	"socklab/lab/i18n"
	"socklab/lab/sock"
	"socklab/lab/term"
)

// columnsOfCMD is the width of a console window.
const columnsOfCMD = 80

// sentence is what p prints and how it ends.
func sentence(args ...string) (status int, out, err string) {
	var stdout, stderr bytes.Buffer
	status = Main(append([]string{"sockLab"}, args...), term.Streams{In: strings.NewReader(""), Out: &stdout, Err: &stderr})
	return status, stdout.String(), stderr.String()
}

func newProgram(lang string) *program {
	p := &program{Streams: term.Streams{In: strings.NewReader(""), Out: &bytes.Buffer{}, Err: &bytes.Buffer{}}, words: i18n.In(lang)}
	p.errPen = newPen(false)
	return p
}

// paths gives each command and subcommand as it is typed; those that sockLab
// starts for itself are hidden.
func paths(prefix []string, commands []*cmdline.Command, f func(path []string, c *cmdline.Command)) {
	for _, c := range commands {
		if c.Hidden {
			continue
		}
		path := append(slices.Clone(prefix), c.Name)
		f(path, c)
		paths(path, c.Below, f)
	}
}

// TestHelp holds that the help of each command, in both languages, names each
// of its options and fits in a console; and that help COMMAND, COMMAND --help
// and --help COMMAND are the same.
func TestHelp(t *testing.T) {
	for _, lang := range []string{"es", "en"} {
		a := newProgram(lang).sockLab()
		helps(t, lang, nil, a.Options)
		paths(nil, a.Below, func(path []string, c *cmdline.Command) { helps(t, lang, path, c.Options) })
	}
}

func helps(t *testing.T, lang string, path []string, options []cmdline.Option) {
	t.Run(strings.Join(append([]string{lang}, path...), " "), func(t *testing.T) {
		status, out, stderr := sentence(append([]string{"--lang", lang, "help"}, path...)...)
		if status != exitDone || stderr != "" {
			t.Fatalf("status %d, on standard error: %s", status, stderr)
		}
		for line := range strings.Lines(out) {
			line = strings.TrimSuffix(line, "\n")
			if n := utf8.RuneCountInString(line); n >= columnsOfCMD || line != strings.TrimRight(line, " ") {
				t.Errorf("%d columns: %q", n, line)
			}
		}
		for _, o := range options {
			typed := "--" + o.Name
			if o.Short != "" {
				typed = "-" + o.Short + ", " + typed
			}
			if !strings.Contains(out, typed) {
				t.Errorf("%s is missing in:\n%s", typed, out)
			}
		}
		for _, asked := range [][]string{
			append(append([]string{"--lang", lang}, path...), "--help"),
			append([]string{"-h", "--lang", lang}, path...),
		} {
			if _, got, _ := sentence(asked...); got != out {
				t.Errorf("%q prints\n%s\nwant\n%s", asked, got, out)
			}
		}
	})
}

// TestChoicesAreExplained holds that the words for an option name each of its
// choices: a new model of the server, or format of export, needs words.
func TestChoicesAreExplained(t *testing.T) {
	var formats []string
	for _, f := range export.Formats() {
		formats = append(formats, f.Name)
	}
	for _, lang := range []string{"es", "en"} {
		w := i18n.In(lang)
		for name, c := range map[string]struct {
			words   string
			choices []string
		}{
			"server --model":         {w.Help.Model, echo.Models()},
			"server --mode":          {w.Help.Mode, echo.Modes()},
			"export --format":        {w.Export.Format, export.Names()},
			"export without formats": {w.Export.NeedsFormatHint, export.Names()},
			"help export":            {w.Export.Long, formats},
		} {
			if len(c.choices) < 2 {
				t.Errorf("%s: the choices are %q", name, c.choices)
			}
			for _, choice := range c.choices {
				if !regexp.MustCompile(`\b` + choice + `\b`).MatchString(c.words) {
					t.Errorf("%s: %s does not stand in %q", name, choice, c.words)
				}
			}
		}
	}
}

// TestHints holds that each confusion has a line and a hint in both
// languages, chosen by its number.
func TestHints(t *testing.T) {
	addr := netip.MustParseAddrPort("127.0.0.1:6544")
	const client, server = explain.Client, explain.Server
	for name, c := range map[string]struct {
		call event.Call
		kind sock.Kind
		who  explain.Role
		hint func(*i18n.Hints) string
	}{
		"nobody listens":          {event.Connect, sock.Refused, client, func(h *i18n.Hints) string { return fmt.Sprintf(h.Refused, " --port 6544") }},
		"second server":           {event.Bind, sock.InUse, server, func(h *i18n.Hints) string { return fmt.Sprintf(h.InUse, 6545) }},
		"client was reset":        {event.Recv, sock.Reset, client, func(h *i18n.Hints) string { return h.ResetClient }},
		"server was reset":        {event.Recv, sock.Reset, server, func(h *i18n.Hints) string { return h.ResetServer }},
		"this stack gave up":      {event.Recv, sock.Aborted, client, func(h *i18n.Hints) string { return h.Aborted }},
		"client's pipe broke":     {event.Send, sock.BrokenPipe, client, func(h *i18n.Hints) string { return h.BrokenPipe }},
		"server's pipe broke":     {event.Send, sock.BrokenPipe, server, func(h *i18n.Hints) string { return h.ResetServer }},
		"idle client":             {event.Recv, sock.Timeout, server, func(h *i18n.Hints) string { return h.ServerIdle }},
		"no answer":               {event.Recv, sock.Timeout, client, func(h *i18n.Hints) string { return h.NoAnswer }},
		"both buffers are full":   {event.Send, sock.Timeout, client, func(h *i18n.Hints) string { return h.ServerFull }},
		"queue is full":           {event.Connect, sock.ConnTimeout, client, func(h *i18n.Hints) string { return h.ConnTimeout }},
		"address of another":      {event.Bind, sock.NotAvailable, server, func(h *i18n.Hints) string { return h.NotAvailableBind }},
		"connect to all":          {event.Connect, sock.NotAvailable, client, func(h *i18n.Hints) string { return h.NotAvailableConnect }},
		"no way there":            {event.Connect, sock.Unreachable, client, func(h *i18n.Hints) string { return h.Unreachable }},
		"no descriptor left":      {event.Accept, sock.TooMany, server, func(h *i18n.Hints) string { return h.TooMany }},
		"no IPv6":                 {event.Socket, sock.Unsupported, client, func(h *i18n.Hints) string { return h.Unsupported }},
		"reserved or low port":    {event.Bind, sock.Denied, server, deniedHint},
		"a socket without a peer": {event.Recv, sock.NotConnected, client, func(*i18n.Hints) string { return "" }},
		"a descriptor of nothing": {event.Recv, sock.BadDescriptor, client, func(*i18n.Hints) string { return "" }},
	} {
		for _, lang := range []string{"es", "en"} {
			t.Run(name+" "+lang, func(t *testing.T) {
				p := newProgram(lang)
				err := fmt.Errorf("wrapped: %w", &sock.Error{Call: c.call, Addr: addr, Wait: time.Second, Err: numbers[c.kind]})
				line, hint := p.why().Error(err, c.who)
				if symbol := sock.Symbol(numbers[c.kind]); !strings.HasPrefix(line, string(c.call)+" 127.0.0.1:6544: ") || !strings.HasSuffix(line, " ("+symbol+")") {
					t.Errorf("the line is %q, want call, address and %s", line, symbol)
				}
				if want := c.hint(&p.words.Hints); hint != want {
					t.Errorf("the hint is %q, want %q", hint, want)
				}
				if os := numbers[c.kind].Error(); strings.Contains(line, os) && lang == "es" {
					t.Errorf("the line %q has the system's own words %q", line, os)
				}
			})
		}
	}
}

func TestErrorsWithoutANumber(t *testing.T) {
	p := newProgram("es")
	for name, c := range map[string]struct {
		err        error
		line, hint string
	}{
		"interrupted": {context.Canceled, p.words.Errors.Interrupted, ""},
		"early end":   {echo.ErrEarlyEnd, p.words.Errors.EarlyEnd, p.words.Hints.EarlyEnd},
		"closed":      {&sock.Error{Call: event.Recv, Err: sock.ErrClosed}, "recv: el socket se ha cerrado", ""},
		"anything":    {errors.New("x"), "error inesperado: x", ""},
	} {
		if line, hint := p.why().Error(c.err, explain.Client); line != c.line || hint != c.hint {
			t.Errorf("%s is told as %q, %q; want %q, %q", name, line, hint, c.line, c.hint)
		}
	}
}

func TestFileReasons(t *testing.T) {
	p := newProgram("es")
	for want, err := range map[string]error{
		"no existe":          &fs.PathError{Op: "open", Path: "x", Err: syscall.ENOENT},
		"permiso denegado":   &fs.PathError{Op: "open", Path: "x", Err: syscall.EACCES},
		"es una carpeta":     syscall.EISDIR,
		"ya no lo lee nadie": &os.PathError{Op: "write", Path: "x", Err: syscall.EPIPE},
		"disco roto":         &fs.PathError{Op: "open", Path: "x", Err: errors.New("disco roto")},
	} {
		if got := p.why().File(err); got != want {
			t.Errorf("%v is told as %q, want %q", err, got, want)
		}
	}
}
