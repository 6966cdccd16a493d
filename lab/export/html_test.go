package export

import (
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"socklab/lab/cast"
	"socklab/lab/tape"
)

const maxPage = 1 << 20 // bytes of the page of a session that ships

func pageOf(t *testing.T, s *Source, lang string) string {
	t.Helper()
	o := options(lang)
	o.Theme, o.IdleLimit = Asked, pauseShown
	return string(written(t, writeHTML, s, o))
}

// readPage gives what the page's script reads.
func readPage(t *testing.T, page string) webPage {
	t.Helper()
	_, data, _ := strings.Cut(page, `<script type="application/json" id="session">`)
	data, _, _ = strings.Cut(data, "</script>")
	var p webPage
	if err := json.Unmarshal([]byte(data), &p); err != nil {
		t.Fatal(err)
	}
	return p
}

// TestPage holds that a page is small, whole, and names no other address than
// those in the player's own comments and its pictures' name space.
func TestPage(t *testing.T) {
	address := regexp.MustCompile(`(?i)https?://|@import|url\(`)
	for _, name := range sessions {
		for _, lang := range []string{"es", "en"} {
			page := pageOf(t, load(t, name), lang)
			if len(page) > maxPage {
				t.Errorf("%s: %d bytes", name, len(page))
			}
			own := strings.ReplaceAll(strings.ReplaceAll(page, playerJS, ""), playerCSS, "")
			if found := address.FindString(own); found != "" {
				t.Errorf("%s: there is %s", name, found)
			}
			for _, tag := range []string{"html", "head", "body", "main", "style", "noscript", "script", "dialog"} {
				opened, closed := len(regexp.MustCompile("<"+tag+`[ >]`).FindAllString(own, -1)), strings.Count(own, "</"+tag+">")
				if opened == 0 || opened != closed {
					t.Errorf("%s: %d of <%s>, %d of </%s>", name, opened, tag, closed, tag)
				}
			}
			if strings.Contains(own, "{{") || !strings.HasPrefix(own, "<!DOCTYPE html>\n<html lang=\""+lang+"\">") {
				t.Errorf("%s: a part is missing", name)
			}
		}
	}
}

// TestPageParts holds that nothing in the scripts ends their element, or is
// changed by a browser that reads it: their sums are in the page's policy.
func TestPageParts(t *testing.T) {
	for name, part := range map[string]string{"player": playerJS, "clock": clockJS, "screens": screensJS, "page": pageJS, "style": playerCSS + pageCSS} {
		for _, bad := range []string{"</script", "</style", "<!--", "\r"} {
			if strings.Contains(strings.ToLower(part), bad) {
				t.Errorf("%s has %q", name, bad)
			}
		}
	}
}

// TestPageInStep holds that all consoles end at the same time, with the same
// markers, and that both languages are there.
func TestPageInStep(t *testing.T) {
	for _, name := range sessions {
		p := readPage(t, pageOf(t, load(t, name), "es"))
		var first string
		for i, c := range p.Consoles {
			var markers [][3]any
			for _, e := range c.Events {
				if e[1] == "m" {
					markers = append(markers, e)
				}
			}
			all := fmt.Sprint(markers, c.Events[len(c.Events)-1][0])
			if i == 0 {
				first = all
			}
			if all != first || c.Events[len(c.Events)-1][0] != p.Duration || c.Title.ES == "" || c.Title.EN == "" || c.Text == "" {
				t.Errorf("%s: console %d: %s, the first: %s, duration %v", name, i, all, first, p.Duration)
			}
		}
		for _, c := range p.Chapters {
			if c.Text.ES == "" || c.Text.EN == "" {
				t.Errorf("%s: a chapter lacks words: %+v", name, c)
			}
		}
		for lang, words := range p.Words {
			for i, v := 0, reflect.ValueOf(words); i < v.NumField(); i++ {
				if v.Field(i).String() == "" {
					t.Errorf("%s: no %s", lang, v.Type().Field(i).Name)
				}
			}
		}
		if len(p.Words) != 2 || len(p.Chapters) == 0 {
			t.Errorf("%s: %d languages, %d chapters", name, len(p.Words), len(p.Chapters))
		}
	}
}

// TestHostilePage holds that what a session says ends no element of the page.
func TestHostilePage(t *testing.T) {
	const evil = `</script><script>alert(1)</script><!-- {{player}} "'&`
	s := oneConsole(60, 5, "a\r\n"+evil+"\r\n")
	s.Title = cast.Text{ES: evil, EN: evil}
	s.Chapters = []tape.Chapter{{Text: s.Title, Note: s.Title}}
	page := pageOf(t, s, "en")
	own := strings.ReplaceAll(page, playerJS, "")
	if strings.Contains(own, "<script>alert") || strings.Count(own, "</script>") != 3 || strings.Count(page, playerJS) != 1 {
		t.Error("the page has a script of the session's")
	}
	if p := readPage(t, page); p.Title.EN != evil || p.Chapters[0].Note.ES != evil {
		t.Errorf("the words came out as %+v", p)
	}
}

// TestPageCrops holds that what no console uses is left out, and what moves is
// not.
func TestPageCrops(t *testing.T) {
	for name, c := range map[string]struct {
		text       string
		cols, rows int
	}{
		"little": {"$ ", leastCols, leastRows + 1},
		"wide":   {strings.Repeat("x", 60), 61, leastRows + 1},
		"full":   {strings.Repeat("x", 80) + "\x1b[24;1Hx", 80, 24},
	} {
		p := readPage(t, pageOf(t, oneConsole(80, 24, c.text), "en"))
		if p.Cols != c.cols || p.Consoles[0].Shown != c.rows {
			t.Errorf("%s: %d columns, %d rows, want %d, %d", name, p.Cols, p.Consoles[0].Shown, c.cols, c.rows)
		}
	}
}
