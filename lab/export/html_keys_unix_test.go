//go:build unix

package export

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

func quote(text string) string {
	b, _ := json.Marshal(text) // a string has always a form
	return string(b)
}

// lastLine is the begin of the last line that a console showed: no wider than
// a word, since the page may break lines otherwise.
// lastLine is the last line that a console of a session shows.
func lastLine(t *testing.T, s *Source, console int) string {
	t.Helper()
	text, err := s.Text(s.budget(t.Context()), console)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return strings.TrimSpace(lines[len(lines)-1])
}

// at holds that clock and consoles stand at a time.
func (b *browser) at(what, time string) {
	b.t.Helper()
	var got float64
	b.run(time, &got)
	b.wait(fmt.Sprintf("Math.abs(socklab.clock.now() - %[1]v) < 0.002 && socklab.times().every((t) => Math.abs(t - %[1]v) < 0.002)", got))
	b.t.Logf("%s: at %.3f", what, got)
}

// TestPageControls presses all keys and buttons.
func TestPageControls(t *testing.T) {
	b := openBrowser(t)
	url := pageFile(t, "course-walkthrough", "en")
	b.size(1280, 720)
	b.scheme("dark")
	b.open(url)
	b.run("window.data = JSON.parse(document.getElementById('session').textContent)", nil)
	b.photograph("dark-en")
	for _, step := range []struct{ key, time string }{
		{"5", "data.duration / 2"}, {"0", "0"}, {"ArrowRight", "Math.min(5, data.duration)"}, {"ArrowLeft", "0"},
		{"]", "data.chapters[1].time"}, {"]", "data.chapters[2].time"}, {"[", "data.chapters[1].time"},
		{"End", "data.duration"}, {"Home", "0"}, {"9", "data.duration * 0.9"}, {"1", "data.duration * 0.1"},
	} {
		b.press(step.key)
		b.at(step.key, step.time)
	}
	b.run("document.querySelectorAll('#chapters button')[2].click()", nil)
	b.at("the third chapter", "data.chapters[2].time")
	b.wait("document.getElementById('note').textContent === data.chapters[2].note.en")
	b.wait("document.querySelectorAll('#chapters [aria-current]').length === 1")
	b.press("0")
	b.run("document.querySelectorAll('#speeds button')[3].click()", nil)
	b.press(" ")
	b.wait("socklab.clock.running && socklab.clock.speed === 4 && socklab.clock.now() > 1")
	b.press(" ")
	b.wait("!socklab.clock.running")
	b.press("?")
	b.wait("document.getElementById('keys').open")
	b.photograph("dark-en-keys")
	b.press("Escape")
	b.wait("!document.getElementById('keys').open")
	b.run("document.querySelector('[data-lang=es]').click()", nil)
	b.wait("document.documentElement.lang === 'es' && document.title === data.title.es && document.getElementById('chapters').textContent.includes(data.chapters[0].text.es)")
	b.wait("document.getElementById('play').getAttribute('aria-label') === data.words.es.Play")
	b.photograph("dark-es")
	b.run("document.getElementById('theme').click()", nil)
	b.wait("document.documentElement.dataset.theme === 'light' && getComputedStyle(document.body).backgroundColor === 'rgb(244, 245, 247)'")
	b.wait("socklab.times().every((t) => t === socklab.clock.now())")
	b.photograph("light-es")
	b.named()
	b.clean(url)
}

// named holds that each control has a name, and each is reached with Tab.
func (b *browser) named() {
	b.t.Helper()
	var nameless []string
	b.run(`[...document.querySelectorAll("button, input, summary, dialog, section, nav, [role]")]
		.filter((e) => !(e.getAttribute("aria-label") || e.textContent.trim()) || e.tabIndex < 0 && e.matches("button, input, summary"))
		.filter((e) => !e.closest(".ap-wrapper")).map((e) => e.outerHTML)`, &nameless)
	if len(nameless) > 0 {
		b.t.Errorf("no name, or out of the keyboard's reach: %q", nameless)
	}
}

// TestPageFits holds that the page is as wide as what shows it, and no wider.
func TestPageFits(t *testing.T) {
	b := openBrowser(t)
	for _, name := range []string{"two-clients", "half-close"} {
		url := pageFile(t, name, "es")
		b.asked = nil
		b.scheme("light")
		b.size(390, 844)
		b.open(url)
		b.press("End")
		for width, height := range map[int]int{390: 844, 844: 390, 1280: 720, 1920: 1080} {
			b.size(width, height)
			b.wait("document.documentElement.scrollWidth <= innerWidth")
			b.photograph(fmt.Sprintf("%s-%d", name, width))
		}
		b.clean(url)
	}
}

// TestPageWithoutScript holds that a browser without scripts shows the text.
func TestPageWithoutScript(t *testing.T) {
	b := openBrowser(t)
	url := pageFile(t, "course-walkthrough", "es")
	b.size(1280, 720)
	b.call("Emulation.setScriptExecutionDisabled", map[string]any{"value": true}, nil)
	b.load(url)
	b.call("Emulation.setScriptExecutionDisabled", map[string]any{"value": false}, nil)
	b.photograph("noscript")
	var text string
	b.run("document.body.innerText", &text)
	if !strings.Contains(text, "Ejecutamos el cliente") || !strings.Contains(text, "Received b'Hello, world'") {
		t.Errorf("without scripts the page shows\n%s", text)
	}
	b.clean(url)
}
