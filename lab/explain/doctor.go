package explain

import (
	"fmt"
	"path/filepath"
	"runtime"
	"strings"

	"socklab/lab/doctor"
)

// A Finding is one of doctor's in words: what it is about, what was found, what
// to do.
type Finding struct {
	Level             doctor.Level
	Label, Text, Hint string
}

// Findings are those that a person is told, in order.
func (w Words) Findings(found *doctor.Checkup) []Finding {
	d := w.Doctor
	return []Finding{
		{found.System.Level, d.System, systemText(found.System), ""},
		w.consoleFinding(found.Console),
		w.loopbackFinding(d.IPv4, found.IPv4),
		w.loopbackFinding(d.IPv6, found.IPv6),
		w.portFinding(found.Port),
		w.reservedFinding(found.Reserved, found.Port.Port),
		w.windowsFinding(found.Windows),
		w.folderFinding(found.Folder),
	}
}

func systemText(f doctor.System) string {
	system := f.OS + "/" + f.Arch
	if f.Name == "" {
		return system
	}
	return f.Name + ", " + system
}

func (w Words) consoleFinding(f doctor.Console) Finding {
	d := w.Doctor
	if !f.Terminal {
		return Finding{f.Level, d.Console, d.NoTerminal, ""}
	}
	text := fmt.Sprintf(d.ConsoleText, f.Columns, f.Rows, w.yes(f.ANSI), w.yes(f.UTF8))
	if f.Encoding != "" {
		text += " (" + f.Encoding + ")"
	}
	hint := ""
	switch {
	case f.Level == doctor.OK:
	case !f.UTF8:
		hint = d.UTF8Hint
	case !f.ANSI:
		hint = d.ANSIHint
	default:
		hint = d.EnlargeHint
	}
	return Finding{f.Level, d.Console, text, hint}
}

func (w Words) yes(is bool) string {
	if is {
		return w.Doctor.Yes
	}
	return w.Doctor.No
}

func (w Words) loopbackFinding(label string, f doctor.Loopback) Finding {
	d := w.Doctor
	if f.Works {
		return Finding{f.Level, label, fmt.Sprintf(d.Loopback, f.Address), ""}
	}
	line, _ := w.Error(f.Err, Client)
	hint := d.LoopbackHint
	switch {
	case f.Level == doctor.Note:
		hint = d.IPv6Hint
	case runtime.GOOS == "windows":
		hint = d.LoopbackWindowsHint
	}
	return Finding{f.Level, label, line, hint}
}

func (w Words) portFinding(f doctor.Port) Finding {
	d := w.Doctor
	if f.Free {
		return Finding{f.Level, d.Port, fmt.Sprintf(d.PortFree, f.Port), ""}
	}
	line, hint := w.Error(f.Err, Server)
	switch {
	case f.Program != "":
		line = fmt.Sprintf(d.PortHeldBy, f.Port, f.Program, f.PID)
	case strings.HasSuffix(f.Error, "EADDRINUSE"):
		line = fmt.Sprintf(d.PortHeld, f.Port)
	}
	return Finding{f.Level, d.Port, line, hint}
}

// fewRanges are as many as fit in a line or two: Windows may list dozens.
const fewRanges = 4

func (w Words) reservedFinding(f doctor.Reserved, port uint16) Finding {
	d := w.Doctor
	if !f.Known {
		return Finding{f.Level, d.Reserved, d.Unknown, ""}
	}
	var parts []string
	if f.Privileged > 0 {
		parts = append(parts, fmt.Sprintf(d.Privileged, f.Privileged))
	}
	if f.Ephemeral != nil {
		parts = append(parts, fmt.Sprintf(d.Ephemeral, f.Ephemeral[0], f.Ephemeral[1]))
	}
	parts = append(parts, fmt.Sprintf(d.Ranges, w.rangeList(f.Ranges)))
	hint := ""
	if f.Hit != nil {
		hint = d.ClientsHint
		if f.Level == doctor.Bad {
			hint = d.RangeHint
		}
		hint = fmt.Sprintf(hint, port, f.Hit, f.Outside(port))
	}
	return Finding{f.Level, d.Reserved, strings.Join(parts, "; "), hint}
}

func (w Words) rangeList(all []doctor.Range) string {
	if len(all) == 0 {
		return w.Doctor.None
	}
	var shown []string
	for _, r := range all[:min(len(all), fewRanges)] {
		shown = append(shown, r.String())
	}
	if more := len(all) - fewRanges; more > 0 {
		shown = append(shown, fmt.Sprintf(w.Doctor.More, more))
	}
	return strings.Join(shown, ", ")
}

func (w Words) windowsFinding(f doctor.Terminals) Finding {
	d := w.Doctor
	if len(f.Terminals) == 0 {
		return Finding{f.Level, d.Windows, d.NoWindows, d.WindowsHint}
	}
	return Finding{f.Level, d.Windows, strings.Join(f.Terminals, ", "), ""}
}

func (w Words) folderFinding(f doctor.Folder) Finding {
	d := w.Doctor
	if f.Writable {
		return Finding{f.Level, d.Folder, fmt.Sprintf(d.FolderText, f.Scripts, filepath.Base(f.Transcripts)), ""}
	}
	return Finding{f.Level, d.Folder, f.Scripts + ": " + w.File(f.Err), d.FolderHint}
}
