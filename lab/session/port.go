package session

import (
	"fmt"
	"math/rand/v2"
	"net"
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
