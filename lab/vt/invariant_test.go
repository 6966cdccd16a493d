package vt

import (
	"fmt"
	"math/bits"
	"slices"
	"testing"
)

// check holds what is true of every screen, whatever came in.
func check(t *testing.T, s *Screen) {
	t.Helper()
	if err := s.broken(); err != "" {
		t.Fatal(err)
	}
}

// broken says which invariant does not hold.
func (s *Screen) broken() string {
	c := s.cursor
	switch {
	case c.x < 0 || c.x >= s.cols || c.y < 0 || c.y >= s.rows:
		return fmt.Sprintf("the cursor is at %d,%d of %d×%d", c.x, c.y, s.cols, s.rows)
	case c.pending && c.x != s.cols-1:
		return fmt.Sprintf("a wrap is pending in column %d of %d", c.x, s.cols)
	case s.top < 0 || s.top >= s.end || s.end > s.rows:
		return fmt.Sprintf("the region is %d to %d of %d", s.top, s.end, s.rows)
	case s.modes.origin && (c.y < s.top || c.y >= s.end):
		return fmt.Sprintf("origin mode: row %d is not in the region %d to %d", c.y, s.top, s.end)
	case len(s.tabs) != s.cols:
		return fmt.Sprintf("%d places for tab stops, %d columns", len(s.tabs), s.cols)
	case cap(s.scan.raw) > 2*maxSeq:
		return fmt.Sprintf("the scanner keeps %d bytes", cap(s.scan.raw))
	}
	for _, p := range []*page{&s.main, &s.alt} {
		if p.rows != nil && len(p.rows) != s.rows {
			return fmt.Sprintf("a page has %d rows, the screen %d", len(p.rows), s.rows)
		}
		for y, r := range p.rows {
			if err := r.broken(s.cols); err != "" {
				return fmt.Sprintf("row %d: %s", y, err)
			}
		}
	}
	return ""
}

func (r *row) broken(cols int) string {
	if len(r.cells) > cols {
		return fmt.Sprintf("%d cells, %d columns", len(r.cells), cols)
	}
	for x, c := range r.cells {
		wide := c.Rune > 0 && Width(c.Rune) == 2
		switch {
		case wide && (x+1 == len(r.cells) || r.cells[x+1].Rune != Tail):
			return fmt.Sprintf("column %d: %q has no right half", x, c.Rune)
		case c.Rune == Tail && (x == 0 || r.cells[x-1].Rune <= 0 || Width(r.cells[x-1].Rune) != 2):
			return fmt.Sprintf("column %d: a right half stands alone", x)
		case c.Rune != Tail && c.Rune != 0 && Width(c.Rune) < 1 || c.Rune == ' ':
			return fmt.Sprintf("column %d: %q is no character of a cell", x, c.Rune)
		case c.Marks[0] == 0 && c.Marks[1] != 0 || c.Rune == Tail && c.Marks[0] != 0:
			return fmt.Sprintf("column %d: marks %q stand on %q", x, c.Marks, c.Rune)
		case bits.OnesCount16(uint16(c.Attr&AnyUnderline)) > 1:
			return fmt.Sprintf("column %d: two kinds of underline", x)
		}
	}
	return ""
}

// differ says where two screens differ in anything that later output can show.
func differ(a, b *Screen) string {
	for _, d := range []struct {
		what string
		a, b any
	}{
		{"the size", [2]int{a.cols, a.rows}, [2]int{b.cols, b.rows}},
		{"the cursor", a.cursor, b.cursor},
		{"the modes", a.modes, b.modes},
		{"the region", [2]int{a.top, a.end}, [2]int{b.top, b.end}},
		{"which page is shown", a.Alternate(), b.Alternate()},
		{"what REP repeats", a.last, b.last},
		{"main's saved cursor", a.main.saved, b.main.saved},
		{"the alternate screen's saved cursor", a.alt.saved, b.alt.saved},
	} {
		if d.a != d.b {
			return fmt.Sprintf("%s: %+v and %+v", d.what, d.a, d.b)
		}
	}
	if !slices.Equal(a.tabs, b.tabs) {
		return "tab stops"
	}
	if !slices.EqualFunc(a.main.rows, b.main.rows, (*row).equal) {
		return fmt.Sprintf("main: %q and %q", a.Lines(), b.Lines())
	}
	if !slices.EqualFunc(a.alt.rows, b.alt.rows, (*row).equal) {
		return "the alternate screen's rows"
	}
	return ""
}

// same fails unless both screens go on alike.
func same(t *testing.T, what string, a, b *Screen) {
	t.Helper()
	if d := differ(a, b); d != "" {
		t.Fatalf("%s: %s", what, d)
	}
}
