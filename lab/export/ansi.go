package export

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"socklab/lab/cast"
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
	h := cast.Header{Version: o.CastVersion, Width: st.cols, Height: st.rows, Title: plain(s.Title.In(o.Words.Lang)), Term: "xterm-256color"}
	if !s.Recorded.IsZero() {
		h.Timestamp = max(0, s.Recorded.Unix())
	}
	out, err := cast.NewWriter(w, h)
	if err != nil {
		return err
	}
	f := newFilm(s, o.IdleLimit)
	p := &painter{cols: st.cols, shown: slices.Repeat([]cast.Cell{blank}, st.cols*st.rows), pen: blank}
	chapters := f.tape.Chapters
	mark := func(until time.Duration) error {
		for len(chapters) > 0 && chapters[0].At <= until {
			label := plain(chapters[0].Text.In(o.Words.Lang))
			if err := out.Write(cast.Event{Time: chapters[0].At, Code: cast.Marker, Data: label}); err != nil {
				return err
			}
			chapters = chapters[1:]
		}
		return nil
	}
	p.out.WriteString("\x1b[?25l\x1b[2J\x1b[H") // no cursor: each console's own is drawn
	err = f.play(ctx, st, 0, func(at time.Duration, cells []cast.Cell) error {
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

func share(at, end time.Duration) float64 {
	if end <= 0 {
		return 1
	}
	return float64(at) / float64(end)
}

// A painter turns pictures into the bytes that make a terminal show them.
type painter struct {
	cols  int
	shown []cast.Cell
	pen   cast.Cell // the looks that the terminal writes in
	out   strings.Builder
}

// paint gives what turns the last picture into this one.
func (p *painter) paint(cells []cast.Cell) []byte {
	at := -1 // where the terminal would write
	for i, c := range cells {
		wide := i+1 < len(cells) && cells[i+1].Rune == 0
		if c.Rune == 0 || c == p.shown[i] && !(wide && cells[i+1] != p.shown[i+1]) {
			continue // the right half comes with the left
		}
		if at != i {
			fmt.Fprintf(&p.out, "\x1b[%d;%dH", i/p.cols+1, i%p.cols+1)
		}
		p.style(c)
		p.out.WriteRune(c.Rune)
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

// style switches to the looks of c.
func (p *painter) style(c cast.Cell) {
	c.Rune = p.pen.Rune
	if c == p.pen {
		return
	}
	p.pen = c
	p.out.WriteString("\x1b[0")
	for _, a := range []struct {
		on   bool
		code string
	}{{c.Bold, ";1"}, {c.Italic, ";3"}, {c.Underline, ";4"}, {c.Blink, ";5"}, {c.Reverse, ";7"}} {
		if a.on {
			p.out.WriteString(a.code)
		}
	}
	p.colour(c.FG, 38)
	p.colour(c.BG, 48)
	p.out.WriteByte('m')
}

func (p *painter) colour(c cast.Color, code int) {
	if r, g, b, ok := c.RGB(); ok {
		fmt.Fprintf(&p.out, ";%d;2;%d;%d;%d", code, r, g, b)
	} else if c != cast.DefaultColor {
		fmt.Fprintf(&p.out, ";%d;5;%d", code, c)
	}
}
