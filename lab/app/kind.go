package app

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"socklab/lab/i18n"
)

// A kind is what the value of an option may be. The kind of an option that
// takes no value is empty.
type kind struct {
	// shown is what the help writes in the value's place.
	shown func(*i18n.Help, kind) string
	// read gives the value of a text, or says what is wrong with the text of
	// that option; nil: any text is right.
	read        func(k kind, u *i18n.Usage, option, text string) (value any, wrong string)
	choices     []string // all values that there are
	files       bool     // the value is a file's name
	least, most int64    // of a number
}

// alone is the kind of an option without a value.
var alone = kind{}

var (
	fileName   = kind{shown: func(h *i18n.Help, _ kind) string { return h.ValueFile }, files: true}
	folderName = kind{shown: func(h *i18n.Help, _ kind) string { return h.FolderArg }}
	anyName    = kind{shown: func(h *i18n.Help, _ kind) string { return h.NameArg }}
	hostName   = kind{shown: func(*i18n.Help, kind) string { return "HOST" }}
	lapse      = kind{shown: func(h *i18n.Help, _ kind) string { return h.ValueTime }, read: readLapse}
	factor     = kind{shown: shownNumber, read: readFactor}
)

func oneOf(choices ...string) kind {
	return kind{shown: func(_ *i18n.Help, k kind) string { return strings.Join(k.choices, "|") }, read: readChoice, choices: choices}
}

func number(least, most int64) kind {
	return kind{shown: shownNumber, read: readNumber, least: least, most: most}
}

func portFrom(least int64) kind { return kind{shown: shownNumber, read: readPort, least: least} }

func size(least, most int64) kind {
	return kind{shown: func(h *i18n.Help, _ kind) string { return h.ValueSize }, read: readSize, least: least, most: most}
}

func shownNumber(*i18n.Help, kind) string { return "N" }

// readChoice gives the place of the text among the choices.
func readChoice(k kind, u *i18n.Usage, option, text string) (any, string) {
	i := slices.Index(k.choices, text)
	if i < 0 {
		return nil, fmt.Sprintf(u.BadChoice, option, text, strings.Join(k.choices, ", "))
	}
	return i, ""
}

func readNumber(k kind, u *i18n.Usage, option, text string) (any, string) {
	n, err := strconv.Atoi(text)
	if err != nil || int64(n) < k.least || int64(n) > k.most {
		return nil, fmt.Sprintf(u.BadNumber, option, text, k.least, k.most)
	}
	return n, ""
}

func readPort(k kind, u *i18n.Usage, option, text string) (any, string) {
	n, err := strconv.ParseUint(text, 10, 16)
	if err != nil || int64(n) < k.least {
		return nil, fmt.Sprintf(u.BadPort, option, text, k.least)
	}
	return uint16(n), ""
}

func readSize(k kind, u *i18n.Usage, option, text string) (any, string) {
	n, ok := parseSize(text)
	if !ok || n < k.least || n > k.most {
		return nil, fmt.Sprintf(u.BadSize, option, text, formatSize(k.least), formatSize(k.most))
	}
	return n, ""
}

func readLapse(_ kind, u *i18n.Usage, option, text string) (any, string) {
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 || d > 24*time.Hour {
		return nil, fmt.Sprintf(u.BadDuration, option, text)
	}
	return d, ""
}

// readFactor reads a speed; 0 means without any wait.
func readFactor(_ kind, u *i18n.Usage, option, text string) (any, string) {
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || !(f >= 0 && f <= 1000) {
		return nil, fmt.Sprintf(u.BadSpeed, option, text)
	}
	return f, ""
}
