package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"socklab/lab/cast"
	"socklab/lab/cmdline"
	"socklab/lab/disk"
	"socklab/lab/i18n"
	"socklab/lab/narrate"
	"socklab/lab/script"
	"socklab/lab/session"
	"socklab/lab/term"
	"socklab/scripts"
	"socklab/transcripts"
)

func (p *program) transcriptsCommand() *cmdline.Command {
	h := &p.words.Help
	return &cmdline.Command{Name: "transcripts", Words: h.Transcripts, Long: h.TranscriptsLong, Run: p.needsSubcommand, Below: []*cmdline.Command{
		{Name: "list", Words: h.TranscriptsList, Run: p.listTranscripts},
		{Name: "show", Words: h.TranscriptsShow, Run: p.showTranscript,
			Args: cmdline.Arguments{Shown: h.NameArg, Least: 1, Most: 1, Fits: p.shipped}},
		{Name: "verify", Words: h.TranscriptsVerify, Long: h.VerifyLong, Run: p.verifyTranscripts,
			Args:    cmdline.Arguments{Shown: h.VerifyArg, Most: cmdline.Many, Fits: p.shippedAndFiles},
			Options: []cmdline.Option{{Name: "script", Kind: cmdline.File, Words: h.VerifyScript}, {Name: "allow-exec", Words: h.AllowExec}}},
		{Name: "record", Words: h.TranscriptsRecord, Run: p.recordTranscripts,
			Args: cmdline.Arguments{Shown: h.FolderArg, Least: 1, Most: 1, Fits: cmdline.Files}},
	}}
}

// openTranscript finds a transcript that ships, in the user's language, or a
// folder.
func (p *program) openTranscript(name string) (*cast.Transcript, error) {
	if !strings.ContainsAny(name, `/\`) {
		if t, err := cast.Open(transcripts.FS, p.words.Lang+"/"+name); err == nil {
			return t, nil
		}
	}
	info, err := os.Stat(name)
	if err != nil {
		return nil, p.unknownTranscript(fmt.Sprintf(p.words.Demo.UnknownTranscript, name), name)
	}
	if !info.IsDir() {
		return nil, p.unknownTranscript(fmt.Sprintf(p.words.Demo.NotTranscript, name, p.words.Demo.NotAFolder), name)
	}
	t, err := cast.OpenFolder(name)
	if err != nil {
		return nil, p.notTranscript(name, err)
	}
	return t, nil
}

// unknownTranscript is a failure with the nearest name of a recording.
func (p *program) unknownTranscript(line, name string) *failure {
	return p.unknown(line, nearestRecording(name), "transcripts", "list")
}

// nearestRecording finds which was probably meant, of those that ship and the
// user's own.
func nearestRecording(name string) string {
	typed := map[string]string{} // what to type for a name
	for _, path := range ownRecordings() {
		typed[filepath.Base(path)], typed[path] = shellWord(path), shellWord(path)
	}
	for _, shipped := range scripts.Names() {
		typed[shipped] = shipped
	}
	return typed[cmdline.Nearest(name, slices.Sorted(maps.Keys(typed)))]
}

// recordings is the folder in which demo puts what it records.
const recordings = "sockLab-transcripts"

// maxOwn is how many of the user's recordings are looked at.
const maxOwn = 500

// ownRecordings are the folders in recordings, the latest names last.
func ownRecordings() []string { return disk.Folders(recordings, maxOwn) }

// notTranscript tells why a folder cannot be used as a transcript.
func (p *program) notTranscript(name string, err error) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	if f := p.unopened(name, err); f != nil {
		return f
	}
	if e := (*cast.Error)(nil); errors.As(err, &e) && e.Kind.Bound() {
		return p.showFailure(name, err)
	}
	f := p.unknownTranscript(fmt.Sprintf(p.words.Demo.NotTranscript, name, p.sessionFault(err)), name)
	f.err = err
	return f
}

// sessionFault says what is wrong with a folder that should be a transcript.
func (p *program) sessionFault(err error) string {
	w := p.words.Demo
	if errors.Is(err, fs.ErrNotExist) {
		return w.NoSession
	}
	if e := (*cast.Error)(nil); errors.As(err, &e) && e.Kind == cast.KindSyntax {
		return w.BadSession
	}
	return p.why().Recording(err)
}

// unopened names the file of a folder that could not be opened; nil where the
// error is another. A folder without a session.json is no transcript.
func (p *program) unopened(folder string, err error) *failure {
	var path *fs.PathError
	if !errors.As(err, &path) || path.Path != filepath.Base(path.Path) || path.Path == "session.json" && errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return p.file(p.words.Errors.Read, filepath.Join(folder, path.Path), err)
}

func (p *program) listTranscripts(v *cmdline.Values) error {
	if v.Arguments(); v.Err() != nil {
		return v.Err()
	}
	for _, name := range scripts.Names() {
		t, err := cast.Open(transcripts.FS, p.words.Lang+"/"+name)
		if err != nil {
			return err
		}
		if err := p.print(p.listed(name, t)); err != nil {
			return err
		}
	}
	return p.listOwn()
}

// listed is the line of a transcript in a list.
func (p *program) listed(name string, t *cast.Transcript) string {
	title := term.Visible(t.Session.Title.In(p.words.Lang))
	return cmdline.Columns(term.Visible(name), fmt.Sprintf("%s (%s s)", title, p.words.Number(t.Session.Duration, 0)))
}

// listOwn lists what demo has recorded here, by what replay takes.
func (p *program) listOwn() error {
	var b strings.Builder
	for _, path := range ownRecordings() {
		t, err := cast.OpenFolder(path)
		if err != nil {
			continue // no recording
		}
		if b.Len() == 0 {
			fmt.Fprintf(&b, "\n"+p.words.Demo.Own+"\n", "sockLab replay "+term.Visible(shellWord(path)))
		}
		b.WriteString(p.listed(path, t))
	}
	return p.print(b.String())
}

// showTranscript prints what each console showed.
func (p *program) showTranscript(v *cmdline.Values) error {
	name, err := v.Only()
	if err != nil {
		return err
	}
	t, err := p.openTranscript(name)
	if err != nil {
		return err
	}
	budget := cast.NewBudget(v.Context())
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", term.Visible(t.Session.Title.In(p.words.Lang)))
	for _, info := range t.Session.Consoles {
		text, err := t.Text(budget, info.Name)
		if err != nil {
			return p.notTranscript(name, err)
		}
		title := term.Visible(info.Title.In(p.words.Lang))
		fmt.Fprintf(&b, "\n%s\n%s\n%s", title, strings.Repeat("-", len([]rune(title))), term.VisibleLines(text))
	}
	return p.print(b.String())
}

// verifyTranscripts plays the scripts of transcripts again and compares.
func (p *program) verifyTranscripts(v *cmdline.Values) error {
	names, own, err := p.verifyOptions(v)
	if err != nil {
		return err
	}
	ctx, stop := p.untilInterrupt(v.Context())
	defer stop()
	differ := 0
	for _, name := range names {
		if err := p.verify(ctx, name, own); err != nil {
			f := p.failureOf(err)
			if f.status != exitNo {
				return f
			}
			p.tellFailure(f)
			differ++
		}
	}
	if differ > 0 {
		return &failure{status: exitNo, line: fmt.Sprintf(p.words.Demo.DifferSome, differ, len(names))}
	}
	return nil
}

// An ownScript is the user's, for transcripts of it; without a name the
// user has none.
type ownScript struct {
	name string
	data []byte
	exec bool
}

func (p *program) verifyOptions(v *cmdline.Values) (names []string, own ownScript, err error) {
	own = ownScript{name: v.Text("script"), exec: v.On("allow-exec")}
	names = v.Arguments()
	switch {
	case own.name == "" && own.exec:
		v.Fail(p.words.Usage.Needs, "--allow-exec", "--script")
	case own.name == "" && len(names) == 0:
		names = scripts.Names()
	case len(names) == 0:
		v.Fail(p.words.Usage.MissingArgument, v.Command().Args.Shown)
	}
	if v.Err() != nil || own.name == "" {
		return names, own, v.Err()
	}
	if own.data, err = disk.ReadBounded(own.name, maxScript); err != nil {
		return nil, own, p.file(p.words.Errors.Read, own.name, err)
	}
	return names, own, nil
}

// verify plays the script of a transcript again, at once and on a free port, and
// compares. It gives a failure with exitNo where the two differ.
func (p *program) verify(ctx context.Context, name string, own ownScript) error {
	recorded, err := p.openTranscript(name)
	if err != nil {
		return err
	}
	port, err := session.FreePort()
	if err != nil {
		return err
	}
	d := &demo{program: p, port: port, speed: 0}
	if err := d.scriptOf(name, recorded.Session.Script, own); err != nil {
		return err
	}
	temp, err := os.MkdirTemp("", "sockLab-verify-")
	if err != nil {
		return p.file(p.words.Errors.Create, os.TempDir(), err)
	}
	defer os.RemoveAll(temp)
	d.out = filepath.Join(temp, "now")
	if err := d.playSilently(ctx, recorded.Session.Lang, recorded.Session.Size); err != nil {
		return err
	}
	now, err := cast.OpenFolder(d.out)
	if err != nil {
		return err
	}
	w := p.words.Demo
	how := session.Comparison{Recorded: w.DiffRecorded, Now: w.DiffNow, Call: w.CallDiffers,
		Normal: cast.Normalizer{Words: narrate.Normal, PortWords: narrate.PortWords()}}
	diff, err := session.Compare(ctx, how, recorded, now)
	if err != nil {
		return p.notTranscript(name, err)
	}
	if diff == "" {
		return p.print(fmt.Sprintf(w.Verified+"\n", term.Visible(name)))
	}
	if err := p.print(fmt.Sprintf(w.Differs+"\n%s", term.Visible(name), term.VisibleLines(diff))); err != nil {
		return err
	}
	if recorded.Resized(cast.NewBudget(ctx)) {
		p.writeLine(w.WasResized)
	}
	return &failure{status: exitNo} // all is said
}

// scriptOf loads the script of a transcript: one that ships, or the user's own.
// A recording has no say in what is played: what it calls its script has to be
// one of these, to the byte.
func (d *demo) scriptOf(transcript string, recorded cast.Script, own ownScript) error {
	w := d.words.Demo
	data, file, hint := own.data, own.name, fmt.Sprintf(w.RecordAgain, own.name)
	if own.name == "" {
		if !slices.Contains(scripts.Names(), recorded.Name) {
			line := fmt.Sprintf(w.ScriptNotHere, transcript, recorded.Name)
			return &failure{status: exitFailed, line: line, hint: fmt.Sprintf(w.NameScript, transcript)}
		}
		var err error
		if data, err = scripts.FS.ReadFile(recorded.Name + ".yaml"); err != nil {
			return err
		}
		file, hint = recorded.Name+".yaml", fmt.Sprintf(w.NameScript, transcript)
	}
	if script.SHA256(data) != recorded.SHA256 {
		return &failure{status: exitNo, line: fmt.Sprintf(w.OtherVersion, transcript, file), hint: hint}
	}
	return d.use(file, data, own.exec)
}

// playSilently records a script in that language with nobody watching. Its
// consoles are as large as size says: it is session.Options.Size.
func (d *demo) playSilently(ctx context.Context, lang string, size func(string) (cols, rows int)) error {
	if err := d.checkNeeds(); err != nil {
		return err
	}
	o, err := d.sessionOptions()
	if err != nil {
		return err
	}
	o.Lang, o.Size = i18n.In(lang).Lang, size
	if _, err := session.Play(ctx, d.script, o); err != nil {
		return d.failed(err, "")
	}
	return nil
}

// recordTranscripts records what ships.
func (p *program) recordTranscripts(v *cmdline.Values) error {
	dir, err := v.Only()
	if err != nil {
		return err
	}
	ctx, stop := p.untilInterrupt(v.Context())
	defer stop()
	for _, lang := range i18n.Languages() {
		for _, name := range scripts.Names() {
			d := &demo{program: p, speed: 1, noPort: true, out: filepath.Join(dir, lang, name)}
			if err := p.noLink(filepath.Join(dir, lang), d.out); err != nil {
				return err
			}
			fmt.Fprintf(p.Out, p.words.Demo.Playing+"\n", lang+"/"+name)
			if err := d.load(name, false); err != nil {
				return err
			}
			if err := d.playSilently(ctx, lang, nil); err != nil {
				return err
			}
		}
	}
	return nil
}

// noLink refuses names in the user's folder that are links to other places.
func (p *program) noLink(names ...string) error {
	for _, name := range names {
		if disk.IsLink(name) {
			return p.file(p.words.Errors.Create, name, &fs.PathError{Op: "mkdir", Path: name, Err: disk.ErrNotRegular})
		}
	}
	return nil
}
