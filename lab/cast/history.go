package cast

// history is the lines that scrolled off, the oldest dropped beyond maxHistory.
type history struct {
	all    []string
	budget *Budget // nil: none
}

func (h *history) push(line string) {
	if len(h.all) == 2*maxHistory {
		h.drop(maxHistory)
	}
	h.all = append(h.all, line)
	h.budget.scroll(len(line))
}

// drop forgets the first n lines.
func (h *history) drop(n int) {
	for _, line := range h.all[:n] {
		h.budget.scroll(-len(line))
	}
	kept := copy(h.all, h.all[n:])
	clear(h.all[kept:])
	h.all = h.all[:kept]
}

func (h *history) lines() []string { return h.all[max(0, len(h.all)-maxHistory):] }
