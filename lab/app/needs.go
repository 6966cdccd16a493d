package app

import (
	"cmp"
	"fmt"
	"os"
	"strconv"

	"socklab/lab/descriptors"
	"socklab/lab/echo"
	"socklab/lab/session"
)

// checkNeeds finds before anything is made what a session could not be played
// for.
func (d *demo) checkNeeds() error {
	if err := d.checkRoom(); err != nil {
		return err
	}
	return d.checkPort()
}

// checkRoom finds too low a limit of descriptors.
func (d *demo) checkRoom() error {
	needs := session.Descriptors(d.script)
	free, open := descriptors.Free(needs)
	if free == needs {
		return nil
	}
	w := d.words.Demo
	return &failure{status: exitFailed, line: fmt.Sprintf(w.FewDescriptors, needs, free), hint: fmt.Sprintf(w.MoreDescriptors, open+needs)}
}

// checkPort finds a port in use.
func (d *demo) checkPort() error {
	busy, err := session.BusyPort(cmp.Or(d.port, d.defaultPort()), d.script)
	if busy == 0 {
		return err
	}
	return d.portBusy(uint16(busy), err)
}

func (d *demo) portBusy(port uint16, err error) *failure {
	hint := d.why().InUseHint(port)
	if d.noPort {
		hint = d.words.Hints.InUseWait
	}
	return &failure{status: exitFailed, line: fmt.Sprintf(d.words.Demo.PortBusy, port, d.words.Reasons.InUse), hint: hint, err: err}
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
