package app

import (
	"errors"
	"fmt"
	"net/netip"

	"socklab/lab/digest"
	"socklab/lab/echo"
	"socklab/lab/explain"
	"socklab/lab/sock"
)

// newComplaints prints errors that do not end the command.
func (p *program) newComplaints() *digest.Digest {
	return digest.New(
		func(line, hint string) { p.tellFailure(&failure{line: line, hint: hint}) },
		func(n int, kind string) { p.tellFailure(&failure{line: fmt.Sprintf(p.words.Errors.More, n, kind)}) })
}

// leaving says why the server ended a client's exchange, or lost it.
func (p *program) leaving(peer netip.AddrPort, err error) digest.Item {
	var large *echo.TooLarge
	var over *echo.OverBudget
	var memory *echo.OutOfMemory
	what, hint := "", ""
	switch e, h := p.words.Errors, p.words.Hints; {
	case errors.As(err, &large):
		what, hint = fmt.Sprintf(e.TooLarge, p.why().Size(large.Limit)), fmt.Sprintf(h.MaxMessage, fourfold(large.Limit))
	case errors.As(err, &over):
		what, hint = fmt.Sprintf(e.OverBudget, p.why().Size(over.Limit)), fmt.Sprintf(h.MaxMemory, fourfold(over.Limit))
	case errors.As(err, &memory):
		what, hint = p.why().Error(err, explain.Server)
	default:
		return p.goesOn(err)
	}
	return digest.Item{Line: fmt.Sprintf(p.words.Errors.Client, peer, what), Kind: what, Hint: hint}
}

// goesOn tells of a call that failed while the server goes on. All that differ
// in the address only are of one kind.
func (p *program) goesOn(err error) digest.Item {
	line, hint := p.why().Error(err, explain.Server)
	x := digest.Item{Line: fmt.Sprintf(p.words.Errors.GoesOn, line), Hint: hint}
	x.Kind = x.Line
	if call := (*sock.Error)(nil); errors.As(err, &call) {
		nameless := *call
		nameless.Addr = netip.AddrPort{}
		x.Kind = fmt.Sprintf(p.words.Errors.GoesOn, p.why().Call(&nameless))
	}
	return x
}
