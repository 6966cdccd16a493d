package stage

import (
	"context"
	"io"
	"sync"

	"socklab/lab/keys"
	"socklab/lab/term"
)

// keyboard gives a function that blocks until the presenter presses a key that
// means something, as awaitKey does. The terminal takes single keys only
// meanwhile.
func keyboard(s term.Streams) func(context.Context) error {
	pressed := make(chan string)
	read := sync.OnceFunc(func() { go readKeys(s.In, pressed) })
	return func(ctx context.Context) error {
		restore, err := term.Raw(s)
		if err != nil {
			return err
		}
		defer restore()
		read()
		return awaitKey(ctx, pressed)
	}
}

// keyBuffer is how much is read at once, in bytes: a key that sends a sequence
// comes whole.
const keyBuffer = 64

// readKeys passes on the keys that a person presses, as package keys calls them.
// It lasts as long as the process: a Read of a terminal cannot be ended.
func readKeys(in io.Reader, pressed chan<- string) {
	defer close(pressed)
	b := make([]byte, keyBuffer)
	for {
		n, err := in.Read(b)
		for _, name := range keys.Names(b[:n]) {
			pressed <- name
		}
		if err != nil {
			return
		}
	}
}
