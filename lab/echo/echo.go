// Package echo is the course's pair of programs, an echo server and its
// client, made of the calls of package sock. It tells what happens through
// hooks and the stack's event sink; it knows no words and no streams.
package echo

import (
	"errors"
	"fmt"
	"net/netip"
	"time"
)

// The course's values.
const (
	Port    = 6543
	Backlog = 10
	BufSize = 2048 // bytes a recv
	Message = "Hello, world"
)

// A Model says how a server shares its time between clients.
type Model int

// Serial serves one client after the other; Threads serves them at the same
// time, a blocked thread each.
const (
	Serial Model = iota
	Threads
)

func (m Model) String() string { return Models()[m] }

// Models gives the names of all models, in their order.
func Models() []string { return []string{Serial: "serial", Threads: "threads"} }

// A Mode says when a server answers.
type Mode int

// EOF reads until the client has ended its half and then sends everything
// back; Stream sends back what arrives as it arrives.
const (
	EOF Mode = iota
	Stream
)

func (m Mode) String() string { return Modes()[m] }

// Modes gives the names of all modes, in their order.
func Modes() []string { return []string{EOF: "eof", Stream: "stream"} }

// A TooLarge is a message over the limit.
type TooLarge struct {
	Limit int64 // bytes
}

func (e *TooLarge) Error() string { return fmt.Sprintf("message over %d bytes", e.Limit) }

// An OverBudget is a message that would have had all clients' messages
// together take more memory than the server may use.
type OverBudget struct {
	Limit int64 // bytes
}

func (e *OverBudget) Error() string {
	return fmt.Sprintf("messages of all clients over %d bytes", e.Limit)
}

// An OutOfMemory is memory that the system did not give.
type OutOfMemory struct {
	Size int64 // bytes that were asked for
	Err  error // what the system said
}

func (e *OutOfMemory) Error() string {
	return fmt.Sprintf("no memory for %d bytes: %v", e.Size, e.Err)
}

// Unwrap gives the system's error.
func (e *OutOfMemory) Unwrap() error { return e.Err }

// ErrEarlyEnd tells that the server ended the connection before everything
// was sent to it.
var ErrEarlyEnd = errors.New("the server ended before all was sent")

// errNoAddress is a mistake of the caller.
var errNoAddress = errors.New("no address to connect to")

// ServerOptions say how to serve.
type ServerOptions struct {
	Addr       netip.AddrPort
	Backlog    int
	BufSize    int // bytes asked of each recv
	Clients    int // end after as many; 0: never
	Model      Model
	Mode       Mode
	Timeout    time.Duration // bounds each wait for a client; 0: none
	MaxMessage int64         // bytes a client; 0: no limit
	MaxMemory  int64         // bytes that all clients' messages together may take; 0: no limit
	MaxClients int           // served at the same time by Threads; 0: no limit
	Allowed    func() int    // threads that the system allows this process; nil: not known
	Names      bool          // ask the system for the addresses of each socket
}

// ServerHooks are told what a server does. They may be called by several
// goroutines, and the server waits for them.
type ServerHooks struct {
	Listening func(local netip.AddrPort)
	Accepted  func(peer netip.AddrPort)
	Left      func(peer netip.AddrPort, err error) // err: what ended it early
	Retry     func(err error)                      // accept failed, and goes on
	Bound     func(clients int)                    // the system's threads are for as many at once, fewer than wanted
	Full      func(clients int)                    // as many are served, and there are no threads for more
}

// ClientOptions say how to talk to a server.
type ClientOptions struct {
	Addrs      []netip.AddrPort // tried in order
	BufSize    int              // bytes asked of each recv
	Chunk      int              // bytes a send at most; 0: as they come
	Delay      time.Duration    // between two chunks
	NoShutdown bool             // keep the sending half open
	Timeout    time.Duration    // bounds each wait; 0: none
	Wait       time.Duration    // how long a refused connection is tried again; 0: once
	Waiting    func(err error)  // called before the first such pause; may be nil
	Names      bool             // ask the system for the socket's own address
}
