package session

import (
	"fmt"
	"os"
	"path/filepath"
)

// Surroundings are where the programs of a session run and what they get to
// know: as little as they need, for the script may be a stranger's. A script
// that the user lets run any program has the user's own folder and environment
// instead.
type surroundings struct {
	folder string // of the session; "": the user's own, in which this process is
	env    []string
}

// passedOn are the variables that a program of a session needs from ours.
var passedOn = []string{
	"PATH",            // doctor looks there for terminals
	"NO_COLOR",        // the user wants none
	"DISPLAY",         // doctor tells whether there are windows
	"WAYLAND_DISPLAY", // the same
	"SYSTEMROOT",      // without it Windows has no sockets
	"SYSTEMDRIVE",     // Windows finds its files by it
	"WINDIR",          // the same
	"PATHEXT",         // how Windows knows a program's file
	"GORACE",          // for tests of sockLab itself: the race detector's pauses
}

// surround makes the folder and the environment, in which more has a place.
func surround(more []string, anyProgram bool) (*surroundings, error) {
	if anyProgram {
		return &surroundings{env: append(os.Environ(), more...)}, nil
	}
	scratch, err := os.MkdirTemp("", "sockLab-session-") // for us only
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFolder, err)
	}
	if scratch, err = filepath.Abs(scratch); err != nil {
		return nil, err
	}
	s := &surroundings{folder: scratch}
	for _, name := range passedOn {
		if value, ok := os.LookupEnv(name); ok {
			s.env = append(s.env, name+"="+value)
		}
	}
	for _, name := range []string{"HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP"} {
		s.env = append(s.env, name+"="+scratch)
	}
	s.env = append(s.env, more...)
	return s, nil
}

// remove ends the session's own folder. What the system does not let go of
// now, it clears with its other temporary files.
func (s *surroundings) remove() {
	if s.folder != "" {
		_ = os.RemoveAll(s.folder)
	}
}
