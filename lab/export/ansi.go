package export

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"socklab/lab/cast"
	"socklab/lab/vt"
)

// writeCast writes one recording in which all consoles stand side by side.
func writeCast(ctx context.Context, w io.Writer, s *Source, o *Options) error {
	st, err := newStage(ctx, s, o.Words.Lang)
	if err != nil {
		return err
	}
	if max(st.cols, st.rows) > cast.MaxSide {
		return &LimitError{Cells, cast.MaxSide}
	}
	h := cast.Header{Version: o.CastVersion, Width: st.cols, Height: st.rows, Title: plain(s.Session.Title.In(o.Words.Lang)), Term: "xterm-256color"}
	if !s.Session.Recorded.IsZero() {
		h.Timestamp = max(0, s.Session.Recorded.Unix())
	}
	out, err := cast.NewWriter(w, h)
	if err != nil {
		return err
	}
	f := newFilm(s, o.IdleLimit)
	p := &painter{cols: st.cols, shown: make([]vt.Cell, st.cols*st.rows)}
	chapters := chapterShots(f)
	mark := func(until time.Duration) error {
		for len(chapters) > 0 && chapters[0].at <= until {
			label := plain(s.Session.Chapters[chapters[0].chapter].Text.In(o.Words.Lang))
			if err := out.Write(cast.Event{Time: chapters[0].at, Code: cast.Marker, Data: label}); err != nil {
				return err
			}
			chapters = chapters[1:]
		}
		return nil
	}
	p.out.WriteString("\x1b[?25l\x1b[2J\x1b[H") // no cursor: each console's own is drawn
	err = f.play(ctx, st, 0, func(at time.Duration, cells []vt.Cell) error {
		if err := mark(at); err != nil {
			return err
		}
		o.progress(share(at, f.end))
		return out.WriteOutput(at, p.paint(cells))
	})
	if err != nil {
		return err
	}
	if err := mark(f.end); err != nil {
		return err
	}
	return out.Close(f.end)
}

func chapterShots(f *film) []shot {
	var all []shot
	for _, s := range f.shots {
		if s.console < 0 {
			all = append(all, s)
		}
	}
	return all
}

func share(at, end time.Duration) float64 {
	if end <= 0 {
		return 1
	}
	return float64(at) / float64(end)
}

// A painter turns pictures into the bytes that make a terminal show them.
type painter struct {
	cols  int
	shown []vt.Cell
	pen   vt.Pen // the looks that the terminal writes in
	out   strings.Builder
}

// paint gives what turns the last picture into this one.
func (p *painter) paint(cells []vt.Cell) []byte {
	at := -1 // where the terminal would write
	for i, c := range cells {
		wide := i+1 < len(cells) && cells[i+1].Rune == vt.Tail
		if c.Rune == vt.Tail || c == p.shown[i] && !(wide && cells[i+1] != p.shown[i+1]) {
			continue // the right half comes with the left
		}
		if at != i {
			fmt.Fprintf(&p.out, "\x1b[%d;%dH", i/p.cols+1, i%p.cols+1)
		}
		p.style(c.Pen)
		p.out.Write(c.AppendText(nil))
		at = i + 1
		if wide {
			at++
		}
		if at%p.cols == 0 {
			at = -1 // behind the last column terminals differ
		}
	}
	copy(p.shown, cells)
	b := []byte(p.out.String())
	p.out.Reset()
	return b
}

// attributes are the parameters of SGR in the order in which they are written.
var attributes = []struct {
	attr vt.Attr
	code string
}{
	{vt.Bold, ";1"}, {vt.Faint, ";2"}, {vt.Italic, ";3"}, {vt.AnyUnderline, ";4"}, {vt.Blink, ";5"},
	{vt.Reverse, ";7"}, {vt.Conceal, ";8"}, {vt.Strike, ";9"}, {vt.Overline, ";53"},
}

// style switches to the looks of a cell.
func (p *painter) style(to vt.Pen) {
	if to == p.pen {
		return
	}
	p.pen = to
	p.out.WriteString("\x1b[0")
	for _, a := range attributes {
		if to.Attr&a.attr != 0 {
			p.out.WriteString(a.code)
		}
	}
	p.colour(to.FG, 38)
	p.colour(to.BG, 48)
	p.out.WriteByte('m')
}

func (p *painter) colour(c vt.Color, code int) {
	if r, g, b, ok := c.RGB(); ok {
		fmt.Fprintf(&p.out, ";%d;2;%d;%d;%d", code, r, g, b)
	} else if n, ok := c.Palette(); ok {
		fmt.Fprintf(&p.out, ";%d;5;%d", code, n)
	}
}
