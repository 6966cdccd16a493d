package replay

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"socklab/lab/cast"
	"socklab/lab/peer"
	"socklab/lab/tape"
	"socklab/lab/vt"
)

// file is a recording of n events, 10 ms apart.
func file(t testing.TB, cols, rows, n int, text func(int) string) *bytes.Buffer {
	t.Helper()
	var b bytes.Buffer
	w, err := cast.NewWriter(&b, cast.Header{Version: 2, Width: cols, Height: rows})
	check(t, err)
	for i := range n {
		check(t, w.WriteOutput(time.Duration(i)*10*time.Millisecond, []byte(text(i))))
	}
	check(t, w.Close(time.Duration(n)*10*time.Millisecond))
	return &b
}

func kindOf(err error) cast.Kind {
	var e *cast.Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return ""
}

// TestCutWhereItCosts holds that a recording that costs too much is shown up
// to there, and that it is said.
func TestCutWhereItCosts(t *testing.T) {
	show, err := fromCast(t.Context(), file(t, 700, 700, 2000, func(i int) string { return fmt.Sprint("\x1b[2J\x1b[H", i) }), "x")
	check(t, err)
	if len(show.Damage) != 1 || show.Damage[0].Console != "" || kindOf(show.Damage[0].Err) != cast.KindWork {
		t.Fatalf("damage: %+v", show.Damage)
	}
	last := len(show.tape.Events) - 1
	if last < 100 || last > 1900 || show.Damage[0].At <= show.tape.Events[last].Time {
		t.Errorf("%d events are left, cut at %v", last+1, show.Damage[0].At)
	}
	head := newPlayhead(show)
	head.seek(show.Duration)
	if line := head.screens[0].Lines()[0]; line != fmt.Sprint(last) {
		t.Errorf("the last that is shown is %q, want %d", line, last)
	}
}

// TestConsolesTooLarge refuses consoles that take too much memory together.
func TestConsolesTooLarge(t *testing.T) {
	_, err := fromCast(t.Context(), file(t, 1000, 1000, 1, func(int) string { return "x" }), "x")
	if kindOf(err) != cast.KindArea {
		t.Errorf("got %v", err)
	}
}

// TestFramesTakeLittle holds the memory of all frames of a painted screen, and
// that seeking still gives what playing does.
func TestFramesTakeLittle(t *testing.T) {
	paint := strings.Repeat("\x1b[38;2;1;2;3mx\x1b[38;2;3;2;1my", 20_000)
	show, err := fromCast(t.Context(), file(t, 400, 100, 15_000, func(i int) string {
		if i == 0 {
			return paint
		}
		return fmt.Sprintf("\x1b[H%d", i)
	}), "x")
	check(t, err)
	if n := show.frameMemory(); n > maxFrameMemory {
		t.Errorf("%d frames take %d bytes", len(show.frames), n)
	}
	if len(show.frames) < 10 {
		t.Errorf("%d frames only", len(show.frames))
	}
	head := newPlayhead(show)
	for _, i := range []int{14_000, 1, 7000, 2345, 14_999} {
		head.seek(time.Duration(i) * 10 * time.Millisecond)
		if line := head.screens[0].Lines()[0]; !strings.HasPrefix(line, fmt.Sprint(i)) {
			t.Errorf("event %d: %.20s", i, line)
		}
	}
}

// TestFramesShare holds that a console that shows nothing takes no memory
// again.
func TestFramesShare(t *testing.T) {
	loaded, err := tape.Read(t.Context(), file(t, 80, 24, 5000, func(i int) string { return fmt.Sprint(i, "\r\n") }), "busy")
	check(t, err)
	loaded.Consoles = append(loaded.Consoles, tape.Console{Name: "quiet", Cols: 80, Rows: 24})
	loaded.Events[0].Console = 1
	show, err := NewShow(t.Context(), loaded, "en")
	check(t, err)
	quiet := map[*vt.Screen]bool{}
	for _, f := range show.frames {
		quiet[f.screens[1]] = true
	}
	if len(show.frames) < 5 || len(quiet) > 2 {
		t.Errorf("%d frames have %d snapshots of the console that is quiet", len(show.frames), len(quiet))
	}
}

// TestStepsEnd holds that a step to the next change does not look for ever
// where nothing changes.
func TestStepsEnd(t *testing.T) {
	show, err := fromCast(t.Context(), file(t, 400, 400, 2000, func(int) string { return "\x1b[m" }), "x")
	check(t, err)
	begin := time.Now()
	if at := show.nextChange(0); at >= show.Duration {
		t.Errorf("forward to %v", at)
	}
	if at := show.previousChange(show.Duration); at >= show.Duration {
		t.Errorf("back to %v", at)
	}
	t.Logf("it took %v", time.Since(begin))
}

// TestCancelLoading ends loading, and printing what was loaded, with the
// context.
func TestCancelLoading(t *testing.T) {
	many := file(t, 80, 24, 20_000, func(i int) string { return fmt.Sprint(i, " some text\r\n") }).Bytes()
	all := &peer.Ending{Context: t.Context(), Left: math.MaxInt}
	_, err := fromCast(all, bytes.NewReader(many), "x")
	check(t, err)
	looks := math.MaxInt - all.Left
	for _, after := range []int{0, 1, looks / 2, looks - 1} {
		ctx := &peer.Ending{Context: t.Context(), Left: after}
		if _, err := fromCast(ctx, bytes.NewReader(many), "x"); !errors.Is(err, context.Canceled) {
			t.Errorf("ended with %v after %d of %d looks", err, after, looks)
		}
		if ctx.Left < -20 {
			t.Errorf("looked %d times after the end", -ctx.Left)
		}
	}
	show, err := fromCast(t.Context(), bytes.NewReader(many), "x")
	check(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Text(ctx, &bytes.Buffer{}, show); !errors.Is(err, context.Canceled) {
		t.Errorf("printing ended with %v", err)
	}
}
