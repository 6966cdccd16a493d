package app

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"socklab/lab/sock"
)

// loopbackPatience bounds what takes microseconds where nothing is in its way.
const loopbackPatience = 2 * time.Second

type loopbackFact struct {
	Level   level  `json:"level"`
	Address string `json:"address"`
	Works   bool   `json:"works"`
	Error   string `json:"error,omitempty"` // the symbol

	err error
}

// lookAtLoopback really binds, listens, connects, accepts, sends and receives.
func lookAtLoopback(address string, otherwise level) loopbackFact {
	err := exchange(netip.MustParseAddr(address))
	if err != nil {
		return loopbackFact{Level: otherwise, Address: address, Error: symbol(err), err: err}
	}
	return loopbackFact{Level: levelOK, Address: address, Works: true}
}

// exchange sends a byte to itself. The system completes the connection, so
// connect returns before accept is called.
func exchange(ip netip.Addr) error {
	ctx, cancel := context.WithTimeout(context.Background(), loopbackPatience)
	defer cancel()
	st := sock.New(ctx, sock.Options{})
	defer st.Close() // the first error is the one to tell
	listener, err := st.Listen(netip.AddrPortFrom(ip, 0), 1)
	if err != nil {
		return err
	}
	out, err := st.Dial(listener.Local(), loopbackPatience)
	if err != nil {
		return err
	}
	in, err := listener.Accept()
	if err != nil {
		return err
	}
	if _, err = out.SendAll([]byte{'x'}); err != nil {
		return err
	}
	_, err = in.Recv(make([]byte, 1))
	return err
}

func symbol(err error) string {
	var errno syscall.Errno
	if errors.As(err, &errno) {
		return sock.Symbol(errno)
	}
	return err.Error()
}

type portFact struct {
	Level   level  `json:"level"`
	Port    uint16 `json:"port"`
	Free    bool   `json:"free"`
	PID     int    `json:"pid,omitempty"`     // who listens there,
	Program string `json:"program,omitempty"` // where the system tells
	Error   string `json:"error,omitempty"`   // the symbol

	err error
}

// lookAtPort listens on the course's port as its server does.
func lookAtPort(port uint16) portFact {
	st := sock.New(context.Background(), sock.Options{})
	defer st.Close() // nothing was sent that could be lost
	_, err := st.Listen(netip.AddrPortFrom(netip.MustParseAddr("127.0.0.1"), port), 1)
	if err == nil {
		return portFact{Level: levelOK, Port: port, Free: true}
	}
	fact := portFact{Level: levelBad, Port: port, Error: symbol(err), err: err}
	if errors.Is(err, sock.InUse) {
		fact.PID = holder(port)
		fact.Program = processName(fact.PID)
	}
	return fact
}

// A portRange is the first and the last of some ports.
type portRange [2]uint16

func (r portRange) has(port uint16) bool { return r[0] <= port && port <= r[1] }

type reservedFact struct {
	Level      level       `json:"level"`
	Known      bool        `json:"known"`                // whether the system told
	Privileged uint16      `json:"privileged_below"`     // ports below need privileges; 0: none
	Ephemeral  *portRange  `json:"ephemeral,omitempty"`  // the system picks clients' ports here
	Ranges     []portRange `json:"ranges"`               // kept from servers on Windows, from clients on Linux
	Hit        *portRange  `json:"holds_port,omitempty"` // what stands in the way of the course's port

	excludes bool // whether nobody can bind within Ranges
}

// judge finds what stands in port's way.
func judge(fact reservedFact, port uint16) reservedFact {
	fact.Level = levelOK
	if fact.Ranges == nil {
		fact.Ranges = []portRange{}
	}
	inRanges := false
	for _, r := range fact.Ranges {
		if r.has(port) {
			inRanges = true
			if fact.excludes {
				fact.Level, fact.Hit = levelBad, &r
			}
		}
	}
	if e := fact.Ephemeral; e != nil && e.has(port) && !inRanges {
		fact.Level, fact.Hit = levelNote, e // some client may have it just then
	}
	return fact
}

// excluded is a line of netsh's table: two numbers and, for ranges that an
// administrator made, a star. All else is in the system's language.
var excluded = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?m)^[ \t]*(\d+)[ \t]+(\d+)[ \t]*\*?[ \t]*\r?$`)
})

// parseExcluded reads what netsh interface ipv4 show excludedportrange prints.
func parseExcluded(text string) []portRange {
	var out []portRange
	for _, m := range excluded().FindAllStringSubmatch(text, -1) {
		if r, ok := newRange(m[1], m[2]); ok {
			out = append(out, r)
		}
	}
	return out
}

// parseRanges reads ports as Linux lists them: 8080,9148-9150.
func parseRanges(text string) []portRange {
	var out []portRange
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

func newRange(first, last string) (portRange, bool) {
	a, aerr := strconv.ParseUint(first, 10, 16)
	b, berr := strconv.ParseUint(last, 10, 16)
	return portRange{uint16(a), uint16(b)}, aerr == nil && berr == nil && a <= b
}

// String is 5357 or 50000-50059.
func (r portRange) String() string {
	if r[0] == r[1] {
		return strconv.Itoa(int(r[0]))
	}
	return fmt.Sprintf("%d-%d", r[0], r[1])
}

// outside is the next port that is in no one's way.
func (f reservedFact) outside(port uint16) uint16 {
	all := f.Ranges
	if f.Ephemeral != nil {
		all = append(slices.Clone(all), *f.Ephemeral)
	}
	const least = 1024
	for n := port; ; n++ {
		n = max(n, least) // behind 65535 comes 0
		if !slices.ContainsFunc(all, func(r portRange) bool { return r.has(n) }) {
			return n
		}
	}
}
