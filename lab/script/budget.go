package script

import (
	"fmt"
	"slices"
)

// What all clients of a script may do together without AllowExec. A lesson
// needs a small part of it; the recording of all of it is less than 200 MiB.
const (
	maxBytesSent = 64 << 20
	maxExchanges = 10_000
	maxPieces    = 200_000 // calls of send or recv for these bytes
	maxClients   = 20      // addresses: each is asked, before, whether somebody listens there
)

// What a client does when its options do not say.
const (
	usualMessage = 12 // Hello, world
	usualPiece   = 2048
)

// A budget is what the clients of a script may still do.
type budget struct {
	bytes, exchanges int64
	piece            int64 // the smallest buffer or chunk so far
	file             int64 // the largest file that a client may have written
	clients          []Address
}

// spend adds a command that was found harmless by itself.
func (b *budget) spend(l *commandLine) *Error {
	for _, name := range []string{"bufsize", "chunk"} {
		if n, ok := wholeSize(l.options[name]); ok {
			b.piece = min(b.piece, n)
		}
	}
	if l.command == "client" {
		message, times := b.message(l), l.times("parallel")*l.times("repeat")
		b.bytes += message * times
		b.exchanges += times
		if l.options["out"] != "" {
			b.file = max(b.file, message)
		}
		if to := l.address(); !slices.Contains(b.clients, to) {
			b.clients = append(b.clients, to)
		}
	}
	over := ""
	switch {
	case b.exchanges > maxExchanges:
		over = fmt.Sprintf("--parallel * --repeat <= %d", maxExchanges)
	case b.bytes > maxBytesSent:
		over = "bytes <= " + inUnits(maxBytesSent)
	case b.bytes/b.piece > maxPieces:
		over = fmt.Sprintf("bytes / (--chunk, --bufsize) <= %d", maxPieces)
	case len(b.clients) > maxClients:
		over = fmt.Sprintf("--host, --port <= %d", maxClients)
	default:
		return nil
	}
	return &Error{Kind: KindTooMuch, Subject: program + " " + l.command, Detail: over}
}

// message is the most bytes that a client may send in an exchange.
func (b *budget) message(l *commandLine) int64 {
	size, _ := wholeSize(l.options["size"])
	n := max(size, usualMessage)
	for _, text := range l.args {
		n = max(n, int64(len(text)))
	}
	if l.options["file"] != "" {
		n = max(n, b.file)
	}
	return n
}

// times is how often an option says, 1 where it does not.
func (l *commandLine) times(option string) int64 {
	n, _ := wholeNumber(l.options[option])
	return max(int64(n), 1)
}
