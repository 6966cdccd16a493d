package window

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"regexp"
	"sync/atomic"
	"time"

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
// gives nil, or until ctx is done or something fails: ErrRefused, ErrCutOff,
// ctx's error, or that of the connection or of writing to s.Out.
//
// A read of s.In under way at the end goes on until its next key or its end:
// the process is expected to end.
func View(ctx context.Context, t Ticket, s term.Streams) error {
	buf := make([]byte, maxFrame)
	conn, h, err := call(ctx, t, buf)
	if err != nil {
		return cause(ctx, err)
	}
	defer conn.Close()
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	defer stop()
	restore, err := term.Raw(s)
	if err != nil {
		return err
	}
	defer restore()
	term.Arrange(s.Out, h.Cols, h.Rows, t.Index, t.Of)
	if _, err := io.WriteString(s.Out, "\x1b]0;"+h.Title+"\x07"); err != nil {
		return err
	}
	var holding atomic.Bool
	pressed := make(chan struct{})
	go func() {
		defer close(pressed)
		passKeys(s.In, conn, &holding)
	}()
	hold, err := show(conn, s.Out, buf)
	if err != nil {
		return cause(ctx, err)
	}
	holding.Store(hold)
	_ = conn.Close() // the hub waits for it
	if !hold {
		return nil
	}
	select {
	case <-pressed:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// call dials until the hub says hello: where strangers keep connecting, one of
// them can push a connection out before its token was read.
func call(ctx context.Context, t Ticket, buf []byte) (net.Conn, hello, error) {
	begun := time.Now()
	for {
		conn, h, err := dial(ctx, t, buf)
		if err == nil {
			return conn, h, nil
		}
		persist := openTime
		switch dialling := (*net.OpError)(nil); {
		case errors.Is(err, ErrRefused), errors.Is(err, errFrame):
			return nil, h, err
		case errors.As(err, &dialling) && dialling.Op == "dial":
			persist = noHubTime
		default:
			err = fmt.Errorf("%w: %w", ErrRefused, err)
		}
		if time.Since(begun) > persist {
			return nil, h, err
		}
		select {
		case <-time.After(redialPause):
		case <-ctx.Done():
			return nil, h, ctx.Err()
		}
	}
}

const (
	redialPause = 20 * time.Millisecond // between two calls
	noHubTime   = time.Second           // how long a hub that does not answer is called
)

// dial calls once.
func dial(ctx context.Context, t Ticket, buf []byte) (net.Conn, hello, error) {
	dialer := net.Dialer{Timeout: handshake}
	conn, err := dialer.DialContext(ctx, "tcp4", t.Addr)
	if err != nil {
		return nil, hello{}, err
	}
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	defer stop()
	var h hello
	if _, err = io.WriteString(conn, t.Token); err == nil {
		h, err = readHello(conn, buf)
	}
	if err != nil {
		_ = conn.Close()
		return nil, h, err
	}
	return conn, h, nil
}

// cause is ctx's error, if that is why err came.
func cause(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// show writes to out what the hub shows, until its end. Once the hub has asked
// for the size of out, it is told each new one as well.
func show(hub io.ReadWriter, out io.Writer, buf []byte) (hold bool, err error) {
	unwatch := func() {}
	defer func() { unwatch() }()
	tellSize := func() {
		cols, rows, _ := term.Size(out)                 // 0 where it does not tell
		_ = writeJSON(hub, frameSize, size{cols, rows}) // a hub that has gone is noticed by reading
	}
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
		case frameMeasure:
			unwatch()
			unwatch = term.WatchSize(out, tellSize)
			tellSize()
		case frameEnd, frameHold:
			return kind == frameHold, nil
		default:
			return false, errFrame
		}
	}
}

// report is a terminal's answer to a question that the shown program asked of
// its own terminal, which has answered it already.
var report = regexp.MustCompile(`\x1b\[[?>]?[0-9;]*[Rcn]`)

// passKeys passes keys on to the hub. It returns at the end of in or, once it
// is holding, when a key was pressed.
func passKeys(in io.Reader, hub io.Writer, holding *atomic.Bool) {
	buf := make([]byte, 1<<10)
	for {
		n, err := in.Read(buf)
		keys := report.ReplaceAll(buf[:n], nil)
		if err != nil || holding.Load() && len(keys) > 0 {
			return
		}
		if len(keys) > 0 {
			_ = writeFrame(hub, frameKeys, keys) // without the hub there is still the hold
		}
	}
}
