package app

import (
	"encoding/json"
	"fmt"
	"strings"

	"socklab/lab/cmdline"
	"socklab/lab/doctor"
	"socklab/lab/explain"
	"socklab/lab/term"
)

func (p *program) doctorCommand() *cmdline.Command {
	w := &p.words.Doctor
	return &cmdline.Command{Name: "doctor", Words: w.Usage, Long: w.Long, Run: p.doctor, Options: []cmdline.Option{{Name: "json", Words: w.JSON}}}
}

// doctor says what works here. Its answer is no where the course would not
// run as it is told.
func (p *program) doctor(v *cmdline.Values) error {
	if v.Arguments(); v.Err() != nil {
		return v.Err()
	}
	found := doctor.Examine(doctor.Options{Version: versionNumber(), Port: uint16(p.defaultPort()), Out: p.Out, Err: p.Err})
	var b strings.Builder
	if v.On("json") {
		as := json.NewEncoder(&b)
		as.SetIndent("", "  ")
		if err := as.Encode(found); err != nil {
			return err
		}
	} else {
		p.tellCheckup(&b, found)
	}
	if err := p.print(b.String()); err != nil {
		return err
	}
	if !found.OK {
		return &failure{status: exitNo} // all is said
	}
	return nil
}

// tellCheckup writes what was found, for a screen of 80 by 24.
func (p *program) tellCheckup(b *strings.Builder, found *doctor.Checkup) {
	w := p.words.Doctor
	fmt.Fprintln(b, strings.TrimSpace("sockLab "+found.Version)+": "+w.Heading+"\n")
	for _, f := range p.why().Findings(found) {
		p.findingLines(b, f)
	}
	verdict := w.Good
	if !found.OK {
		verdict = w.Wrong
	}
	fmt.Fprintln(b, "\n"+verdict)
}

// findingLines writes a finding in lines that fit in 80 columns.
func (p *program) findingLines(b *strings.Builder, f explain.Finding) {
	const column = 19
	w, pen := p.words.Doctor, newPen(term.Colour(p.Out, p.colour))
	mark := map[doctor.Level]string{
		doctor.OK:   pen.good.Sprintf("%-5s", w.OK),
		doctor.Note: pen.faint.Sprintf("%-5s", w.Note),
		doctor.Bad:  pen.bad.Sprintf("%-5s", w.Bad),
	}[f.Level]
	lines := term.Wrap(term.Visible(f.Text), cmdline.Width-column)
	if f.Hint != "" {
		lines = append(lines, term.Wrap(p.words.Errors.Hint+" "+term.Visible(f.Hint), cmdline.Width-column)...)
	}
	fmt.Fprintf(b, "  %s  %-10s%s\n", mark, f.Label, strings.Join(lines, "\n"+strings.Repeat(" ", column)))
}
