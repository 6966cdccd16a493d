package cast

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/hinshun/vt10x"
)

// deviceAttributes is the answer to DA1: a VT102, as st says it.
const deviceAttributes = "\x1b[?6c"

const maxParams = 32

// csiDispatch hands a CSI sequence to vt10x with all parameters spelled out,
// since vt10x takes omitted ones, zeros, private ones and negative ones wrong.
func (s *Screen) csiDispatch(final byte) {
	seq, private := strings.CutPrefix(string(s.seq), "?")
	if strings.Trim(seq, "0123456789;:") != "" || private && final != 'h' && final != 'l' {
		return
	}
	args := params(seq)
	if !s.budget.Spend(s.cost(final, args)) {
		return
	}
	switch final {
	case '@', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'L', 'M', 'P',
		'X', 'Z', '`', 'a', 'd', 'e', 'f':
		s.csi(final, count(args, 0), count(args, 1))
	case 'J', 'K', 'g': // ED, EL, TBC
		s.csi(final, args[0])
	case 'S': // SU
		if s.scrollsAll() {
			s.saveRows(min(count(args, 0), s.rows))
		}
		s.csi(final, count(args, 0))
	case 'T': // SD; with more parameters it is of the mouse
		if len(args) == 1 {
			s.csi(final, count(args, 0))
		}
	case 'h', 'l':
		for _, m := range args {
			s.mode(private, m, final == 'h')
		}
	case 'm':
		s.csi('m', sgr(seq)...)
	case 'c', 'n':
		s.report(final, args[0])
	case 'r':
		s.region(args)
	case 's', 'u':
		if seq == "" {
			s.csi(final)
		}
	}
}

// params returns the numbers of seq, at least one; 0 where one is omitted.
func params(seq string) []int {
	var args []int
	for _, p := range strings.SplitN(seq, ";", maxParams+1) {
		n, err := strconv.Atoi(p)
		if err != nil || len(args) == maxParams {
			n = 0
		}
		args = append(args, min(n, 9999))
	}
	return args
}

// count returns a parameter that counts from 1 and defaults to 1.
func count(args []int, i int) int {
	if i >= len(args) {
		return 1
	}
	return min(max(args[i], 1), MaxSide)
}

// mode sets or resets a mode. vt10x would enter the alternate screen when told
// to leave it while not there.
func (s *Screen) mode(private bool, m int, set bool) {
	if private && (m == 47 || m == 1047 || m == 1049) {
		if set == s.alternate() {
			return
		}
		s.budget.Spend(2 * s.cols * s.rows)
	}
	prefix, final := "\x1b[", "l"
	if private {
		prefix = "\x1b[?"
	}
	if set {
		final = "h"
	}
	s.send(prefix + strconv.Itoa(m) + final)
}

func (s *Screen) alternate() bool { return s.vt.Mode()&vt10x.ModeAltScreen != 0 }

func (s *Screen) report(final byte, arg int) {
	switch {
	case final == 'c' && arg == 0:
		s.answer(deviceAttributes)
	case final == 'n' && arg == 5:
		s.answer("\x1b[0n")
	case final == 'n' && arg == 6:
		x, y, _ := s.Cursor()
		s.answer(fmt.Sprintf("\x1b[%d;%dR", y+1, x+1))
	}
}

func (s *Screen) answer(a string) { _, _ = io.WriteString(s.reply, a) }

// region sets the scroll region (DECSTBM); one of fewer than two rows is none.
func (s *Screen) region(args []int) {
	top, bottom := count(args, 0), s.rows
	if len(args) > 1 && args[1] > 0 {
		bottom = min(args[1], s.rows)
	}
	if top >= bottom {
		return
	}
	s.top, s.bottom = top-1, bottom-1
	s.csi('r', top, bottom)
}

// csi sends a sequence to vt10x.
func (s *Screen) csi(final byte, args ...int) {
	seq := []byte("\x1b[")
	for i, a := range args {
		if i > 0 {
			seq = append(seq, ';')
		}
		seq = strconv.AppendInt(seq, int64(a), 10)
	}
	s.send(string(append(seq, final)))
}

// sgr returns the parameters of SGR in the form vt10x reads.
func sgr(seq string) []int {
	var out []int
	for _, p := range strings.SplitN(seq, ";", maxParams+1) {
		sub := params(strings.ReplaceAll(p, ":", ";"))
		switch {
		case sub[0] != 38 && sub[0] != 48:
			sub = sub[:1]
		case len(sub) == 6: // ISO 8613-6 has a colour space in 38:2::R:G:B
			sub = append(sub[:2], sub[3:]...)
		}
		out = append(out, sub...)
	}
	out = out[:min(len(out), maxParams)]
	for i := 0; i+4 < len(out); i++ {
		if (out[i] == 38 || out[i] == 48) && out[i+1] == 2 {
			separate(out[i+2 : i+5])
		}
	}
	return out
}

// separate moves the 24-bit colours that vt10x cannot tell from the palette
// one step towards green.
func separate(rgb []int) {
	if rgb[0] == 0 && rgb[1] == 0 {
		rgb[1] = 1
	}
}
