package app

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"socklab/lab/console/window"
	"socklab/lab/event"
	"socklab/lab/sock"
)

// What netsh prints in some languages. Only its numbers are sure.
var netsh = map[string]string{
	"en": "\r\nProtocol tcp Port Exclusion Ranges\r\n\r\nStart Port    End Port      \r\n----------    --------      \r\n" +
		"        80          80      \r\n      5357        5357      \r\n     50000       50059     *\r\n\r\n* - Administered port exclusions.\r\n\r\n",
	"es": "\r\nIntervalos de exclusión de puertos del protocolo tcp\r\n\r\nPuerto de inicio    Puerto final\r\n----------    --------\r\n" +
		"        80          80\r\n      5357        5357\r\n     50000       50059     *\r\n\r\n* - Exclusiones de puertos administrados.\r\n",
	"lines end as on Unix": "x\n80 80\n5357 5357\n50000 50059 *\n",
}

func TestParseExcluded(t *testing.T) {
	want := []portRange{{80, 80}, {5357, 5357}, {50000, 50059}}
	for name, text := range netsh {
		if diff := cmp.Diff(want, parseExcluded(text)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	for _, text := range []string{"", "The following command was not found: interface ipv4.\r\n", "90000 90001\n", "9 8\n"} {
		if got := parseExcluded(text); got != nil {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestParseRanges(t *testing.T) {
	for text, want := range map[string][]portRange{
		"": nil, "\n": nil, "8080\n": {{8080, 8080}}, "8080,9148-9150": {{8080, 8080}, {9148, 9150}}, "x,1": {{1, 1}},
	} {
		if diff := cmp.Diff(want, parseRanges(text)); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

func TestJudge(t *testing.T) {
	ephemeral := &portRange{32768, 60999}
	for name, c := range map[string]struct {
		fact reservedFact
		port uint16
		want level
		next uint16
	}{
		"nothing there":                {reservedFact{}, 6543, levelOK, 6543},
		"Windows keeps it":             {reservedFact{excludes: true, Ranges: []portRange{{6500, 6599}, {6600, 6600}}}, 6543, levelBad, 6601},
		"Windows keeps others":         {reservedFact{excludes: true, Ranges: []portRange{{80, 80}}}, 6543, levelOK, 6543},
		"clients may get it":           {reservedFact{Ephemeral: ephemeral}, 40000, levelNote, 61000},
		"it is kept from clients":      {reservedFact{Ephemeral: ephemeral, Ranges: []portRange{{40000, 40000}}}, 40000, levelOK, 61000},
		"everything above is clients'": {reservedFact{Ephemeral: &portRange{10000, math.MaxUint16}}, 10001, levelNote, 1024},
	} {
		got := judge(c.fact, c.port)
		if got.Level != c.want || (got.Hit != nil) != (c.want != levelOK) || got.outside(c.port) != c.next {
			t.Errorf("%s: %s, %v, next %d", name, got.Level, got.Hit, got.outside(c.port))
		}
	}
}

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
func everythingWrong() *checkup {
	ranges := []portRange{{80, 80}, {5357, 5357}, {6500, 6599}, {7000, 7100}, {50000, 50059}, {50060, 50159}, {50160, 50259}}
	refused := &sock.Error{Call: event.Bind, Err: numbers[sock.InUse]}
	return &checkup{
		Version:  "v1.2.3",
		System:   systemFact{levelOK, "windows", "amd64", "Windows 10.0.19045"},
		Console:  consoleFact{Level: levelNote, Terminal: true, Columns: 40, Rows: 10, Encoding: "CP850"},
		IPv4:     loopbackFact{Level: levelBad, Address: "127.0.0.1", err: refused},
		IPv6:     loopbackFact{Level: levelNote, Address: "::1", err: refused},
		Port:     portFact{Level: levelBad, Port: 6543, Program: "Some Other Program.exe", PID: 123456, Error: "WSAEADDRINUSE", err: refused},
		Reserved: judge(reservedFact{Known: true, excludes: true, Ranges: ranges}, 6543),
		Windows:  terminalsFact{Level: levelNote},
		Folder:   folderFact{Level: levelBad, Scripts: `C:\Program Files\sockLab`, err: fs.ErrPermission},
	}
}

// TestDoctorIsOneScreen holds that what is told fits in 80 by 24 even there,
// the prompt's line included.
func TestDoctorIsOneScreen(t *testing.T) {
	for _, lang := range []string{"es", "en"} {
		p := newProgram(lang)
		if err := p.tellCheckup(everythingWrong()); err != nil {
			t.Fatal(err)
		}
		text := p.Out.(*bytes.Buffer).String()
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

func TestLookAtFolder(t *testing.T) {
	dir := t.TempDir()
	if f := lookAtFolder(dir); !f.Writable || f.Level != levelOK || filepath.Dir(f.Transcripts) != f.Scripts {
		t.Errorf("%+v", f)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
	if f := lookAtFolder(filepath.Join(dir, "not there")); f.Writable || f.Level != levelBad || !errors.Is(f.err, fs.ErrNotExist) {
		t.Errorf("%+v", f)
	}
}

func TestLookForTerminals(t *testing.T) {
	sys := window.System{OS: "linux", Getenv: func(string) string { return "" }}
	if f := lookForTerminals(sys); f.Level != levelNote || f.Terminals == nil {
		t.Errorf("%+v", f)
	}
	if f := lookForTerminals(window.System{OS: "windows", Getenv: sys.Getenv}); f.Level != levelOK || len(f.Terminals) != 1 {
		t.Errorf("%+v", f)
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
	if newProgram("en").doubleClicked() {
		t.Error("buffers are taken for a window")
	}
}
