package export

import (
	"context"
	"crypto/sha256"
	_ "embed" // the page's parts
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"strings"
	"unicode/utf16"

	"socklab/lab/term"
)

// The page's parts; asciinema-player's licence is in player/.
var (
	//go:embed page/page.html
	pageHTML string
	//go:embed page/page.css
	pageCSS string
	//go:embed page/clock.js
	clockJS string
	//go:embed page/screens.js
	screensJS string
	//go:embed page/page.js
	pageJS string
	//go:embed player/asciinema-player.min.js
	playerJS string
	//go:embed player/asciinema-player.css
	playerCSS string
)

// darkPage are the dark page's colours: for who prefers it, and for who picks it.
const darkPage = "color-scheme: dark; --back: #0e1014; --front: #e6e8eb; --faint: #a3abb8; --card: #1b1e25; --line: #3a404c; --accent: #6cb6ff; --on-accent: #0e1014; --console: #16181d;"

// writeHTML writes one page that plays the session and asks nobody for
// anything: it works from a file, without a network.
func writeHTML(ctx context.Context, w io.Writer, s *Source, o *Options) error {
	p, err := newWebPage(ctx, s, o)
	if err != nil {
		return err
	}
	data, err := json.Marshal(p) // escapes <, > and &, so that it ends no script
	if err != nil {
		return err
	}
	text, err := withoutScript(ctx, s, o)
	if err != nil {
		return err
	}
	script := clockJS + screensJS + pageJS
	style := playerCSS + consoleColours(Dark) + consoleColours(Light) + strings.ReplaceAll(pageCSS, "{{darkpage}}", darkPage)
	fill := strings.NewReplacer(
		"{{lang}}", o.Words.Lang,
		"{{theme}}", map[Theme]string{Dark: ` data-theme="dark"`, Light: ` data-theme="light"`}[o.Theme],
		"{{policy}}", policy(playerJS, script),
		"{{title}}", html.EscapeString(p.Title.In(o.Words.Lang)),
		"{{style}}", style,
		"{{noscript}}", text,
		"{{player}}", playerJS,
		"{{script}}", script,
	)
	before, after, _ := strings.Cut(pageHTML, "{{data}}") // which may be large
	if _, err := fill.WriteString(w, before); err != nil {
		return err
	}
	if _, err := io.WriteString(w, visibleJSON(data)); err != nil {
		return err
	}
	_, err = fill.WriteString(w, after)
	return err
}

// visibleJSON writes as escapes what json.Marshal leaves bare in texts and a
// terminal would act on, or a page turn around.
func visibleJSON(data []byte) string {
	var b strings.Builder
	b.Grow(len(data))
	for _, r := range string(data) {
		if term.Hidden(r) {
			for _, unit := range utf16.Encode([]rune{r}) {
				fmt.Fprintf(&b, `\u%04x`, unit)
			}
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// policy allows the page its own scripts and nothing from elsewhere. The
// player compiles WebAssembly that is in it, and sets styles.
func policy(scripts ...string) string {
	var own strings.Builder
	for _, s := range scripts {
		sum := sha256.Sum256([]byte(s))
		fmt.Fprintf(&own, "'sha256-%s' ", base64.StdEncoding.EncodeToString(sum[:]))
	}
	return "default-src 'none'; script-src " + own.String() + "'wasm-unsafe-eval'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
}

// consoleColours is the theme as asciinema-player reads it.
func consoleColours(t Theme) string {
	var b strings.Builder
	fmt.Fprintf(&b, ".asciinema-player-theme-socklab-%s {\n  --term-color-foreground: %s;\n  --term-color-background: %s;\n", Themes()[t], hex(themes[t].fg), hex(themes[t].bg))
	for i, c := range themes[t].basic {
		fmt.Fprintf(&b, "  --term-color-%d: %s;\n", i, hex(rgb(c)))
	}
	b.WriteString("}\n")
	return b.String()
}

// withoutScript is the session as text, for a browser that runs no scripts.
func withoutScript(ctx context.Context, s *Source, o *Options) (string, error) {
	var b strings.Builder
	element := func(name, text string) {
		if text != "" {
			fmt.Fprintf(&b, "<%s>%s</%s>\n", name, html.EscapeString(text), name)
		}
	}
	b.WriteString("<div class=\"plain\">\n")
	element("h1", plain(s.Title.In(o.Words.Lang)))
	element("p", o.Words.Page.NoScript)
	err := s.sections(ctx, o.Words.Lang, func(title, note string) {
		element("h2", title)
		element("p", note)
	}, func(title, text string) {
		element("h3", title)
		element("pre", text)
	})
	b.WriteString("</div>")
	return b.String(), err
}
