package session

import (
	"context"
	"errors"
	"testing"
	"time"

	"socklab/lab/script"
)

// TestInterruptedProgram has a program end by a Ctrl+C before the session has
// heard of it: the session was interrupted, no step has failed.
func TestInterruptedProgram(t *testing.T) {
	ctx, cancel := context.WithCancelCause(context.Background())
	p := &player{ctx: ctx, cancel: cancel}
	interrupted := errors.New("interrupted")
	time.AfterFunc(10*time.Millisecond, func() { cancel(interrupted) })
	status := 130
	if err := p.stepError(1, script.Step{}, &StepError{Got: &status}); !errors.Is(err, interrupted) {
		t.Errorf("%v, want %v", err, interrupted)
	}
}
