package stage

import (
	"context"
	"sync"

	"socklab/lab/keys"
	"socklab/lab/term"
)

// A keyboard reads single keys of a person.
type keyboard struct {
	streams term.Streams
	once    sync.Once
	pressed chan string // as package keys has them
}

func newKeyboard(s term.Streams) *keyboard {
	return &keyboard{streams: s, pressed: make(chan string)}
}

// goOn blocks until the presenter presses space or Enter; q, Esc and Ctrl+C
// give ErrQuit. The terminal takes single keys only meanwhile.
func (k *keyboard) goOn(ctx context.Context) error {
	restore, err := term.Raw(k.streams)
	if err != nil {
		return err
	}
	defer restore()
	k.once.Do(func() { go k.read() })
	return awaitKey(ctx, k.pressed)
}

// keyBuffer is how much is read at once, in bytes: a key that sends a sequence
// comes whole.
const keyBuffer = 64

// read lasts as long as the process: a Read of a terminal cannot be ended.
func (k *keyboard) read() {
	defer close(k.pressed)
	b := make([]byte, keyBuffer)
	for {
		n, err := k.streams.In.Read(b)
		for _, name := range keys.Names(b[:n]) {
			k.pressed <- name
		}
		if err != nil {
			return
		}
	}
}
