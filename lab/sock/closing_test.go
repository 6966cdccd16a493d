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

// A slowTeller is a log whose first report of a close does not end before it
// may.
type slowTeller struct {
	*log
	closing, may chan struct{}
}

func (s *slowTeller) End(e *event.Event) {
	if e.Call == event.Close {
		select {
		case s.closing <- struct{}{}:
			<-s.may
		default: // not the first
		}
	}
	s.log.End(e)
}

// TestNumberIsFreeBeforeItIsUsedAgain holds the report of a close back while
// its number is given to another socket: that one is told after it, and is
// known for another.
func TestNumberIsFreeBeforeItIsUsedAgain(t *testing.T) {
	home := netip.MustParseAddr("127.0.0.1")
	open := map[event.Call]func(*testing.T, *sock.Stack) func() (*sock.Socket, error){
		event.Socket: func(_ *testing.T, st *sock.Stack) func() (*sock.Socket, error) {
			return func() (*sock.Socket, error) { return st.Socket(home, sock.Stream) }
		},
		event.Accept: func(t *testing.T, st *sock.Stack) func() (*sock.Socket, error) {
			l := must[*sock.Socket](t)(st.Listen(loopbacks["IPv4"], 10))
			must[*sock.Socket](t)(stack(t, context.Background(), nil).Dial(l.Local(), 0))
			return l.Accept
		},
	}
	for call, prepare := range open {
		t.Run(string(call), func(t *testing.T) {
			told := &slowTeller{log: newLog(), closing: make(chan struct{}, 1), may: make(chan struct{})}
			st := stack(t, context.Background(), told)
			again := prepare(t, st)
			first := must[*sock.Socket](t)(st.Socket(home, sock.Stream))
			closed := make(chan error, 1)
			go func() { closed <- first.Close() }()
			<-told.closing
			opened := make(chan *sock.Socket, 1)
			go func() {
				s, err := again()
				if err != nil {
					t.Error(err)
				}
				opened <- s
			}()
			select {
			case s := <-opened:
				close(told.may)
				if s != nil && s.FD() != first.FD() {
					t.Skipf("this system gave %d, not %d again", s.FD(), first.FD())
				}
				t.Fatal("told of a number in use while its close was not told")
			case <-time.After(50 * time.Millisecond): // long enough for one that does not wait
				close(told.may)
			}
			second := <-opened
			if err := <-closed; err != nil || second == nil {
				t.Fatal("closing:", err)
			}
			events := told.log.ended
			last := events[len(events)-1]
			if last.Call != call || last.Ret != first.FD() || events[len(events)-2].Call != event.Close {
				t.Errorf("the last two are %+v and %+v", events[len(events)-2], last)
			}
			known := func(e event.Event) bool { return e.Call == event.Close && e.On != 0 && e.On != last.Made }
			if last.Made == 0 || !slices.ContainsFunc(events, known) {
				t.Errorf("socket %d is not told from the one before it", last.Made)
			}
		})
	}
}
