package replay

import (
	"fmt"
	"testing"

	"socklab/lab/i18n"
	"socklab/lab/vt"
)

// four is a live session of four consoles that are full.
func four(t testing.TB, cols int) *Live {
	t.Helper()
	o := LiveOptions{Words: &i18n.In("en").Replay, Title: "Four consoles", Chapters: 5}
	for i := range 4 {
		o.Consoles = append(o.Consoles, Console{Name: fmt.Sprint(i), Title: fmt.Sprint("Console number ", i), Cols: 80, Rows: 24})
		if cols >= 200 { // they stand side by side
			o.Consoles[i].Cols = 48
		}
	}
	l, err := NewLive(o)
	check(t, err)
	l.Chapter(Chapter{Title: "We start the server", Note: "It makes a socket, binds it to 127.0.0.1:6543, listens, and waits in accept(). It prints nothing."})
	l.Status("space: go on   q: end")
	for i := range 120 {
		l.Show(fmt.Sprint(i%4), line(i))
	}
	return l
}

func line(i int) []byte {
	return fmt.Appendf(nil, "\x1b[32mrecv\x1b[m(3, %d) = %d  \x1b[33mb'Hello, world %d'\x1b[m\r\n", 2048+i*7919, i*31%100, i)
}

// changes are what happens to four consoles between two frames.
var changes = []struct {
	name   string
	change func(l *Live, i int)
	most   [3]int // bytes of a frame on average, at each size
}{
	{"typed", func(l *Live, i int) {
		const command = "sockLab client --port 6543 --times 3"
		l.Show("0", []byte{command[i%len(command)]})
	}, [3]int{12, 12, 12}},
	{"scrolled", func(l *Live, i int) { l.Show("0", line(1000+i)) }, [3]int{90, 320, 900}},
	{"repainted", func(l *Live, i int) {
		for k := range 4 {
			name := fmt.Sprint(k)
			l.Show(name, []byte("\x1b[2J\x1b[H"))
			for j := range 24 {
				l.Show(name, line(i*100+j*k))
			}
		}
	}, [3]int{550, 950, 2900}},
}

var windows = [3]extent{{80, 24}, {120, 40}, {200, 60}}

// frames are canvases, one after the other.
func frames(t testing.TB, size extent, n int, change func(*Live, int)) []*vt.Canvas {
	l := four(t, size.cols)
	change(l, 0) // another console becomes the active one
	var all []*vt.Canvas
	for i := 1; i <= n; i++ {
		c := newCanvas(size.cols, size.rows)
		l.draw(c)
		all = append(all, c)
		change(l, i)
	}
	return all
}

// TestFramesAreFewBytes bounds what goes over a slow link.
func TestFramesAreFewBytes(t *testing.T) {
	for _, c := range changes {
		for i, size := range windows {
			all := frames(t, size, 20, c.change)
			p := vt.Painter{Scrolls: true}
			p.Paint(all[0])
			n := 0
			for _, c := range all[1:] {
				n += len(p.Paint(c))
			}
			if n /= len(all) - 1; n > c.most[i] || n == 0 {
				t.Errorf("%s at %dx%d: %d bytes a frame, want at most %d", c.name, size.cols, size.rows, n, c.most[i])
			}
		}
	}
}

// BenchmarkFrame draws and paints a frame of four consoles.
func BenchmarkFrame(b *testing.B) {
	for _, c := range changes {
		for _, size := range windows {
			b.Run(fmt.Sprintf("%s/%dx%d", c.name, size.cols, size.rows), func(b *testing.B) {
				b.ReportAllocs()
				l := four(b, size.cols)
				canvas := newCanvas(size.cols, size.rows)
				p := vt.Painter{Scrolls: true}
				i, bytes := 0, 0
				for b.Loop() {
					b.StopTimer()
					c.change(l, i)
					b.StartTimer()
					canvas.Reset(size.cols, size.rows)
					l.draw(canvas)
					if n := len(p.Paint(canvas)); i > 0 {
						bytes += n
					}
					i++
				}
				b.ReportMetric(float64(bytes)/float64(max(i-1, 1)), "bytes/frame")
			})
		}
	}
}
