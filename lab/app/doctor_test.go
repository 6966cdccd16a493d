package app

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"socklab/lab/doctor"
	"socklab/lab/event"
	"socklab/lab/sock"
	"socklab/lab/term"
)

// TestDoctorJSON holds the names that programs read.
func TestDoctorJSON(t *testing.T) {
	status, out, stderr := sentence("doctor", "--json")
	if status != exitDone && status != exitNo || stderr != "" {
		t.Fatalf("status %d, on standard error: %s", status, stderr)
	}
	var got map[string]any
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	for part, names := range map[string]string{
		"system": "os arch name", "console": "terminal ansi utf8 encoding columns rows", "ipv4": "address works",
		"ipv6": "address works", "port": "port free", "reserved": "known privileged_below ranges", "windows": "terminals",
		"folder": "scripts transcripts writable",
	} {
		fact, _ := got[part].(map[string]any)
		for _, name := range append(strings.Fields(names), "level") {
			if _, ok := fact[name]; !ok {
				t.Errorf("%s.%s is missing in\n%s", part, name, out)
			}
		}
	}
	if ok, is := got["ok"].(bool); !is || ok != (status == exitDone) {
		t.Errorf("ok is %v, the status %d", got["ok"], status)
	}
}

// everythingWrong is a machine on which nothing goes as it should.
func everythingWrong() *doctor.Checkup {
	ranges := []doctor.Range{{80, 80}, {5357, 5357}, {6500, 6599}, {7000, 7100}, {50000, 50059}, {50060, 50159}, {50160, 50259}}
	refused := &sock.Error{Call: event.Bind, Err: numbers[sock.InUse]}
	return &doctor.Checkup{
		Version:  "v1.2.3",
		System:   doctor.System{Level: doctor.OK, OS: "windows", Arch: "amd64", Name: "Windows 10.0.19045"},
		Console:  doctor.Console{Level: doctor.Note, Terminal: true, Columns: 40, Rows: 10, Encoding: "CP850"},
		IPv4:     doctor.Loopback{Level: doctor.Bad, Address: "127.0.0.1", Err: refused},
		IPv6:     doctor.Loopback{Level: doctor.Note, Address: "::1", Err: refused},
		Port:     doctor.Port{Level: doctor.Bad, Port: 6543, Program: "Some Other Program.exe", PID: 123456, Error: "WSAEADDRINUSE", Err: refused},
		Reserved: doctor.Reserved{Level: doctor.Bad, Known: true, Excludes: true, Ranges: ranges, Hit: &ranges[2]},
		Windows:  doctor.Terminals{Level: doctor.Note},
		Folder:   doctor.Folder{Level: doctor.Bad, Scripts: `C:\Program Files\sockLab`, Err: fs.ErrPermission},
	}
}

// TestDoctorIsOneScreen holds that what is told fits in 80 by 24 even there,
// the prompt's line included.
func TestDoctorIsOneScreen(t *testing.T) {
	for _, lang := range []string{"es", "en"} {
		p := newProgram(lang)
		var b strings.Builder
		p.tellCheckup(&b, everythingWrong())
		text := b.String()
		if n := strings.Count(text, "\n"); n > 24 {
			t.Errorf("%d lines:\n%s", n, text)
		}
		for line := range strings.Lines(text) {
			if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n >= columnsOfCMD {
				t.Errorf("%d columns: %q", n, line)
			}
		}
		if n := strings.Count(text, p.words.Errors.Hint); n != 7 {
			t.Errorf("%d hints:\n%s", n, text)
		}
	}
}

// TestExplainClick holds what somebody sees who double-clicks the program.
func TestExplainClick(t *testing.T) {
	for _, lang := range []string{"es", "en"} {
		p := newProgram(lang)
		p.In = strings.NewReader("xy")
		if err := p.explainClick(); err != nil {
			t.Fatal(err)
		}
		text := p.Out.(*bytes.Buffer).String()
		for line := range strings.Lines(text) {
			if n := utf8.RuneCountInString(line); n > columnsOfCMD && !strings.Contains(line, os.TempDir()) {
				t.Errorf("%d columns: %q", n, line)
			}
		}
		if !strings.Contains(text, "sockLab demo") || strings.HasSuffix(text, "\n") || strings.Count(text, "\n") > 24 {
			t.Errorf("%s", text)
		}
		if rest, _ := p.In.(*strings.Reader).ReadByte(); rest != 'y' {
			t.Errorf("one key was not waited for: next is %q", rest)
		}
	}
	if term.OwnWindow(newProgram("en").Streams) {
		t.Error("buffers are taken for a window")
	}
}
