package app

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"socklab/lab/cmdline"
	"socklab/lab/disk"
	"socklab/lab/script"
	"socklab/lab/term"
)

// maxScript bounds the file that is read as a script, in bytes; the parser
// says itself what it takes.
const maxScript = 2 << 20

func (p *program) scriptsCommand() *cmdline.Command {
	h := &p.words.Help
	return &cmdline.Command{Name: "scripts", Words: h.Scripts, Long: h.ScriptsLong, Run: p.needsSubcommand, Below: []*cmdline.Command{
		{Name: "list", Words: h.ScriptsList, Run: p.listScripts},
		{Name: "show", Words: h.ScriptsShow, Run: p.showScript,
			Args: cmdline.Arguments{Shown: h.NameArg, Least: 1, Most: 1, Fits: p.shipped}},
		{Name: "check", Words: h.ScriptsCheck, Run: p.checkScripts,
			Args:    cmdline.Arguments{Shown: h.FilesArg, Least: 1, Most: cmdline.Many, Fits: cmdline.Files},
			Options: []cmdline.Option{{Name: "allow-exec", Words: h.AllowExec}}},
		{Name: "new", Words: h.ScriptsNew, Run: p.newScript,
			Args: cmdline.Arguments{Shown: h.FileArg, Least: 1, Most: 1, Fits: cmdline.Files}},
		{Name: "schema", Words: h.ScriptsSchema, Run: p.scriptSchema},
	}}
}

// needsSubcommand shows what a command can do that does nothing by itself.
func (p *program) needsSubcommand(v *cmdline.Values) error {
	return p.helpOf(v.Command().Name)
}

func (p *program) listScripts(v *cmdline.Values) error {
	if v.Arguments(); v.Err() != nil {
		return v.Err()
	}
	var b strings.Builder
	for _, s := range p.shipped() {
		b.WriteString(cmdline.Columns(s.Word, s.Meaning))
	}
	return p.print(b.String())
}

func (p *program) showScript(v *cmdline.Values) error {
	name, err := v.Only()
	if err != nil {
		return err
	}
	data, _, err := p.scriptData(name)
	if err != nil {
		return err
	}
	return p.print(term.VisibleLines(string(data)))
}

// checkScripts checks files and says of each that it is right, or what is
// wrong with it.
func (p *program) checkScripts(v *cmdline.Values) error {
	names := v.Arguments()
	if v.Err() != nil {
		return v.Err()
	}
	failed := 0
	for _, name := range names {
		data, shown, err := p.scriptData(name)
		if err == nil {
			_, err = p.parseScript(shown, data, v.On("allow-exec"))
		}
		if err == nil {
			fmt.Fprintf(p.Out, p.words.Demo.ScriptGood+"\n", term.Visible(name))
			continue
		}
		failed++
		p.tellFailure(p.failureOf(err))
	}
	if failed > 0 {
		return &failure{status: exitNo, line: fmt.Sprintf(p.words.Demo.ScriptsBad, failed, len(names))}
	}
	return nil
}

func (p *program) newScript(v *cmdline.Values) error {
	name, err := v.Only()
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

func (p *program) scriptSchema(*cmdline.Values) error {
	return p.print(string(script.Schema()))
}

// parseScript parses and checks a script that messages call shown. Its error
// tells each fault: where, what, and the mend.
func (p *program) parseScript(shown string, data []byte, exec bool) (*script.Script, error) {
	s, err := script.Parse(shown, data, exec)
	var all script.Errors
	if !errors.As(err, &all) {
		return s, err
	}
	var lines []string
	for _, e := range all {
		lines = append(lines, p.why().Script(e))
	}
	return nil, &failure{status: exitFailed, line: strings.Join(lines, "\n"), block: true, err: err}
}
