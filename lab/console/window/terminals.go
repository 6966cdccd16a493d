package window

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
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
	{"x-terminal-emulator", anyDisplay, options("-T", "{title}", "-e")}, // what Debian's policy asks of each
	{"gnome-terminal", anyDisplay, options("--title={title}", "--geometry={cols}x{rows}{corner}", "--")},
	{"konsole", anyDisplay, options("--separate", "-p", "tabtitle={title}", "-p", "TerminalColumns={cols}", "-p", "TerminalRows={rows}", "-e")},
	{"xfce4-terminal", anyDisplay, options("--disable-server", "--title={title}", "--geometry={cols}x{rows}{corner}", "-x")},
	{"kitty", anyDisplay, options("--title", "{title}", "-o", "remember_window_size=no",
		"-o", "initial_window_width={cols}c", "-o", "initial_window_height={rows}c")},
	{"alacritty", anyDisplay, options("--title", "{title}",
		"-o", "window.dimensions.columns={cols}", "-o", "window.dimensions.lines={rows}", "-e")},
	{"wezterm", anyDisplay, options("--config", "initial_cols={cols}", "--config", "initial_rows={rows}",
		"start", "--always-new-process", "--")}, // has no option for the title: the viewer sets it
	{"foot", wayland, options("--title={title}", "--window-size-chars={cols}x{rows}")},
	{"xterm", x11, options("-u8", "-xrm", "*utf8Title: true", // UTF-8 in whatever locale, in the title too
		"-T", "{title}", "-geometry", "{cols}x{rows}{corner}", "-e")},
}

func x11(s System) bool        { return s.Getenv("DISPLAY") != "" }
func wayland(s System) bool    { return s.Getenv("WAYLAND_DISPLAY") != "" }
func anyDisplay(s System) bool { return x11(s) || wayland(s) }

// commandOf is how to call k. Debian's x-terminal-emulator is often a link to
// a terminal whose own options say more than those that all must take.
func (s System) commandOf(k kind, path string) func(spec) []string {
	target, _ := s.Resolve(path) // where that fails, no terminal has the name
	name := filepath.Base(target)
	if name == "lxterm" || name == "uxterm" {
		name = "xterm"
	}
	for _, other := range known {
		if other.name == name {
			return other.command
		}
	}
	return k.command
}

// options gives the arguments of a terminal: these, with what a window shall be
// in them, and the viewer's command line behind. No shell reads any of it.
func options(args ...string) func(spec) []string {
	return func(s spec) []string {
		values := strings.NewReplacer("{title}", s.Title, "{cols}", strconv.Itoa(s.Cols), "{rows}", strconv.Itoa(s.Rows), "{corner}", s.corner())
		var filled []string
		for _, arg := range args {
			filled = append(filled, values.Replace(arg))
		}
		return append(filled, s.argv...)
	}
}

// corner is where a window goes, in X's way: so four need no knowledge of the
// screen's size.
func (s spec) corner() string {
	return []string{"+0+0", "-0+0", "+0-0", "-0-0"}[s.Index%4]
}

// macTerminal types the viewer's command line to a window's shell, which is
// the only way in, and which it replaces.
var macTerminal = options("-e", `on run argv
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
end run`, "{title}", "{cols}", "{rows}")

func macTerminalEnd(id string) []string {
	const script = `on run argv
	tell application "Terminal" to close (every window whose id is (item 1 of argv as integer)) saving no
end run`
	return []string{"-e", script, id}
}
