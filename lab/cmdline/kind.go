package cmdline

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"socklab/lab/i18n"
)

// A Kind is what the value of an option may be. The kind of an option that
// takes no value is empty.
type Kind struct {
	shown   func(*i18n.Help) string // what the help writes in the value's place
	read    reader                  // nil: any text is right
	choices []string                // all values that there are
	files   bool                    // the value is a file's name
}

// A reader gives the value of a text, or says what is wrong with the text of
// that option.
type reader func(u *i18n.Usage, option, text string) (value any, wrong string)

// The kinds whose values have no bounds.
var (
	File     = Kind{shown: func(h *i18n.Help) string { return h.FileArg }, files: true}
	Folder   = Kind{shown: func(h *i18n.Help) string { return h.FolderArg }}
	Name     = Kind{shown: func(h *i18n.Help) string { return h.NameArg }}
	Host     = Kind{shown: func(*i18n.Help) string { return "HOST" }}
	Duration = Kind{shown: func(h *i18n.Help) string { return h.ValueTime }, read: readDuration}
	Speed    = Kind{shown: shownNumber, read: readSpeed}
)

func shownNumber(*i18n.Help) string { return "N" }

// OneOf is the kind of a value that is one of these. It is read as its place
// among them.
func OneOf(choices ...string) Kind {
	return Kind{choices: choices, shown: func(*i18n.Help) string { return strings.Join(choices, "|") },
		read: func(u *i18n.Usage, option, text string) (any, string) {
			i := slices.Index(choices, text)
			if i < 0 {
				return nil, fmt.Sprintf(u.BadChoice, option, text, strings.Join(choices, ", "))
			}
			return i, ""
		}}
}

// Number is the kind of a whole number in these bounds.
func Number(least, most int) Kind {
	return Kind{shown: shownNumber, read: func(u *i18n.Usage, option, text string) (any, string) {
		n, err := strconv.Atoi(text)
		if err != nil || n < least || n > most {
			return nil, fmt.Sprintf(u.BadNumber, option, text, least, most)
		}
		return n, ""
	}}
}

// Port is the kind of a port, the least of which is 0 or 1.
func Port(least uint16) Kind {
	return Kind{shown: shownNumber, read: func(u *i18n.Usage, option, text string) (any, string) {
		n, err := strconv.ParseUint(text, 10, 16)
		if err != nil || uint16(n) < least {
			return nil, fmt.Sprintf(u.BadPort, option, text, least)
		}
		return uint16(n), ""
	}}
}

// Size is the kind of a number of bytes in these bounds.
func Size(least, most int64) Kind {
	return Kind{shown: func(h *i18n.Help) string { return h.ValueSize }, read: func(u *i18n.Usage, option, text string) (any, string) {
		n, ok := parseSize(text)
		if !ok || n < least || n > most {
			return nil, fmt.Sprintf(u.BadSize, option, text, FormatSize(least), FormatSize(most))
		}
		return n, ""
	}}
}

func readDuration(u *i18n.Usage, option, text string) (any, string) {
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 || d > 24*time.Hour {
		return nil, fmt.Sprintf(u.BadDuration, option, text)
	}
	return d, ""
}

// readSpeed reads a speed; 0 means without any wait.
func readSpeed(u *i18n.Usage, option, text string) (any, string) {
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || !(f >= 0 && f <= 1000) {
		return nil, fmt.Sprintf(u.BadSpeed, option, text)
	}
	return f, ""
}
