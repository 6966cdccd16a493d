package app

import (
	"os"
	"testing"
)

// TestNUL holds that NUL is written to, however it is called, and that no file
// comes of it.
func TestNUL(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"NUL", "nul", `\\.\NUL`} {
		status, _, said := sentence("export", "course-walkthrough", "--format", "txt", "--force", "-o", name)
		if status != exitDone || said != "" {
			t.Errorf("%s: ended with %d, saying %s", name, status, said)
		}
	}
	if files, err := os.ReadDir("."); err != nil || len(files) > 0 {
		t.Errorf("left behind: %v %v", files, err)
	}
}
