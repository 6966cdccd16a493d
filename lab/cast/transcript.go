package cast

import (
	"errors"
	"io"
	"io/fs"
	"path"
)

// Transcript gives what a transcript's folder holds. Files are read when asked
// for, each time anew. Methods block as the file system does and may be called
// concurrently.
type Transcript struct {
	Session Session
	fsys    fs.FS
	dir     string
}

// Open reads the session.json of the transcript in the folder dir of fsys; for
// a folder of the system see OpenFolder. Errors are an
// *Error of kind KindRead (which unwraps to fs.ErrNotExist where there is no
// transcript), or those of ReadSession.
func Open(fsys fs.FS, dir string) (*Transcript, error) {
	f, err := fsys.Open(path.Join(dir, sessionName))
	if err != nil {
		return nil, &Error{Kind: KindRead, Err: err}
	}
	defer f.Close()
	s, err := ReadSession(f)
	if err != nil {
		return nil, err
	}
	return &Transcript{Session: s, fsys: fsys, dir: dir}, nil
}

// Cast reads NAME.cast; errors are those of Budget.Read, KindNoConsole, and
// KindRead for a file that cannot be opened. A damaged file gives both a
// Recording and a *Damage.
func (t *Transcript) Cast(b *Budget, name string) (*Recording, error) {
	f, err := t.open(name, castName(name))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return b.Read(f)
}

// Text reads NAME.txt, what the console has shown. Where there is none, since
// the recording was broken off, it is made from NAME.cast as far as that goes.
// What passes a bound gives the text up to there and an error.
func (t *Transcript) Text(b *Budget, name string) (string, error) {
	f, err := t.open(name, textName(name))
	if errors.Is(err, fs.ErrNotExist) {
		return t.render(b, name)
	}
	if err != nil {
		return "", err
	}
	defer f.Close()
	return b.readText(f)
}

func (t *Transcript) render(b *Budget, name string) (string, error) {
	f, err := t.open(name, castName(name))
	if err != nil {
		return "", err
	}
	defer f.Close()
	text, err := b.Render(f)
	if damage := (*Damage)(nil); errors.As(err, &damage) && b.Err() == nil {
		return text, nil
	}
	return text, err
}

// Resized tells whether a console got another size while it was recorded, as
// far as its recording can be read.
func (t *Transcript) Resized(b *Budget) bool {
	for _, c := range t.Session.Consoles {
		rec, _ := t.Cast(b, c.Name)
		if rec == nil {
			continue
		}
		for _, e := range rec.Events {
			if cols, rows, ok := e.Size(); ok && (cols != c.Cols || rows != c.Rows) {
				return true
			}
		}
	}
	return false
}

// Events opens NAME.events.jsonl; the caller closes it. A console whose
// programs wrote no events has none: the error unwraps to fs.ErrNotExist.
func (t *Transcript) Events(name string) (io.ReadCloser, error) {
	return t.open(name, eventsName(name))
}

// open opens only files of consoles that the session lists, whose names were
// checked: no path leaves the folder.
func (t *Transcript) open(name, file string) (fs.File, error) {
	if !t.Session.has(name) {
		return nil, &Error{Kind: KindNoConsole, Detail: name}
	}
	f, err := t.fsys.Open(path.Join(t.dir, file))
	return f, failed(KindRead, err)
}

// Render returns what an asciicast file shows as text, as vt.Screen.Text does. A
// damaged file gives both the text up to the damage and a *Damage; one that
// passes a bound when it is shown, the text up to there and the budget's error.
func (b *Budget) Render(r io.Reader) (string, error) {
	d, err := newDecoder(b, r)
	if err != nil {
		return "", err
	}
	s, err := b.NewScreen(d.header.Width, d.header.Height)
	if err != nil {
		return "", err
	}
	for {
		ev, err := d.Next()
		if err == nil {
			err = b.Err()
		}
		if err != nil {
			text := s.Text()
			if err == io.EOF {
				err = b.Err()
			}
			return text, err
		}
		b.Apply(s, ev)
	}
}
