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

// Press gives the state after a key was pressed at now, by its name: what it
// types, else what stands on it, as "space" or "shift+left".
func (s State) Press(now time.Time, key string) State {
	if s.Playing { // what the key acts on is what is seen now
		s = s.Tick(now)
	}
	at := s.at
	switch key {
	case "q", "ctrl+c":
		s.Quit = true
	case "space":
		if !s.Playing && s.Ended() {
			at = 0
		}
		s.Playing = !s.Playing
	case ".":
		s.Playing, at = false, s.Show.nextChange(at)
	case ",":
		s.Playing, at = false, s.Show.previousChange(at)
	case "]", "pgdown": // a presenter's clicker sends the keys for pages
		at = s.nextChapter()
	case "[", "pgup":
		at = s.previousChapter()
	case "right":
		at += jump
	case "left":
		at -= jump
	case "shift+right":
		at += s.Show.Duration / 10
	case "shift+left":
		at -= s.Show.Duration / 10
	case "0", "1", "2", "3", "4", "5", "6", "7", "8", "9":
		at = s.Show.Duration * time.Duration(key[0]-'0') / 10
	case "+":
		s.Speed = s.nextSpeed(true)
	case "-":
		s.Speed = s.nextSpeed(false)
	case "home":
		at = 0
	case "end":
		at = s.Show.Duration
	case "r":
		s.Playing, at = true, 0
	case "l":
		s.Loop = !s.Loop
	case "?":
		s.Help = !s.Help
	case "tab":
		s.Tab, s.Chosen, s.Back = (s.Tab+1)%len(s.Show.Consoles), true, 0
	case "z":
		s = s.zoom()
	case "up":
		s = s.scroll(1)
	case "down":
		s = s.scroll(-1)
	}
	return s.anchor(at, now)
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

// nextChapter is where the next chapter begins; after the last, the moment that
// is shown.
func (s State) nextChapter() time.Duration {
	if c := s.chapter() + 1; c < len(s.Show.Chapters) {
		return s.Show.Chapters[c].At
	}
	return s.at
}

// previousChapter is where the chapter that is shown begins, or the one before
// it, where the replay is at that place or has just passed it. Before the first
// it is the start.
func (s State) previousChapter() time.Duration {
	c := s.chapter()
	if c >= 0 {
		into := s.at - s.Show.Chapters[c].At
		if into == 0 || s.Playing && into < time.Duration(float64(again)*s.Speed) {
			c--
		}
	}
	if c < 0 {
		return 0
	}
	return s.Show.Chapters[c].At
}

var speeds = []float64{0.25, 0.5, 1, 1.5, 2, 4, 8, 16}

// nextSpeed is the next faster or slower one of the speeds, if there is one.
func (s State) nextSpeed(faster bool) float64 {
	i, found := slices.BinarySearch(speeds, s.Speed)
	switch {
	case !faster:
		i--
	case found:
		i++
	}
	if i < 0 || i == len(speeds) {
		return s.Speed
	}
	return speeds[i]
}
