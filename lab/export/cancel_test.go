package export

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"socklab/lab/cast"
	"socklab/lab/peer"
	"socklab/lab/tape"
)

// hours is a session whose export takes a while in each format.
func hours(t *testing.T) *Source {
	t.Helper()
	s := oneConsole(160, 60)
	for i := range 20_000 {
		text := strings.Repeat(fmt.Sprintf("\x1b[%d;1H\x1b[3%dm%d a line of text", i%60+1, i%8, i), 20)
		shows(s, time.Duration(i)*100*time.Millisecond, text)
	}
	for i := range 500 {
		s.Chapters = append(s.Chapters, tape.Chapter{At: time.Duration(i) * 10 * time.Second, Text: cast.Text{EN: "x"}})
	}
	line := `{"t":1,"dur":0,"call":"send","fd":3,"args":["1"],"ret":1}` + "\n"
	s.Calls = func(string) (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader(strings.Repeat(line, maxCalls))), nil
	}
	return s
}

// promptly is how soon after its context everything has ended, on a machine
// with other work; the work itself takes seconds.
const promptly = time.Second

// TestCancel ends each export before it begins, and in the middle.
func TestCancel(t *testing.T) {
	s := hours(t)
	for _, f := range Formats() {
		t.Run(f.Name, func(t *testing.T) {
			for _, looks := range []int{0, 2} {
				ctx := &peer.Ending{Context: t.Context(), Left: looks}
				err := f.Write(ctx, io.Discard, s, options("en"))
				if !errors.Is(err, context.Canceled) {
					t.Fatalf("after %d looks: %v", looks, err)
				}
				if took := time.Since(ctx.Ended); took > promptly {
					t.Errorf("ended %v after its context", took)
				}
			}
		})
	}
}

// TestOrderIsCanceled ends what the diagram's order takes longest for.
func TestOrderIsCanceled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	v := &conversation{calls: make([]call, 2), programs: []program{{0, 0, 1}, {0, 1, 2}}}
	if _, err := order(ctx, v); !errors.Is(err, context.Canceled) {
		t.Errorf("ended with %v", err)
	}
}
