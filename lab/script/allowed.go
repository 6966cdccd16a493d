package script

import (
	"fmt"
	"net/netip"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// A value is what an option may be.
type value struct {
	kind    Kind   // of the fault, where it is something else
	allowed string // the same in every language
	ok      func(text string) bool
}

var (
	// flag is an option without a value.
	flag      = &value{}
	loopback  = &value{KindNotLoopback, "127.0.0.1, 127.*, ::1, localhost", isLoopback}
	duration  = &value{KindRefused, "0s..10m", upTo(maxWithin)}
	retryTime = &value{KindRefused, "0s..1m", upTo(time.Minute)} // in which a client tries again and again

	clientPort = number(1024, 65535)
	serverPort = &value{KindRefused, "0, " + clientPort.allowed, func(s string) bool { return s == "0" || clientPort.ok(s) }} // 0: any that is free

	// dataFile is a name that sockLab reads or writes. Files of events are kept
	// apart by their ending: a file that is sent is one that was received, and
	// none grows from use to use.
	dataFile = &value{KindOutside, "", func(name string) bool {
		return isInside(name) && !strings.EqualFold(path.Ext(name), eventsEnding)
	}}
	eventsFile = &value{KindOutside, "*" + eventsEnding, func(name string) bool {
		return isInside(name) && path.Ext(name) == eventsEnding
	}}
)

const eventsEnding = ".jsonl"

func oneOf(words ...string) *value {
	return &value{KindRefused, strings.Join(words, "|"), func(s string) bool { return slices.Contains(words, s) }}
}

func number(lo, hi int) *value {
	return &value{KindRefused, fmt.Sprintf("%d..%d", lo, hi), func(s string) bool {
		n, ok := wholeNumber(s)
		return ok && n >= lo && n <= hi
	}}
}

func size(lo, hi int64) *value {
	return &value{KindRefused, fmt.Sprintf("%d..%s", lo, inUnits(hi)), func(s string) bool {
		n, ok := wholeSize(s)
		return ok && n >= lo && n <= hi
	}}
}

// isLoopback tells names of this machine that stay in it and are never looked
// up elsewhere.
func isLoopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip, err := netip.ParseAddr(strings.TrimSuffix(strings.TrimPrefix(host, "["), "]"))
	return err == nil && ip.Zone() == "" && ip.Unmap().IsLoopback()
}

func upTo(most time.Duration) func(string) bool {
	return func(s string) bool {
		d, err := time.ParseDuration(s)
		return err == nil && d >= 0 && d <= most
	}
}

// wholeNumber reads digits, without a sign.
func wholeNumber(s string) (int, bool) {
	n, err := strconv.ParseUint(s, 10, 31)
	return int(n), err == nil
}

var sizeForm = lazyPattern(`^([0-9]{1,9})(?i:([KMG])iB|B)?$`)

// wholeSize reads 2048, 64KiB, 1MiB, 2GiB.
func wholeSize(s string) (int64, bool) {
	m := sizeForm().FindStringSubmatch(s)
	if m == nil {
		return 0, false
	}
	n, _ := wholeNumber(m[1]) // so many digits are one
	return int64(n) << sizeShift[strings.ToUpper(m[2])], true
}

var sizeShift = map[string]int{"K": 10, "M": 20, "G": 30}

func inUnits(n int64) string {
	for _, unit := range []string{"G", "M", "K"} {
		if shift := sizeShift[unit]; n >= 1<<shift && n%(1<<shift) == 0 {
			return fmt.Sprintf("%d%siB", n>>shift, unit)
		}
	}
	return strconv.FormatInt(n, 10)
}

// maxName bounds a file's name, in bytes, below what systems take.
const maxName = 100

// windowsDevice is a name that Windows takes for a device, whatever its ending.
var windowsDevice = lazyPattern(`(?i)^(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9¹²³])$`)

// isInside tells a name that means a file in the folder where the program runs,
// on every system: no folders (there are none), no drive, no stream (a:b), no
// device, no name that a system changes.
func isInside(name string) bool {
	name = strings.TrimPrefix(name, "./")
	if name == "-" { // standard input
		return true
	}
	if name == "" || len(name) > maxName || strings.HasSuffix(name, ".") || name[0] == '-' {
		return false
	}
	stem, _, _ := strings.Cut(name, ".")
	return !windowsDevice().MatchString(stem) && !strings.ContainsFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && !strings.ContainsRune("._-", r)
	})
}
