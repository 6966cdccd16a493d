package console

import (
	"context"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"socklab/lab/keys"
)

// TypeLine types a line, a character at a time with the delays of
// Config.Keystroke. At the prompt the characters and a newline are shown, and
// nothing is started. With a program running they reach it as from a keyboard,
// with enter at the end, and its terminal echoes them. It blocks while the
// program does not read and the terminal's input buffer is full. The error is
// ctx's, ErrClosed, or ErrNotRunning if the program ended meanwhile.
func (c *Console) TypeLine(ctx context.Context, line string) error {
	child, err := c.keyboard()
	put, enter := func(s string) error { return c.send(ctx, child, s) }, "\r"
	switch {
	case errors.Is(err, ErrNotRunning):
		put, enter = func(s string) error { c.show([]byte(s)); return nil }, "\r\n"
	case err != nil:
		return fmt.Errorf("type: %w", err)
	}
	for rest := line + enter; rest != ""; {
		n := len(rest)
		if c.cfg.Keystroke != nil {
			pause(ctx, c.cfg.Keystroke())
			if _, n = utf8.DecodeRuneInString(rest); rest == enter {
				n = len(enter)
			}
		}
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("type: %w", err)
		}
		if err := put(rest[:n]); err != nil {
			return fmt.Errorf("type: %w", err)
		}
		rest = rest[n:]
	}
	return nil
}

func pause(ctx context.Context, d time.Duration) {
	select {
	case <-time.After(d):
	case <-ctx.Done():
	}
}

// Press sends one key, as package keys has it, to the running program. ctrl+d
// ends the input, also where the system has other keys for that. It
// blocks as TypeLine does. The error is ErrUnknownKey, ErrNotRunning or
// ErrClosed.
func (c *Console) Press(key string) error {
	sent, ok := keys.Sends(key)
	if !ok {
		return fmt.Errorf("%w: %q", ErrUnknownKey, key)
	}
	if key == "ctrl+d" {
		sent = endOfInput
	}
	if err := c.Write([]byte(sent)); err != nil {
		return fmt.Errorf("press %s: %w", key, err)
	}
	return nil
}

// Write sends a person's raw keys to the running program. It blocks as TypeLine
// does. The error is ErrNotRunning or ErrClosed; at the prompt nobody reads.
func (c *Console) Write(p []byte) error {
	child, err := c.keyboard()
	if err != nil {
		return err
	}
	return c.send(context.Background(), child, string(p))
}

// keyboard returns who reads what is typed.
func (c *Console) keyboard() (*child, error) {
	child, err := c.running()
	if err == nil && child == nil {
		err = ErrNotRunning
	}
	return child, err
}

// send writes keys to the terminal, whose echo of them is not to be matched.
func (c *Console) send(ctx context.Context, child *child, keys string) error {
	c.typeMu.Lock()
	defer c.typeMu.Unlock()
	// Expected before it is written: the echo may be read at once.
	if echo := child.echoOf(keys); len(echo) > 0 {
		c.mu.Lock()
		c.echo.expect(echo, time.Now())
		c.mu.Unlock()
	}
	if err := child.write(ctx, keys); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return fmt.Errorf("%w: %w", ErrNotRunning, err)
	}
	return nil
}
