package message

import (
	"context"
	"io"
	"sync"
	"sync/atomic"

	"socklab/lab/echo"
	"socklab/lab/sock"
	"socklab/lab/term"
)

// Exchanges are one or many exchanges of one message with a server.
type Exchanges struct {
	Options          echo.ClientOptions
	Text             []byte // the message, unless it is read
	File             string // where it is read; - is In, "" is nowhere
	In               io.Reader
	Typing           func()                               // told before In is read
	Reply            func(context.Context) (Reply, error) // makes what becomes of an answer
	Retry            echo.Replacement
	Repeat, Parallel int // one after the other, and at the same time
	Progress         echo.Progress

	done atomic.Int64
}

// A FileError tells that the file of the message cannot be opened, or the one
// that the answer is to go to cannot be made.
type FileError struct {
	Answer bool
	Err    error
}

func (e *FileError) Error() string { return e.Err.Error() }

// Unwrap gives the cause.
func (e *FileError) Unwrap() error { return e.Err }

// Run makes the exchanges and returns the first failure: a *FileError, or what
// package echo or the Reply gives. After a failure no other follows, but those at
// the same time go on. It blocks until all have ended.
func (x *Exchanges) Run(ctx context.Context, st *sock.Stack) error {
	var all sync.WaitGroup
	var once sync.Once
	var first error
	for range x.Parallel {
		all.Go(func() {
			for range x.Repeat {
				if err := x.one(ctx, st); err != nil {
					once.Do(func() { first = err })
					return
				}
				x.done.Add(1)
			}
		})
	}
	all.Wait()
	return first
}

// Done is how many have succeeded.
func (x *Exchanges) Done() int64 { return x.done.Load() }

// one is an exchange and what becomes of its answer.
func (x *Exchanges) one(ctx context.Context, st *sock.Stack) error {
	answer, err := x.Reply(ctx)
	if err != nil {
		return &FileError{Answer: true, Err: err}
	}
	source := x.source(answer)
	if source.Open == nil {
		answer.Sent(source.Bytes)
	}
	if err := echo.Exchange(ctx, st, x.Options, source, &x.Progress, x.Retry, answer.Received); err != nil {
		answer.Drop()
		return err
	}
	return answer.Done()
}

func (x *Exchanges) source(answer Reply) echo.Source {
	if x.File == "" {
		return echo.Source{Bytes: x.Text}
	}
	return echo.Source{Open: func(ctx context.Context) (io.ReadCloser, error) {
		if x.File == "-" {
			x.Typing()
			return seen{io.NopCloser(term.Until(ctx, x.In)), answer}, nil
		}
		f, err := Open(ctx, x.File)
		if err != nil {
			return nil, &FileError{Err: err}
		}
		return seen{f, answer}, nil
	}}
}
