// Package export writes a session as one file: its text, a recording of all
// consoles in one, a picture, or a diagram of its calls.
//
// It gets a Source and a writer, and knows neither folders nor terminals.
package export

import (
	"context"
	"io"
	"slices"
	"time"

	"socklab/lab/i18n"
)

// Options say how to export; each format reads those that concern it.
type Options struct {
	Words       *i18n.Messages
	CastVersion int           // 2 or 3
	At          time.Duration // of the still picture; negative: the end
	FPS         int           // pictures a second, at most
	IdleLimit   time.Duration // the longest pause that is kept; 0: all of each
	Theme       Theme
	Diagram     Drawing
	Progress    func(share float64) // from 0 to 1, now and then; may be nil
	// Cut is told of a console whose calls can be read up to before that line
	// only; may be nil.
	Cut func(console string, line int)
}

func (o *Options) progress(share float64) {
	if o.Progress != nil {
		o.Progress(share)
	}
}

// A Theme is a set of colours.
type Theme int

// The themes.
const (
	Dark Theme = iota
	Light
	Asked // by who reads: html only
)

// A Drawing is a way to draw the diagram.
type Drawing int

// The ways to draw the diagram.
const (
	SVG Drawing = iota
	Mermaid
	Text
)

// A Writer writes the source in one format. It blocks as w does, ends early
// with ctx, and leaves what it has written where it fails.
type Writer func(ctx context.Context, w io.Writer, s *Source, o *Options) error

// A Format is one kind of file.
type Format struct {
	Name   string
	Ext    string        // of its files, with the dot
	Binary bool          // not for terminals
	Idle   time.Duration // what IdleLimit is good for it
	Theme  Theme         // that is good for it
	Write  Writer
}

// pauseShown is long enough to see that nothing happens, and no longer.
const pauseShown = 2 * time.Second

// bounded is a writer whose file stays in its bounds.
func bounded(write Writer) Writer {
	return func(ctx context.Context, w io.Writer, s *Source, o *Options) error {
		return write(ctx, s.bound(ctx, w), s, o)
	}
}

// Formats gives all formats in the order of the help.
func Formats() []Format {
	all := []Format{
		{Name: "txt", Ext: ".txt", Write: writeText},
		{Name: "md", Ext: ".md", Write: writeMarkdown},
		{Name: "cast", Ext: ".cast", Write: writeCast},
		{Name: "svg", Ext: ".svg", Idle: pauseShown, Write: writeSVG},
		{Name: "png", Ext: ".png", Binary: true, Write: writePNG},
		{Name: "gif", Ext: ".gif", Binary: true, Idle: pauseShown, Write: writeGIF},
		{Name: "diagram", Ext: ".svg", Theme: Light, Write: writeDiagram},
		{Name: "html", Ext: ".html", Idle: pauseShown, Theme: Asked, Write: writeHTML},
	}
	for i := range all {
		all[i].Write = bounded(all[i].Write)
	}
	return all
}

// Find gives the format of that name.
func Find(name string) (Format, bool) {
	all := Formats()
	i := slices.IndexFunc(all, func(f Format) bool { return f.Name == name })
	if i < 0 {
		return Format{}, false
	}
	return all[i], true
}
