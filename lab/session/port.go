package session

import (
	"fmt"
	"math/rand/v2"
	"net"
	"strconv"
	"time"

	"socklab/lab/script"
)

// The ports among which FreePort looks: as long as the course's, so that what
// is printed is as long, too.
const firstPort, lastPort = 6543, 9999

// FreePort finds a TCP port that nobody uses on loopback now. It begins
// anywhere, so that two sessions at the same time rarely meet.
func FreePort() (int, error) {
	span := lastPort - firstPort + 1
	from := rand.IntN(span)
	for i := range span {
		port := firstPort + (from+i)%span
		l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
		if err == nil {
			return port, l.Close()
		}
	}
	return 0, fmt.Errorf("no free port from %d to %d", firstPort, lastPort)
}

// BusyPort finds a port of s that another program has: that on which the session
// listens, which is port, or one to which its clients would connect. 0 is none.
// The error is that of listening, if any. It blocks for up to 0.4 s for each of
// the clients' addresses.
func BusyPort(port int, s *script.Script) (busy int, err error) {
	l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		return port, err
	}
	if err := l.Close(); err != nil {
		return 0, err
	}
	for _, to := range s.Clients {
		if to.Port == 0 {
			to.Port = port
		}
		if somebodyListens(to) {
			return to.Port, nil
		}
	}
	return 0, nil
}

// answerTime is enough for a connection within this machine. Windows goes on
// asking for two seconds where nobody listens.
const answerTime = 200 * time.Millisecond

// somebodyListens tries to connect: only that finds those who listen on all
// addresses, on every system.
func somebodyListens(to script.Address) bool {
	hosts := []string{to.Host}
	if to.Host == "localhost" { // either may be what it means
		hosts = []string{"127.0.0.1", "::1"}
	}
	for _, host := range hosts {
		c, err := net.DialTimeout("tcp", net.JoinHostPort(host, strconv.Itoa(to.Port)), answerTime)
		if err == nil {
			_ = c.Close() // nothing was said
			return true
		}
	}
	return false
}
