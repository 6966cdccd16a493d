package session

import (
	"strings"
	"testing"

	"socklab/lab/script"
)

func TestShortenedPrompt(t *testing.T) {
	long := strings.Repeat("x", 100)
	for _, c := range []struct {
		prompt, want string
		room         int
	}{
		{"$ ", "$ ", 1},
		{`C:\>`, `C:\>`, 1},
		{`C:\Users\Ana>`, `C:\Users\Ana>`, 13},
		{`C:\Users\Ana>`, `C:\...\Ana>`, 12},
		{`C:\Users\Ana\clase de año>`, `C:\...\clase de año>`, 20},
		{`C:\Users\Ana\clase de año>`, `C:\...\clase de...>`, 19},
		{`D:\` + long + `>`, `D:\...\xxxx...>`, 15},
		{`D:\a\b\漢字漢字>`, `D:\...\漢字...>`, 15},
		{`D:\a\` + long + `>`, `D:\...>`, 3},
		{`\\server\share\redes>`, `\\...\redes>`, 16},
		{"ana@aula:~/" + long + "$ ", "ana@aula:~/" + long + "$ ", 40},
	} {
		if got := shortened(c.prompt, c.room); got != c.want {
			t.Errorf("%s in %d columns is %s, want %s", c.prompt, c.room, got, c.want)
		}
	}
}

// TestPromptRoom holds that what is typed fits behind the prompt.
func TestPromptRoom(t *testing.T) {
	for _, c := range []struct{ cols, typed, want int }{{80, 14, 40}, {80, 50, 29}, {80, 79, 0}, {40, 14, 20}} {
		s := &script.Script{Size: script.Size{Cols: c.cols}, Steps: []script.Step{{}, {Type: strings.Repeat("x", c.typed)}}}
		if got := promptRoom(s); got != c.want {
			t.Errorf("%+v gives %d", c, got)
		}
	}
}
