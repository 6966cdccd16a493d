package app

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/netip"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/fatih/color"

	"socklab/lab/echo"
	"socklab/lab/script"
	"socklab/lab/term"
)

// A stage is where people watch a session.
type stage struct {
	show   func(console string, p []byte)
	keys   func(console string, write func([]byte) error)
	before func(ctx context.Context, n int, step script.Step) error
	pause  func(ctx context.Context, d time.Duration) error // nil: as long as the script says
	close  func(keep bool) error
}

// checkPort finds a port in use before anything is played.
func (p *program) checkPort(d *demo) error {
	port := d.port
	if port == 0 {
		port = p.defaultPort()
	}
	l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
	if err == nil {
		return l.Close()
	}
	hint := p.holderHint(netip.AddrPortFrom(netip.IPv4Unspecified(), uint16(port)))
	return &failure{status: exitFailed, line: fmt.Sprintf(p.words.Demo.PortBusy, port, p.words.Reasons.InUse), hint: hint, err: err}
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
	lines  map[string]*bytes.Buffer
}

var labelColours = []color.Attribute{color.FgCyan, color.FgGreen, color.FgMagenta, color.FgYellow, color.FgBlue, color.FgRed}

func (p *program) newLog(d *demo) *logStage {
	l := &logStage{narration: p.newNarration(d), colour: term.Colour(p.Out, p.colour), labels: map[string]string{}, lines: map[string]*bytes.Buffer{}}
	width := 0
	for _, c := range d.script.Consoles {
		width = max(width, len(c.Name))
	}
	for i, c := range d.script.Consoles {
		pen := pick(l.colour, labelColours[i%len(labelColours)], color.Bold)
		l.labels[c.Name] = pen.Sprintf("%-*s |", width, c.Name)
		l.lines[c.Name] = &bytes.Buffer{}
	}
	return l
}

func (l *logStage) stage() *stage {
	return &stage{show: l.show, before: l.before, pause: l.pause(), close: func(bool) error { return l.end() }}
}

// show prints each line when it is complete.
func (l *logStage) show(console string, p []byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	buf := l.lines[console]
	buf.Write(p)
	for {
		i := bytes.IndexByte(buf.Bytes(), '\n')
		if i < 0 {
			return
		}
		l.line(console, string(buf.Next(i+1)))
	}
}

// What a log cannot show: colours where none are wanted, titles, moves.
var (
	anyEscape  = regexp.MustCompile(`\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-_]`)
	someEscape = regexp.MustCompile(`\x1b\[[0-?]*[ -/]*[@-ln-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)`)
)

func (l *logStage) line(console, text string) {
	strip := anyEscape
	if l.colour {
		strip = someEscape
	}
	text = strings.TrimRight(strip.ReplaceAllString(text, ""), "\r\n")
	if text != "" {
		fmt.Fprintln(l.w, l.labels[console], text)
	}
}
