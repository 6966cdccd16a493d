package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"socklab/lab/cast"
	"socklab/lab/i18n"
	"socklab/lab/session"
	"socklab/scripts"
	"socklab/transcripts"
)

func (p *program) transcriptsCommand() *cli.Command {
	h := p.words.Help
	return &cli.Command{Name: "transcripts", Usage: h.Transcripts, Description: h.TranscriptsLong, Subcommands: []*cli.Command{
		{Name: "list", Usage: h.TranscriptsList, Action: p.listTranscripts},
		{Name: "show", Usage: h.TranscriptsShow, ArgsUsage: h.NameArg, Action: p.showTranscript},
		{Name: "verify", Usage: h.TranscriptsVerify, ArgsUsage: h.VerifyArg, Action: p.verifyTranscripts},
		{Name: "record", Usage: h.TranscriptsRecord, ArgsUsage: h.FolderArg, Action: p.recordTranscripts},
	}, Action: p.needsSubcommand}
}

// openTranscript finds a transcript that ships, in the user's language, or a
// folder.
func (p *program) openTranscript(name string) (*cast.Transcript, error) {
	if !strings.ContainsAny(name, `/\`) {
		if t, err := cast.Open(transcripts.FS, p.words.Lang+"/"+name); err == nil {
			return t, nil
		}
	}
	if _, err := os.Stat(name); err != nil {
		n := &normalizer{p: p, help: "sockLab transcripts list"}
		f := n.wrong(fmt.Sprintf(p.words.Demo.UnknownTranscript, name), nearest(name, scripts.Names())).(*failure)
		f.status = exitFailed
		return nil, f
	}
	t, err := cast.Open(os.DirFS(name), ".")
	if err != nil {
		return nil, p.notTranscript(name, err)
	}
	return t, nil
}

// notTranscript tells why a folder cannot be used as a transcript.
func (p *program) notTranscript(name string, err error) error {
	var e *cast.Error
	if errors.Is(err, context.Canceled) {
		return err
	}
	if errors.As(err, &e) && e.Kind.Bound() {
		return p.showFailure(name, err)
	}
	return &failure{status: exitFailed, line: fmt.Sprintf(p.words.Demo.NotTranscript, name, err), err: err}
}

func (p *program) listTranscripts(c *cli.Context) error {
	v := p.values(c)
	v.noArguments(0)
	if v.err != nil {
		return v.err
	}
	for _, name := range scripts.Names() {
		t, err := cast.Open(transcripts.FS, p.words.Lang+"/"+name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		title := fmt.Sprintf("%s (%.0f s)", t.Session.Title.In(p.words.Lang), t.Session.Duration)
		if _, err := io.WriteString(p.Out, columns(name, title)); err != nil {
			return p.file(p.words.Errors.Write, "stdout", err)
		}
	}
	return nil
}

// showTranscript prints what each console showed.
func (p *program) showTranscript(c *cli.Context) error {
	name, err := p.oneArgument(c)
	if err != nil {
		return err
	}
	t, err := p.openTranscript(name)
	if err != nil {
		return err
	}
	budget := cast.NewBudget(c.Context)
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", t.Session.Title.In(p.words.Lang))
	for _, info := range t.Session.Consoles {
		text, err := t.Text(budget, info.Name)
		if err != nil {
			return p.notTranscript(name, err)
		}
		title := info.Title.In(p.words.Lang)
		fmt.Fprintf(&b, "\n%s\n%s\n%s", title, strings.Repeat("-", len([]rune(title))), text)
	}
	_, err = io.WriteString(p.Out, b.String())
	return err
}

// verifyTranscripts plays the scripts of transcripts again and compares.
func (p *program) verifyTranscripts(c *cli.Context) error {
	names := c.Args().Slice()
	if len(names) == 0 {
		names = scripts.Names()
	}
	ctx, stop := p.untilInterrupt(c.Context)
	defer stop()
	differ := 0
	for _, name := range names {
		same, err := p.verify(ctx, name)
		if err != nil {
			return err
		}
		if !same {
			differ++
		}
	}
	if differ > 0 {
		return &failure{status: exitNo, line: fmt.Sprintf(p.words.Demo.DifferSome, differ, len(names))}
	}
	return nil
}

func (p *program) verify(ctx context.Context, name string) (bool, error) {
	recorded, err := p.openTranscript(name)
	if err != nil {
		return false, err
	}
	temp, err := os.MkdirTemp("", "sockLab-verify-")
	if err != nil {
		return false, p.file(p.words.Errors.Create, os.TempDir(), err)
	}
	defer os.RemoveAll(temp)
	now, err := p.playAgain(ctx, recorded, filepath.Join(temp, "now"))
	if err != nil {
		return false, err
	}
	diff, err := session.Compare(ctx, recorded, now)
	if err != nil {
		return false, p.notTranscript(name, err)
	}
	if diff == "" {
		_, err = fmt.Fprintf(p.Out, p.words.Demo.Verified+"\n", name)
		return true, err
	}
	_, err = fmt.Fprintf(p.Out, p.words.Demo.Differs+"\n%s", name, diff)
	return false, err
}

// playAgain plays the script of a transcript, in its language, at once and on
// a free port.
func (p *program) playAgain(ctx context.Context, recorded *cast.Transcript, out string) (*cast.Transcript, error) {
	d := &demo{speed: 0, out: out}
	if err := p.loadScript(d, recorded.Session.Script.Name, false); err != nil {
		return nil, err
	}
	port, err := session.FreePort()
	if err != nil {
		return nil, err
	}
	d.port = port
	if err := p.playSilently(ctx, d, recorded.Session.Lang); err != nil {
		return nil, err
	}
	return cast.Open(os.DirFS(out), ".")
}

// playSilently records a script with nobody watching.
func (p *program) playSilently(ctx context.Context, d *demo, lang string) error {
	o, err := p.sessionOptions(d)
	if err != nil {
		return err
	}
	o.Lang = i18n.In(lang).Lang
	if _, err := session.Play(ctx, d.script, o); err != nil {
		return p.demoFailure(err, "")
	}
	return nil
}

// recordTranscripts records what ships.
func (p *program) recordTranscripts(c *cli.Context) error {
	dir, err := p.oneArgument(c)
	if err != nil {
		return err
	}
	ctx, stop := p.untilInterrupt(c.Context)
	defer stop()
	for _, lang := range []string{"es", "en"} {
		for _, name := range scripts.Names() {
			fmt.Fprintf(p.Out, p.words.Demo.Playing+"\n", lang+"/"+name)
			d := &demo{speed: 1, out: filepath.Join(dir, lang, name)}
			if err := p.loadScript(d, name, false); err != nil {
				return err
			}
			if err := p.checkPort(d); err != nil {
				return err
			}
			if err := p.playSilently(ctx, d, lang); err != nil {
				return err
			}
		}
	}
	return nil
}
