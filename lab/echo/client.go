package echo

import (
	"context"
	"errors"
	"io"
	"net/netip"
	"sync/atomic"
	"time"

	"socklab/lab/sock"
)

// atOnce is the size up to which a message is sent before anything is
// received, as the course does: both systems' buffers hold that much, so that
// no server, however it echoes, can make it block. Larger ones are sent and
// received at the same time.
const atOnce = 32 << 10

// readSize is how much is read of a source at a time, in bytes.
const readSize = 64 << 10

// A Source is what a client sends.
type Source struct {
	Bytes []byte                                           // the message, or
	Open  func(ctx context.Context) (io.ReadCloser, error) // where to read it; Read ends with ctx
}

// Progress counts bytes while an exchange goes on.
type Progress struct {
	Sent, Received atomic.Int64
}

// Bytes counts both ways.
func (p *Progress) Bytes() int64 { return p.Sent.Load() + p.Received.Load() }

// A Replacement tells that one address failed and the next is tried.
type Replacement func(err error, next netip.AddrPort)

// Exchange connects, sends src, ends its half unless told otherwise, and
// hands what is received to each, in order, until the server's end. It
// returns when both directions have ended and the socket is closed.
func Exchange(ctx context.Context, st *sock.Stack, o ClientOptions, src Source, p *Progress, retry Replacement, each func([]byte) error) error {
	s, err := dialPatiently(ctx, st, o, retry)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	x := &exchange{ClientOptions: o, s: s, src: src, p: p, each: each}
	if o.Names {
		_, err = s.Getsockname()
	}
	if err == nil {
		err = x.run(ctx, cancel)
	}
	if cerr := s.Close(); err == nil {
		err = cerr
	}
	return err
}

// The pauses of a client that waits for a server to come up: each twice as
// long as the one before.
const (
	firstPause = 50 * time.Millisecond
	lastPause  = time.Second
)

// dialPatiently tries all addresses again while nobody listens at one of them,
// until o.Wait is over.
func dialPatiently(ctx context.Context, st *sock.Stack, o ClientOptions, retry Replacement) (*sock.Socket, error) {
	over := time.Now().Add(o.Wait)
	for rest := firstPause; ; rest = min(2*rest, lastPause) {
		s, refused, err := dial(st, o, retry)
		left := time.Until(over)
		if err == nil || !refused || left <= 0 {
			return s, err
		}
		if rest == firstPause && o.Waiting != nil {
			o.Waiting(err)
		}
		if !pause(ctx, min(rest, left)) {
			return nil, context.Cause(ctx)
		}
	}
}

// dial tries the addresses in order. refused tells whether nobody listens at
// one of them, so that somebody may, later.
func dial(st *sock.Stack, o ClientOptions, retry Replacement) (s *sock.Socket, refused bool, err error) {
	err = errNoAddress
	for i, addr := range o.Addrs {
		if s, err = st.Dial(addr, o.Timeout); err == nil {
			return s, refused, nil
		}
		if e := (*sock.Error)(nil); !errors.As(err, &e) || e.Errno() == 0 {
			return nil, false, err // released, not refused: no other address helps
		}
		refused = refused || errors.Is(err, sock.Refused)
		if i+1 < len(o.Addrs) {
			retry(err, o.Addrs[i+1])
		}
	}
	return nil, refused, err
}

type exchange struct {
	ClientOptions
	s    *sock.Socket
	src  Source
	p    *Progress
	each func([]byte) error
}

// Threads is how many calls of one exchange may block at the same time, of a
// message of so many bytes; -1: not known.
func (o ClientOptions) Threads(size int64) int {
	if size >= 0 && size <= atOnce && o.Delay == 0 {
		return 1
	}
	return 2 // sends and receives
}

func (x *exchange) run(ctx context.Context, cancel func()) error {
	if x.src.Open == nil && x.Threads(int64(len(x.src.Bytes))) == 1 {
		sendErr := x.send(ctx)
		if sendErr != nil && !lost(sendErr) {
			return sendErr
		}
		return first(x.receive(nil), sendErr)
	}
	sent := make(chan error, 1)
	var ended atomic.Bool
	go func() {
		err := x.send(ctx)
		if err != nil && !lost(err) {
			x.s.Abort() // the receiver must not wait for an answer to half a message
		}
		ended.Store(true)
		sent <- err
	}()
	err := x.receive(&ended)
	stopped := !ended.Load()
	if err != nil {
		x.s.Abort()
	}
	if stopped {
		cancel()
	}
	sendErr := <-sent
	switch {
	case err == nil && stopped && errors.Is(sendErr, context.Canceled):
		return ErrEarlyEnd
	case err == nil || errors.Is(err, sock.ErrClosed):
		return first(sendErr, err)
	}
	return err
}

// lost tells that the server has ended the connection: what it sent before
// can still be received, and says more than the failed send or shutdown (which
// finds a socket without a peer after a reset).
func lost(err error) bool {
	return errors.Is(err, sock.BrokenPipe) || errors.Is(err, sock.Reset) || errors.Is(err, sock.Aborted) ||
		errors.Is(err, sock.NotConnected)
}

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// send sends the source and ends the sending half.
func (x *exchange) send(ctx context.Context) error {
	next := x.slices()
	if x.src.Open != nil {
		r, err := x.src.Open(ctx)
		if err != nil {
			return err
		}
		defer r.Close()
		next = x.reads(r)
	}
	if err := x.pump(ctx, next); err != nil {
		return err
	}
	if x.NoShutdown {
		return nil
	}
	return x.s.Shutdown(sock.ShutWr)
}

// pump sends what next gives until io.EOF, each piece by itself.
func (x *exchange) pump(ctx context.Context, next func() ([]byte, error)) error {
	for begun := false; ; begun = true {
		b, err := next()
		if len(b) > 0 {
			if begun && !pause(ctx, x.Delay) {
				return context.Cause(ctx)
			}
			sent, serr := x.s.SendAll(b)
			x.p.Sent.Add(int64(sent))
			if serr != nil {
				return serr
			}
		}
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// slices gives the message in memory without copying it, which may be large
// and the same for many clients: in one piece, unless chunks are wanted.
func (x *exchange) slices() func() ([]byte, error) {
	rest := x.src.Bytes
	return func() ([]byte, error) {
		n := len(rest)
		if x.Chunk > 0 {
			n = min(n, x.Chunk)
		}
		piece := rest[:n]
		rest = rest[n:]
		if len(rest) == 0 {
			return piece, io.EOF
		}
		return piece, nil
	}
}

// reads gives what r brings: whole chunks if these are wanted, else whatever
// a read gives.
func (x *exchange) reads(r io.Reader) func() ([]byte, error) {
	buf := make([]byte, readSize)
	if x.Chunk > 0 {
		buf = make([]byte, x.Chunk)
	}
	return func() ([]byte, error) {
		if x.Chunk > 0 {
			n, err := io.ReadFull(r, buf)
			return buf[:n], err
		}
		n, err := r.Read(buf)
		return buf[:n], err
	}
}

func pause(ctx context.Context, d time.Duration) bool {
	if d == 0 {
		return true
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// receive hands on what comes until 0 bytes. sent tells whether a sender at
// work has ended; while it makes progress, a wait for the answer that passes
// its bound is begun again.
func (x *exchange) receive(sent *atomic.Bool) error {
	buf := make([]byte, x.BufSize)
	for {
		before := x.p.Sent.Load()
		n, err := x.s.Recv(buf)
		if errors.Is(err, sock.Timeout) && sent != nil && x.p.Sent.Load() > before {
			continue
		}
		if err != nil || n == 0 {
			return err
		}
		x.p.Received.Add(int64(n))
		if err := x.each(buf[:n]); err != nil {
			_ = x.s.SetLinger(0) // a reset: what the server has not sent yet, nobody wants
			return err
		}
	}
}
