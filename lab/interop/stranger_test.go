package interop

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A stranger is what somebody sends who wants to do harm: a file or a folder
// that is small and would cost much.
type stranger struct {
	name  string
	what  string // what it would cost
	files func() map[string]string
	first string // the reader that it was made for; the others, or all, with SOCKLAB_SLOW only
}

// put writes the files and gives the path that the commands are told.
func (s stranger) put(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "stranger")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	all := s.files()
	for name, text := range all {
		f, err := os.Create(filepath.Join(dir, name))
		if err == nil {
			_, err = f.WriteString(text) // not twice in memory: children begin with the peak of their parent
			err = errors.Join(err, f.Close())
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(all) == 1 {
		for name := range maps.Keys(all) {
			return filepath.Join(dir, name)
		}
	}
	return dir
}

// castEvent is a line of an asciicast file.
func castEvent(at float64, code, data string) string {
	b, err := json.Marshal([]any{at, code, data})
	if err != nil {
		panic(err)
	}
	return string(b) + "\n"
}

func header(cols, rows int) string {
	return fmt.Sprintf(`{"version":2,"width":%d,"height":%d}`+"\n", cols, rows)
}

// oneCast is a recording alone.
func oneCast(text func() string) func() map[string]string {
	return func() map[string]string { return map[string]string{"bad.cast": text()} }
}

// steps is a recording of n events, a millisecond or so apart.
func steps(cols, rows, n int, apart float64, data func(int) string) func() map[string]string {
	return oneCast(func() string {
		var b strings.Builder
		b.WriteString(header(cols, rows))
		for i := range n {
			b.WriteString(castEvent(float64(i)*apart, "o", data(i)))
		}
		return b.String()
	})
}

// again is a recording of one sequence, so many times in each of n events.
func again(cols, rows, n, times int, sequence string) func() map[string]string {
	return steps(cols, rows, n, 0.1, func(int) string { return strings.Repeat(sequence, times) })
}

// folder is a transcript of so many consoles and chapters.
func folder(consoles, chapters int, note string, files func(console int) (cast, events string)) func() map[string]string {
	return func() map[string]string {
		s := map[string]any{"format": 1, "lang": "en", "duration": 10, "script": map[string]string{"name": "of-a-stranger"}}
		all := map[string]string{}
		var names, list []any
		for i := range consoles {
			name := fmt.Sprintf("c%d", i)
			cast, events := files(i)
			all[name+".cast"] = cast
			if events != "" {
				all[name+".events.jsonl"] = events
			}
			names = append(names, map[string]any{"name": name, "title": map[string]string{"en": name}, "cols": 80, "rows": 24})
		}
		for i := range chapters {
			c := map[string]any{"time": float64(i) / 100, "text": map[string]string{"en": "chapter"}}
			if note != "" {
				c["note"] = map[string]string{"en": note}
			}
			list = append(list, c)
		}
		s["consoles"], s["chapters"] = names, list
		b, err := json.Marshal(s)
		if err != nil {
			panic(err)
		}
		all["session.json"] = string(b)
		return all
	}
}

// call is a line of events.
func call(t, dur float64, name string, fd, ret int, args []string, local, peer, err string) string {
	errno := 0
	if err != "" {
		errno = 111
	}
	b, e := json.Marshal(map[string]any{"t": t, "dur": dur, "who": "x", "call": name, "fd": fd, "args": args, "ret": ret, "errno": errno, "err": err, "local": local, "peer": peer})
	if e != nil {
		panic(e)
	}
	return string(b) + "\n"
}

// told is a transcript of two consoles with events.
func told(first, second func() string) func() map[string]string {
	return folder(2, 0, "", func(i int) (string, string) {
		return header(80, 24) + castEvent(0, "o", "x"), []func() string{first, second}[i]()
	})
}

func repeated(n int, text func(int) string) func() string {
	return func() string {
		var b strings.Builder
		for i := range n {
			b.WriteString(text(i))
		}
		return b.String()
	}
}

const home = "127.0.0.1:6543"

func listens(i int) string {
	return call(0, 0, "listen", 3, 0, []string{"10"}, home, "", "")
}

func connects(i int) string {
	return call(0, 0, "connect", 4, 0, []string{home}, "127.0.0.1:1", home, "")
}

// starts begins a new program each time: its clock goes back.
func starts(name string, err string) func(int) string {
	return func(i int) string {
		return call(0, 0, "socket", 3, 3, nil, "", "", "") + call(5, 0.2, name, 3, 0, []string{home}, home, "", err) +
			call(6, 0, "close", 3, 0, nil, "", "", "")
	}
}

// colours is text in random true colours.
func colours(cells int) string {
	r := rand.New(rand.NewPCG(1, 2))
	var b strings.Builder
	for range cells {
		fmt.Fprintf(&b, "\x1b[38;2;%d;%d;%dm%c", r.IntN(256), r.IntN(256), r.IntN(256), 'a'+rune(r.IntN(26)))
	}
	return b.String()
}

// painted fills the screen with letters (DECALN).
const painted = "\x1b#8"

// strangers is the corpus.
var strangers = []stranger{
	{name: "clears", first: "replay", what: "each erases half a million cells", files: again(1000, 500, 1, 8000, "\x1b[J")},
	{name: "inserts", what: "each moves a thousand rows and erases as many", files: again(1000, 500, 10, 1000, "\x1b[999L\x1b[999M\x1b[999S\x1b[999T")},
	{name: "fills", first: "md", what: "each writes half a million cells", files: again(1000, 500, 10, 1000, painted)},
	{name: "alternates", what: "each changes and clears a whole screen", files: again(1000, 500, 1, 3000, "\x1b[?47h\x1b[?47l")},
	{name: "resets", what: "each makes the terminal anew", files: again(1000, 500, 10, 1000, "\x1bc")},
	{name: "line feeds in a region", first: "txt", what: "each moves a thousand rows", files: again(1000, 500, 10, 5000, "\x1b[2;999r\x1b[999H"+strings.Repeat("\n", 50))},
	{name: "reverse line feeds", what: "each moves a thousand rows", files: again(1000, 500, 10, 20000, "\x1bM")},
	{name: "wraps", what: "each character scrolls", files: again(1, 1000, 10, 20000, "x")},
	{name: "tabs", what: "each looks at a thousand stops", files: again(1000, 2, 10, 20000, "\x1b[3g\r\x1b[999I\x1b[999Z")},
	{name: "repeats", what: "REP, which is not done", files: again(1000, 500, 10, 10000, "x\x1b[999999999b")},
	{name: "scrolled text", what: "full rows of a thousand characters go to the history for one byte each", files: again(1000, 500, 60, 1, painted+"\x1b[1000H"+strings.Repeat("\n", 1000))},
	{name: "attributes", what: "thirty parameters each", files: again(80, 24, 10, 4000, "\x1b["+strings.Repeat("1;", 31)+"1m")},
	{name: "combining", what: "marks that take no cell", files: again(80, 24, 10, 50000, "e\u0301\u0301\u0301\u0301\u0301\u0301")},
	{name: "wide", what: "characters of two cells in a screen of one", files: again(1, 24, 10, 20000, "日")},
	{name: "endless title", what: "a control string that never ends", files: steps(80, 24, 8, 0.1, func(int) string { return "\x1b]0;" + strings.Repeat("x", 1<<20) })},
	{name: "many events of no effect", first: "replay", what: "each is a step that shows nothing", files: steps(1000, 500, 10000, 0.001, func(int) string { return "\x1b[m" })},
	{name: "looks", first: "html", what: "the page looks at half a million cells every 20 ms", files: steps(1000, 500, 1000, 0.021, func(int) string { return "x" })},
	{name: "sizes", first: "replay", what: "each makes two screens of half a million cells", files: oneCast(func() string {
		var b strings.Builder
		b.WriteString(header(1, 1))
		for i := range 4000 {
			b.WriteString(castEvent(float64(i)/10, "r", fmt.Sprintf("%dx500", 999+i%2)))
		}
		return b.String()
	})},
	{name: "large consoles", first: "replay", what: "32 of half a million cells take a gigabyte", files: folder(32, 0, "", func(int) (string, string) {
		var b strings.Builder
		b.WriteString(header(1000, 500))
		for i := range 20 {
			b.WriteString(castEvent(float64(i), "o", painted+"\x1b[7m\x1b[2J"))
		}
		return b.String(), ""
	})},
	{name: "consoles that are painted", first: "replay", what: "a picture of all for every 400 events", files: folder(32, 0, "", func(int) (string, string) {
		var b strings.Builder
		b.WriteString(header(250, 120))
		b.WriteString(castEvent(0, "o", colours(1000)+strings.Repeat("\x1b[38;5;1mx\x1b[38;5;2mx", 10000)))
		for i := range 1500 {
			b.WriteString(castEvent(float64(i)/100, "o", "x"))
		}
		return b.String(), ""
	})},
	{name: "sizes of all consoles", what: "each large once", files: folder(32, 0, "", func(int) (string, string) {
		return header(2, 2) + castEvent(1, "r", "1000x500") + castEvent(2, "o", painted) + castEvent(3, "r", "2x2"), ""
	})},
	{name: "chapters and history", first: "md", what: "what scrolled off, once for each chapter", files: folder(1, 900, "", func(int) (string, string) {
		var b strings.Builder
		b.WriteString(header(80, 24))
		for i := range 900 {
			b.WriteString(castEvent(float64(i)/100, "o", strings.Repeat("a line of text\r\n", 30)))
		}
		return b.String(), ""
	})},
	{name: "chapters on a large screen", what: "half a million cells read for each chapter", files: folder(1, 900, "", func(int) (string, string) {
		var b strings.Builder
		b.WriteString(header(1000, 500))
		for i := range 900 {
			b.WriteString(castEvent(float64(i)/100, "o", painted+"\x1b[H"+fmt.Sprint(i)+"\x1b[J"))
		}
		return b.String(), ""
	})},
	{name: "chapters without end", first: "show", what: "fifty thousand of them", files: folder(1, 50000, "", func(int) (string, string) { return header(80, 24) + castEvent(0, "o", "x"), "" })},
	{name: "chapters with notes", what: "each is wrapped whenever the window is drawn", files: folder(1, 1000, strings.Repeat("word ", 150), func(int) (string, string) { return header(80, 24) + castEvent(0, "o", "x"), "" })},
	{name: "a title of megabytes", what: "it is shown everywhere", files: func() map[string]string {
		return map[string]string{"session.json": `{"format":1,"title":{"en":"` + strings.Repeat("日", 300_000) + `"},"consoles":[{"name":"a","cols":80,"rows":24}]}`, "a.cast": header(80, 24) + castEvent(0, "o", "x")}
	}},
	{name: "consoles without end", what: "a list of a million", files: func() map[string]string {
		return map[string]string{"session.json": `{"format":1,"consoles":[` + strings.Repeat("{},", 1_000_000) + `{}]}`, "a.cast": ""}
	}},
	{name: "markers", first: "replay", what: "two hundred thousand chapters", files: oneCast(func() string {
		return header(80, 24) + strings.Repeat(castEvent(0, "m", "x"), 200_000)
	})},
	{name: "years apart", first: "gif", what: "pictures of pauses", files: steps(80, 24, 200, 150_000, func(i int) string { return fmt.Sprint(i) })},
	{name: "a film of colours", first: "gif", what: "a gif of 50 MB out of a few kilobytes", files: steps(400, 480, 180, 0.2, func(i int) string { return fmt.Sprintf("\x1b[3%dm", i%7+1) + painted })},
	{name: "colours", what: "each cell has its own", files: steps(400, 200, 4, 1, func(int) string { return colours(20_000) })},
	{name: "characters", what: "each has a drawing of its own", files: steps(400, 400, 12, 1, func(i int) string {
		var b strings.Builder
		for k := range 20_000 {
			b.WriteRune(rune(0x3400 + (i*20_000+k)%0x20000))
		}
		return b.String()
	})},
	{name: "empty events", what: "four million of eleven bytes", files: oneCast(func() string {
		return header(80, 24) + strings.Repeat(`[0,"o",""]`+"\n", 4_000_000)
	})},
	{name: "old empty events", what: "56 MB of version 1", files: oneCast(func() string {
		return `{"version":1,"width":80,"height":24,"stdout":[` + strings.Repeat(`[0,""],`, 8_000_000) + `[0,""]]}`
	})},
	{name: "old empty events in 15 MB", first: "txt", what: "two million of them", files: oneCast(func() string {
		return `{"version":1,"width":80,"height":24,"stdout":[` + strings.Repeat(`[0,""],`, 2_200_000) + `[0,""]]}`
	})},
	{name: "an event of many elements", first: "txt", what: "eight megabytes of numbers", files: oneCast(func() string {
		return header(80, 24) + "[0" + strings.Repeat(",0", 4_000_000) + "]\n"
	})},
	{name: "an environment", what: "a million variables in the header", files: oneCast(func() string {
		var b strings.Builder
		b.WriteString(`{"version":2,"width":80,"height":24,"env":{"TERM":"x"`)
		for i := range 400_000 {
			fmt.Fprintf(&b, `,"%d":""`, i)
		}
		return b.String() + "}}\n"
	})},
	{name: "deep", what: "brackets in brackets", files: oneCast(func() string {
		return header(80, 24) + strings.Repeat("[", 4_000_000) + "\n"
	})},
	{name: "listen and connect", first: "svg diagram", what: "each with each", files: told(repeated(1200, listens), repeated(1200, connects))},
	{name: "more of listen and connect", what: "each with each", files: told(repeated(100_000, listens), repeated(100_000, connects))},
	{name: "programs", first: "text diagram", what: "clocks of each against each", files: told(repeated(800, starts("listen", "")), repeated(800, starts("connect", "ECONNREFUSED")))},
	{name: "programs that agree", what: "clocks of each against each", files: told(repeated(140, starts("listen", "")), repeated(140, starts("connect", "")))},
	{name: "calls without end", first: "mermaid", what: "a million empty ones", files: told(repeated(1_000_000, func(int) string { return "{}\n" }), repeated(1, listens))},
	{name: "arguments", first: "svg diagram", what: "twenty thousand of a call", files: told(repeated(400, func(int) string {
		return `{"call":"send","args":[` + strings.Repeat(`"",`, 20_000) + `""]}` + "\n"
	}), repeated(1, listens))},
	{name: "long arguments", what: "sixty kilobytes each", files: told(repeated(400, func(int) string {
		return call(0, 0, "send", 3, 1, []string{strings.Repeat("日", 20_000)}, "", "", "")
	}), repeated(1, listens))},
}

// yamls are scripts of strangers.
var yamls = map[string]func() string{
	"aliases": func() string {
		var b bytes.Buffer
		b.WriteString("a: &a [x,x,x,x,x,x,x,x,x]\n")
		for c := 'b'; c < 'k'; c++ {
			fmt.Fprintf(&b, "%c: &%c [%s*%c]\n", c, c, strings.Repeat(fmt.Sprintf("*%c,", c-1), 8), c-1)
		}
		return b.String()
	},
	"merges": func() string {
		return "a: &a {x: 1}\n" + strings.Repeat("b: {<<: *a}\n", 50_000)
	},
	"deep":       func() string { return strings.Repeat("[", 500_000) },
	"deep maps":  func() string { return strings.Repeat("{a: ", 100_000) },
	"wide":       func() string { return "steps: [" + strings.Repeat("{},", 300_000) + "]" },
	"steps":      func() string { return "steps:\n" + strings.Repeat("  - {}\n", 120_000) },
	"blank":      func() string { return strings.Repeat("\n", 1_000_000) },
	"one line":   func() string { return "title: " + strings.Repeat("x", 1_000_000) },
	"quotes":     func() string { return strings.Repeat(`"`, 1_000_000) },
	"dashes":     func() string { return strings.Repeat("- ", 500_000) },
	"regexp":     func() string { return "steps: [{on: a, wait: \"" + strings.Repeat("(x{1000}){1000}", 10) + "\"}]" },
	"block text": func() string { return "title: |\n" + strings.Repeat(" x\n", 300_000) },
}
