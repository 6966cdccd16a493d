package window

import "bytes"

// history is the last part of a stream.
type history struct {
	keep int // how much of the stream it holds at least, in bytes
	last []byte
	end  int64 // bytes of the stream so far
}

func (h *history) add(p []byte) {
	h.end += int64(len(p))
	p = p[max(0, len(p)-h.keep):]
	if len(h.last)+len(p) > 2*h.keep { // rarely: moving costs
		h.last = append(h.last[:0], h.last[len(h.last)-h.keep:]...)
	}
	h.last = append(h.last, p...)
}

func (h *history) start() int64 { return h.end - int64(len(h.last)) }

// lines is all that is held; where the beginning of the stream is lost, from
// the start of a line, for that is not inside an escape sequence.
func (h *history) lines() []byte {
	if h.start() == 0 {
		return h.last
	}
	return h.last[bytes.IndexByte(h.last, '\n')+1:]
}

// appendFrom appends what follows at, as far as there is room in buf.
func (h *history) appendFrom(buf []byte, at int64) []byte {
	rest := h.last[at-h.start():]
	return append(buf, rest[:min(len(rest), cap(buf)-len(buf))]...)
}
