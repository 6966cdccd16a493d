package export

import (
	"context"
	"io"
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
	h := cast.Header{Version: o.CastVersion, Width: st.cols, Height: st.rows, Title: plain(s.Title.In(o.Words.Lang)), Term: "xterm-256color"}
	if !s.Recorded.IsZero() {
		h.Timestamp = max(0, s.Recorded.Unix())
	}
	out, err := cast.NewWriter(w, h)
	if err != nil {
		return err
	}
	f := newFilm(s, o.IdleLimit)
	var p vt.Painter
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
	picture := []byte("\x1b[?25l") // no cursor: each console's own is drawn
	err = f.play(ctx, st, 0, func(at time.Duration, cells []vt.Cell) error {
		if err := mark(at); err != nil {
			return err
		}
		o.progress(share(at, f.end))
		picture = append(picture, p.Paint(&vt.Canvas{Cols: st.cols, Rows: st.rows, Cells: cells})...)
		err := out.WriteOutput(at, picture)
		picture = picture[:0]
		return err
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
