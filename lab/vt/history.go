package vt

// history is lines that scrolled off, as text, the oldest dropped beyond max.
type history struct {
	max  int
	text []byte
	ends []int // where each line ends in text
	keep func(bytes int)
}

func (h *history) push(r *row) {
	if h.max <= 0 {
		return
	}
	if len(h.ends) == 2*h.max {
		h.drop(h.max)
	}
	before := len(h.text)
	h.text = r.appendText(h.text)
	h.ends = append(h.ends, len(h.text))
	h.keep(len(h.text) - before)
}

// drop forgets the first n lines.
func (h *history) drop(n int) {
	cut := h.ends[n-1]
	h.keep(-cut)
	h.text = h.text[:copy(h.text, h.text[cut:])]
	h.ends = h.ends[:copy(h.ends, h.ends[n:])]
	for i := range h.ends {
		h.ends[i] -= cut
	}
}

// lines are at most the last max.
func (h *history) lines() []string {
	first := max(0, len(h.ends)-h.max)
	begin := 0
	if first > 0 {
		begin = h.ends[first-1]
	}
	text := string(h.text[begin:])
	lines := make([]string, 0, len(h.ends)-first)
	at := 0
	for _, end := range h.ends[first:] {
		lines = append(lines, text[at:end-begin])
		at = end - begin
	}
	return lines
}
