package replay

import (
	"slices"
	"time"
)

// Resize gives the state after the window has got another size.
func (s State) Resize(cols, rows int) State {
	s.Cols, s.Rows = cols, rows
	return s
}

// Tick gives the state after the clock has come to now.
func (s State) Tick(now time.Time) State {
	if !s.Playing {
		return s
	}
	// Reckoned from a fixed point, so that no error adds up.
	at := s.base + time.Duration(float64(now.Sub(s.since))*s.Speed)
	if next := s.chapter() + 1; s.PauseOnMarkers && next < len(s.Show.Chapters) && s.Show.Chapters[next].At <= at {
		s.Playing = false
		return s.anchor(s.Show.Chapters[next].At, now)
	}
	if at < s.Show.Duration {
		s.at = max(at, s.at)
		return s
	}
	if !s.Loop || s.Show.Duration == 0 {
		s.Playing = false
		return s.anchor(s.Show.Duration, now)
	}
	// The end was at this time on the clock, not when the Tick came.
	end := s.since.Add(time.Duration(float64(s.Show.Duration-s.base) / s.Speed))
	if late := now.Sub(end); float64(late)*s.Speed > float64(s.Show.Duration) {
		end = now // the machine slept
	}
	return s.anchor(0, end).Tick(now)
}

const (
	jump = 5 * time.Second
	// again is how long after a chapter's start, while playing, [ still goes
	// to the one before.
	again = time.Second
)

// Press gives the state after a key was pressed at now, by its name: "space",
// ".", "shift+left".
func (s State) Press(now time.Time, key string) State {
	if s.Playing { // what the key acts on is what is seen now
		s = s.Tick(now)
	}
	switch key {
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
		return s.anchor(s.Show.Duration*time.Duration(key[0]-'0')/10, now)
	case "+":
		return s.changeSpeed(true, now)
	case "-":
		return s.changeSpeed(false, now)
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
		return s.anchor(s.Show.previousChange(s.at), now)
	}
	if at, ok := s.Show.nextChange(s.at); ok {
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

// changeSpeed takes the next of the speeds, if there is one.
func (s State) changeSpeed(faster bool, now time.Time) State {
	i, found := slices.BinarySearch(speeds, s.Speed)
	switch {
	case !faster:
		i--
	case found:
		i++
	}
	if i >= 0 && i < len(speeds) {
		s.Speed = speeds[i]
	}
	return s.anchor(s.at, now)
}
