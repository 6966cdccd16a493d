package vt

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

const (
	maxParams = 32
	maxParam  = 9999 // what is larger counts as this
)

// args are the parameters of a control sequence.
type args struct {
	private byte // < = > or ?, 0: none
	inter   byte // an intermediate byte, 0: none
	n       int  // parameters, at least 1
	params  [maxParams]uint16
	sub     [maxParams]bool // it belongs to the one before (a colon)
}

// parse reads parameters and intermediate bytes; false if they are none. More
// than maxParams are dropped.
func (a *args) parse(raw []byte) bool {
	a.private, a.inter, a.n, a.params[0], a.sub[0] = 0, 0, 1, 0, false
	for i, c := range raw {
		switch {
		case c >= '0' && c <= '9' && a.inter == 0:
			if a.n <= maxParams {
				p := &a.params[a.n-1]
				*p = uint16(min(int(*p)*10+int(c-'0'), maxParam))
			}
		case (c == ';' || c == ':') && a.inter == 0:
			if a.n++; a.n <= maxParams {
				a.params[a.n-1], a.sub[a.n-1] = 0, c == ':'
			}
		case c >= '<' && i == 0:
			a.private = c
		case c < '0' && a.inter == 0:
			a.inter = c
		default:
			return false
		}
	}
	a.n = min(a.n, maxParams)
	return true
}

// at is parameter i, 0 if it was left out.
func (a *args) at(i int) int {
	if i >= a.n {
		return 0
	}
	return int(a.params[i])
}

// count is parameter i that counts from 1, which it is if it was left out.
func (a *args) count(i int) int { return max(a.at(i), 1) }

// csi does a control sequence.
func (s *Screen) csi(raw []byte, final byte) {
	a := &s.args
	if !a.parse(raw) || !s.spend(1) {
		return
	}
	switch {
	case a.inter == '!' && final == 'p' && a.private == 0:
		s.softReset()
	case a.inter != 0:
	case a.private == '?':
		s.private(a, final)
	case a.private == 0 && int(final) < len(functions):
		if f := functions[final]; f != nil {
			f(s, a)
		}
	}
}

// private does what DEC added to sequences with a question mark.
func (s *Screen) private(a *args, final byte) {
	switch final {
	case 'h', 'l':
		for i := range a.n {
			s.privateMode(a.at(i), final == 'h')
		}
	case 'J', 'K': // DECSED, DECSEL: no cell is protected
		functions[final](s, a)
	}
}

// functions are the control functions by final byte.
var functions = [...]func(s *Screen, a *args){
	'@': func(s *Screen, a *args) { s.editRow((*row).insert, a.count(0)) },        // ICH
	'A': func(s *Screen, a *args) { s.moveRows(-a.count(0)) },                     // CUU
	'B': func(s *Screen, a *args) { s.moveRows(a.count(0)) },                      // CUD
	'C': func(s *Screen, a *args) { s.moveTo(s.cursor.x+a.count(0), s.cursor.y) }, // CUF
	'D': func(s *Screen, a *args) { s.moveTo(s.cursor.x-a.count(0), s.cursor.y) }, // CUB
	'E': func(s *Screen, a *args) { s.moveRows(a.count(0)); s.cursor.x = 0 },      // CNL
	'F': func(s *Screen, a *args) { s.moveRows(-a.count(0)); s.cursor.x = 0 },     // CPL
	'G': func(s *Screen, a *args) { s.moveTo(a.count(0)-1, s.cursor.y) },          // CHA
	'H': func(s *Screen, a *args) { s.place(a.count(1)-1, a.count(0)-1) },         // CUP
	'I': func(s *Screen, a *args) { s.tab(a.count(0)) },                           // CHT
	'J': func(s *Screen, a *args) { s.eraseDisplay(a.at(0)) },                     // ED
	'K': func(s *Screen, a *args) { s.eraseLine(a.at(0)) },                        // EL
	'L': func(s *Screen, a *args) { s.shiftHere(-a.count(0)) },                    // IL
	'M': func(s *Screen, a *args) { s.shiftHere(a.count(0)) },                     // DL
	'P': func(s *Screen, a *args) { s.editRow((*row).remove, a.count(0)) },        // DCH
	'S': func(s *Screen, a *args) { s.scroll(a.count(0)) },                        // SU
	'T': func(s *Screen, a *args) { // SD; with more parameters it is of the mouse
		if a.n == 1 {
			s.shift(s.top, -a.count(0))
		}
	},
	'X': func(s *Screen, a *args) { // ECH
		s.clearCells(s.cursor.x, min(s.cursor.x+a.count(0), s.cols), s.cursor.pen)
		s.cursor.pending = false
	},
	'Z': func(s *Screen, a *args) { s.tab(-a.count(0)) },                          // CBT
	'`': func(s *Screen, a *args) { s.moveTo(a.count(0)-1, s.cursor.y) },          // HPA
	'a': func(s *Screen, a *args) { s.moveTo(s.cursor.x+a.count(0), s.cursor.y) }, // HPR
	'b': func(s *Screen, a *args) { s.repeat(a.count(0)) },                        // REP
	'c': func(s *Screen, a *args) { // DA1
		if a.at(0) == 0 {
			s.reply(s.o.DA1)
		}
	},
	'd': func(s *Screen, a *args) { s.place(s.cursor.x, a.count(0)-1) },   // VPA
	'e': func(s *Screen, a *args) { s.moveRows(a.count(0)) },              // VPR
	'f': func(s *Screen, a *args) { s.place(a.count(1)-1, a.count(0)-1) }, // HVP
	'g': func(s *Screen, a *args) { s.clearTabs(a.at(0)) },                // TBC
	'h': func(s *Screen, a *args) { s.ansiModes(a, true) },                // SM
	'l': func(s *Screen, a *args) { s.ansiModes(a, false) },               // RM
	'm': func(s *Screen, a *args) { s.cursor.pen.sgr(a) },                 // SGR
	'n': func(s *Screen, a *args) { s.status(a.at(0)) },                   // DSR
	'r': func(s *Screen, a *args) { s.region(a.at(0), a.at(1)) },          // DECSTBM
	's': func(s *Screen, a *args) { s.save() },                            // SCOSC
	'u': func(s *Screen, a *args) { s.restore() },                         // SCORC
}

// status answers a DSR.
func (s *Screen) status(about int) {
	switch about {
	case 5:
		s.reply("\x1b[0n")
	case 6:
		y := s.cursor.y
		if s.modes.origin {
			y -= s.top
		}
		s.reply(fmt.Sprintf("\x1b[%d;%dR", y+1, s.cursor.x+1))
	}
}

// region sets the scroll region; one of fewer than two rows is none.
func (s *Screen) region(top, bottom int) {
	top = max(top, 1)
	if bottom == 0 || bottom > s.rows {
		bottom = s.rows
	}
	if top < bottom {
		s.top, s.end = top-1, bottom
		s.place(0, 0)
	}
}

// clearTabs takes away the tab stop at the cursor, or all.
func (s *Screen) clearTabs(which int) {
	switch which {
	case 0:
		s.tabs[s.cursor.x] = false
	case 3:
		s.spend(s.cols)
		clear(s.tabs)
	}
}

// repeat shows the last character again.
func (s *Screen) repeat(n int) {
	n = min(n, s.cols*s.rows)
	switch {
	case s.last == 0:
		return
	case s.last < utf8.RuneSelf && !s.cursor.sets.drawing():
		s.text(bytes.Repeat([]byte{byte(s.last)}, n))
		return
	}
	for range n {
		if s.stopped {
			return
		}
		s.put(s.last)
	}
}
