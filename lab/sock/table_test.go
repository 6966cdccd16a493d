package sock_test

import (
	"context"
	"net/netip"
	"slices"
	"testing"
	"time"

	"socklab/lab/event"
	"socklab/lab/sock"
)

// TestCallsAreAsTheTableSays makes every call once, and holds that each has the
// arguments that its row in the table names, and is announced if it may block.
func TestCallsAreAsTheTableSays(t *testing.T) {
	l := newLog()
	st := stack(t, context.Background(), l)
	makeEveryCall(t, st)
	begun := map[event.Call]bool{}
	for len(l.begun) > 0 {
		begun[<-l.begun] = true
	}
	made := l.calls()
	for _, name := range event.Names(func(*event.Traits) bool { return true }) {
		if call := event.Call(name); !slices.Contains(made, call) {
			t.Errorf("%s was not made", name)
		} else if blocks := call.Traits().Blocks; blocks != begun[call] {
			t.Errorf("%s: was it announced as a call that may block? %v, the table says %v", name, begun[call], blocks)
		}
	}
	for _, e := range l.ended {
		row := e.Call.Traits()
		if got := e.Args(); len(got) != len(row.Args) {
			t.Errorf("%s has the arguments %v, its row %v", e.Call, got, row.Args)
		}
		if (e.FD < 0) != row.NoFD || (e.Made != 0) != row.Makes {
			t.Errorf("%s acts on %d and makes %d, its row is %+v", e.Call, e.FD, e.Made, row)
		}
		reveals := map[event.End]netip.AddrPort{event.Self: e.Local, event.Peer: e.Peer}
		if address, has := reveals[row.Reveals]; has && !address.IsValid() {
			t.Errorf("%s does not tell the address that its row says", e.Call)
		}
	}
}

func makeEveryCall(t *testing.T, st *sock.Stack) {
	t.Helper()
	client, server, _ := pair(t, st, loopbacks["IPv4"])
	done := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	done(client.SetTimeouts(time.Minute))
	must[int](t)(client.Send([]byte("x")))
	must[int](t)(server.Recv(make([]byte, 1)))
	must[netip.AddrPort](t)(server.Getpeername())
	done(client.Shutdown(sock.ShutWr))
	one := must[*sock.Socket](t)(st.Socket(loopbacks["IPv4"].Addr(), sock.Datagram))
	done(one.Bind(loopbacks["IPv4"]))
	self := must[netip.AddrPort](t)(one.Getsockname())
	must[int](t)(one.SendTo([]byte("x"), self))
	_, _, err := one.RecvFrom(make([]byte, 1))
	done(err)
	done(one.Close())
}
