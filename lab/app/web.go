package app

import (
	"bytes"
	"context"
	"fmt"

	"socklab/lab/cmdline"
	"socklab/lab/export"
	"socklab/lab/web"
)

// terminalOnly are the options of replay that the page has no use for: who
// looks at it has its controls.
var terminalOnly = []string{"speed", "start-at", "pause-on-markers", "loop", "console", "record-size", "consoles"}

// replayWeb serves the session as a page on this machine until Ctrl+C.
func (p *program) replayWeb(v *cmdline.Values) error {
	e := &exporting{program: p, source: v.Argument(demoScript), out: "stdout"}
	for _, name := range terminalOnly {
		if v.Given(name) {
			v.Fail(p.words.Usage.Contradiction, "--web", "--"+name)
		}
	}
	e.format, _ = export.Find("html")
	e.Words, e.Theme, e.IdleLimit = p.words, e.format.Theme, e.format.Idle
	if v.Given("idle-time-limit") {
		e.IdleLimit = v.Duration("idle-time-limit")
	}
	if v.Err() != nil {
		return v.Err()
	}
	t, shown, err := p.openReplayed(v.Context(), e.source, e.title(), "")
	if err != nil {
		return err
	}
	e.source = shown
	ctx, stop := p.untilInterrupt(v.Context())
	defer stop()
	var page bytes.Buffer
	if err := e.format.Write(ctx, &page, e.exported(t), &e.Options); err != nil {
		return e.failed(err)
	}
	return p.servePage(ctx, page.Bytes())
}

// servePage serves the page and opens it in the browser. Any user of this
// machine may connect: only who knows the address gets the page, and it cannot
// be guessed.
func (p *program) servePage(ctx context.Context, page []byte) error {
	site, err := web.Serve(page)
	if err != nil {
		return err
	}
	defer site.Close()
	if err := p.print(fmt.Sprintf(p.words.Page.Serving+"\n", site.Address)); err != nil {
		return err
	}
	p.tellLine(p.errPen.faint, p.words.Page.Stop)
	unopened, tidy := web.Browse(site.Address)
	defer tidy()
	for {
		select {
		case <-ctx.Done():
			return nil // Ctrl+C is its normal end
		case err := <-site.Ended:
			return err
		case err := <-unopened:
			w := p.words.Page
			p.tellFailure(&failure{line: fmt.Sprintf(w.NoBrowser, err), hint: fmt.Sprintf(w.NoBrowserHint, site.Address)})
		}
	}
}
