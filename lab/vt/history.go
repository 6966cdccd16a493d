package vt

// history is lines that scrolled off, as text, the oldest dropped beyond max.
type history struct {
	max  int
	text []byte
	ends []int // where each line ends in text
}

// push adds a line, and returns by how many bytes the text has become longer.
func (h *history) push(r *row) int {
	if h.max <= 0 {
		return 0
	}
	before := len(h.text)
	if len(h.ends) == 2*h.max {
		h.drop(h.max)
	}
	h.text = r.appendText(h.text)
	h.ends = append(h.ends, len(h.text))
	return len(h.text) - before
}

// drop forgets the first n lines.
func (h *history) drop(n int) {
	cut := h.ends[n-1]
	h.text = h.text[:copy(h.text, h.text[cut:])]
	h.ends = h.ends[:copy(h.ends, h.ends[n:])]
	for i := range h.ends {
		h.ends[i] -= cut
	}
}

// lines are at most the last max.
func (h *history) lines() []string {
	text, at := string(h.text), 0
	lines := make([]string, len(h.ends))
	for i, end := range h.ends {
		lines[i], at = text[at:end], end
	}
	return lines[max(0, len(lines)-h.max):]
}
