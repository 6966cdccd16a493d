// Package bar shows on a terminal how far long work has got.
//
// It knows neither the work nor any words.
package bar

import (
	"io"
	"time"

	"github.com/schollz/progressbar/v3"
)

const (
	after = time.Second            // how long work lasts before it gets a bar
	every = 100 * time.Millisecond // how often a bar is drawn again
	least = 256 << 10              // bytes: a transfer of fewer gets no bar
)

// newBar makes a bar that is full at total; more are options of its kind.
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
