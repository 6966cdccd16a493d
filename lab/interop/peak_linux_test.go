package interop

import (
	"testing"

	"socklab/lab/peer"
)

// peakMemory waits for the end of a process and gives the most that it had in
// memory, in bytes.
func peakMemory(t *testing.T, p *peer.Process) int64 { return p.PeakUntilEnd(t) }
