package replay

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"socklab/lab/cast"
	"socklab/lab/term"
	"socklab/lab/vt"
)

// A view is what a window shows. It lives in bubbletea's loop.
type view interface {
	start() tea.Cmd
	update(tea.Msg) tea.Cmd
	draw(*vt.Canvas)
}

// A window is a terminal that shows a view and nothing else. Keys, sizes and
// raw mode are bubbletea's; painting is not: it would take each frame as a
// string, parse it, and trust the terminal's widths.
type window struct {
	view
	out     io.Writer
	old     bool // a console that does not know ANSI sequences
	canvas  vt.Canvas
	painter vt.Painter
	painted time.Time
	ordered bool // a frame is to come
	bytes   []byte
	ended   sync.Once
}

func newWindow(v view, out io.Writer, colour bool) *window {
	w := &window{view: v, out: out, old: term.IsOldConsole(out)}
	w.painter.Scrolls = runtime.GOOS != "windows" // some terminals there scroll wrongly
	w.painter.Look = lookOn(out, w.old, colour)
	return w
}

// lookOn is how a terminal shows pens.
func lookOn(out io.Writer, old, colour bool) func(vt.Pen) vt.Pen {
	switch {
	case old && colour:
		return palette{colorprofile.ANSI}.oldLook
	case old:
		return palette{colorprofile.ASCII}.oldLook
	case !colour:
		return palette{colorprofile.ASCII}.look
	}
	return palette{max(colorprofile.Detect(out, os.Environ()), colorprofile.ANSI)}.look
}

// Init begins to show the view.
func (w *window) Init() tea.Cmd { return w.start() }

// frameDue is the time for a frame that was ordered.
type frameDue struct{}

// Update hands a message to the view, and paints what that changes.
func (w *window) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	whole := false
	defer func() {
		if !whole { // what is written of a panic must not go to the alternate screen
			w.end()
		}
	}()
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case frameDue:
		w.ordered = false
	case tea.WindowSizeMsg:
		cmd = w.view.update(w.resize(msg))
	default:
		cmd = w.view.update(msg)
	}
	next := w.show()
	whole = true
	return w, tea.Batch(cmd, next)
}

// View gives bubbletea nothing to draw.
func (w *window) View() tea.View { return tea.NewView("") }

// resize has everything painted again, in the size that the terminal tells, if
// it does. The last column of an old console is left free: it would begin a new
// row.
func (w *window) resize(msg tea.WindowSizeMsg) tea.WindowSizeMsg {
	if cols, rows, ok := term.Size(w.out); ok {
		msg = tea.WindowSizeMsg{Width: cols, Height: rows}
	}
	if w.old {
		msg.Width--
	}
	msg.Width, msg.Height = min(msg.Width, cast.MaxSide), min(msg.Height, cast.MaxSide)
	w.canvas.Reset(msg.Width, msg.Height)
	w.painter.Reset()
	return msg
}

// frameTime is the least time between two frames: what changes faster, nobody
// sees.
const frameTime = time.Second / 120

// show paints now, or orders it if that is too early.
func (w *window) show() tea.Cmd {
	if w.ordered || w.canvas.Cols == 0 {
		return nil
	}
	if wait := frameTime - time.Since(w.painted); wait > 0 {
		w.ordered = true
		return tea.Tick(wait, func(time.Time) tea.Msg { return frameDue{} })
	}
	w.paint()
	return nil
}

const (
	// Synchronized output, mode 2026: a terminal shows what stands between these
	// two at once.
	beginSync = "\x1b[?2026h"
	endSync   = "\x1b[?2026l"
	// brief is how many bytes do without: they arrive together.
	brief = 256
)

func (w *window) paint() {
	w.canvas.Reset(w.canvas.Cols, w.canvas.Rows)
	w.draw(&w.canvas)
	out := w.painter.Paint(&w.canvas)
	if len(out) == 0 {
		return
	}
	w.painted = time.Now()
	if len(out) > brief && !w.old {
		w.bytes = append(append(append(w.bytes[:0], beginSync...), out...), endSync...)
		out = w.bytes
	}
	w.write(out)
}

// write ignores errors: who watches sees that nothing is drawn any more.
func (w *window) write(p []byte) { _, _ = w.out.Write(p) }

// begin takes the terminal's alternate screen, where it has one.
func (w *window) begin() {
	if !w.old {
		w.write([]byte("\x1b[?1049h"))
	}
	w.write([]byte("\x1b[?25l"))
}

// end leaves the terminal as it was; one without an alternate screen with a
// prompt below what was drawn last.
func (w *window) end() {
	w.ended.Do(func() {
		w.write(fmt.Appendf(nil, "\x1b[m\x1b[%d;1H", max(w.canvas.Rows, 1)))
		if w.old {
			w.write([]byte("\x1b[?25h\n"))
		} else {
			w.write([]byte("\x1b[?1049l\x1b[?25h"))
		}
	})
}
