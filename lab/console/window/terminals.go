package window

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

// System is what Terminals asks.
type System struct {
	OS       string // as runtime.GOOS
	LookPath func(name string) (path string, err error)
	Resolve  func(path string) (string, error) // follows symbolic links
	Getenv   func(name string) string
}

// Here is the system that this process runs on.
func Here() System {
	return System{OS: runtime.GOOS, LookPath: exec.LookPath, Resolve: filepath.EvalSymlinks, Getenv: os.Getenv}
}

// Terminal is a kind of window that can be opened here.
type Terminal struct {
	Name string // as users know it

	path    string
	command func(s spec) []string    // arguments; nil is a console of the system's own
	end     func(id string) []string // arguments; nil: the program lasts as long as its window, else it prints the window's id
	size    func(id string) []string // arguments; nil: the terminal does not tell its windows' columns and rows
}

// spec is what a window shall be.
type spec struct {
	Screen
	place
	before string // id of the window opened before it
	argv   []string
}

// Terminals finds what is here, the best first. It runs nothing: whether a
// window comes up is known only by Open. tmux is not among them.
func Terminals(sys System) []Terminal {
	switch sys.OS {
	case "windows":
		return []Terminal{{Name: "CMD"}}
	case "darwin":
		if path, err := sys.LookPath("osascript"); err == nil {
			return []Terminal{{Name: "Terminal", path: path, command: macTerminal, end: macTerminalEnd}}
		}
		return nil
	}
	var found []Terminal
	for _, k := range known {
		if !k.display(sys) {
			continue
		}
		if path, err := sys.LookPath(k.name); err == nil {
			found = append(found, Terminal{Name: k.name, path: path, command: sys.commandOf(k, path)})
		}
	}
	return found
}

// A kind is a terminal program of a Unix desktop.
type kind struct {
	name    string
	display func(System) bool
	command func(spec) []string
}

var known = []kind{
	{"x-terminal-emulator", anyDisplay, debianTerminal},
	{"gnome-terminal", anyDisplay, gnomeTerminal},
	{"konsole", anyDisplay, konsole},
	{"xfce4-terminal", anyDisplay, xfceTerminal},
	{"kitty", anyDisplay, kitty},
	{"alacritty", anyDisplay, alacritty},
	{"wezterm", anyDisplay, wezterm},
	{"foot", wayland, foot},
	{"xterm", x11, xterm},
}

func x11(s System) bool        { return s.Getenv("DISPLAY") != "" }
func wayland(s System) bool    { return s.Getenv("WAYLAND_DISPLAY") != "" }
func anyDisplay(s System) bool { return x11(s) || wayland(s) }

// commandOf is how to call k. Debian's x-terminal-emulator is often a link to
// a terminal whose own options say more than those that all must take.
func (s System) commandOf(k kind, path string) func(spec) []string {
	target, err := s.Resolve(path)
	if err != nil {
		return k.command
	}
	switch name := filepath.Base(target); name {
	case "lxterm", "uxterm":
		return xterm
	default:
		for _, other := range known {
			if other.name == name {
				return other.command
			}
		}
	}
	return k.command
}

// corner is where a window goes, in X's way: so four need no knowledge of the
// screen's size.
func (s spec) corner() string {
	return []string{"+0+0", "-0+0", "+0-0", "-0-0"}[s.Index%4]
}

func (s spec) size() string { return fmt.Sprintf("%dx%d", s.Cols, s.Rows) }

// with puts the viewer behind a terminal's options. No shell reads any of it.
func (s spec) with(options ...string) []string { return append(options, s.argv...) }

// debianTerminal has what Debian's policy asks of every x-terminal-emulator.
func debianTerminal(s spec) []string { return s.with("-T", s.Title, "-e") }

func gnomeTerminal(s spec) []string {
	return s.with("--title="+s.Title, "--geometry="+s.size()+s.corner(), "--")
}

func konsole(s spec) []string {
	return s.with("--separate", "-p", "tabtitle="+s.Title,
		"-p", fmt.Sprintf("TerminalColumns=%d", s.Cols), "-p", fmt.Sprintf("TerminalRows=%d", s.Rows), "-e")
}

func xfceTerminal(s spec) []string {
	return s.with("--disable-server", "--title="+s.Title, "--geometry="+s.size()+s.corner(), "-x")
}

func kitty(s spec) []string {
	return s.with("--title", s.Title, "-o", "remember_window_size=no",
		"-o", fmt.Sprintf("initial_window_width=%dc", s.Cols), "-o", fmt.Sprintf("initial_window_height=%dc", s.Rows))
}

func alacritty(s spec) []string {
	return s.with("--title", s.Title, "-o", fmt.Sprintf("window.dimensions.columns=%d", s.Cols),
		"-o", fmt.Sprintf("window.dimensions.lines=%d", s.Rows), "-e")
}

func wezterm(s spec) []string { // has no option for the title: the viewer sets it
	return s.with("--config", fmt.Sprintf("initial_cols=%d", s.Cols), "--config", fmt.Sprintf("initial_rows=%d", s.Rows),
		"start", "--always-new-process", "--")
}

func foot(s spec) []string {
	return s.with("--title="+s.Title, "--window-size-chars="+s.size())
}

func xterm(s spec) []string { // UTF-8 in whatever locale, in the title too
	return s.with("-u8", "-xrm", "*utf8Title: true", "-T", s.Title, "-geometry", s.size()+s.corner(), "-e")
}

// macTerminal types the viewer's command line to a window's shell, which is
// the only way in, and which it replaces.
func macTerminal(s spec) []string {
	const script = `on run argv
	set commandLine to "exec"
	repeat with anArgument in items 4 thru -1 of argv
		set commandLine to commandLine & space & quoted form of (anArgument as text)
	end repeat
	tell application "Terminal"
		set theTab to do script commandLine
		set custom title of theTab to item 1 of argv
		set number of columns of theTab to (item 2 of argv as integer)
		set number of rows of theTab to (item 3 of argv as integer)
		return id of front window
	end tell
end run`
	return s.with("-e", script, s.Title, fmt.Sprint(s.Cols), fmt.Sprint(s.Rows))
}

func macTerminalEnd(id string) []string {
	const script = `on run argv
	tell application "Terminal" to close (every window whose id is (item 1 of argv as integer)) saving no
end run`
	return []string{"-e", script, id}
}
