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
	sc, err := newScene(ctx, s, o.Words.Lang)
	if err != nil {
		return err
	}
	if max(sc.Cols, sc.Rows) > cast.MaxSide {
		return &LimitError{Cells, cast.MaxSide}
	}
	h := cast.Header{Version: o.CastVersion, Width: sc.Cols, Height: sc.Rows, Title: plain(s.Title.In(o.Words.Lang)), Term: "xterm-256color"}
	h.Timestamp = max(0, s.Recorded.Unix()) // 0: not known
	out, err := cast.NewWriter(w, h)
	if err != nil {
		return err
	}
	t := s.Shorten(o.IdleLimit)
	chapters := t.Chapters
	mark := func(until time.Duration) error {
		for ; len(chapters) > 0 && chapters[0].At <= until; chapters = chapters[1:] {
			label := plain(chapters[0].Text.In(o.Words.Lang))
			if err := out.Write(cast.Event{Time: chapters[0].At, Code: cast.Marker, Data: label}); err != nil {
				return err
			}
		}
		return nil
	}
	var p vt.Painter
	picture := []byte("\x1b[?25l") // no cursor: each console's own is drawn
	err = sc.play(ctx, t, 1, func(at time.Duration, _ []vt.Cell) error {
		if err := mark(at); err != nil {
			return err
		}
		o.progress(share(at, t.Duration))
		picture = append(picture, p.Paint(&sc.Canvas)...)
		err := out.WriteOutput(at, picture)
		picture = picture[:0]
		return err
	})
	if err != nil {
		return err
	}
	if err := mark(t.Duration); err != nil {
		return err
	}
	return out.Close(t.Duration)
}
