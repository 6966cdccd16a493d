package interop

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"

	"socklab/lab/peer"
)

// initLine is what Go says of a package that has something to do before main.
var initLine = regexp.MustCompile(`(?m)^init (\S+) @\S+ ms, (\S+) ms clock, `)

// initTimes runs the program once, and gives how long each package took.
func initTimes(t *testing.T) map[string]time.Duration {
	t.Helper()
	cmd := exec.Command(peer.SockLab(t), "version")
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	var out strings.Builder
	cmd.Stderr = &out
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	all := map[string]time.Duration{}
	for _, m := range initLine.FindAllStringSubmatch(out.String(), -1) {
		took, err := time.ParseDuration(m[2] + "ms")
		if err != nil {
			t.Fatal(err)
		}
		all[m[1]] = took
	}
	if len(all) < 5 {
		t.Fatalf("the times of %d packages only: %s", len(all), out.String())
	}
	return all
}

// TestInitialisers holds that none of our packages takes over 50 µs before
// main: every start of every command pays for it. The fastest of some runs
// counts, since the machine may have other work.
func TestInitialisers(t *testing.T) {
	const most = 50 * time.Microsecond
	fastest := map[string]time.Duration{}
	slow := func() (names []string) {
		for name, took := range fastest {
			if took > most && strings.HasPrefix(name, "socklab/") {
				names = append(names, name+" "+took.String())
			}
		}
		return names
	}
	for run := 0; run == 0 || run < 20 && len(slow()) > 0; run++ {
		for name, took := range initTimes(t) {
			if before, ok := fastest[name]; !ok || took < before {
				fastest[name] = took
			}
		}
	}
	if names := slow(); len(names) > 0 {
		t.Errorf("over %v: %s", most, strings.Join(names, ", "))
	}
}
