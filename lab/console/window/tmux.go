package window

import (
	"errors"
	"fmt"
	"strings"
)

// Errors of Tmux, for errors.Is.
var (
	ErrNotInTmux = errors.New("this is not inside tmux")
	ErrNoTmux    = errors.New("the program tmux is not found")
)

// Tmux gives the tmux that this process runs in, whose windows are panes below
// its own. The error is ErrNotInTmux or ErrNoTmux.
func Tmux(sys System) (Terminal, error) {
	socket, _, _ := strings.Cut(sys.Getenv("TMUX"), ",")
	own := sys.Getenv("TMUX_PANE")
	if socket == "" || own == "" {
		return Terminal{}, ErrNotInTmux
	}
	path, err := sys.LookPath("tmux")
	if err != nil {
		return Terminal{}, ErrNoTmux
	}
	return Terminal{Name: "tmux", path: path,
		command: func(s spec) []string { return append([]string{"-S", socket}, splitPane(own, s)...) },
		end:     func(id string) []string { return []string{"-S", socket, "kill-pane", "-t", id} },
		size: func(id string) []string {
			return []string{"-S", socket, "display-message", "-p", "-t", id, "#{pane_width} #{pane_height}"}
		},
	}, nil
}

// splitPane cuts the first pane off the one below which all shall be, and each
// other off the one before. The viewer sets the pane's title.
func splitPane(own string, s spec) []string {
	args := []string{"split-window", "-d", "-P", "-F", "#{pane_id}"}
	if s.Index == 0 {
		args = append(args, "-v", "-l", "70%", "-t", own)
	} else {
		left := s.Of - s.Index
		args = append(args, "-h", "-l", fmt.Sprintf("%d%%", 100*left/(left+1)), "-t", s.before)
	}
	args = append(args, "--")
	for _, arg := range s.argv { // several words are run without a shell
		args = append(args, escapeSemicolon(arg))
	}
	return args
}

// escapeSemicolon keeps tmux from taking a last semicolon as the end of its command.
func escapeSemicolon(arg string) string {
	if rest, ok := strings.CutSuffix(arg, ";"); ok {
		return rest + `\;`
	}
	return arg
}
