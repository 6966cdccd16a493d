package app

import (
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"socklab/lab/cmdline"
)

// requests are those that the manual uses, and all that may begin a line.
var requests = regexp.MustCompile(`^\.(TH|SH|SS|PP|TP|B|EX|EE)( |$)`)

// dashes are as roff has them.
var dashes = strings.NewReplacer("-", `\-`)

// TestManual holds that the manual page names each command and option and is
// roff that any program reads.
func TestManual(t *testing.T) {
	for _, lang := range []string{"es", "en"} {
		status, page, stderr := sentence("man", "--lang", lang)
		if status != exitDone || stderr != "" {
			t.Fatalf("status %d: %s", status, stderr)
		}
		for line := range strings.Lines(page) {
			line = strings.TrimSuffix(line, "\n")
			if line == "" || !requests.MatchString(line) && !strings.HasPrefix(line, `\&`) || strings.ContainsFunc(line, func(r rune) bool { return r > '~' || r < ' ' }) {
				t.Errorf("%s: %q", lang, line)
			}
		}
		paths([]string{"sockLab"}, newProgram(lang).sockLab().Below, func(path []string, c *cmdline.Command) {
			names := strings.Contains(page, `.SS "`+dashes.Replace(strings.Join(path, " ")))
			if names == c.Hidden {
				t.Errorf("%s: %v stands there: %v", lang, path, names)
			}
			for _, o := range c.Options {
				if !strings.Contains(page, dashes.Replace("--"+o.Name)) {
					t.Errorf("%s: %v --%s is missing", lang, path, o.Name)
				}
			}
		})
	}
}

// TestManualReadsWell asks groff, with all its warnings on.
func TestManualReadsWell(t *testing.T) {
	groff, err := exec.LookPath("groff")
	if err != nil {
		t.Skipf("no groff here to read the manual: %v", err)
	}
	for _, lang := range []string{"es", "en"} {
		_, page, _ := sentence("man", "--lang", lang)
		cmd := exec.Command(groff, "-man", "-Tutf8", "-ww", "-z")
		cmd.Stdin = strings.NewReader(page)
		if out, err := cmd.CombinedOutput(); err != nil || len(out) > 0 {
			t.Errorf("%s: groff: %v\n%s", lang, err, out)
		}
	}
}
