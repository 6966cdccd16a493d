//go:build linux

package interop

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"socklab/lab/echo"
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

// TestSumsUnderLoad holds that what a server with threads tells of a burst is
// short, and that nothing is missing in it.
func TestSumsUnderLoad(t *testing.T) {
	const parallel, repeat = 5, 200
	port := peer.FreePort(t)
	server := peer.Start(t, exec.Command(peer.SockLab(t), "server", "--port", fmt.Sprint(port), "--model", "threads",
		"--clients", fmt.Sprint(parallel*repeat), "--lang", "en"))
	server.Prints(t, "accept(")
	begun := time.Now()
	client := peer.Start(t, exec.Command(peer.SockLab(t), "client", "--port", fmt.Sprint(port),
		"--parallel", fmt.Sprint(parallel), "--repeat", fmt.Sprint(repeat), "--explain", "none"))
	for name, p := range map[string]*peer.Process{"client": client, "server": server} {
		if status := p.Wait(t); status != 0 {
			t.Fatalf("the %s ended with status %d\n%s", name, status, p.Err.String())
		}
	}
	most := 80 + int(40*time.Since(begun).Seconds()) // two connections a second are told one by one
	told := server.Err.String()
	sums := map[string]int{}
	for what, pattern := range map[string]string{
		"connections": `accept\(\d+\) = ()\d`, "more connections": `and (\d+) more connections:`,
		"bytes received": `recv\(\d+, 2048\) = (\d+)`, "more bytes received": ` (\d+) bytes received,`,
		"bytes sent": `send\(\d+, \d+\) = (\d+)`, "more bytes sent": `bytes received, (\d+) sent`,
	} {
		for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(strings.Join(strings.Fields(told), " "), -1) {
			n, err := strconv.Atoi(m[1])
			if err != nil {
				n = 1 // one connection
			}
			sums[strings.TrimPrefix(what, "more ")] += n
		}
	}
	want := map[string]int{"connections": parallel * repeat, "bytes received": parallel * repeat * len(echo.Message), "bytes sent": parallel * repeat * len(echo.Message)}
	if lines := strings.Count(told, "\n"); !maps.Equal(sums, want) || lines > most {
		t.Errorf("%d lines tell of %v, want at most %d that tell of %v:\n%.4000s", lines, sums, most, want, told)
	}
}
