package vt

import (
	"fmt"
	"slices"
	"testing"
)

func newCanvas(cols, rows int) *Canvas {
	c := &Canvas{}
	c.Reset(cols, rows)
	return c
}

// lines is a canvas as text, each row without the blanks at its end.
func lines(c *Canvas) []string {
	var all []string
	for y := range c.Rows {
		all = append(all, rowText(Row{Cells: c.Row(y)}))
	}
	return all
}

func TestCanvas(t *testing.T) {
	wide := Cell{Rune: '漢'}
	for _, c := range []struct {
		name string
		draw func(c *Canvas)
		want string // of a row of six cells that had "abcdef"
	}{
		{"text", func(c *Canvas) { c.Text(1, 0, 9, "xy", Pen{}) }, "axydef"},
		{"text that is cut", func(c *Canvas) { c.Text(1, 0, 3, "wxyz", Pen{}) }, "awx…ef"},
		{"no room", func(c *Canvas) { c.Text(1, 0, 0, "x", Pen{}); c.Text(1, 0, -5, "x", Pen{}) }, "abcdef"},
		{"outside", func(c *Canvas) {
			c.Text(5, 0, 9, "xyz", Pen{})
			c.Text(-1, 0, 9, "xy", Pen{})
			c.Text(0, 1, 9, "x", Pen{})
		}, "ybcdex"},
		{"wide", func(c *Canvas) { c.Text(0, 0, 5, "漢字漢", Pen{}) }, "漢字…f"},
		{"wide that is cut", func(c *Canvas) { c.Text(0, 0, 4, "漢字漢", Pen{}) }, "漢…def"},
		{"wide in the last column", func(c *Canvas) { c.Set(5, 0, wide) }, "abcde"},
		{"over a left half", func(c *Canvas) { c.Set(1, 0, wide); c.Set(1, 0, Cell{Rune: 'x'}) }, "ax def"},
		{"over a right half", func(c *Canvas) { c.Set(1, 0, wide); c.Set(2, 0, Cell{Rune: 'x'}) }, "a xdef"},
		{"wide over halves", func(c *Canvas) { c.Set(0, 0, wide); c.Set(2, 0, wide); c.Set(1, 0, wide) }, " 漢 ef"},
		{"half alone", func(c *Canvas) { c.Set(1, 0, Cell{Rune: Tail}) }, "a cdef"},
		{"what shows nothing", func(c *Canvas) { c.Set(1, 0, Cell{Rune: '\x1b'}); c.Text(2, 0, 9, "x\u200by\x1b", Pen{}) }, "a xyef"},
		{"marks", func(c *Canvas) { c.Text(0, 0, 9, "e\u0301\u0302\u0303漢\u0301", Pen{}) }, "e\u0301\u0302漢\u0301def"},
		{"fill", func(c *Canvas) { c.Fill(-1, -1, 3, 9, Cell{Rune: '='}); c.Fill(4, 0, 9, 9, Cell{}) }, "==cd"},
	} {
		canvas := newCanvas(6, 1)
		canvas.Text(0, 0, 6, "abcdef", Pen{})
		c.draw(canvas)
		if got := lines(canvas); !slices.Equal(got, []string{c.want}) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestReverse swaps the colours of a whole character, wherever it is pointed to.
func TestReverse(t *testing.T) {
	for x, want := range map[int][4]Attr{-1: {}, 0: {Reverse}, 1: {0, Reverse, Reverse}, 2: {0, Reverse, Reverse}, 3: {0, 0, 0, Reverse}, 4: {}} {
		c := newCanvas(4, 1)
		c.Text(0, 0, 4, "a漢b", Pen{})
		c.Reverse(x, 0)
		c.Reverse(x, 1)
		var got [4]Attr
		for i, cell := range c.Row(0) {
			got[i] = cell.Attr
		}
		if got != want {
			t.Errorf("at %d: %v, want %v", x, got, want)
		}
	}
}

// TestDraw draws parts of a screen; what is not within both stays as it is.
func TestDraw(t *testing.T) {
	s := New(6, 3, Options{})
	fmt.Fprint(s, "漢ab漢\r\ncd\r\n\x1b[31mred")
	for _, c := range []struct {
		x, y, cols, rows, x0, y0 int
		want                     []string
	}{
		{0, 0, 6, 3, 0, 0, []string{"漢ab漢..", "cd    ..", "red   ..", "........"}},
		{1, 1, 3, 2, 0, 0, []string{"........", ".漢a....", ".cd ....", "........"}},
		{0, 0, 5, 1, 0, 0, []string{"漢ab ...", "........", "........", "........"}},
		{0, 0, 5, 1, 1, 0, []string{" ab漢...", "........", "........", "........"}},
		{6, 3, 9, 9, 0, 1, []string{"........", "........", "........", "......cd"}},
		{-1, -1, 3, 3, 0, 0, []string{"d ......", "ed......", "........", "........"}},
		{2, 0, 9, 9, -1, -2, []string{"........", "........", "...漢ab ", "...cd   "}},
		{9, 9, 3, 3, 0, 0, []string{"........", "........", "........", "........"}},
		{0, 0, 3, 3, 9, 9, []string{"........", "........", "........", "........"}},
	} {
		canvas := newCanvas(8, 4)
		canvas.Fill(0, 0, 8, 4, Cell{Rune: '.'})
		canvas.Draw(c.x, c.y, c.cols, c.rows, s, c.x0, c.y0)
		got := lines(canvas)
		for y := range got {
			for TextWidth(got[y]) < 8 {
				got[y] += " "
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%+v: %q, want %q", c, got, c.want)
		}
	}
	canvas := newCanvas(3, 1)
	canvas.Draw(0, 0, 3, 1, s, 0, 2)
	if got := canvas.Row(0)[2]; got != s.Cell(2, 2) {
		t.Errorf("%+v, want %+v", got, s.Cell(2, 2))
	}
}
