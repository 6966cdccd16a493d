//go:build unix

package web

import (
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
)

// browserCommand opens a file or an address in the browser, which Ctrl+C in
// this terminal does not end.
func browserCommand(target string) *exec.Cmd {
	name := "xdg-open"
	if runtime.GOOS == "darwin" {
		name = "open"
	}
	cmd := exec.Command(name, target)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	return cmd
}

// leadTo makes a file that leads a browser to address. All users see each
// other's command lines (ps), and only this one can read the file.
func leadTo(address string) (target string, tidy func(), err error) {
	dir, err := os.MkdirTemp(browsersFolder(), "sockLab-web-*") // 0700
	if err != nil {
		return "", func() {}, err
	}
	tidy = func() { _ = os.RemoveAll(dir) }
	target = filepath.Join(dir, "sockLab.html")
	to := html.EscapeString(address)
	page := fmt.Sprintf("<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"+
		"<meta http-equiv=\"refresh\" content=\"0; url=%s\">\n<title>sockLab</title>\n<a href=\"%s\">sockLab</a>\n", to, to)
	return target, tidy, os.WriteFile(target, []byte(page), 0o600)
}

// browsersFolder is where a browser can read a file. One that is a snap has a
// folder for temporary files of its own, and sees of this user's the home
// folder, but for what is hidden there.
func browsersFolder() string {
	const snaps = "/var/lib/snapd/desktop"
	if home, err := os.UserHomeDir(); err == nil {
		if _, err := os.Stat(snaps); err == nil {
			return home
		}
	}
	return "" // the system's
}
