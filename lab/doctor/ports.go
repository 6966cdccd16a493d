package doctor

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"socklab/lab/sock"
)

// Port is whether the course's server can listen where it does.
type Port struct {
	Level   Level  `json:"level"`
	Port    uint16 `json:"port"`
	Free    bool   `json:"free"`
	PID     int    `json:"pid,omitempty"`     // who listens there,
	Program string `json:"program,omitempty"` // where the system tells
	Error   string `json:"error,omitempty"`   // the symbol

	Err error `json:"-"`
}

// lookAtPort listens on the course's port as its server does.
func lookAtPort(port uint16) Port {
	st := sock.New(context.Background(), sock.Options{})
	defer st.Close() // nothing was sent that could be lost
	_, err := st.Listen(netip.AddrPortFrom(netip.MustParseAddr("127.0.0.1"), port), 1)
	if err == nil {
		return Port{Level: OK, Port: port, Free: true}
	}
	fact := Port{Level: Bad, Port: port, Error: sock.SymbolOf(err), Err: err}
	if errors.Is(err, sock.InUse) {
		fact.PID, fact.Program = Holder(port)
	}
	return fact
}

// A Range is the first and the last of some ports.
type Range [2]uint16

func (r Range) has(port uint16) bool { return r[0] <= port && port <= r[1] }

// Reserved are the ports that the system keeps from some.
type Reserved struct {
	Level      Level   `json:"level"`
	Known      bool    `json:"known"`                // whether the system told
	Privileged uint16  `json:"privileged_below"`     // ports below need privileges; 0: none
	Ephemeral  *Range  `json:"ephemeral,omitempty"`  // the system picks clients' ports here
	Ranges     []Range `json:"ranges"`               // kept from servers on Windows, from clients on Linux
	Hit        *Range  `json:"holds_port,omitempty"` // what stands in the way of the course's port

	Excludes bool `json:"-"` // whether nobody can bind within Ranges
}

// judge finds what stands in port's way.
func judge(fact Reserved, port uint16) Reserved {
	fact.Level = OK
	if fact.Ranges == nil {
		fact.Ranges = []Range{}
	}
	inRanges := false
	for _, r := range fact.Ranges {
		if r.has(port) {
			inRanges = true
			if fact.Excludes {
				fact.Level, fact.Hit = Bad, &r
			}
		}
	}
	if e := fact.Ephemeral; e != nil && e.has(port) && !inRanges {
		fact.Level, fact.Hit = Note, e // some client may have it just then
	}
	return fact
}

// parseExcluded reads what netsh interface ipv4 show excludedportrange prints.
// Its lines with ranges are two numbers and, where an administrator made the
// range, a star. All else is in the system's language.
func parseExcluded(text string) []Range {
	var out []Range
	for line := range strings.Lines(text) {
		numbers := strings.Fields(strings.TrimSuffix(strings.TrimSpace(line), "*"))
		if len(numbers) != 2 {
			continue
		}
		if r, ok := newRange(numbers[0], numbers[1]); ok {
			out = append(out, r)
		}
	}
	return out
}

// parseRanges reads ports as Linux lists them: 8080,9148-9150.
func parseRanges(text string) []Range {
	var out []Range
	for part := range strings.SplitSeq(strings.TrimSpace(text), ",") {
		first, last, isRange := strings.Cut(part, "-")
		if !isRange {
			last = first
		}
		if r, ok := newRange(first, last); ok {
			out = append(out, r)
		}
	}
	return out
}

func newRange(first, last string) (Range, bool) {
	a, aerr := strconv.ParseUint(first, 10, 16)
	b, berr := strconv.ParseUint(last, 10, 16)
	return Range{uint16(a), uint16(b)}, aerr == nil && berr == nil && a <= b
}

// String is 5357 or 50000-50059.
func (r Range) String() string {
	if r[0] == r[1] {
		return strconv.Itoa(int(r[0]))
	}
	return fmt.Sprintf("%d-%d", r[0], r[1])
}

// Outside is the first port, from this one on, that nobody else may have.
func (f Reserved) Outside(port uint16) uint16 {
	all := f.Ranges
	if f.Ephemeral != nil {
		all = append(slices.Clone(all), *f.Ephemeral)
	}
	const least = 1024
	for n := port; ; n++ {
		n = max(n, least) // behind 65535 comes 0
		if !slices.ContainsFunc(all, func(r Range) bool { return r.has(n) }) {
			return n
		}
	}
}
