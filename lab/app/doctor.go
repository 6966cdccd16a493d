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
	tell := p.tellCheckup
	if v.On("json") {
		tell = p.printJSON
	}
	if err := tell(found); err != nil {
		return err
	}
	if !found.OK {
		return &failure{status: exitNo} // all is said
	}
	return nil
}

func (p *program) printJSON(found *doctor.Checkup) error {
	text, err := json.MarshalIndent(found, "", "  ")
	if err != nil {
		return err
	}
	return p.print(string(text) + "\n")
}

// tellCheckup prints what was found, in a screen of 80 by 24.
func (p *program) tellCheckup(found *doctor.Checkup) error {
	w := p.words.Doctor
	var b strings.Builder
	fmt.Fprintln(&b, strings.Join(strings.Fields("sockLab "+found.Version), " ")+": "+w.Heading)
	fmt.Fprintln(&b)
	for _, f := range p.why().Findings(found) {
		p.findingLines(&b, f)
	}
	verdict := w.Good
	if !found.OK {
		verdict = w.Wrong
	}
	fmt.Fprintln(&b, "\n"+verdict)
	return p.print(b.String())
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
	lines := term.Wrap(term.Visible(f.Text), helpWidth-column)
	if f.Hint != "" {
		lines = append(lines, term.Wrap(p.words.Errors.Hint+" "+term.Visible(f.Hint), helpWidth-column)...)
	}
	fmt.Fprintf(b, "  %s  %-10s%s\n", mark, f.Label, strings.Join(lines, "\n"+strings.Repeat(" ", column)))
}
