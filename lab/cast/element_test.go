package cast

import (
	"encoding/json"
	"testing"
)

// FuzzElements holds that the elements found are those that encoding/json
// finds.
func FuzzElements(f *testing.F) {
	for _, s := range []string{
		`[1,"o","x"]`, ` [ 1.5e3 , "\"\\" , "ñ\u00f1" , [1,{"a":"]"}] ] `, `[[1,[2]],{"a":[1,"}"]},true]`, `[]`, `[1]`, `{}`, `[1,`, `null`, "[\"\xff\",-0]", `["\ud83d\ude00\ud83dx\ude00\uD83D\u0041\/\b\f\u00F1\u001b[m"]`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		var want []json.RawMessage
		wrong := json.Unmarshal(line, &want)
		var got [3]element
		err := elements(line, got[:])
		if (err != nil) != (wrong != nil) && string(line) != "null" && len(want) > 0 {
			t.Fatalf("%q: %v, want %v", line, err, wrong)
		}
		if err != nil {
			return
		}
		for i, e := range got {
			if i >= len(want) {
				if len(e) > 0 {
					t.Fatalf("%q: %d is %q", line, i, e)
				}
				continue
			}
			if string(e) != string(want[i]) {
				t.Fatalf("%q: %d is %q, want %q", line, i, e, want[i])
			}
			var s string
			if text, ok := e.text(); ok && (json.Unmarshal(want[i], &s) != nil || s != text) {
				t.Fatalf("%q: %d is %q, want %q", line, i, text, s)
			}
			var n float64
			if number, ok, err := e.number(); ok && err == nil && (json.Unmarshal(want[i], &n) != nil || n != number) {
				t.Fatalf("%q: %d is %v, want %v", line, i, number, n)
			}
		}
	})
}
