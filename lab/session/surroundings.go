package session

import (
	"fmt"
	"os"
	"path/filepath"
)

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

// surround gives the folder in which the programs of a session run and the
// variables that they get to know, more among them. It is as little as they
// need, for the script may be a stranger's: an empty folder that the session
// removes at its end. A script that the user lets run any program has the user's
// environment, and no folder but that of this process.
func surround(more []string, anyProgram bool) (folder string, env []string, err error) {
	if anyProgram {
		return "", append(os.Environ(), more...), nil
	}
	folder, err = os.MkdirTemp("", "sockLab-session-") // for us only
	if err != nil {
		return "", nil, fmt.Errorf("%w: %w", ErrFolder, err)
	}
	if folder, err = filepath.Abs(folder); err != nil {
		return "", nil, err
	}
	for _, name := range passedOn {
		if value, ok := os.LookupEnv(name); ok {
			env = append(env, name+"="+value)
		}
	}
	for _, name := range []string{"HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP"} {
		env = append(env, name+"="+folder)
	}
	return folder, append(env, more...), nil
}
