package session

import (
	"os"
	"regexp"
	"runtime"
	"unicode/utf8"

	"socklab/lab/script"
	"socklab/lab/vt"
)

// systemPrompt is the prompt that people know from their system.
func systemPrompt() string {
	if runtime.GOOS != "windows" {
		return "$ "
	}
	dir, _ := os.Getwd() // no folder, no name in the prompt
	return dir + ">"
}

// promptRoom is how many columns a prompt may have, so that no line that s
// types is broken where it would not be behind a shorter one, and that half
// of the console is left whatever is typed.
func promptRoom(s *script.Script) int {
	longest := 0
	for _, step := range s.Steps {
		longest = max(longest, vt.TextWidth(step.Type))
	}
	return min(s.Size.Cols/2, s.Size.Cols-1-longest)
}

// shortened is a prompt that fits in room, as far as it can: of a folder, first
// those above it go, then the end of its name.
func shortened(prompt string, room int) string {
	// The drive, the folders above, the name.
	m := regexp.MustCompile(`^([A-Za-z]:\\|\\\\)(.*\\)?([^\\]*)>$`).FindStringSubmatch(prompt)
	if m == nil || m[3] == "" || vt.TextWidth(prompt) <= room {
		return prompt
	}
	drive, name := m[1]+`...\`, m[3]
	const cut = "...>"
	if short := drive + name + ">"; vt.TextWidth(short) <= room {
		return short
	}
	for name != "" && vt.TextWidth(drive+name+cut) > room {
		_, size := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-size]
	}
	if name == "" {
		return m[1] + cut
	}
	return drive + name + cut
}
