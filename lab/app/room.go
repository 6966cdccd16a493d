package app

import (
	"fmt"

	"socklab/lab/descriptors"
)

// What a session opens at the same time, in descriptors: of its own, and for
// each console its recording, its terminal and its window.
const (
	roomForAll     = 16
	roomForConsole = 6
)

// checkRoom finds too low a limit of descriptors before anything is made.
func (d *demo) checkRoom() error {
	needs := roomForAll + roomForConsole*len(d.script.Consoles)
	free, open := descriptors.Free(needs)
	if free == needs {
		return nil
	}
	w := d.words.Demo
	return &failure{status: exitFailed, line: fmt.Sprintf(w.FewDescriptors, needs, free), hint: fmt.Sprintf(w.MoreDescriptors, open+needs)}
}
