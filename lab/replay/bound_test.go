package replay

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"socklab/lab/cast"
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
	return 0
}

// TestCutWhereItCosts holds that a recording that costs too much is shown up
// to there, and that it is said.
func TestCutWhereItCosts(t *testing.T) {
	show, err := FromCast(t.Context(), file(t, 700, 700, 2000, func(i int) string { return fmt.Sprint("\x1b[2J\x1b[H", i) }), "x", LoadOptions{})
	check(t, err)
	if len(show.Damage) != 1 || show.Damage[0].Console != "" || kindOf(show.Damage[0].Err) != cast.KindWork {
		t.Fatalf("damage: %+v", show.Damage)
	}
	last := len(show.events) - 1
	if last < 100 || last > 1900 || show.Damage[0].At <= show.events[last].at {
		t.Errorf("%d events are left, cut at %v", last+1, show.Damage[0].At)
	}
	st := newStage(show)
	st.seek(show.Duration)
	if line := st.screens[0].Lines()[0]; line != fmt.Sprint(last) {
		t.Errorf("the last that is shown is %q, want %d", line, last)
	}
}

// TestConsolesTooLarge refuses consoles that take too much memory together.
func TestConsolesTooLarge(t *testing.T) {
	_, err := FromCast(t.Context(), file(t, 1000, 1000, 1, func(int) string { return "x" }), "x", LoadOptions{})
	if kindOf(err) != cast.KindArea {
		t.Errorf("got %v", err)
	}
}

// TestFramesTakeLittle holds the memory of all frames of a painted screen, and
// that seeking still gives what playing does.
func TestFramesTakeLittle(t *testing.T) {
	paint := strings.Repeat("\x1b[38;2;1;2;3mx\x1b[38;2;3;2;1my", 20_000)
	show, err := FromCast(t.Context(), file(t, 400, 100, 15_000, func(i int) string {
		if i == 0 {
			return paint
		}
		return fmt.Sprintf("\x1b[H%d", i)
	}), "x", LoadOptions{})
	check(t, err)
	if n := show.frameMemory(); n > maxFrameMemory {
		t.Errorf("%d frames take %d bytes", len(show.frames), n)
	}
	if len(show.frames) < 10 {
		t.Errorf("%d frames only", len(show.frames))
	}
	st := newStage(show)
	for _, i := range []int{14_000, 1, 7000, 2345, 14_999} {
		st.seek(time.Duration(i) * 10 * time.Millisecond)
		if line := st.screens[0].Lines()[0]; !strings.HasPrefix(line, fmt.Sprint(i)) {
			t.Errorf("event %d: %.20s", i, line)
		}
	}
}

// TestFramesShare holds that a console that shows nothing takes no memory
// again.
func TestFramesShare(t *testing.T) {
	l := loader{show: &Show{}, budget: cast.NewBudget(t.Context())}
	for i, n := range []int{5000, 1} {
		rec, err := cast.Read(file(t, 80, 24, n, func(i int) string { return fmt.Sprint(i, "\r\n") }))
		check(t, err)
		check(t, l.add(Console{Name: fmt.Sprint(i)}, rec, nil))
	}
	show, err := l.finish(0)
	check(t, err)
	quiet := map[*vt.Screen]bool{}
	for _, f := range show.frames {
		quiet[f.screens[1]] = true
	}
	if len(show.frames) < 5 || len(quiet) > 2 {
		t.Errorf("%d frames have %d snapshots of the console that is quiet", len(show.frames), len(quiet))
	}
}

// TestMarkersHaveAnEnd holds how many chapters a recording has at most.
func TestMarkersHaveAnEnd(t *testing.T) {
	text := `{"version":2,"width":80,"height":24}` + "\n" + strings.Repeat(`[1,"m","x"]`+"\n", cast.MaxMarkers+5)
	show, err := FromCast(t.Context(), strings.NewReader(text), "x", LoadOptions{})
	check(t, err)
	if len(show.Chapters) != cast.MaxMarkers || len(show.Damage) != 1 || kindOf(show.Damage[0].Err) != cast.KindMarkers {
		t.Errorf("%d chapters, %+v", len(show.Chapters), show.Damage)
	}
}

// TestStepsEnd holds that a step to the next change does not look for ever
// where nothing changes.
func TestStepsEnd(t *testing.T) {
	show, err := FromCast(t.Context(), file(t, 400, 400, 2000, func(int) string { return "\x1b[m" }), "x", LoadOptions{})
	check(t, err)
	begin := time.Now()
	if at, ok := show.NextChange(0); !ok || at >= show.Duration {
		t.Errorf("forward to %v", at)
	}
	if at := show.PreviousChange(show.Duration); at >= show.Duration {
		t.Errorf("back to %v", at)
	}
	t.Logf("it took %v", time.Since(begin))
}

// TestCancelLoading ends loading, and printing what was loaded, with the
// context.
func TestCancelLoading(t *testing.T) {
	many := file(t, 80, 24, 20_000, func(i int) string { return fmt.Sprint(i, " some text\r\n") }).Bytes()
	for _, after := range []time.Duration{0, 20 * time.Millisecond} {
		ctx, cancel := context.WithTimeout(t.Context(), after)
		begin := time.Now()
		_, err := FromCast(ctx, bytes.NewReader(many), "x", LoadOptions{})
		cancel()
		if took := time.Since(begin) - after; !errors.Is(err, context.DeadlineExceeded) || took > time.Second {
			t.Errorf("ended with %v, %v after the context", err, took)
		}
	}
	show, err := FromCast(t.Context(), bytes.NewReader(many), "x", LoadOptions{})
	check(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Text(ctx, &bytes.Buffer{}, show); !errors.Is(err, context.Canceled) {
		t.Errorf("printing ended with %v", err)
	}
}
