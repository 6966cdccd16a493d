package cast

const maxHistory = 10000

// history is the lines that scrolled off, the oldest dropped beyond maxHistory.
type history struct{ all []string }

func (h *history) push(line string) {
	if len(h.all) == 2*maxHistory {
		n := copy(h.all, h.all[maxHistory:])
		clear(h.all[n:])
		h.all = h.all[:n]
	}
	h.all = append(h.all, line)
}

func (h *history) lines() []string { return h.all[max(0, len(h.all)-maxHistory):] }
