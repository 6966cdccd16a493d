package session

import (
	"context"
	"fmt"
	"io"
	"os"
	"time"

	"socklab/lab/descriptors"
	"socklab/lab/disk"
)

// EventsVariable names the pipe of a session to which a program in it writes
// its events. ClockVariable says that it is one: then the program begins with
// the line that Began gives.
const (
	EventsVariable = "SOCKLAB_EVENTS"
	ClockVariable  = "SOCKLAB_CLOCK"
)

// Began is what a program of a session writes before its events: when it
// began, so that the calls of several can be put into one order.
func Began(at time.Time) string { return fmt.Sprintf(began+"%d}\n", at.UnixNano()) }

// CreateEvents opens the file to which a program's calls go that began then: one
// that a session gave it to add to, or the user's own. A pipe is not waited for
// longer than ctx lasts.
func CreateEvents(ctx context.Context, name string, began time.Time) (io.WriteCloser, error) {
	given := name == os.Getenv(EventsVariable)
	if disk.IsIrregular(name) {
		w, err := disk.OpenWriter(ctx, name, func(name string) (*os.File, error) { return descriptors.Open(name, os.O_WRONLY) })
		if err != nil || !given || os.Getenv(ClockVariable) == "" {
			return w, err
		}
		if _, err = io.WriteString(w, Began(began)); err != nil {
			w.Close()
		}
		return w, err
	}
	if given {
		return disk.Append(name)
	}
	return descriptors.Open(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC)
}
