package cast

import (
	"errors"
	"io"
	"os"
	"strconv"
	"sync"
	"time"

	"socklab/lab/disk"
)

// Recorder writes a transcript. Its methods and those of its Consoles may be
// called concurrently; all times are since the session's start and come from
// the caller. Times never go backwards over all consoles together, so that a
// marker has the same time in each. Methods block as the file system does.
type Recorder struct {
	dir    string
	folder *disk.Folder

	mu       sync.Mutex
	session  Session
	consoles []*Console
	last     time.Duration
	closed   bool
	err      error // the first
}

// Console is the recording of one console.
type Console struct {
	rec    *Recorder
	name   string
	file   *os.File
	events *os.File
	w      *Writer
	err    error // why nothing can be written
}

// Existing says what to do about a transcript that is in the folder already.
type Existing int

// What can be done about it: its files are removed, it stays and Create fails
// with KindExists, or the new one goes to the first of dir, dir-2, dir-3 and so
// on that is not there yet.
const (
	Replace Existing = iota
	Keep
	Avoid
)

// Create makes the folder dir, if it is not there, with session.json and for
// each console a NAME.cast with its header. A folder with other files in it is
// refused with KindNotOurs, one that other users can change with KindForeign or
// KindShared, and one that is being recorded to with KindBusy. Other errors are
// of the kinds of Session.Check, and KindWrite. The folder is held until Close;
// Dir tells which it is.
func Create(dir string, s Session, existing Existing) (*Recorder, error) {
	s.Format = SessionFormat
	s.Duration = 0
	if s.Chapters == nil {
		s.Chapters = []Chapter{} // [] in JSON, not null
	}
	if err := s.Check(); err != nil {
		return nil, err
	}
	folder, dir, err := hold(dir, s, existing)
	if err != nil {
		return nil, err
	}
	r := &Recorder{dir: dir, folder: folder, session: s}
	if err := r.start(); err != nil {
		r.release()
		return nil, err
	}
	return r, nil
}

// Dir is the transcript's folder.
func (r *Recorder) Dir() string { return r.dir }

func (r *Recorder) start() error {
	if err := r.writeSession(); err != nil {
		return err
	}
	for _, info := range r.session.Consoles {
		if err := r.startConsole(info); err != nil {
			return err
		}
	}
	return nil
}

// startConsole makes the files of a console: its recording, and that of the
// events of its programs.
func (r *Recorder) startConsole(info ConsoleInfo) error {
	c := &Console{rec: r, name: info.Name}
	var err error
	if c.file, err = r.folder.Create(castName(info.Name)); err != nil {
		return failed(KindWrite, err)
	}
	r.consoles = append(r.consoles, c)
	if c.events, err = r.folder.Create(eventsName(info.Name)); err != nil {
		return failed(KindWrite, err)
	}
	c.w, err = NewWriter(c.file, Header{
		Version: 2, Width: info.Cols, Height: info.Rows,
		Timestamp: max(0, r.session.Recorded.Unix()),
		Title:     info.Title.In(r.session.Lang),
		Term:      "xterm-256color",
	})
	return err
}

// Console returns the console of that name; if there is none, one whose
// methods fail with KindNoConsole.
func (r *Recorder) Console(name string) *Console {
	for _, c := range r.consoles {
		if c.name == name {
			return c
		}
	}
	return &Console{rec: r, err: &Error{Kind: KindNoConsole, Detail: name}}
}

// Events adds lines that the console's programs have written about their calls
// to NAME.events.jsonl. A console whose programs write none has no such file in
// the end.
func (c *Console) Events(lines []byte) error {
	return c.do(0, func(time.Duration) error { // they have times of their own
		_, err := c.events.Write(lines)
		return failed(KindWrite, err)
	})
}

// Output records p as printed at that time. It does not keep p.
func (c *Console) Output(at time.Duration, p []byte) error {
	return c.do(at, func(at time.Duration) error { return c.w.WriteOutput(at, p) })
}

// Resize records that the console has a new size from that time on.
func (c *Console) Resize(at time.Duration, cols, rows int) error {
	if !validSize(cols, rows) {
		return &Error{Kind: KindSize, Detail: c.name}
	}
	size := strconv.Itoa(cols) + "x" + strconv.Itoa(rows)
	return c.do(at, func(at time.Duration) error {
		return c.w.Write(Event{Time: at, Code: Resize, Data: size})
	})
}

func (c *Console) do(at time.Duration, write func(time.Duration) error) error {
	if c.err != nil {
		return c.err
	}
	r := c.rec
	r.mu.Lock()
	defer r.mu.Unlock()
	at, err := r.advance(at)
	if err != nil {
		return err
	}
	return r.note(write(at))
}

// Chapter adds a chapter to the session at c.Time and puts its text, in the
// session's language, as a marker in the recordings of all consoles.
func (r *Recorder) Chapter(c Chapter) error {
	at, err := duration(c.Time)
	if err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if at, err = r.advance(at); err != nil {
		return err
	}
	if len(r.session.Chapters) == MaxMarkers {
		return TooMany(KindMarkers, MaxMarkers)
	}
	c.Time = at.Seconds()
	r.session.Chapters = append(r.session.Chapters, c)
	if err := r.marker(at, c.Text.In(r.session.Lang)); err != nil {
		return err
	}
	return r.note(r.writeSession())
}

// marker puts the same marker in the recordings of all consoles.
func (r *Recorder) marker(at time.Duration, label string) error {
	var first error
	for _, c := range r.consoles {
		err := r.note(c.w.Write(Event{Time: at, Code: Marker, Data: label}))
		if first == nil {
			first = err
		}
	}
	return first
}

// Close ends all recordings with an empty output event at end, or later if
// something came later, and writes each NAME.txt and session.json. It returns
// the first error of the whole recording; what could be written stays
// readable. A second call returns KindClosed.
func (r *Recorder) Close(end time.Duration) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	end, err := r.advance(end)
	if err != nil {
		return err
	}
	r.closed = true
	for _, c := range r.consoles {
		r.note(c.w.Close(end))
	}
	for _, c := range r.consoles {
		r.note(r.writeText(c))
	}
	r.session.Duration = end.Seconds()
	r.note(r.writeSession())
	r.release()
	return r.err
}

// release closes all files, and gives the folder back.
func (r *Recorder) release() {
	for _, c := range r.consoles {
		r.note(failed(KindWrite, c.file.Close()))
		r.closeEvents(c)
	}
	r.folder.Close()
}

// closeEvents removes a file to which nothing was added.
func (r *Recorder) closeEvents(c *Console) {
	if c.events == nil {
		return
	}
	info, err := c.events.Stat()
	r.note(failed(KindWrite, c.events.Close()))
	if err == nil && info.Size() == 0 {
		_ = r.folder.Remove(eventsName(c.name)) // an empty file says the same
	}
}

// note keeps the first error, and returns the one given.
func (r *Recorder) note(err error) error {
	if r.err == nil {
		r.err = err
	}
	return err
}

func (r *Recorder) advance(at time.Duration) (time.Duration, error) {
	if r.closed {
		return 0, &Error{Kind: KindClosed}
	}
	if at < 0 || at > MaxTime {
		return 0, &Error{Kind: KindTime, Detail: at.String()}
	}
	// Whole microseconds, as the files have them.
	r.last = max(r.last, at.Round(time.Microsecond))
	return r.last, nil
}

// writeText renders what was recorded, from the file that was written.
func (r *Recorder) writeText(c *Console) error {
	text, err := (*Budget)(nil).Render(io.NewSectionReader(c.file, 0, 1<<62))
	var damage *Damage
	if err != nil && !errors.As(err, &damage) {
		return err // damage was noted when the write failed
	}
	return r.write(textName(c.name), []byte(text))
}

func (r *Recorder) writeSession() error {
	b, err := marshal(r.session, "  ")
	if err != nil {
		return err
	}
	return r.write(sessionName, b)
}

func (r *Recorder) write(name string, data []byte) error {
	return failed(KindWrite, r.folder.Replace(name, data))
}
