package replay

import (
	"context"
	"slices"
	"sync"

	tea "charm.land/bubbletea/v2"

	"socklab/lab/cast"
	"socklab/lab/i18n"
	"socklab/lab/term"
	"socklab/lab/vt"
)

// LiveOptions say what a live session looks like.
type LiveOptions struct {
	Words    *i18n.Replay
	Title    string
	Consoles []Console
	Chapters int // that there will be
	Colour   bool
	// Key is told of each key, as State.Press takes it, but shift+tab, and of the
	// console that is chosen. shift+tab chooses the one before; tab the next,
	// where Key does not take it. It must not block.
	Key func(console, name string) (taken bool)
}

// Live draws a session as it happens, in the panes of a replay. Its methods
// may be called concurrently, before Run and after it, and do not block for
// long.
type Live struct {
	o    LiveOptions
	wake chan struct{}   // something is to be drawn
	done <-chan struct{} // Run is to end

	mu       sync.Mutex
	screens  []*vt.Screen
	active   int
	tab      int
	chapters []Chapter
	status   []string
}

// NewLive makes the panes. An error is that of cast.NewScreen, for the size of
// a console.
func NewLive(o LiveOptions) (*Live, error) {
	o.Title, o.Consoles = clean(o.Title), slices.Clone(o.Consoles)
	l := &Live{o: o, wake: make(chan struct{}, 1)}
	for i, c := range o.Consoles {
		o.Consoles[i].Title = clean(c.Title)
		s, err := cast.NewScreen(c.Cols, c.Rows)
		if err != nil {
			return nil, err
		}
		l.screens = append(l.screens, s)
	}
	return l, nil
}

// Show shows what a console prints. One that is not there shows nothing.
func (l *Live) Show(console string, p []byte) {
	l.change(func() {
		for i, c := range l.o.Consoles {
			if c.Name == console {
				l.screens[i].Write(p)
				l.active = i
			}
		}
	})
}

// Chapter begins a chapter.
func (l *Live) Chapter(c Chapter) {
	c.Title, c.Note = clean(c.Title), clean(c.Note)
	l.change(func() { l.chapters = append(l.chapters, c) })
}

// Status puts a line at the foot of the window, where a replay has its time
// line: what a person can do now, say. Of several the first that fits is
// shown, of none nothing.
func (l *Live) Status(lines ...string) {
	status := make([]string, len(lines))
	for i, line := range lines {
		status[i] = clean(line)
	}
	l.change(func() { l.status = status })
}

// change changes what is to be seen.
func (l *Live) change(f func()) {
	l.mu.Lock()
	f()
	l.mu.Unlock()
	select {
	case l.wake <- struct{}{}:
	default: // it is known already
	}
}

// Run shows the session on the terminal of s until ctx ends, and leaves the
// terminal as it was; ctx's end is no error. It is called once.
func (l *Live) Run(ctx context.Context, s term.Streams) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	l.done = ctx.Done()
	err := run(ctx, s, l, l.o.Colour)
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// changed says that something is to be drawn, or that Run is to end.
type changed struct{}

func (l *Live) start() tea.Cmd { return l.wait }

func (l *Live) wait() tea.Msg {
	select {
	case <-l.wake:
	case <-l.done:
	}
	return changed{}
}

func (l *Live) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		l.key(msg.String())
	case changed:
		return l.wait
	}
	return nil
}

// key passes a key on, or chooses a console.
func (l *Live) key(name string) {
	l.mu.Lock()
	console := l.o.Consoles[l.tab].Name
	l.mu.Unlock()
	taken := name != "shift+tab" && l.o.Key != nil && l.o.Key(console, name)
	switch {
	case name == "shift+tab":
		l.choose(-1)
	case name == "tab" && !taken:
		l.choose(1)
	}
}

// choose chooses the console so many further on.
func (l *Live) choose(by int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := len(l.screens)
	l.tab = (l.tab + by + n) % n
}

func (l *Live) draw(c *vt.Canvas) {
	l.mu.Lock()
	defer l.mu.Unlock()
	sc := scene{
		words: l.o.Words, title: l.o.Title, tab: l.tab, active: l.active,
		chapters: l.chapters, chapter: len(l.chapters) - 1, of: max(l.o.Chapters, len(l.chapters)), bar: l.drawBar,
	}
	for i, c := range l.o.Consoles {
		sc.panes = append(sc.panes, pane{title: c.Title, screen: l.screens[i], need: extent{c.Cols, c.Rows}})
	}
	sc.draw(c)
}

func (l *Live) drawBar(c *vt.Canvas, r rect) {
	style := coloured(red, true)
	c.Text(r.x+1, r.y, 1, here, style)
	label := l.o.Words.Live
	line, fits := fitting(l.status, r.cols-4-vt.TextWidth(label)-3)
	if !fits { // what can be done says more than that it is live
		label = ""
		line, _ = fitting(l.status, r.cols-4)
	}
	x := r.x + 3
	if label != "" {
		x += c.Text(x, r.y, r.cols-4, label, style) + 3
	}
	c.Text(x, r.y, r.x+r.cols-1-x, line, plain)
}
