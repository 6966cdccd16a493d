package window

import (
	"errors"
	"os/exec"
	"path"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// a system with these programs, links and variables.
func system(os string, programs []string, links, env map[string]string) System {
	return System{
		OS: os,
		LookPath: func(name string) (string, error) {
			for _, p := range programs {
				if p == name {
					return "/usr/bin/" + name, nil
				}
			}
			return "", exec.ErrNotFound
		},
		Resolve: func(p string) (string, error) {
			if to := links[path.Base(p)]; to != "" {
				return to, nil
			}
			return p, nil
		},
		Getenv: func(name string) string { return env[name] },
	}
}

var example = spec{
	Screen: Screen{Title: "Terminal del año", Cols: 80, Rows: 24},
	place:  place{Index: 1, Of: 2},
	argv:   []string{"/a b/sockLab", "view", `/tmp/ñ "x"`},
}

func TestCommandLines(t *testing.T) {
	argv := example.argv
	for name, want := range map[string][]string{
		"x-terminal-emulator": {"-T", "Terminal del año", "-e"},
		"gnome-terminal":      {"--title=Terminal del año", "--geometry=80x24-0+0", "--"},
		"konsole":             {"--separate", "-p", "tabtitle=Terminal del año", "-p", "TerminalColumns=80", "-p", "TerminalRows=24", "-e"},
		"xfce4-terminal":      {"--disable-server", "--title=Terminal del año", "--geometry=80x24-0+0", "-x"},
		"kitty":               {"--title", "Terminal del año", "-o", "remember_window_size=no", "-o", "initial_window_width=80c", "-o", "initial_window_height=24c"},
		"alacritty":           {"--title", "Terminal del año", "-o", "window.dimensions.columns=80", "-o", "window.dimensions.lines=24", "-e"},
		"wezterm":             {"--config", "initial_cols=80", "--config", "initial_rows=24", "start", "--always-new-process", "--"},
		"foot":                {"--title=Terminal del año", "--window-size-chars=80x24"},
		"xterm":               {"-u8", "-xrm", "*utf8Title: true", "-T", "Terminal del año", "-geometry", "80x24-0+0", "-e"},
	} {
		found := Terminals(system("linux", []string{name}, nil, map[string]string{"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}))
		if len(found) != 1 || found[0].Name != name {
			t.Errorf("%s: found %v", name, found)
			continue
		}
		if diff := cmp.Diff(append(want, argv...), found[0].command(example)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func names(terminals []Terminal) []string {
	out := []string{}
	for _, t := range terminals {
		out = append(out, t.Name)
	}
	return out
}

func TestWhatIsFound(t *testing.T) {
	all := []string{"xterm", "foot", "konsole", "x-terminal-emulator", "osascript"}
	for _, c := range []struct {
		os   string
		env  map[string]string
		want []string
	}{
		{"linux", nil, []string{}},
		{"linux", map[string]string{"DISPLAY": ":0"}, []string{"x-terminal-emulator", "konsole", "xterm"}},
		{"linux", map[string]string{"WAYLAND_DISPLAY": "w"}, []string{"x-terminal-emulator", "konsole", "foot"}},
		{"darwin", nil, []string{"Terminal"}},
		{"windows", nil, []string{"CMD"}},
	} {
		if diff := cmp.Diff(c.want, names(Terminals(system(c.os, all, nil, c.env)))); diff != "" {
			t.Errorf("%s %v: %s", c.os, c.env, diff)
		}
	}
	if found := Terminals(system("darwin", nil, nil, nil)); len(found) != 0 {
		t.Errorf("darwin without osascript: %v", found)
	}
}

func TestDebiansLinkTellsTheTerminal(t *testing.T) {
	for target, option := range map[string]string{
		"/usr/bin/lxterm": "-u8", "/usr/bin/konsole": "--separate", "/usr/bin/gnome-terminal.wrapper": "-T", "/opt/mine": "-T",
	} {
		found := Terminals(system("linux", []string{"x-terminal-emulator"},
			map[string]string{"x-terminal-emulator": target}, map[string]string{"DISPLAY": ":0"}))
		if got := found[0].command(example)[0]; got != option {
			t.Errorf("%s: %s", target, got)
		}
	}
}

func TestMacTerminal(t *testing.T) {
	args := macTerminal(example)
	want := append([]string{"Terminal del año", "80", "24"}, example.argv...)
	if diff := cmp.Diff(want, args[2:]); args[0] != "-e" || diff != "" {
		t.Error(diff)
	}
	if args := macTerminalEnd("17"); args[len(args)-1] != "17" {
		t.Error(args)
	}
}

func TestTmuxIsFoundFromInside(t *testing.T) {
	inside := map[string]string{"TMUX": "/tmp/tmux-0/default,12,0", "TMUX_PANE": "%3"}
	if _, err := Tmux(system("linux", []string{"tmux"}, nil, nil)); !errors.Is(err, ErrNotInTmux) {
		t.Error(err)
	}
	if _, err := Tmux(system("linux", nil, nil, inside)); !errors.Is(err, ErrNoTmux) {
		t.Error(err)
	}
	tmux, err := Tmux(system("linux", []string{"tmux"}, nil, inside))
	if err != nil {
		t.Fatal(err)
	}
	s := spec{place: place{0, 3}, argv: []string{"a b", "c;"}}
	head := []string{"-S", "/tmp/tmux-0/default", "split-window", "-d", "-P", "-F", "#{pane_id}"}
	first := append(append([]string{}, head...), "-v", "-l", "70%", "-t", "%3", "--", "a b", `c\;`)
	if diff := cmp.Diff(first, tmux.command(s)); diff != "" {
		t.Error(diff)
	}
	s.Index, s.before = 1, "%9"
	second := append(append([]string{}, head...), "-h", "-l", "66%", "-t", "%9", "--", "a b", `c\;`)
	if diff := cmp.Diff(second, tmux.command(s)); diff != "" {
		t.Error(diff)
	}
}
