package replay

import (
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"socklab/lab/i18n"
	"socklab/lab/vt"
)

// watcher is a terminal that notes when each text was to be seen first.
type watcher struct {
	screen *vt.Screen
	texts  []string
	when   map[string]time.Time
}

func (w *watcher) Write(p []byte) (int, error) {
	w.screen.Write(p)
	shown := w.screen.Text()
	for _, text := range w.texts {
		if _, ok := w.when[text]; !ok && strings.Contains(shown, text) {
			w.when[text] = time.Now()
		}
	}
	return len(p), nil
}

// TestRealTime plays three seconds as people see them: each event is on the
// terminal within 20 ms of its time.
func TestRealTime(t *testing.T) {
	if os.Getenv("SOCKLAB_MEASURE") == "" {
		t.Skip("measures time: runs with SOCKLAB_MEASURE=1, alone")
	}
	const most = 20 * time.Millisecond
	var worst time.Duration
	for range 4 { // the machine may be busy with other work
		if worst = latest(t); worst <= most {
			break
		}
	}
	t.Logf("the latest of 30 events came %v late", worst)
	if worst > most {
		t.Errorf("%v late, want at most %v", worst, most)
	}
}

// latest plays once and gives the greatest delay; an event that comes early,
// or not at all, fails at once.
func latest(t *testing.T) time.Duration {
	t.Helper()
	const step = 97 * time.Millisecond
	w := &watcher{screen: vt.New(80, 24, vt.Options{}), when: map[string]time.Time{}}
	for i := range 30 {
		w.texts = append(w.texts, fmt.Sprintf("%d text", i+100))
	}
	show := long(t, 130, step, "text") // played from event 100 on: longer names
	m := &playView{o: Options{Words: &i18n.In("en").Replay, Now: time.Now}, head: newPlayhead(show)}
	p := tea.NewProgram(newWindow(m, w, true), tea.WithInput(nil), tea.WithOutput(io.Discard), tea.WithWindowSize(80, 24))
	began := time.Now()
	m.state = NewState(show, 100*step, 1, began)
	time.AfterFunc(31*step, p.Quit)
	_, err := p.Run()
	check(t, err)
	var worst time.Duration
	for i, text := range w.texts {
		when, ok := w.when[text]
		if !ok {
			t.Fatalf("%s was never shown", text)
		}
		late := when.Sub(began) - time.Duration(i+1)*step
		if late < 0 {
			t.Fatalf("event %d came %v early", i, -late)
		}
		worst = max(worst, late)
	}
	return worst
}
