package app

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"os"
	"strconv"
	"time"

	"github.com/fatih/color"

	"socklab/lab/console"
	"socklab/lab/echo"
	"socklab/lab/script"
	"socklab/lab/term"
)

// A stage is where people watch a session.
type stage struct {
	show   func(console string, p []byte)
	merged bool // all consoles in one place
	keys   func(console string, write func([]byte) error)
	size   func(console string) (cols, rows int)             // nil: as the script says
	resize func(console string, resize func(cols, rows int)) // nil: it stays
	before func(ctx context.Context, n int, step script.Step) error
	pause  func(ctx context.Context, d time.Duration) error // nil: as long as the script says
	close  func(keep bool) error
}

// checkPort finds a port in use before anything is played: that on which the
// session listens, and those to which its clients would connect.
func (p *program) checkPort(d *demo) error {
	port := d.port
	if port == 0 {
		port = p.defaultPort()
	}
	l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		return p.portBusy(d, uint16(port), err)
	}
	if err := l.Close(); err != nil {
		return err
	}
	for _, to := range d.script.Clients {
		if to.Port == 0 {
			to.Port = port
		}
		if somebodyListens(to) {
			return p.portBusy(d, uint16(to.Port), nil)
		}
	}
	return nil
}

func (p *program) portBusy(d *demo, port uint16, err error) *failure {
	hint := p.holderHint(netip.AddrPortFrom(netip.IPv4Unspecified(), port))
	if d.noPort {
		hint = p.words.Hints.InUseWait
	}
	return &failure{status: exitFailed, line: fmt.Sprintf(p.words.Demo.PortBusy, port, p.words.Reasons.InUse), hint: hint, err: err}
}

// answerTime is enough for a connection within this machine. Windows goes on
// asking for two seconds where nobody listens.
const answerTime = 200 * time.Millisecond

// somebodyListens tries to connect: only that finds those who listen on all
// addresses, on every system.
func somebodyListens(to script.Address) bool {
	hosts := []string{to.Host}
	if to.Host == "localhost" { // either may be what it means
		hosts = []string{"127.0.0.1", "::1"}
	}
	for _, host := range hosts {
		c, err := net.DialTimeout("tcp", net.JoinHostPort(host, strconv.Itoa(to.Port)), answerTime)
		if err == nil {
			_ = c.Close() // nothing was said
			return true
		}
	}
	return false
}

// portVariable tells the programs of a session which port to use.
const portVariable = "SOCKLAB_PORT"

// defaultPort is the course's, or what a session tells the programs in it.
func (p *program) defaultPort() int {
	if n, err := strconv.Atoi(os.Getenv(portVariable)); err == nil && n > 0 && n < 1<<16 {
		return n
	}
	return echo.Port
}

// A logStage shows all consoles in one terminal, line by line, each behind the
// console's name.
type logStage struct {
	*narration
	colour bool
	labels map[string]string
	lines  map[string]*console.Lines
	prefix int // columns of a label and the blank behind it
	shown  *shownSizes
}

var labelColours = []color.Attribute{color.FgCyan, color.FgGreen, color.FgMagenta, color.FgYellow, color.FgBlue, color.FgRed}

func (p *program) newLog(d *demo) *logStage {
	l := &logStage{narration: p.newNarration(d), colour: term.Colour(p.Out, p.colour), labels: map[string]string{}, lines: map[string]*console.Lines{}}
	width := 0
	for _, c := range d.script.Consoles {
		width = max(width, len(c.Name))
	}
	for i, c := range d.script.Consoles {
		pen := pick(l.colour, labelColours[i%len(labelColours)], color.Bold)
		l.labels[c.Name] = pen.Sprintf("%-*s |", width, c.Name)
		l.lines[c.Name] = &console.Lines{Colours: l.colour}
	}
	l.prefix = width + len(" | ")
	return l
}

// stage makes the consoles as wide as what is left of a terminal behind the
// labels, also when that changes.
func (l *logStage) stage() *stage {
	st := &stage{show: l.show, merged: true, before: l.before, pause: l.pause(), close: func(bool) error { return l.end() }}
	if !term.IsTerminal(l.p.Out) {
		return st
	}
	l.shown = newShownSizes()
	l.measure()
	unwatch := term.WatchSize(l.p.Out, l.measure)
	st.size, st.resize = l.shown.of, l.shown.tell
	st.close = func(bool) error { unwatch(); return l.end() }
	return st
}

// leastWidth is how narrow a console of the log gets: narrower, words break
// anyway.
const leastWidth = 20

// measure makes all consoles as wide as there is room. Only the width counts:
// a log has no last row.
func (l *logStage) measure() {
	if cols, _, ok := term.Size(l.p.Out); ok {
		for name := range l.labels {
			l.shown.set(name, max(cols-l.prefix, leastWidth), script.MaxRows)
		}
	}
}

// show prints each line when it is complete.
func (l *logStage) show(console string, p []byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lines[console].Add(p, func(text string) {
		if text != "" {
			fmt.Fprintln(l.w, l.labels[console], text)
		}
	})
}
