package replay

import "time"

// An Event is something that happens to a replay: a Key, a Tick or a Size.
type Event interface{ happen(State) State }

// Tick is the passing of time.
type Tick struct{ Now time.Time }

// Size is a new size of the window.
type Size struct{ Cols, Rows int }

// Key is a key that was pressed, by its name: "space", ".", "shift+left".
type Key struct {
	Now  time.Time
	Name string
}

// Update gives the state after an event. It looks at nothing but its
// arguments.
func Update(s State, e Event) State { return e.happen(s) }

func (e Size) happen(s State) State {
	s.Cols, s.Rows = e.Cols, e.Rows
	return s
}

func (e Tick) happen(s State) State {
	if !s.Playing {
		return s
	}
	at := s.position(e.Now)
	if next := s.chapter() + 1; s.PauseOnMarkers && next < len(s.Show.Chapters) && s.Show.Chapters[next].At <= at {
		s.Playing = false
		return s.anchor(s.Show.Chapters[next].At, e.Now)
	}
	if at < s.Show.Duration {
		s.at = max(at, s.at)
		return s
	}
	if !s.Loop || s.Show.Duration == 0 {
		s.Playing = false
		return s.anchor(s.Show.Duration, e.Now)
	}
	// The end was at this time on the clock, not when the Tick came.
	end := s.since.Add(time.Duration(float64(s.Show.Duration-s.base) / s.Speed))
	if late := e.Now.Sub(end); float64(late)*s.Speed > float64(s.Show.Duration) {
		end = e.Now // the machine slept
	}
	s = s.anchor(0, end)
	return e.happen(s)
}

const (
	jump = 5 * time.Second
	// again is how long after a chapter's start, while playing, [ still goes
	// to the one before.
	again = time.Second
)

func (e Key) happen(s State) State {
	now := e.Now
	if s.Playing { // what the key acts on is what is seen now
		s = Tick{now}.happen(s)
	}
	switch name := e.Name; name {
	case "q", "ctrl+c":
		s.Quit = true
	case "space":
		return s.toggle(now)
	case ".":
		return s.step(true, now)
	case ",":
		return s.step(false, now)
	case "]", "pgdown": // a presenter's clicker sends the keys for pages
		return s.nextChapter(now)
	case "[", "pgup":
		return s.previousChapter(now)
	case "right":
		return s.anchor(s.at+jump, now)
	case "left":
		return s.anchor(s.at-jump, now)
	case "shift+right":
		return s.anchor(s.at+s.Show.Duration/10, now)
	case "shift+left":
		return s.anchor(s.at-s.Show.Duration/10, now)
	case "0", "1", "2", "3", "4", "5", "6", "7", "8", "9":
		return s.anchor(s.Show.Duration*time.Duration(name[0]-'0')/10, now)
	case "+":
		return s.faster(now)
	case "-":
		return s.slower(now)
	case "home":
		return s.anchor(0, now)
	case "end":
		return s.anchor(s.Show.Duration, now)
	case "r":
		s.Playing = true
		return s.anchor(0, now)
	case "l":
		s.Loop = !s.Loop
	case "?":
		s.Help = !s.Help
	case "tab":
		s.Tab, s.Chosen, s.Back = (s.Tab+1)%len(s.Show.Consoles), true, 0
	case "z":
		return s.zoom()
	case "up":
		return s.scroll(1)
	case "down":
		return s.scroll(-1)
	}
	return s
}

// zoom gives the window to the chosen console, else to the one where something
// happened last, and takes it back.
func (s State) zoom() State {
	if !s.Zoom && !s.Chosen {
		s.Tab = s.Show.active(s.Show.after(s.at))
	}
	s.Zoom, s.Back = !s.Zoom, 0
	return s
}

// scroll moves the zoomed console by so many lines.
func (s State) scroll(lines int) State {
	if s.Zoom {
		s.Back = min(max(s.Back+lines, 0), s.Show.hidden(s.Tab, s.at, zoomed(s.Cols, s.Rows).rows))
	}
	return s
}

func (s State) toggle(now time.Time) State {
	at := s.at
	if !s.Playing && s.Ended() {
		at = 0
	}
	s.Playing = !s.Playing
	return s.anchor(at, now)
}

func (s State) step(forward bool, now time.Time) State {
	s.Playing = false
	if !forward {
		return s.anchor(s.Show.PreviousChange(s.at), now)
	}
	if at, ok := s.Show.NextChange(s.at); ok {
		return s.anchor(at, now)
	}
	return s.anchor(s.Show.Duration, now)
}

func (s State) nextChapter(now time.Time) State {
	if c := s.chapter() + 1; c < len(s.Show.Chapters) {
		return s.anchor(s.Show.Chapters[c].At, now)
	}
	return s
}

func (s State) previousChapter(now time.Time) State {
	c := s.chapter()
	if c < 0 {
		return s.anchor(0, now)
	}
	into := s.at - s.Show.Chapters[c].At
	if into == 0 || s.Playing && into < time.Duration(float64(again)*s.Speed) {
		c--
	}
	if c < 0 {
		return s.anchor(0, now)
	}
	return s.anchor(s.Show.Chapters[c].At, now)
}

var speeds = []float64{0.25, 0.5, 1, 1.5, 2, 4, 8, 16}

func (s State) faster(now time.Time) State {
	for _, v := range speeds {
		if v > s.Speed {
			s.Speed = v
			break
		}
	}
	return s.anchor(s.at, now)
}

func (s State) slower(now time.Time) State {
	for i := len(speeds) - 1; i >= 0; i-- {
		if speeds[i] < s.Speed {
			s.Speed = speeds[i]
			break
		}
	}
	return s.anchor(s.at, now)
}
