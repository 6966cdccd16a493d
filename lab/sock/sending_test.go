package sock

import (
	"context"
	"net/netip"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"

	"socklab/lab/event"
)

// An orderLog keeps which calls have ended, and tells of the first recv.
type orderLog struct {
	mu       sync.Mutex
	calls    []event.Call
	received chan struct{}
}

func (o *orderLog) Begin(*event.Event) {}

func (o *orderLog) End(e *event.Event) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.calls = append(o.calls, e.Call)
	if e.Call == event.Recv {
		close(o.received)
	}
}

// connected are both ends of a connection; the first is told to sink.
func connected(t *testing.T, sink event.Sink) (*Socket, *Socket) {
	t.Helper()
	told := New(context.Background(), Options{Sink: sink, Start: time.Now()})
	untold := New(context.Background(), Options{})
	t.Cleanup(func() { _, _ = told.Close(), untold.Close() })
	l, err := untold.Listen(netip.MustParseAddrPort("127.0.0.1:0"), 1)
	if err != nil {
		t.Fatal(err)
	}
	near, err := told.Dial(l.Local(), 0)
	if err != nil {
		t.Fatal(err)
	}
	far, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	return near, far
}

// TestAnswerIsToldAfterItsSend keeps a send between the system's answer and
// its report, until the other thread has told of the echo or has had the time
// to, and looks at the order again and again.
func TestAnswerIsToldAfterItsSend(t *testing.T) {
	for range 20 {
		told := &orderLog{received: make(chan struct{})}
		near, far := connected(t, told)
		slow := func(fd sysfd, b []byte) (int, syscall.Errno) {
			n, errno := sysSend(fd, b)
			select {
			case <-told.received:
			case <-time.After(10 * time.Millisecond): // enough for one that does not wait
			}
			return n, errno
		}
		var both sync.WaitGroup
		both.Go(func() { _, _ = near.transfer(event.Send, []byte("Hell"), slow) })
		both.Go(func() { _, _ = near.Recv(make([]byte, 100)) })
		echo := make([]byte, 100)
		n, err := far.Recv(echo)
		if err == nil {
			_, err = far.SendAll(echo[:n])
		}
		both.Wait()
		if err != nil {
			t.Fatal(err)
		}
		if got := told.calls[len(told.calls)-2:]; !slices.Equal(got, []event.Call{event.Send, event.Recv}) {
			t.Fatalf("told in the order of %v", got)
		}
	}
}

// TestSendThatBlocksKeepsNothingBack has a server say more than it is told,
// while a send cannot return: its words are told all the same.
func TestSendThatBlocksKeepsNothingBack(t *testing.T) {
	told := &orderLog{received: make(chan struct{})}
	near, far := connected(t, told)
	let := make(chan struct{})
	blocked := func(fd sysfd, b []byte) (int, syscall.Errno) { <-let; return sysSend(fd, b) }
	var both sync.WaitGroup
	both.Go(func() { _, _ = near.transfer(event.Send, []byte("Hell"), blocked) })
	both.Go(func() { _, _ = near.Recv(make([]byte, 100)) })
	if _, err := far.SendAll([]byte("welcome")); err != nil {
		t.Fatal(err)
	}
	<-told.received
	close(let)
	both.Wait()
}
