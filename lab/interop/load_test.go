//go:build linux

package interop

import (
	"fmt"
	"os"
	"testing"

	"socklab/lab/event"
	"socklab/lab/peer"
)

// runs is how often a test is made that only chance may break.
func runs() int {
	if os.Getenv("SOCKLAB_SLOW") == "" {
		return 2
	}
	return 20
}

// TestEventsUnderLoadAreWhatStraceSees has a server with threads and five
// clients at the same time, whose numbers are used again and again.
func TestEventsUnderLoadAreWhatStraceSees(t *testing.T) {
	const parallel, repeat = 5, 40
	for i := range runs() {
		t.Run(fmt.Sprint(i+1), func(t *testing.T) {
			port := peer.FreePort(t)
			server := startTraced(t, "server", "--port", fmt.Sprint(port), "--model", "threads", "--clients", fmt.Sprint(parallel*repeat))
			server.Prints(t, "accept(")
			client := startTraced(t, "client", "--port", fmt.Sprint(port), "--parallel", fmt.Sprint(parallel), "--repeat", fmt.Sprint(repeat))
			for name, r := range map[string]*tracedRun{"client": client, "server": server} {
				if status := r.Wait(t); status != 0 {
					t.Fatalf("the %s ended with status %d\n%s", name, status, r.Err.String())
				}
			}
			for name, r := range map[string]*tracedRun{"client": client, "server": server} {
				opened := 0
				for _, c := range same(t, r.trace, r.events, true) {
					if c.name == map[string]string{"client": string(event.Socket), "server": string(event.Accept)}[name] {
						opened++
					}
				}
				if opened != parallel*repeat {
					t.Errorf("the %s opened %d sockets, want %d", name, opened, parallel*repeat)
				}
			}
		})
	}
}
