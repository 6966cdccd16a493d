package window

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
)

// What the hub says is frames: a kind, the length of four bytes, the body.
// What the viewer says is its token and, after that, frames as well.
const (
	frameHello   = 'h' // a hello, as JSON
	frameOutput  = 'o' // bytes to show
	frameEnd     = 'e' // the show is over
	frameHold    = 'k' // the show is over; stay until a key is pressed
	frameRefused = 'r' // instead of a hello: the token was used, or the show is over
	frameMeasure = 'm' // the viewer shall tell its size, now and when it changes

	frameKeys = 't' // what was typed
	frameSize = 's' // a size, as JSON

	frameHead = 5
	maxFrame  = 32 << 10
)

// hello is what a viewer learns first.
type hello struct {
	Title      string
	Cols, Rows int
	place
}

// size is a viewer's, in cells; 0 where its terminal does not tell.
type size struct{ Cols, Rows int }

var errFrame = errors.New("not a frame of a hub, or of a viewer")

func writeHello(w io.Writer, h hello) error {
	body, err := json.Marshal(h)
	if err != nil {
		return err
	}
	return writeFrame(w, frameHello, body)
}

func writeSize(w io.Writer, s size) error {
	body, err := json.Marshal(s)
	if err != nil {
		return err
	}
	return writeFrame(w, frameSize, body)
}

func readSize(body []byte) (s size, err error) {
	if err := json.Unmarshal(body, &s); err != nil || s.Cols < 0 || s.Rows < 0 {
		return size{}, errFrame
	}
	return s, nil
}

func writeEnd(w io.Writer, hold bool) error {
	if hold {
		return writeFrame(w, frameHold, nil)
	}
	return writeFrame(w, frameEnd, nil)
}

func writeFrame(w io.Writer, kind byte, body []byte) error {
	frame := make([]byte, frameHead, frameHead+len(body))
	frame[0] = kind
	binary.BigEndian.PutUint32(frame[1:], uint32(len(body)))
	_, err := w.Write(append(frame, body...))
	return err
}

// readFrame reads a frame into buf, which holds maxFrame.
func readFrame(r io.Reader, buf []byte) (kind byte, body []byte, err error) {
	var head [frameHead]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return 0, nil, err
	}
	n := binary.BigEndian.Uint32(head[1:])
	if n > maxFrame {
		return 0, nil, errFrame
	}
	_, err = io.ReadFull(r, buf[:n])
	return head[0], buf[:n], err
}

func readHello(r io.Reader, buf []byte) (h hello, err error) {
	kind, body, err := readFrame(r, buf)
	if err != nil {
		return h, err
	}
	switch kind {
	case frameHello:
	case frameRefused:
		return h, ErrRefused
	default:
		return h, errFrame
	}
	return h, json.Unmarshal(body, &h)
}
