package export

import (
	"context"
	"errors"
	"io"
)

// ErrNoHTML tells that the page is not part of this build yet.
var ErrNoHTML = errors.New("no html yet")

// writeHTML is the page's place among the formats.
func writeHTML(context.Context, io.Writer, *Source, *Options) error { return ErrNoHTML }
