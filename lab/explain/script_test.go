package explain

import (
	"errors"
	"strings"
	"testing"

	"socklab/lab/i18n"
	"socklab/lab/peer"
	"socklab/lab/script"
)

// TestFaultWords holds that what people do wrong in scripts is said in their
// language, without a word of another, and that it says what to write.
func TestFaultWords(t *testing.T) {
	const top = "title: t\nconsoles: [{name: a}]\n"
	step := func(text string) string { return top + "steps:\n  - {on: a, type: sockLab server}\n  - " + text + "\n" }
	for in, want := range map[string][2]string{
		"": {"el fichero está vacío", "the file is empty"},
		step("{on: a, exit: '0'}"): {"exit debe ser un número entero, sin comillas",
			"exit must be a whole number, without quotes"},
		step("{on: a, exit: 0.5}"): {"exit debe ser un número entero, sin comillas",
			"exit must be a whole number, without quotes"},
		"port: '7000'\n" + step("{pause: 1s}"): {"port debe ser un número entero, sin comillas",
			"port must be a whole number, without quotes"},
		step("{on: a, wait: 7}"): {"wait debe ser un texto; si es un número, entre comillas", "wait must be a text; a number, in quotes"},
		step("{pause: [1s]}"): {"pause debe ser un tiempo, por ejemplo 500ms, 5s o 1m",
			"pause must be a time, for example 500ms, 5s or 1m"},
		step("hello"): {"cada paso debe llevar claves con su valor (clave: valor)", "each step must have keys with their values (key: value)"},
		step("{say: 3}"): {"say debe ser un texto (si es un número, entre comillas) o uno en cada idioma: {es: …, en: …}",
			"say must be a text (a number, in quotes), or one in each language: {es: …, en: …}"},
		top + "steps: x\n": {"steps debe ser una lista: cada elemento empieza por un guion (-)",
			"steps must be a list: each element begins with a dash (-)"},
		step("{on: a, type: sockLab client ¡Hola, clase!}"): {
			"clase! no es una clave; si la coma de delante es de un texto, pon el texto entero entre comillas simples",
			"clase! is no key; if the comma before it belongs to a text, put the whole text in single quotes"},
		step("{pause: 2m}"): {"2m está fuera de los límites (0s..1m)", "2m is out of range (0s..1m)"},
		step("{pause: 1s, pause: 2s}"): {"la clave pause está dos veces (la primera, en la línea 5)",
			"the key pause stands twice (first on line 5)"},
		"title: t\nconsoles: [{name: con}]\nsteps: [{pause: 1s}]\n": {"con no vale como nombre de consola: en Windows es un dispositivo",
			"con cannot be the name of a console: it is a device on Windows"},
		step("{on: a, wait: 'a(b'}"): {"expresión regular no válida: a(b (falta cerrar un paréntesis)",
			"bad regular expression: a(b (a parenthesis is not closed)"},
		top + "steps:\n" + strings.Repeat("  - pause: 1s\n", 1001): {"hay demasiados elementos en steps (como mucho 1000)",
			"there are too many steps (at most 1000)"},
	} {
		_, err := script.Parse("x.yaml", []byte(in), false)
		var all script.Errors
		if !errors.As(err, &all) {
			t.Errorf("%q is right", in)
			continue
		}
		for i, lang := range []string{"es", "en"} {
			if got := (Words{Messages: i18n.In(lang)}).faultWords(all[0]); got != want[i] {
				t.Errorf("%q is told as\n%s\nwant\n%s", in, got, want[i])
			}
		}
	}
}

// TestFaultsHaveWords holds that each kind of fault, and each type that a key
// may want, has words in both languages.
func TestFaultsHaveWords(t *testing.T) {
	for _, lang := range []string{"es", "en"} {
		w := Words{Messages: i18n.In(lang)}
		for _, k := range peer.Constants[script.Kind](t, "../script/kind.go") {
			if e := (&script.Error{Kind: k, Detail: script.WantText, Subject: "x"}); w.faultWords(e) == "" {
				t.Errorf("%s: no words for %v", lang, k)
			}
		}
		for _, want := range []string{script.WantString, script.WantInteger, script.WantDuration, script.WantMap, script.WantList, script.WantText} {
			if w.wanted(want) == "" {
				t.Errorf("%s: no words for %s", lang, want)
			}
		}
	}
}
