package app

import (
	"fmt"
	"path/filepath"
	"runtime"
	"strings"

	"socklab/lab/doctor"
	"socklab/lab/term"
)

// A line of doctor's: a mark, what it is about, what was found, what to do.
type finding struct {
	level       doctor.Level
	label       string
	text, hints string
}

// tellCheckup prints what was found, in a screen of 80 by 24.
func (p *program) tellCheckup(found *doctor.Checkup) error {
	w := p.words.Doctor
	var b strings.Builder
	fmt.Fprintln(&b, strings.Join(strings.Fields("sockLab "+found.Version), " ")+": "+w.Heading)
	fmt.Fprintln(&b)
	for _, f := range []finding{
		{found.System.Level, w.System, systemText(found.System), ""},
		p.consoleFinding(found.Console),
		p.loopbackFinding(w.IPv4, found.IPv4),
		p.loopbackFinding(w.IPv6, found.IPv6),
		p.portFinding(found.Port),
		p.reservedFinding(found.Reserved, found.Port.Port),
		p.windowsFinding(found.Windows),
		p.folderFinding(found.Folder),
	} {
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
func (p *program) findingLines(b *strings.Builder, f finding) {
	const column = 19
	w, pen := p.words.Doctor, newPen(term.Colour(p.Out, p.colour))
	mark := map[doctor.Level]string{
		doctor.OK:   pen.good.Sprintf("%-5s", w.OK),
		doctor.Note: pen.faint.Sprintf("%-5s", w.Note),
		doctor.Bad:  pen.bad.Sprintf("%-5s", w.Bad),
	}[f.level]
	lines := term.Wrap(term.Visible(f.text), helpWidth-column)
	if f.hints != "" {
		lines = append(lines, term.Wrap(p.words.Errors.Hint+" "+term.Visible(f.hints), helpWidth-column)...)
	}
	fmt.Fprintf(b, "  %s  %-10s%s\n", mark, f.label, strings.Join(lines, "\n"+strings.Repeat(" ", column)))
}

func systemText(f doctor.System) string {
	system := f.OS + "/" + f.Arch
	if f.Name == "" {
		return system
	}
	return f.Name + ", " + system
}

func (p *program) consoleFinding(f doctor.Console) finding {
	w := p.words.Doctor
	if !f.Terminal {
		return finding{f.Level, w.Console, w.NoTerminal, ""}
	}
	text := fmt.Sprintf(w.ConsoleText, f.Columns, f.Rows, p.yes(f.ANSI), p.yes(f.UTF8))
	if f.Encoding != "" {
		text += " (" + f.Encoding + ")"
	}
	hint := ""
	switch {
	case f.Level == doctor.OK:
	case !f.UTF8:
		hint = w.UTF8Hint
	case !f.ANSI:
		hint = w.ANSIHint
	default:
		hint = w.EnlargeHint
	}
	return finding{f.Level, w.Console, text, hint}
}

func (p *program) yes(is bool) string {
	if is {
		return p.words.Doctor.Yes
	}
	return p.words.Doctor.No
}

func (p *program) loopbackFinding(label string, f doctor.Loopback) finding {
	w := p.words.Doctor
	if f.Works {
		return finding{f.Level, label, fmt.Sprintf(w.Loopback, f.Address), ""}
	}
	line, _ := p.describe(f.Err, client)
	hint := w.LoopbackHint
	switch {
	case f.Level == doctor.Note:
		hint = w.IPv6Hint
	case runtime.GOOS == "windows":
		hint = w.LoopbackWindowsHint
	}
	return finding{f.Level, label, line, hint}
}

func (p *program) portFinding(f doctor.Port) finding {
	w := p.words.Doctor
	if f.Free {
		return finding{f.Level, w.Port, fmt.Sprintf(w.PortFree, f.Port), ""}
	}
	line, hint := p.describe(f.Err, server)
	switch {
	case f.Program != "":
		line = fmt.Sprintf(w.PortHeldBy, f.Port, f.Program, f.PID)
	case strings.HasSuffix(f.Error, "EADDRINUSE"):
		line = fmt.Sprintf(w.PortHeld, f.Port)
	}
	return finding{f.Level, w.Port, line, hint}
}

// fewRanges are as many as fit in a line or two: Windows may list dozens.
const fewRanges = 4

func (p *program) reservedFinding(f doctor.Reserved, port uint16) finding {
	w := p.words.Doctor
	if !f.Known {
		return finding{f.Level, w.Reserved, w.Unknown, ""}
	}
	var parts []string
	if f.Privileged > 0 {
		parts = append(parts, fmt.Sprintf(w.Privileged, f.Privileged))
	}
	if f.Ephemeral != nil {
		parts = append(parts, fmt.Sprintf(w.Ephemeral, f.Ephemeral[0], f.Ephemeral[1]))
	}
	parts = append(parts, fmt.Sprintf(w.Ranges, p.rangeList(f.Ranges)))
	hint := ""
	if f.Hit != nil {
		hint = w.ClientsHint
		if f.Level == doctor.Bad {
			hint = w.RangeHint
		}
		hint = fmt.Sprintf(hint, port, f.Hit, f.Outside(port))
	}
	return finding{f.Level, w.Reserved, strings.Join(parts, "; "), hint}
}

func (p *program) rangeList(all []doctor.Range) string {
	if len(all) == 0 {
		return p.words.Doctor.None
	}
	var shown []string
	for _, r := range all[:min(len(all), fewRanges)] {
		shown = append(shown, r.String())
	}
	if more := len(all) - fewRanges; more > 0 {
		shown = append(shown, fmt.Sprintf(p.words.Doctor.More, more))
	}
	return strings.Join(shown, ", ")
}

func (p *program) windowsFinding(f doctor.Terminals) finding {
	w := p.words.Doctor
	if len(f.Terminals) == 0 {
		return finding{f.Level, w.Windows, w.NoWindows, w.WindowsHint}
	}
	return finding{f.Level, w.Windows, strings.Join(f.Terminals, ", "), ""}
}

func (p *program) folderFinding(f doctor.Folder) finding {
	w := p.words.Doctor
	if f.Writable {
		return finding{f.Level, w.Folder, fmt.Sprintf(w.FolderText, f.Scripts, filepath.Base(f.Transcripts)), ""}
	}
	return finding{f.Level, w.Folder, f.Scripts + ": " + p.fileReason(f.Err), w.FolderHint}
}
