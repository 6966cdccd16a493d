package i18n

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var verb = regexp.MustCompile(`%[-+#0]*\d*(?:\.\d+)?[a-zA-Z%]`)

// TestLanguagesAreComplete holds that each word stands in both languages and
// takes the same arguments in the same order.
func TestLanguagesAreComplete(t *testing.T) {
	compare(t, "Messages", reflect.ValueOf(es), reflect.ValueOf(en))
}

func compare(t *testing.T, path string, a, b reflect.Value) {
	for i := range a.NumField() {
		name := path + "." + a.Type().Field(i).Name
		x, y := a.Field(i), b.Field(i)
		switch x.Kind() {
		case reflect.Struct:
			compare(t, name, x, y)
		case reflect.String:
			if x.String() == "" || y.String() == "" {
				t.Errorf("%s: es %q, en %q", name, x, y)
			}
			if v, w := verb.FindAllString(x.String(), -1), verb.FindAllString(y.String(), -1); !slices.Equal(v, w) {
				t.Errorf("%s: es takes %q, en %q", name, v, w)
			}
		default:
			t.Errorf("%s is a %v, not words", name, x.Kind())
		}
	}
}

func TestIn(t *testing.T) {
	for tag, want := range map[string]string{"es": "es", "es_ES.UTF-8": "es", "es-MX": "es", "ES": "es",
		"en": "en", "": "en", "C": "en", "est": "en", "fr_FR": "en", "es.UTF-8": "es"} {
		if got := In(tag).Lang; got != want {
			t.Errorf("In(%q) is %s, want %s", tag, got, want)
		}
	}
}

// TestNarrationFitsOldConsoles holds that what the default narration and its
// errors print has only letters of code page 437, which raster fonts have.
func TestNarrationFitsOldConsoles(t *testing.T) {
	const letters = "áéíóúñÑüÜ¿¡"
	for _, m := range []Messages{es, en} {
		for name, part := range map[string]any{"Notes": m.Notes, "Waits": m.Waits, "Why": m.Why, "Reasons": m.Reasons,
			"Hints": m.Hints, "Errors": m.Errors, "Server": m.Server, "Client": m.Client} {
			v := reflect.ValueOf(part)
			for i := range v.NumField() {
				for _, r := range v.Field(i).String() {
					if r > '~' && !strings.ContainsRune(letters, r) {
						t.Errorf("%s %s.%s has %q: %s", m.Lang, name, v.Type().Field(i).Name, r, v.Field(i))
					}
				}
			}
		}
	}
}
