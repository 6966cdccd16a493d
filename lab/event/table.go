package event

import (
	"slices"
	"strings"
)

// Call is the system's name of a socket call.
type Call string

// The calls that sockLab makes.
const (
	Socket      Call = "socket"
	Setsockopt  Call = "setsockopt"
	Bind        Call = "bind"
	Listen      Call = "listen"
	Accept      Call = "accept"
	Connect     Call = "connect"
	Getsockname Call = "getsockname"
	Getpeername Call = "getpeername"
	Send        Call = "send"
	Recv        Call = "recv"
	Sendto      Call = "sendto"
	Recvfrom    Call = "recvfrom"
	Shutdown    Call = "shutdown"
	Close       Call = "close"
)

// A Direction says which way a call acts.
type Direction int

// The directions of a call: it concerns its own system only, it does something
// that the other side notices, or it takes what the other side has done.
const (
	Own Direction = iota
	Out
	In
)

// A Protocol says which sockets have a call.
type Protocol int

// The protocols of calls.
const (
	Any Protocol = iota
	TCP
	UDP
)

// An ArgKind says what an argument is, and so what of it may differ from
// system to system and from run to run.
type ArgKind int

// The kinds of arguments.
const (
	Word    ArgKind = iota // a name of the system's headers, the same everywhere
	Number                 // the caller's choice
	Length                 // of the bytes that the caller has, or has room for
	Address                // its port may be the system's choice
	Option                 // a name that may be another on another system
)

// An Arg is an argument behind the descriptor.
type Arg struct {
	Name string
	Kind ArgKind
}

// Traits are what is to be known of a call, besides what it did this time.
type Traits struct {
	Name      Call
	Blocks    bool // it may have to wait for the other side
	Direction Direction
	Protocol  Protocol
	Args      []Arg // in order, behind the descriptor
	NoFD      bool  // no descriptor comes before them
	Makes     bool  // it returns a new descriptor, whose number is the system's choice
	Reveals   End   // whose address only its result tells
	Awaited   bool  // a step of a script may wait for it
}

// An End is one of the two ends of a connection.
type End int

// The ends, as a socket sees them.
const (
	Nobody End = iota
	Self
	Peer
)

// table has a row for each call: whoever needs to know something of a call
// reads it here.
var table = []Traits{
	{Name: Socket, NoFD: true, Makes: true, Awaited: true,
		Args: []Arg{{"domain", Word}, {"type", Word}, {"protocol", Number}}},
	{Name: Setsockopt, Args: []Arg{{"option", Option}, {"value", Number}}},
	{Name: Bind, Awaited: true, Args: []Arg{{"address", Address}}},
	{Name: Listen, Awaited: true, Protocol: TCP, Args: []Arg{{"backlog", Number}}},
	{Name: Accept, Awaited: true, Protocol: TCP, Blocks: true, Direction: In, Makes: true, Reveals: Peer},
	{Name: Connect, Awaited: true, Blocks: true, Direction: Out, Args: []Arg{{"address", Address}}},
	{Name: Getsockname, Reveals: Self},
	{Name: Getpeername, Reveals: Peer},
	{Name: Send, Awaited: true, Blocks: true, Direction: Out, Args: []Arg{{"length", Length}}},
	{Name: Recv, Awaited: true, Blocks: true, Direction: In, Args: []Arg{{"length", Length}}},
	{Name: Sendto, Protocol: UDP, Blocks: true, Direction: Out, Args: []Arg{{"address", Address}, {"length", Length}}},
	{Name: Recvfrom, Protocol: UDP, Blocks: true, Direction: In, Reveals: Peer, Args: []Arg{{"length", Length}}},
	{Name: Shutdown, Awaited: true, Protocol: TCP, Direction: Out, Args: []Arg{{"how", Word}}},
	{Name: Close, Awaited: true, Direction: Out},
}

var byName = func() map[Call]*Traits {
	all := map[Call]*Traits{}
	for i := range table {
		all[table[i].Name] = &table[i]
	}
	return all
}()

// unknown is a call of another program that the table does not have.
var unknown Traits

// Traits are what the table says of the call; one that it does not have has
// none.
func (c Call) Traits() *Traits {
	if t := byName[c]; t != nil {
		return t
	}
	return &unknown
}

// Names are the calls for which is holds, in the order of the table.
func Names(is func(*Traits) bool) []string {
	var names []string
	for i := range table {
		if is(&table[i]) {
			names = append(names, string(table[i].Name))
		}
	}
	return names
}

// Data tells whether the call moves bytes of a message.
func (t *Traits) Data() bool {
	return slices.ContainsFunc(t.Args, func(a Arg) bool { return a.Kind == Length })
}

// Sends tells whether it sends bytes to the other side.
func (t *Traits) Sends() bool { return t.Direction == Out && t.Data() }

// Receives tells whether it takes bytes that the other side has sent.
func (t *Traits) Receives() bool { return t.Direction == In && t.Data() }

// Waits tells whether it may have to wait until the other side does something.
func (t *Traits) Waits() bool { return t.Blocks && t.Direction == In }

// Arg gives the argument of that name out of args; "" where there is none,
// which only damaged events have.
func (t *Traits) Arg(args []string, name string) string {
	i := slices.IndexFunc(t.Args, func(a Arg) bool { return a.Name == name })
	if i < 0 || i >= len(args) {
		return ""
	}
	return args[i]
}

// Arg gives the argument of that name.
func (l *Line) Arg(name string) string { return l.Call.Traits().Arg(l.Args, name) }

// Text writes a call as strace does, without its result.
func Text(c Call, fd int64, args []string) string {
	if !c.Traits().NoFD {
		args = append([]string{itoa(fd)}, args...)
	}
	return string(c) + "(" + strings.Join(args, ", ") + ")"
}
