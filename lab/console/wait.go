package console

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"
)

// WaitError says that a Wait ended without a match.
type WaitError struct {
	Pattern string
	Tail    []string // the last lines, at most 10, that are still unmatched
	Exited  bool     // the program has ended, so that no match can come
	Status  int      // its exit status, if it has
	Err     error    // ErrNotRunning, or why the context ended
}

func (e *WaitError) Error() string {
	if e.Exited {
		return fmt.Sprintf("wait for %q: the program ended with status %d", e.Pattern, e.Status)
	}
	return fmt.Sprintf("wait for %q: %v", e.Pattern, e.Err)
}

func (e *WaitError) Unwrap() error { return e.Err }

// Wait blocks until re matches what programs printed since the end of the last
// match, without escape sequences, with \n for line ends; then everything up to
// the end of the match is done with. The prompt, typed commands and the
// terminal's echo of keys are not part of the text. Of text that no Wait has
// looked at, the last MiB is kept; a match spans 64 KiB at most.
//
// The deadline is ctx's. When no program runs any more, Wait does not block. A
// failure is a *WaitError. A second Wait meanwhile blocks until the first ends.
func (c *Console) Wait(ctx context.Context, re *regexp.Regexp) error {
	select {
	case c.waiting <- struct{}{}:
		defer func() { <-c.waiting }()
	case <-ctx.Done():
		return c.waitError(re, ctx.Err())
	}
	c.await(true)
	defer c.await(false)
	p := newPattern(re)
	for {
		ctxErr := ctx.Err() // before the search: what is there already matches
		found, again := c.look(p, errors.Is(ctxErr, context.DeadlineExceeded))
		switch {
		case found:
			return nil
		case ctxErr != nil:
			return c.waitError(re, ctxErr)
		case again == never:
			return c.waitError(re, ErrNotRunning)
		}
		c.sleep(ctx, again)
	}
}

// await announces a Wait to the reader, or its end.
func (c *Console) await(on bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.text.awaited = on
	c.text.searched = c.text.head
	c.caughtUp.Broadcast()
}

const (
	never    = -1 * time.Second // no more text will come
	onChange = 0                // look again when something changed
)

// look searches once. If it does not find, again says when to look next.
func (c *Console) look(p pattern, last bool) (found bool, again time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	over := !c.runningLocked()
	pause := time.Until(c.lastPrinted.Add(quiet))
	if pause <= 0 {
		c.echo.release(c.text.add)
	}
	size := len(c.text.buf)
	end := c.search(p, size)
	switch {
	case end >= 0 && (end < len(c.text.buf) || p.literal || over || last || pause <= 0):
		c.text.consume(end)
		return true, 0
	case over:
		return false, never
	case size < len(c.text.buf):
		return false, time.Nanosecond
	case end >= 0 || len(c.echo.held) > 0:
		return false, max(pause, time.Nanosecond)
	}
	return false, onChange
}

// search returns where the first match in the text up to size ends, or -1. It
// releases mu meanwhile, so that the reader goes on.
func (c *Console) search(p pattern, size int) int {
	t := &c.text
	from := t.from(p)
	window := t.buf[from:size]
	t.searching = true
	c.mu.Unlock()
	at := p.re.FindIndex(window)
	c.mu.Lock()
	t.searching = false
	end := -1
	if at != nil {
		end = from + at[1]
	} else {
		t.searched = size
	}
	c.caughtUp.Broadcast()
	return end
}

// sleep returns when something changed, d (if any) has passed or ctx ended.
func (c *Console) sleep(ctx context.Context, d time.Duration) {
	var passed <-chan time.Time
	if d != onChange {
		passed = time.After(d)
	}
	select {
	case <-c.changed:
	case <-passed:
	case <-ctx.Done():
	}
}

func (c *Console) waitError(re *regexp.Regexp, err error) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := &WaitError{Pattern: re.String(), Tail: lastLines(c.text.buf[c.text.head:]), Err: err}
	if r := c.current; r != nil && r.over {
		e.Exited, e.Status = true, r.status
	}
	return e
}

func lastLines(p []byte) []string {
	const lines, size = 10, 4 << 10
	p = bytes.TrimRight(p[max(0, len(p)-size):], "\n")
	if len(p) == 0 {
		return nil
	}
	all := strings.Split(strings.ToValidUTF8(string(p), "\uFFFD"), "\n")
	return all[max(0, len(all)-lines):]
}
