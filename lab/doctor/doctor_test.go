package doctor

import (
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"socklab/lab/console/window"
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
	want := []Range{{80, 80}, {5357, 5357}, {50000, 50059}}
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
	for text, want := range map[string][]Range{
		"": nil, "\n": nil, "8080\n": {{8080, 8080}}, "8080,9148-9150": {{8080, 8080}, {9148, 9150}}, "x,1": {{1, 1}},
	} {
		if diff := cmp.Diff(want, parseRanges(text)); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

func TestJudge(t *testing.T) {
	ephemeral := &Range{32768, 60999}
	for name, c := range map[string]struct {
		fact Reserved
		port uint16
		want Level
		next uint16
	}{
		"nothing there":                {Reserved{}, 6543, OK, 6543},
		"Windows keeps it":             {Reserved{Excludes: true, Ranges: []Range{{6500, 6599}, {6600, 6600}}}, 6543, Bad, 6601},
		"Windows keeps others":         {Reserved{Excludes: true, Ranges: []Range{{80, 80}}}, 6543, OK, 6543},
		"clients may get it":           {Reserved{Ephemeral: ephemeral}, 40000, Note, 61000},
		"it is kept from clients":      {Reserved{Ephemeral: ephemeral, Ranges: []Range{{40000, 40000}}}, 40000, OK, 61000},
		"everything above is clients'": {Reserved{Ephemeral: &Range{10000, math.MaxUint16}}, 10001, Note, 1024},
	} {
		got := judge(c.fact, c.port)
		if got.Level != c.want || (got.Hit != nil) != (c.want != OK) || got.Outside(c.port) != c.next {
			t.Errorf("%s: %s, %v, next %d", name, got.Level, got.Hit, got.Outside(c.port))
		}
	}
}

func TestLookAtFolder(t *testing.T) {
	dir := t.TempDir()
	if f := lookAtFolder(dir); !f.Writable || f.Level != OK || filepath.Dir(f.Transcripts) != f.Scripts {
		t.Errorf("%+v", f)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
	if f := lookAtFolder(filepath.Join(dir, "not there")); f.Writable || f.Level != Bad || !errors.Is(f.Err, fs.ErrNotExist) {
		t.Errorf("%+v", f)
	}
}

func TestLookForTerminals(t *testing.T) {
	sys := window.System{OS: "linux", Getenv: func(string) string { return "" }}
	if f := lookForTerminals(sys); f.Level != Note || f.Terminals == nil {
		t.Errorf("%+v", f)
	}
	if f := lookForTerminals(window.System{OS: "windows", Getenv: sys.Getenv}); f.Level != OK || len(f.Terminals) != 1 {
		t.Errorf("%+v", f)
	}
}
