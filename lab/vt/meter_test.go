package vt

import (
	"strings"
	"testing"
)

func TestAMeterThatSaysNoStopsTheScreen(t *testing.T) {
	m := &meter{most: 8}
	s := New(4, 3, Options{Meter: m, History: 3})
	n, err := s.Write([]byte("abcdefgh\x1b[Hxyz"))
	if n != 14 || err != nil {
		t.Errorf("Write says %d, %v: it is never to fail", n, err)
	}
	check(t, s)
	s.Write([]byte("more"))
	s.Resize(2, 2)
	if cols, rows := s.Size(); cols != 4 || rows != 3 {
		t.Errorf("the size became %d×%d", cols, rows)
	}
	if got := s.Row(0).Cells[0].Rune; got != 'a' {
		t.Errorf("%q was shown after the no", got)
	}
}

// What is given back is what was kept.
func TestAMeterKnowsTheHistory(t *testing.T) {
	m := &meter{most: 1 << 30}
	s := New(10, 2, Options{Meter: m, History: 5})
	s.Write([]byte(strings.Repeat("0123456\r\n", 100)))
	if m.kept < 5*7 || m.kept > 10*7 {
		t.Errorf("%d bytes are kept of 5 to 10 lines of 7", m.kept)
	}
	if got := len(s.history.text); got != m.kept {
		t.Errorf("%d bytes are kept, the meter knows %d", got, m.kept)
	}
}

type thrifty struct{ meter }

func (m *thrifty) Keep(n int) bool { m.kept += n; return m.kept <= 20 }

func TestAMeterBoundsTheHistory(t *testing.T) {
	s := New(10, 2, Options{Meter: &thrifty{meter{most: 1 << 30}}, History: 1000})
	s.Write([]byte(strings.Repeat("0123456\r\n", 100)))
	check(t, s)
	if got := len(s.history.text); got > 30 {
		t.Errorf("%d bytes are kept", got)
	}
}

// dear is output that costs far more than its bytes.
var dear = []string{
	"\x1b[9999S\x1b[9999L\x1b[9999b", "x\x1b[9999b", "漢\x1b[9999b", "\x1b[?7l漢\x1b[9999G\x1b[9999b", "\x1b[4hx\x1b[H\x1b[9999b",
	"\x1b[41m\x1b[2J", "\x1b[J", "\x1b[41m\x1b[K", "\x1b[9999@", "\x1b[9999P", "\x1b[H\x1b[9999@\x1b[9999P",
	"\x1b[9999X", "\x1b[9999L", "\x1b[9999M", "\x1b[9999T", "\x1b[500S\x1b[500T", "\x1b[H\x1bM", "\x1b[9999H\n",
	"\x1b#8", "\x1bc", "\x1bcx\x1b[9999b", "\x1b[?1049h\x1b[?1049l", "\x1b[?47h\x1b[?47l",
	"\x1b[3g\t\r", "\x1b[9999I\x1b[9999Z", "\x1b[9999H\x1b[1J", "\x1b[2;999r\x1b[9999S", "\x1b#8\x1b[41m\x1b[H\x1b[9999S",
}

// TestTheWorkOfDearOutputIsCounted holds that a few KB that touch all cells
// again and again are counted as what they are.
func TestTheWorkOfDearOutputIsCounted(t *testing.T) {
	const cols, rows, times, most = 200, 100, 500, 300_000
	for _, in := range dear {
		m := &meter{most: most}
		s := New(cols, rows, Options{Meter: m, History: 10})
		s.Write([]byte(strings.Repeat(in, times)))
		if !s.stopped && m.cells < times*cols/8 && !strings.Contains(in, "\t") {
			t.Errorf("%q: %d cells", in, m.cells)
		}
		if m.cells > most+2*cols*rows+cols {
			t.Errorf("%q: %d cells after %d were too many", in, m.cells, most)
		}
		check(t, s)
	}
}

// BenchmarkDear says what a counted cell costs in time, at 1000×1000: it is to
// be about the same, whatever comes in.
func BenchmarkDear(b *testing.B) {
	for _, in := range dear {
		b.Run(strings.ReplaceAll(in, "\x1b", "ESC "), func(b *testing.B) {
			p := []byte(strings.Repeat(in, 4096/len(in)))
			cells := 0
			for b.Loop() {
				m := &meter{most: 50_000_000}
				s := New(1000, 1000, Options{Meter: m, History: 10})
				s.Write(p)
				cells += m.cells + len(p)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(cells), "ns/cell")
			b.ReportMetric(0, "ns/op")
		})
	}
}
