//go:build unix

package export

import (
	"math"
	"os"
	"path/filepath"
	"testing"
)

// pageFile writes the page of a session, and gives its address.
func pageFile(t *testing.T, name, lang string) string {
	t.Helper()
	o := options(lang)
	o.Theme, o.IdleLimit = Asked, pauseShown
	path := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(path, written(t, writeHTML, load(t, name), o), 0o644); err != nil {
		t.Fatal(err)
	}
	return "file://" + path
}

// TestPagePlays plays a session from begin to end in a browser: both consoles
// stand at the same time all along, at the clock's.
func TestPagePlays(t *testing.T) {
	b := openBrowser(t)
	url := pageFile(t, "half-close", "es")
	b.size(1920, 1080)
	b.scheme("light")
	b.open(url)
	b.photograph("light-es-start")
	b.press(" ")
	var seen struct {
		Samples, Players      int
		Apart, Behind, Length float64
		Took                  float64
	}
	b.run(`new Promise((done) => {
		const seen = {Samples: 0, Players: socklab.times().length, Apart: 0, Behind: 0, Length: socklab.clock.duration};
		const begin = performance.now();
		const sample = () => {
			const times = socklab.times(), now = socklab.clock.now();
			seen.Samples++;
			seen.Apart = Math.max(seen.Apart, ...times.map((t) => Math.abs(t - times[0])));
			seen.Behind = Math.max(seen.Behind, ...times.map((t) => Math.abs(t - now)));
			if (socklab.clock.running) return setTimeout(sample, 5);
			seen.Took = (performance.now() - begin) / 1000;
			done(seen);
		};
		sample();
	})`, &seen)
	t.Logf("%d samples of %d consoles in %.2f s: at most %.1f ms apart, %.1f ms behind the clock", seen.Samples, seen.Players, seen.Took, seen.Apart*1000, seen.Behind*1000)
	if seen.Players != 2 || seen.Samples < 100 || seen.Apart > 0.05 {
		t.Errorf("the consoles are not in step: %+v", seen)
	}
	if math.Abs(seen.Took-seen.Length) > 0.5 {
		t.Errorf("%.2f s were played in %.2f s", seen.Length, seen.Took)
	}
	s := load(t, "half-close")
	for i := range s.Consoles {
		b.shows(i, lastLine(t, s, i))
	}
	b.photograph("light-es-end")
	b.clean(url)
}

// shows waits until a console's player shows the text.
func (b *browser) shows(console int, text string) {
	b.t.Helper()
	b.wait(`document.querySelectorAll(".ap-term-text")[` + string(rune('0'+console)) + `].textContent.includes(` + quote(text) + `)`)
}

// TestPageShowsAllConsoles holds that three consoles stand above the bar on a
// teacher's small screen, and stay there when the window changes.
func TestPageShowsAllConsoles(t *testing.T) {
	b := openBrowser(t)
	url := pageFile(t, "n-plus-one", "es")
	b.scheme("light")
	for _, size := range [][2]int{{1366, 768}, {1920, 1080}, {1440, 900}, {1366, 768}} {
		b.size(size[0], size[1])
		if size == [2]int{1366, 768} {
			b.open(url)
		}
		b.wait(`(() => {
			const bar = document.getElementById("bar").getBoundingClientRect().top;
			const all = [...document.querySelectorAll("figure")].map((f) => f.getBoundingClientRect());
			const letters = [...document.querySelectorAll(".ap-term")].map((t) => t.getBoundingClientRect());
			return all.length === 3 && all.every((r, i) => r.bottom <= bar + 1 && letters[i].width > 0.9 * r.width);
		})()`)
	}
	b.photograph("three-consoles")
}

// TestPageBeginsWithAPicture holds that the consoles are not empty before
// somebody plays, and begin at the beginning when somebody does.
func TestPageBeginsWithAPicture(t *testing.T) {
	b := openBrowser(t)
	b.open(pageFile(t, "half-close", "es"))
	s := load(t, "half-close")
	for i := range s.Consoles {
		b.shows(i, lastLine(t, s, i))
	}
	b.press(" ")
	b.wait("socklab.clock.running && socklab.times().every((t) => t < 3)")
}
