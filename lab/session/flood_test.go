package session_test

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"socklab/lab/script"
	"socklab/lab/session"
)

// floodBytes is what flood prints.
const floodBytes = 50 << 20

const asFlood = "SOCKLAB_TEST_FLOOD"

// flood prints as much as it can.
func flood() int {
	line := strings.Repeat("0123456789", 7) + "\n"
	block := []byte(strings.Repeat(line, 900))
	for n := 0; n < floodBytes; n += len(block) {
		if _, err := os.Stdout.Write(block); err != nil {
			return 1
		}
	}
	fmt.Println("flood: done")
	return 0
}

// TestFlood records a program that prints a lot: fast, and without keeping it.
func TestFlood(t *testing.T) {
	if os.Getenv("SOCKLAB_MEASURE") == "" {
		t.Skip("measures speed: runs with SOCKLAB_MEASURE=1, alone")
	}
	if runtime.GOOS == "windows" {
		t.Skip("ConPTY renders what is printed, at a speed of its own")
	}
	const least = 50.0 // MB/s
	best := 0.0
	for range 8 { // the machine may be busy with other work
		o := options(t, "flood")
		o.Env = append(o.Env, asFlood+"=1")
		s, err := script.Parse("x", []byte("title: t\nconsoles: [{name: a}]\nsteps: [{on: a, type: sockLab version, wait: 'flood: done', exit: 0, within: 1m}]"), true)
		if err != nil {
			t.Fatal(err)
		}
		begun := time.Now()
		var printed time.Duration
		o.Show = func(_ string, p []byte) {
			if strings.Contains(string(p[max(0, len(p)-200):]), "flood: done") {
				printed = time.Since(begun)
			}
		}
		if _, err := session.Play(context.Background(), s, o); err != nil {
			t.Fatal(err)
		}
		best = max(best, floodBytes/1e6/printed.Seconds())
		if best >= least {
			break
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	t.Logf("%.0f MB/s, %d MiB of memory", best, m.Sys>>20)
	if best < least {
		t.Errorf("%.0f MB/s, want at least %.0f", best, least)
	}
	if m.Sys > 64<<20 {
		t.Errorf("%d MiB of memory, want at most 64", m.Sys>>20)
	}
}
