package app

import (
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"sync"
	"time"

	"socklab/lab/echo"
	"socklab/lab/sock"
)

// The budget of complaints: the first of a kind are told, those after them
// are counted, and told in one line an interval. A kind that rests for an
// interval has its budget again.
const (
	complaintsTold  = 4
	complaintsEvery = 5 * time.Second
)

// A complaint is an error that does not end the command.
type complaint struct {
	line string
	kind string // the line without what differs from client to client
	hint string
}

// complaints prints errors that do not end the command, each hint once. A
// hostile client, or a thousand, must not bury what else is told.
type complaints struct {
	p      *program
	mu     sync.Mutex
	hinted map[string]bool
	kinds  map[string]*counted
	order  []string // of kinds, for the end
	closed bool
}

// counted is a kind of complaint that came up lately.
type counted struct {
	told   int
	silent int  // not told yet
	recent bool // came up in this interval
	timer  *time.Timer
}

func (p *program) newComplaints() *complaints {
	return &complaints{p: p, hinted: map[string]bool{}, kinds: map[string]*counted{}}
}

func (c *complaints) tell(x complaint) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return
	}
	k := c.kinds[x.kind]
	if k == nil {
		k = &counted{timer: time.AfterFunc(complaintsEvery, func() { c.interval(x.kind) })}
		c.kinds[x.kind] = k
		c.order = append(c.order, x.kind)
	}
	k.recent = true
	if k.told == complaintsTold {
		k.silent++
		return
	}
	k.told++
	if c.hinted[x.hint] {
		x.hint = ""
	}
	c.hinted[x.hint] = true
	c.p.tellFailure(&failure{line: x.line, hint: x.hint})
}

// interval ends an interval of a kind.
func (c *complaints) interval(kind string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	k := c.kinds[kind]
	if c.closed {
		return
	}
	if !k.recent {
		delete(c.kinds, kind)
		c.order = slices.DeleteFunc(c.order, func(other string) bool { return other == kind })
		return
	}
	c.summarise(kind)
	k.recent = false
	k.timer.Reset(complaintsEvery)
}

func (c *complaints) summarise(kind string) {
	if k := c.kinds[kind]; k.silent > 0 {
		c.p.tellFailure(&failure{line: fmt.Sprintf(c.p.words.Errors.More, k.silent, kind)})
		k.silent = 0
	}
}

// close tells what was not told yet.
func (c *complaints) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed = true
	for _, kind := range c.order {
		c.kinds[kind].timer.Stop()
		c.summarise(kind)
	}
}

// leaving says why the server ended a client's exchange, or lost it.
func (p *program) leaving(peer netip.AddrPort, err error) complaint {
	var large *echo.TooLarge
	var over *echo.OverBudget
	var memory *echo.OutOfMemory
	what, hint := "", ""
	switch e, h := p.words.Errors, p.words.Hints; {
	case errors.As(err, &large):
		what, hint = fmt.Sprintf(e.TooLarge, p.sized(large.Limit)), fmt.Sprintf(h.MaxMessage, fourfold(large.Limit))
	case errors.As(err, &over):
		what, hint = fmt.Sprintf(e.OverBudget, p.sized(over.Limit)), fmt.Sprintf(h.MaxMemory, fourfold(over.Limit))
	case errors.As(err, &memory):
		what, hint = p.describe(err, server)
	default:
		return p.goesOn(err)
	}
	return complaint{line: fmt.Sprintf(p.words.Errors.Client, peer, what), kind: what, hint: hint}
}

// goesOn tells of a call that failed.
func (p *program) goesOn(err error) complaint {
	line, hint := p.describe(err, server)
	x := complaint{line: fmt.Sprintf(p.words.Errors.GoesOn, line), hint: hint}
	x.kind = x.line
	if call := (*sock.Error)(nil); errors.As(err, &call) {
		nameless := *call
		nameless.Addr = netip.AddrPort{}
		x.kind = fmt.Sprintf(p.words.Errors.GoesOn, p.callLine(&nameless))
	}
	return x
}
