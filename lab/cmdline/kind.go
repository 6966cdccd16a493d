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
	// shown is what the help writes in the value's place.
	shown func(*i18n.Help, Kind) string
	// read gives the value of a text, or says what is wrong with the text of
	// that option; nil: any text is right.
	read        func(k Kind, u *i18n.Usage, option, text string) (value any, wrong string)
	choices     []string // all values that there are
	files       bool     // the value is a file's name
	least, most int64    // of a number
}

// The kinds whose values have no bounds.
var (
	File     = Kind{shown: func(h *i18n.Help, _ Kind) string { return h.ValueFile }, files: true}
	Folder   = Kind{shown: func(h *i18n.Help, _ Kind) string { return h.FolderArg }}
	Name     = Kind{shown: func(h *i18n.Help, _ Kind) string { return h.NameArg }}
	Host     = Kind{shown: func(*i18n.Help, Kind) string { return "HOST" }}
	Duration = Kind{shown: func(h *i18n.Help, _ Kind) string { return h.ValueTime }, read: readDuration}
	Speed    = Kind{shown: shownNumber, read: readSpeed}
)

// OneOf is the kind of a value that is one of these.
func OneOf(choices ...string) Kind {
	return Kind{shown: func(_ *i18n.Help, k Kind) string { return strings.Join(k.choices, "|") }, read: readChoice, choices: choices}
}

// Number is the kind of a whole number in these bounds.
func Number(least, most int64) Kind {
	return Kind{shown: shownNumber, read: readNumber, least: least, most: most}
}

// Port is the kind of a port, the least of which is 0 or 1.
func Port(least int64) Kind { return Kind{shown: shownNumber, read: readPort, least: least} }

// Size is the kind of a number of bytes in these bounds.
func Size(least, most int64) Kind {
	return Kind{shown: func(h *i18n.Help, _ Kind) string { return h.ValueSize }, read: readSize, least: least, most: most}
}

func shownNumber(*i18n.Help, Kind) string { return "N" }

// readChoice gives the place of the text among the choices.
func readChoice(k Kind, u *i18n.Usage, option, text string) (any, string) {
	i := slices.Index(k.choices, text)
	if i < 0 {
		return nil, fmt.Sprintf(u.BadChoice, option, text, strings.Join(k.choices, ", "))
	}
	return i, ""
}

func readNumber(k Kind, u *i18n.Usage, option, text string) (any, string) {
	n, err := strconv.Atoi(text)
	if err != nil || int64(n) < k.least || int64(n) > k.most {
		return nil, fmt.Sprintf(u.BadNumber, option, text, k.least, k.most)
	}
	return n, ""
}

func readPort(k Kind, u *i18n.Usage, option, text string) (any, string) {
	n, err := strconv.ParseUint(text, 10, 16)
	if err != nil || int64(n) < k.least {
		return nil, fmt.Sprintf(u.BadPort, option, text, k.least)
	}
	return uint16(n), ""
}

func readSize(k Kind, u *i18n.Usage, option, text string) (any, string) {
	n, ok := parseSize(text)
	if !ok || n < k.least || n > k.most {
		return nil, fmt.Sprintf(u.BadSize, option, text, FormatSize(k.least), FormatSize(k.most))
	}
	return n, ""
}

func readDuration(_ Kind, u *i18n.Usage, option, text string) (any, string) {
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 || d > 24*time.Hour {
		return nil, fmt.Sprintf(u.BadDuration, option, text)
	}
	return d, ""
}

// readSpeed reads a speed; 0 means without any wait.
func readSpeed(_ Kind, u *i18n.Usage, option, text string) (any, string) {
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || !(f >= 0 && f <= 1000) {
		return nil, fmt.Sprintf(u.BadSpeed, option, text)
	}
	return f, ""
}
