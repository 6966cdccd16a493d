package app

import (
	"fmt"
	"net/netip"
	"os"
	"strconv"

	"socklab/lab/descriptors"
	"socklab/lab/echo"
	"socklab/lab/session"
)

// checkRoom finds too low a limit of descriptors before anything is made.
func (p *program) checkRoom(d *demo) error {
	needs := session.Descriptors(d.script)
	free, open := descriptors.Free(needs)
	if free == needs {
		return nil
	}
	w := p.words.Demo
	return &failure{status: exitFailed, line: fmt.Sprintf(w.FewDescriptors, needs, free), hint: fmt.Sprintf(w.MoreDescriptors, open+needs)}
}

// checkPort finds a port in use before anything is played.
func (p *program) checkPort(d *demo) error {
	port := d.port
	if port == 0 {
		port = p.defaultPort()
	}
	busy, err := session.BusyPort(port, d.script)
	if busy == 0 {
		return err
	}
	return p.portBusy(d, uint16(busy), err)
}

func (p *program) portBusy(d *demo, port uint16, err error) *failure {
	hint := p.why().Holder(netip.AddrPortFrom(netip.IPv4Unspecified(), port))
	if d.noPort {
		hint = p.words.Hints.InUseWait
	}
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
