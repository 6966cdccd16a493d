package term

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  []string
	}{
		{"", 10, []string{""}},
		{"one two", 7, []string{"one two"}},
		{"one two", 6, []string{"one", "two"}},
		{"a longerthanall b", 5, []string{"a", "longerthanall", "b"}},
		{"b'a  b' c", 7, []string{"b'a  b'", "c"}},
		{"ñandú ñu", 8, []string{"ñandú ñu"}},
	} {
		if diff := cmp.Diff(c.want, Wrap(c.text, c.width)); diff != "" {
			t.Errorf("Wrap(%q, %d) (-want +got):\n%s", c.text, c.width, diff)
		}
	}
}
