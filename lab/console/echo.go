package console

import (
	"bytes"
	"time"
)

// echoes takes the terminal's echo of typed keys out of the output, in order
// and each once. What one write typed is echoed in one piece.
type echoes struct {
	expected []expectedEcho
	held     []byte // output so far that may be the beginning of expected[0]
}

type expectedEcho struct {
	bytes []byte
	until time.Time
}

func (e *echoes) expect(echo []byte, now time.Time) {
	e.expected = append(e.expected, expectedEcho{echo, now.Add(echoLimit)})
}

// filter passes p to emit, without the echoes in it. What may yet turn out to
// be an echo is held back.
func (e *echoes) filter(p []byte, now time.Time, emit func([]byte)) {
	if len(e.held) > 0 {
		p = append(e.held, p...)
		e.held = nil
	}
	for len(e.expected) > 0 && now.After(e.expected[0].until) {
		e.expected = e.expected[1:]
	}
	for len(e.expected) > 0 {
		echo := e.expected[0].bytes
		i := bytes.Index(p, echo)
		if i < 0 {
			n := len(p) - overlap(p, echo)
			e.held = bytes.Clone(p[n:])
			p = p[:n]
			break
		}
		emit(p[:i])
		p = p[i+len(echo):]
		e.expected = e.expected[1:]
	}
	emit(p)
}

// release gives up on what is held back: an echo does not pause.
func (e *echoes) release(emit func([]byte)) {
	if len(e.held) > 0 {
		emit(e.held)
		e.held = nil
		e.expected = e.expected[1:]
	}
}

// drop gives up on all echoes.
func (e *echoes) drop(emit func([]byte)) {
	e.release(emit)
	e.expected = nil
}

// overlap returns the length of the longest end of p that begins echo.
func overlap(p, echo []byte) int {
	for n := min(len(p), len(echo)-1); n > 0; n-- {
		if bytes.Equal(p[len(p)-n:], echo[:n]) {
			return n
		}
	}
	return 0
}
