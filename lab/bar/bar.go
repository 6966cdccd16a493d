// Package bar shows on a terminal how far a work has got that takes long.
//
// It knows neither the work nor any words.
package bar

import (
	"io"
	"time"

	"github.com/schollz/progressbar/v3"
)

// Work that takes longer than after gets a bar; it moves every so often.
const (
	after = time.Second
	every = 100 * time.Millisecond
	least = 256 << 10 // bytes: less than that does not move, it waits
)

// newBar makes the bar of a total that a person waits for.
func newBar(w io.Writer, words string, total int64, more ...progressbar.Option) *progressbar.ProgressBar {
	return progressbar.NewOptions64(total, append(more, progressbar.OptionSetWriter(w), progressbar.OptionSetDescription(words),
		progressbar.OptionSetWidth(20), progressbar.OptionClearOnFinish())...)
}

// clearBar takes a bar away, if there is one.
func clearBar(bar *progressbar.ProgressBar, w io.Writer) {
	if bar != nil {
		_ = bar.Clear()
		_, _ = io.WriteString(w, "\r") // the library leaves the cursor behind the blanks
	}
}
