package app

import (
	"bytes"
	"context"
	"fmt"

	"github.com/urfave/cli/v2"

	"socklab/lab/export"
	"socklab/lab/web"
)

// terminalOnly are the options of replay that the page has no use for: who
// looks at it has its controls.
var terminalOnly = []string{"speed", "start-at", "pause-on-markers", "loop", "console", "record-size", "consoles"}

// replayWeb serves the session as a page on this machine until Ctrl+C.
func (p *program) replayWeb(c *cli.Context) error {
	v := p.values(c)
	v.noArguments(1)
	for _, name := range terminalOnly {
		if c.IsSet(name) {
			v.fail(p.words.Usage.Contradiction, "--web", "--"+name)
		}
	}
	e := &exporting{source: demoScript, out: "stdout"}
	e.format, _ = export.Find("html")
	e.Words, e.Theme, e.IdleLimit = p.words, e.format.Theme, e.format.Idle
	if c.IsSet("idle-time-limit") {
		e.IdleLimit = v.duration("idle-time-limit")
	}
	if c.Args().Present() {
		e.source = c.Args().First()
	}
	if v.err != nil {
		return v.err
	}
	s, err := p.webSource(c.Context, e)
	if err != nil {
		return err
	}
	ctx, stop := p.untilInterrupt(c.Context)
	defer stop()
	var page bytes.Buffer
	if err := e.format.Write(ctx, &page, s, &e.Options); err != nil {
		return p.exportFailure(e, err)
	}
	return p.servePage(ctx, page.Bytes())
}

// webSource reads what replay takes: what export does, and standard input.
func (p *program) webSource(ctx context.Context, e *exporting) (*export.Source, error) {
	if e.source != "-" {
		return p.exportSource(ctx, e)
	}
	e.source = p.words.Replay.Stdin
	t, err := p.standardTape(ctx)
	if err != nil {
		return nil, err
	}
	return p.exported(t), nil
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
	return p.untilEnd(ctx, site.Ended, unopened, site.Address)
}

func (p *program) untilEnd(ctx context.Context, served, unopened <-chan error, address string) error {
	for {
		select {
		case <-ctx.Done():
			return nil // Ctrl+C is its normal end
		case err := <-served:
			return err
		case err := <-unopened:
			w := p.words.Page
			p.tellFailure(&failure{line: fmt.Sprintf(w.NoBrowser, err), hint: fmt.Sprintf(w.NoBrowserHint, address)})
		}
	}
}
