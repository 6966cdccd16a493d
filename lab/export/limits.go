package export

import (
	"context"
	"fmt"
	"io"
)

// What one export may cost, besides what package cast allows a session. What
// grows with a session in an honest way has room for each byte of its
// recordings, so that a small file stays cheap whatever is in it.
const (
	maxCells      = 200_000 // of a picture
	maxShown      = 1 << 29 // cells of all pictures of a film, about a second
	shownPerByte  = 4096    // two hours of two consoles need a quarter of it
	maxPixels     = 1 << 27 // of a gif, drawn and compressed: about two seconds
	pixelsPerByte = 8192    // a line that scrolls a console moves some 300,000
	maxOutput     = 16 << 20
	outputPerByte = 64
	maxVersions   = 40_000    // of rows of a moving svg: browsers give up on more
	maxPageData   = 16 << 20  // bytes of recordings and text in an html page
	maxLog        = 16 << 20  // bytes of text, of all chapters together
	maxLogLines   = 2_000_000 // lines at the ends of all chapters, 16 bytes each
	maxGlyphs     = 4096      // characters whose drawings are kept
	maxCallBytes  = 32 << 20  // of the files of calls: read, they take six times as much
	maxCalls      = 200_000   // that are read: 50 MB in pieces of 2048 bytes take 50,000
	maxSteps      = 5000      // moments of a diagram: nobody reads more
	maxLinks      = 20_000    // arrows of a diagram, and what must come before what
	maxCallText   = 300       // bytes of a call in a diagram
)

// A Limit is one of the bounds.
type Limit int

// The limits that a session can pass.
const (
	CallBytes Limit = iota
	Cells
	Shown
	Pixels
	Output
	Versions
	PageBytes
	LogBytes
	LogLines
	Calls
	Steps
	Links
)

// A LimitError tells that a session is too long or too wide for the format: which
// bound was passed.
type LimitError struct {
	Limit Limit
	Most  int
}

func (e *LimitError) Error() string { return fmt.Sprintf("too large: more than %d", e.Most) }

// A boundWriter fails when more is written than a file may have, or when the
// context has ended.
type boundWriter struct {
	ctx        context.Context
	w          io.Writer
	left, most int
}

func (b *boundWriter) Write(p []byte) (int, error) {
	if b.left -= len(p); b.left < 0 {
		return 0, &LimitError{Output, b.most}
	}
	if b.ctx.Err() != nil {
		return 0, context.Cause(b.ctx)
	}
	return b.w.Write(p)
}
