package app

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"socklab/lab/disk"
	"socklab/lab/script"
	"socklab/lab/term"
	"socklab/scripts"
)

// maxScript bounds the file that is read as a script, in bytes; the parser
// says itself what it takes.
const maxScript = 2 << 20

func (p *program) scriptsCommand() *cli.Command {
	h := p.words.Help
	return &cli.Command{Name: "scripts", Usage: h.Scripts, Description: h.ScriptsLong, Subcommands: []*cli.Command{
		{Name: "list", Usage: h.ScriptsList, Action: p.listScripts},
		{Name: "show", Usage: h.ScriptsShow, ArgsUsage: h.NameArg, Action: p.showScript},
		{Name: "check", Usage: h.ScriptsCheck, ArgsUsage: h.FilesArg, Action: p.checkScripts,
			Flags: []cli.Flag{&cli.BoolFlag{Name: "allow-exec", Usage: h.AllowExec}}},
		{Name: "new", Usage: h.ScriptsNew, ArgsUsage: h.FileArg, Action: p.newScript},
		{Name: "schema", Usage: h.ScriptsSchema, Action: p.scriptSchema},
	}, Action: p.needsSubcommand}
}

// needsSubcommand shows what a command can do that does nothing by itself.
func (p *program) needsSubcommand(c *cli.Context) error {
	return p.commandHelp(c.Command, c.Command.Name)
}

func (p *program) listScripts(c *cli.Context) error {
	v := p.values(c)
	v.noArguments(0)
	if v.err != nil {
		return v.err
	}
	for _, name := range scripts.Names() {
		data, err := scripts.FS.ReadFile(name + ".yaml")
		if err != nil {
			return err
		}
		s, err := script.Parse(name, data)
		if err != nil {
			return p.scriptFailure(err)
		}
		if _, err := io.WriteString(p.Out, columns(name, s.Title.In(p.words.Lang))); err != nil {
			return p.file(p.words.Errors.Write, "stdout", err)
		}
	}
	return nil
}

func (p *program) showScript(c *cli.Context) error {
	name, err := p.oneArgument(c)
	if err != nil {
		return err
	}
	data, _, err := p.scriptData(name)
	if err != nil {
		return err
	}
	return p.print(term.VisibleLines(string(data)))
}

// oneArgument is the one argument that a command takes.
func (p *program) oneArgument(c *cli.Context) (string, error) {
	v := p.values(c)
	v.noArguments(1)
	if !c.Args().Present() {
		v.fail(p.words.Usage.MissingArgument, c.Command.ArgsUsage)
	}
	return c.Args().First(), v.err
}

// checkScripts checks files and says of each that it is right, or what is
// wrong with it.
func (p *program) checkScripts(c *cli.Context) error {
	if !c.Args().Present() {
		_, err := p.oneArgument(c)
		return err
	}
	var opts []script.Option
	if c.Bool("allow-exec") {
		opts = append(opts, script.AllowExec())
	}
	failed := 0
	for _, name := range c.Args().Slice() {
		data, shown, err := p.scriptData(name)
		if err == nil {
			_, err = script.Parse(shown, data, opts...)
		}
		if err == nil {
			fmt.Fprintf(p.Out, p.words.Demo.ScriptGood+"\n", term.Visible(name))
			continue
		}
		failed++
		var f *failure
		if !errors.As(err, &f) {
			f = p.scriptFailure(err).(*failure)
		}
		p.tellFailure(f)
	}
	if failed > 0 {
		return &failure{status: exitNo, line: fmt.Sprintf(p.words.Demo.ScriptsBad, failed, c.Args().Len())}
	}
	return nil
}

func (p *program) newScript(c *cli.Context) error {
	name, err := p.oneArgument(c)
	if err != nil {
		return err
	}
	switch made, err := disk.New(name, script.Template(p.words.Lang)); {
	case errors.Is(err, os.ErrExist):
		return &failure{status: exitFailed, line: fmt.Sprintf(p.words.Errors.Exists, name)}
	case err != nil && made:
		return p.file(p.words.Errors.Write, name, err)
	case err != nil:
		return p.file(p.words.Errors.Create, name, err)
	}
	shown := term.Visible(name)
	fmt.Fprintf(p.Out, p.words.Demo.ScriptNew+"\n", shown, shown)
	return nil
}

func (p *program) scriptSchema(*cli.Context) error {
	_, err := p.Out.Write(script.Schema())
	return err
}

// readBounded reads a file that may be too large to be right.
func readBounded(name string, most int64) ([]byte, error) {
	f, err := disk.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, most))
}

// scriptFailure tells each fault of a script: where, what, and the mend.
func (p *program) scriptFailure(err error) error {
	var all script.Errors
	if !errors.As(err, &all) {
		return err
	}
	var b strings.Builder
	for i, e := range all {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(p.scriptFault(e))
	}
	return &failure{status: exitFailed, line: b.String(), block: true, err: err}
}

// scriptFault is file, line, column and fault, the line itself, and what was
// probably meant.
func (p *program) scriptFault(e *script.Error) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:%d:%d: ", term.Visible(e.File), e.Line, e.Col)
	b.WriteString(p.faultWords(e))
	if e.Suggest != "" {
		b.WriteString("; " + fmt.Sprintf(p.words.Usage.DidYouMean, term.Visible(e.Suggest)))
	}
	if e.Source != "" {
		b.WriteString("\n" + strings.TrimRight(e.Excerpt(), "\n"))
	}
	return b.String()
}
