package session_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"socklab/lab/cast"
	"socklab/lab/script"
	"socklab/lab/session"
)

// TestSizes plays in consoles that are shown smaller than their script says,
// larger, and at a size that is not known, and makes one of them smaller
// between two programs.
func TestSizes(t *testing.T) {
	const text = `title: t
consoles: [{name: a}, {name: b}, {name: c}]
size: {cols: 60, rows: 20}
steps:
  - {on: a, type: sockLab version, exit: 0}
  - {on: a, type: sockLab version, exit: 0}
`
	o := options(t, "sizes")
	shown := map[string][2]int{"a": {39, 12}, "b": {200, 90}}
	o.Size = func(name string) (int, int) { return shown[name][0], shown[name][1] }
	resize := map[string]func(cols, rows int){}
	o.Resize = func(name string, f func(cols, rows int)) { resize[name] = f }
	o.Before = func(_ context.Context, n int, _ script.Step) error {
		if n == 2 {
			resize["a"](39, 12) // as it is
			resize["a"](30, 90)
			resize["b"](60, 90) // as large as it may be
		}
		return nil
	}
	if _, err := session.Play(t.Context(), parse(t, text), o); err != nil {
		t.Fatal(err)
	}
	resize["a"](20, 5) // the session is over
	recorded, err := cast.OpenFolder(o.Out)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][2]int{"a": {39, 12}, "b": {60, 20}, "c": {60, 20}} {
		if cols, rows := recorded.Session.Size(name); cols != want[0] || rows != want[1] {
			t.Errorf("%s begins at %dx%d, want %dx%d", name, cols, rows, want[0], want[1])
		}
	}
	for name, want := range map[string][]string{"a": {"30x20"}, "b": nil, "c": nil} {
		data, err := os.ReadFile(filepath.Join(o.Out, name+".cast"))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, line := range strings.Split(string(data), "\n") {
			if _, size, ok := strings.Cut(line, `"r", "`); ok {
				got = append(got, strings.TrimSuffix(size, `"]`))
			}
		}
		if strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("%s was resized to %q, want %q", name, got, want)
		}
	}
}
