package window

import "bytes"

// kept is how much of the past a history holds at least.
const kept = 1 << 20

// history is the last part of a stream.
type history struct {
	last []byte
	end  int64 // bytes of the stream so far
}

func (h *history) add(p []byte) {
	h.end += int64(len(p))
	p = p[max(0, len(p)-kept):]
	if len(h.last)+len(p) > 2*kept { // rarely: moving costs
		h.last = append(h.last[:0], h.last[len(h.last)-kept:]...)
	}
	h.last = append(h.last, p...)
}

func (h *history) start() int64 { return h.end - int64(len(h.last)) }

// first is where somebody new begins: at the start of a line, where the
// beginning of the stream is lost, for that is not inside an escape sequence.
func (h *history) first() int64 {
	start := h.start()
	if start == 0 {
		return 0
	}
	return start + int64(bytes.IndexByte(h.last, '\n')+1)
}

// appendFrom appends what follows at, as far as there is room in buf, and
// reports whether it is still there.
func (h *history) appendFrom(buf []byte, at int64) ([]byte, bool) {
	if at < h.start() {
		return buf, false
	}
	rest := h.last[at-h.start():]
	return append(buf, rest[:min(len(rest), cap(buf)-len(buf))]...), true
}
