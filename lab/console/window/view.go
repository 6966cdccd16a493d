package window

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"regexp"
	"sync/atomic"

	"socklab/lab/term"
)

// Sentinel errors of View, for errors.Is.
var (
	ErrRefused = errors.New("the show is over, or the ticket was used already")
	ErrCutOff  = errors.New("the show has stopped without an end")
)

// View is a window's side: it shows a feed on s.Out and passes on the keys of
// s.In, on a terminal in raw mode, which is undone whatever happens. It blocks
// until the show has ended (and a key was pressed, if the hub wishes so), which
// gives nil, or until ctx is done or something fails: ErrTicket, ErrRefused,
// ErrCutOff, ctx's error, or that of the connection or of writing to s.Out.
//
// A read of s.In under way at the end goes on until its next key or its end:
// the process is expected to end.
func View(ctx context.Context, t Ticket, s term.Streams) error {
	conn, err := dial(ctx, t)
	if err != nil {
		return err
	}
	defer conn.Close()
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	defer stop()
	buf := make([]byte, maxFrame)
	h, err := readHello(conn, buf)
	if err != nil {
		return cause(ctx, fmt.Errorf("%w: %w", ErrRefused, err))
	}
	restore, err := term.Raw(s)
	if err != nil {
		return err
	}
	defer restore()
	out := term.Display(s.Out)
	term.Arrange(s.Out, h.Cols, h.Rows, h.Index, h.Of)
	if _, err := io.WriteString(out, "\x1b]0;"+h.Title+"\x07"); err != nil {
		return err
	}
	k := &keyboard{in: s.In, hub: conn, pressed: make(chan struct{})}
	go k.pass()
	hold, err := show(conn, out, buf)
	if err != nil {
		return cause(ctx, err)
	}
	k.holding.Store(hold)
	_ = conn.Close() // the hub waits for it
	if hold {
		return k.wait(ctx)
	}
	return nil
}

func dial(ctx context.Context, t Ticket) (net.Conn, error) {
	token, err := t.token()
	if err != nil {
		return nil, err
	}
	dialer := net.Dialer{Timeout: handshake}
	conn, err := dialer.DialContext(ctx, "tcp4", t.Addr)
	if err != nil {
		return nil, err
	}
	if _, err := conn.Write(token[:]); err != nil {
		_ = conn.Close()
		return nil, err
	}
	return conn, nil
}

// cause is ctx's error, if that is why err came.
func cause(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// show writes what the hub shows until its end.
func show(hub io.Reader, out io.Writer, buf []byte) (hold bool, err error) {
	for {
		kind, body, err := readFrame(hub, buf)
		if err != nil {
			return false, fmt.Errorf("%w: %w", ErrCutOff, err)
		}
		switch kind {
		case frameOutput:
			if _, err := out.Write(body); err != nil {
				return false, err
			}
		case frameEnd, frameHold:
			return kind == frameHold, nil
		default:
			return false, errFrame
		}
	}
}

// keyboard passes keys on to the hub; while holding, it waits for one.
type keyboard struct {
	in      io.Reader
	hub     io.Writer
	holding atomic.Bool
	pressed chan struct{} // closed by a key while holding, or the end of in
}

// report is a terminal's answer to a question that the shown program asked of
// its own terminal, which has answered it already.
var report = regexp.MustCompile(`\x1b\[[?>]?[0-9;]*[Rcn]`)

func (k *keyboard) pass() {
	defer close(k.pressed)
	buf := make([]byte, 1<<10)
	for {
		n, err := k.in.Read(buf)
		keys := report.ReplaceAll(buf[:n], nil)
		if err != nil || k.holding.Load() && len(keys) > 0 {
			return
		}
		_, _ = k.hub.Write(keys) // without the hub there is still the hold
	}
}

func (k *keyboard) wait(ctx context.Context) error {
	select {
	case <-k.pressed:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
