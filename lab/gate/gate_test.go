package gate

import (
	"errors"
	"net"
	"testing"
	"testing/synctest"
	"time"
)

// street is a listener to which connections come from a channel.
type street chan net.Conn

func (s street) Accept() (net.Conn, error) {
	conn, ok := <-s
	if !ok {
		return nil, net.ErrClosed
	}
	return conn, nil
}

func (s street) Close() error   { close(s); return nil }
func (s street) Addr() net.Addr { return &net.TCPAddr{} }

// arrive lets a connection come and gives both its ends.
func arrive(t *testing.T, s street, l *Listener) (inside *Conn, outside net.Conn) {
	t.Helper()
	outside, conn := net.Pipe()
	go func() { s <- conn }()
	c, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	return c.(*Conn), outside
}

// closed tells whether the gate has closed the other end.
func closed(outside net.Conn) bool {
	_ = outside.SetReadDeadline(time.Now().Add(time.Millisecond))
	_, err := outside.Read(make([]byte, 1))
	var timeout net.Error
	return !errors.As(err, &timeout) || !timeout.Timeout()
}

func TestTheOldestGoesWhenItsTimeIsOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := make(street)
		l := Listen(s, 2, time.Second)
		begun := time.Now()
		first, one := arrive(t, s, l)
		_, two := arrive(t, s, l)
		if d := time.Since(begun); d > 0 {
			t.Errorf("two places were given after %v", d)
		}
		_, three := arrive(t, s, l)
		if d := time.Since(begun); d < time.Second || d > time.Second+brief {
			t.Errorf("the oldest had %v, want 1s", d)
		}
		if !closed(one) || closed(two) || closed(three) || l.Waiting() != 2 || first.Admit() {
			t.Errorf("closed: %v %v %v, %d are waiting", closed(one), closed(two), closed(three), l.Waiting())
		}
		l.Close()
		if !closed(two) || !closed(three) || l.Waiting() != 0 {
			t.Error("who was not admitted stays when the gate closes")
		}
	})
}

func TestWhoIsAdmittedTakesNoPlace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := make(street)
		l := Listen(s, 1, time.Second)
		first, one := arrive(t, s, l)
		for range 2 {
			if !first.Admit() || l.Waiting() != 0 {
				t.Error("not admitted, or not any more")
			}
		}
		begun := time.Now()
		second, _ := arrive(t, s, l)
		second.Close() // gives its place back
		_, three := arrive(t, s, l)
		if d := time.Since(begun); d > 0 {
			t.Errorf("waited %v for a place that is free", d)
		}
		l.Close()
		if closed(one) || !closed(three) {
			t.Errorf("closed: %v %v, want the last only", closed(one), closed(three))
		}
	})
}

func TestCloseEndsTheWaitForAPlace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := make(street)
		l := Listen(s, 1, time.Hour)
		arrive(t, s, l)
		late, conn := net.Pipe()
		go func() { s <- conn }()
		ended := make(chan error)
		go func() {
			_, err := l.Accept()
			ended <- err
		}()
		synctest.Wait()
		l.Close()
		if err := <-ended; !errors.Is(err, net.ErrClosed) || !closed(late) {
			t.Errorf("%v; closed: %v", err, closed(late))
		}
	})
}
