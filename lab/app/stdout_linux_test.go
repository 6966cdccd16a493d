package app_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// TestFullDisk holds that who writes on a full disk says which file it was, and
// no option that the command lacks.
func TestFullDisk(t *testing.T) {
	const pages = 16
	for _, c := range []struct {
		name string
		left int // pages
		args string
		line string
	}{
		{"record", 1, "transcripts record DISK/rec", `cannot write DISK/rec/es/course-walkthrough: no space left on the device\n`},
		{"verify", 1, "transcripts verify course-walkthrough", `cannot write DISK/tmp/sockLab-verify-\d+/now: no space left on the device\n`},
		{"demo", 1, "demo --consoles log --speed 0 --out DISK/rec --port PORT",
			`cannot write DISK/rec: no space left on the device\nhint: choose another folder: --out FOLDER\n`},
		{"client", 1, "client -q --size 100KiB --out DISK/copy --port ECHO", `cannot write DISK/copy: no space left on the device\n`},
		{"export", 1, "export course-walkthrough -o DISK/x.html", `cannot write DISK/x\.html: no space left on the device\n`},
		{"events", 1, "client --explain none --repeat 100 --events DISK/events --port ECHO", `cannot write DISK/events: no space left on the device\n`},
		{"new script", 0, "scripts new DISK/new.yaml", `cannot write DISK/new\.yaml: no space left on the device\n`},
	} {
		t.Run(c.name, func(t *testing.T) {
			disk := t.TempDir()
			if err := unix.Mount("tmpfs", disk, "tmpfs", 0, fmt.Sprintf("size=%d", pages*os.Getpagesize())); err != nil {
				t.Skip("no small disk can be mounted here: ", err)
			}
			defer func() {
				if err := unix.Unmount(disk, unix.MNT_DETACH); err != nil {
					t.Error(err)
				}
			}()
			if err := os.WriteFile(filepath.Join(disk, "ballast"), make([]byte, (pages-c.left)*os.Getpagesize()), 0o600); err != nil {
				t.Fatal(err)
			}
			args := strings.NewReplacer("DISK", disk, "PORT", port(t), "ECHO", echoes(t)).Replace(c.args)
			status, said := printing{args: args}.runs(t, disk, nil, nil)
			said = strings.ReplaceAll(said, disk, "DISK")
			if status != 1 || !regexp.MustCompile(`\A`+c.line+`\z`).MatchString(said) {
				t.Errorf("ended with %d, saying %s", status, said)
			}
			nothingLeft(t, disk)
		})
	}
}
