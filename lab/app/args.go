package app

import (
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
	"github.com/xrash/smetrics"
)

// scanFlag finds the value of an option anywhere before --.
func scanFlag(args []string, name string) (string, bool) {
	for i, a := range args {
		if a == "--" {
			break
		}
		if a == "--"+name && i+1 < len(args) {
			return args[i+1], true
		}
		if value, ok := strings.CutPrefix(a, "--"+name+"="); ok {
			return value, true
		}
	}
	return "", false
}

// normalize turns a command line as people type it, options before and after
// arguments, into the one order that the library takes, and finds what is
// wrong with it.
func (p *program) normalize(a *cli.App, args []string) ([]string, error) {
	n := &normalizer{p: p, flags: a.Flags, commands: a.Commands, help: "sockLab help", seen: map[string]bool{}}
	if err := n.read(args); err != nil {
		return nil, err
	}
	if n.seen["help"] { // the library would answer with a help of its own
		return append([]string{"help"}, n.path...), nil
	}
	out := append(n.options[0], n.path...)
	if len(n.path) > 0 {
		out = append(out, n.options[1]...)
	}
	if len(n.rest) > 0 {
		out = append(append(out, "--"), n.rest...)
	}
	return out, nil
}

type normalizer struct {
	p        *program
	flags    []cli.Flag     // that may stand here
	commands []*cli.Command // that may follow
	help     string         // where to look
	path     []string       // command and subcommand
	options  [2][]string    // before and behind the command
	rest     []string
	seen     map[string]bool
}

func (n *normalizer) read(args []string) error {
	ended := false // -- ends the options
	for i := 0; i < len(args); i++ {
		arg := args[i]
		switch {
		case arg == "--" && !ended:
			ended = true
		case len(arg) > 1 && arg[0] == '-' && !ended:
			used, err := n.option(arg, args[i+1:])
			if err != nil {
				return err
			}
			i += used
		case len(n.commands) > 0 && len(n.rest) == 0:
			if err := n.command(arg); err != nil {
				return err
			}
		default:
			n.rest = append(n.rest, arg)
		}
	}
	return nil
}

func (n *normalizer) command(arg string) error {
	var names []string
	for _, c := range n.commands {
		if c.HasName(arg) {
			n.path = append(n.path, c.Name)
			n.flags = append(slices.Clone(n.flags), c.Flags...)
			n.commands = c.Subcommands
			n.help = "sockLab help " + strings.Join(n.path, " ")
			return nil
		}
		if !c.Hidden {
			names = append(names, c.Name)
		}
	}
	return n.wrong(fmt.Sprintf(n.p.words.Usage.UnknownCommand, arg), nearest(arg, names))
}

// option checks one option and returns how many of the arguments behind it
// are its value.
func (n *normalizer) option(arg string, behind []string) (int, error) {
	name, value, hasValue := strings.Cut(strings.TrimLeft(arg, "-"), "=")
	flag, names := n.find(name)
	if flag == nil {
		return 0, n.wrong(fmt.Sprintf(n.p.words.Usage.UnknownFlag, arg), nearest("--"+name, names))
	}
	name = flag.Names()[0]
	shown, at := "--"+name, min(len(n.path), 1)
	if n.seen[name] {
		return 0, n.wrong(fmt.Sprintf(n.p.words.Usage.FlagTwice, shown), "")
	}
	n.seen[name] = true
	if _, isBool := flag.(*cli.BoolFlag); isBool {
		if hasValue {
			return 0, n.wrong(fmt.Sprintf(n.p.words.Usage.TakesNoValue, shown), "")
		}
		n.options[at] = append(n.options[at], shown)
		return 0, nil
	}
	used := 0
	if !hasValue {
		if len(behind) == 0 || strings.HasPrefix(behind[0], "--") {
			return 0, n.wrong(fmt.Sprintf(n.p.words.Usage.MissingValue, shown), "")
		}
		value, used = behind[0], 1
	}
	if strings.TrimSpace(value) == "" {
		return 0, n.wrong(fmt.Sprintf(n.p.words.Usage.Empty, shown), "")
	}
	n.options[at] = append(n.options[at], shown+"="+value)
	return used, nil
}

func (n *normalizer) find(name string) (cli.Flag, []string) {
	var names []string
	for _, f := range slices.Backward(n.flags) {
		if slices.Contains(f.Names(), name) {
			return f, nil
		}
		names = append(names, "--"+f.Names()[0])
	}
	return nil, names
}

func (n *normalizer) wrong(line, suggestion string) error {
	hint := fmt.Sprintf(n.p.words.Usage.SeeHelp, n.help)
	if suggestion != "" {
		hint = fmt.Sprintf(n.p.words.Usage.DidYouMean, suggestion) + " " + hint
	}
	return &failure{status: exitUsage, line: line, hint: hint}
}

// nearest finds what was probably meant, or "".
func nearest(typed string, names []string) string {
	const alike = 0.75 // of 1, by Jaro-Winkler
	best, score := "", alike
	for _, name := range names {
		if s := smetrics.JaroWinkler(strings.ToLower(typed), strings.ToLower(name), 0.7, 4); s > score {
			best, score = name, s
		}
	}
	return best
}
