package script

// tracker follows roughly what runs in each console. A program may end by
// itself, so it only tells what cannot be, never what must be.
type tracker struct {
	consoles map[string]tracked
	// lost is set by a step that could not be understood: what follows could
	// hang on it, and is not blamed.
	lost bool
}

type tracked struct {
	touched bool // something was typed or pressed
	started bool // a program was started
	running bool // one was started after the last exit
}

// maybeRunning tells whether a line typed now may be input to a program.
func (t *tracker) maybeRunning(console string) bool {
	return t.lost || t.consoles[console].running
}

// step follows a step and reports what cannot be. It goes by the keys, so that
// a bad value is blamed once.
func (t *tracker) step(m *mapping, name string) {
	if name == "" || t.lost {
		return
	}
	con := t.consoles[name]
	blame := func(key string, unless bool, kind Kind) {
		if m.has(key) && !unless {
			m.c.fail(m.keys[key], Error{Kind: kind, Subject: name})
		}
	}
	if m.has("type") {
		con = tracked{touched: true, started: true, running: true}
	}
	blame("press", con.started, KindPressIdle)
	con.touched = con.touched || m.has("press")
	blame("call", con.touched, KindWaitNever)
	blame("wait", con.touched, KindWaitNever)
	blame("exit", con.running, KindExitIdle)
	con.running = con.running && !m.has("exit")
	t.consoles[name] = con
}
