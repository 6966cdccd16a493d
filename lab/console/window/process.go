package window

import "time"

// process is the program of one window: the terminal, or on Windows the viewer
// in a console of its own.
type process struct {
	stops  []func()      // what ends it, the gentle way first
	failed chan struct{} // closed if it ended badly
	done   chan struct{} // closed when it has ended
	err    error         // after failed
}

func startProcess(t Terminal, s spec) (*process, error) {
	wait, stops, err := start(t, s)
	if err != nil {
		return nil, err
	}
	p := &process{stops: stops, failed: make(chan struct{}), done: make(chan struct{})}
	go func() {
		defer close(p.done)
		if p.err = wait(); p.err != nil {
			close(p.failed)
		}
	}()
	return p, nil
}

// end waits for the program to end by itself, and then makes it. It returns
// when the program has ended.
func (p *process) end(grace time.Duration) {
	for _, stop := range p.stops {
		select {
		case <-p.done:
			return
		case <-time.After(grace):
			stop()
		}
	}
	<-p.done
}
