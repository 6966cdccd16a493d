// Package export writes a session as one file: its text, a recording of all
// consoles in one, a picture, or a diagram of its calls.
//
// It gets a Source and a writer, and knows neither folders nor terminals.
package export

import (
	"context"
	"io"
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

// A Format is one kind of file.
type Format struct {
	Name   string
	Ext    string        // of its files, with the dot
	Binary bool          // not for terminals
	Idle   time.Duration // what IdleLimit is good for it
	Theme  Theme         // that is good for it
	write  writer
}

type writer func(ctx context.Context, w io.Writer, s *Source, o *Options) error

// Write writes the source in the format. It blocks as w does, ends early with
// ctx, and leaves what it has written where it fails. A source that is too large
// for the format gives a *LimitError.
func (f Format) Write(ctx context.Context, w io.Writer, s *Source, o *Options) error {
	most := maxOutput + outputPerByte*s.Size
	return f.write(ctx, &boundWriter{ctx, w, most, most}, s, o)
}

// pauseShown is long enough to see that nothing happens, and no longer.
const pauseShown = 2 * time.Second

// Formats gives all formats in the order of the help.
func Formats() []Format {
	return []Format{
		{Name: "txt", Ext: ".txt", write: writeText},
		{Name: "md", Ext: ".md", write: writeMarkdown},
		{Name: "cast", Ext: ".cast", write: writeCast},
		{Name: "svg", Ext: ".svg", Idle: pauseShown, write: writeSVG},
		{Name: "png", Ext: ".png", Binary: true, write: writePNG},
		{Name: "gif", Ext: ".gif", Binary: true, Idle: pauseShown, write: writeGIF},
		{Name: "diagram", Ext: ".svg", Theme: Light, write: writeDiagram},
		{Name: "html", Ext: ".html", Idle: pauseShown, Theme: Asked, write: writeHTML},
	}
}

// Find gives the format of that name.
func Find(name string) (Format, bool) {
	for _, f := range Formats() {
		if f.Name == name {
			return f, true
		}
	}
	return Format{}, false
}
