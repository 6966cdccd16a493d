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
)

// hours is a session whose every export takes longer than the test waits.
func hours(t *testing.T) *Source {
	t.Helper()
	rec := &cast.Recording{Header: cast.Header{Version: 2, Width: 160, Height: 60}}
	for i := range 20_000 {
		text := strings.Repeat(fmt.Sprintf("\x1b[%d;1H\x1b[3%dm%d a line of text", i%60+1, i%8, i), 20)
		rec.Events = append(rec.Events, cast.Event{Time: time.Duration(i) * 100 * time.Millisecond, Code: cast.Output, Data: text})
	}
	s := oneConsole(160, 60)
	s.Casts = []*cast.Recording{rec}
	for i := range 500 {
		s.Session.Chapters = append(s.Session.Chapters, cast.Chapter{Time: float64(i) * 10, Text: cast.Text{EN: "x"}})
	}
	line := `{"t":1,"dur":0,"call":"send","fd":3,"args":["1"],"ret":1}` + "\n"
	s.events = func(string) (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader(strings.Repeat(line, maxCalls))), nil
	}
	return s
}

// promptly is how soon after its context everything has ended, on a machine
// with other work; the work itself takes seconds.
const promptly = time.Second

// TestCancel ends each export in the middle, and before it begins.
func TestCancel(t *testing.T) {
	s := hours(t)
	for _, f := range Formats() {
		t.Run(f.Name, func(t *testing.T) {
			for _, after := range []time.Duration{0, 30 * time.Millisecond} {
				ctx, cancel := context.WithTimeout(t.Context(), after)
				begin := time.Now()
				err := f.Write(ctx, io.Discard, s, options("en"))
				took := time.Since(begin) - after
				cancel()
				if !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("ended with %v after %v", err, took)
				}
				if took > promptly {
					t.Errorf("ended %v after its context", took)
				}
			}
		})
	}
}

// TestCancelReading ends the reading of a recording.
func TestCancelReading(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	file := `{"version":2,"width":80,"height":24}` + "\n" + strings.Repeat(`[1,"o","text"]`+"\n", 100_000)
	if _, _, err := FromCast(ctx, "x", strings.NewReader(file)); !errors.Is(err, context.Canceled) {
		t.Errorf("ended with %v", err)
	}
}

// TestOrderIsCanceled ends what the diagram's order takes longest for.
func TestOrderIsCanceled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	v := &conversation{consoles: make([]int, 2), calls: make([]call, 2), reaches: []reach{{0, 1}, {1, 2}}}
	if _, err := order(ctx, v); !errors.Is(err, context.Canceled) {
		t.Errorf("ended with %v", err)
	}
}
