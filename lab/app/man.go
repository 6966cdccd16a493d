package app

import "socklab/lab/cmdline"

func (p *program) manCommand() *cmdline.Command {
	w := &p.words.Manual
	return &cmdline.Command{Name: "man", Words: w.Usage, Long: w.Long, Examples: w.Examples, Run: p.man}
}

func (p *program) man(v *cmdline.Values) error {
	if v.Arguments(); v.Err() != nil {
		return v.Err()
	}
	w := &p.words.Manual
	return p.print(p.line().Manual([][2]string{{"SOCKLAB_LANG", w.EnvLang}, {portVariable, w.EnvPort}, {"NO_COLOR", w.EnvNoColor}}))
}
