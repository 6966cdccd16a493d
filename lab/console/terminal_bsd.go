//go:build unix && !linux

package console

import "syscall"

// pollable is false because kqueue does not report ptys reliably. Blocking reads
// do end, for the end of a session leader revokes its terminal.
const pollable = false

// setDeathSignal does nothing, for there is no such signal here: the hangup that
// comes when this process dies has to suffice.
func setDeathSignal(*syscall.SysProcAttr) {}

// awaitExit blocks until the program has ended and reaps it. Its number stays
// its group's while the group has members.
func (t *terminal) awaitExit() {
	_ = t.cmd.Wait()
}

// otherGroups finds none: there is no /proc to ask.
func otherGroups(int) []int { return nil }
