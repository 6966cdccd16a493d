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
}

// size is a viewer's, in cells; 0 where its terminal does not tell.
type size struct{ Cols, Rows int }

var errFrame = errors.New("not a frame of a hub, or of a viewer")

// writeJSON writes a hello or a size.
func writeJSON(w io.Writer, kind byte, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return writeFrame(w, kind, body)
}

func readSize(body []byte) (s size, err error) {
	if err := json.Unmarshal(body, &s); err != nil || s.Cols < 0 || s.Rows < 0 {
		return size{}, errFrame
	}
	return s, nil
}

// writeFrame makes one write of a frame: those of several goroutines to a
// connection do not mix.
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
	switch kind, body, err := readFrame(r, buf); {
	case err != nil:
		return h, err
	case kind == frameRefused:
		return h, ErrRefused
	case kind != frameHello:
		return h, errFrame
	default:
		return h, json.Unmarshal(body, &h)
	}
}
