package script

// tracker follows roughly what runs in each console. A program may end by
// itself, so it only tells what cannot be, never what must be.
type tracker struct {
	consoles map[string]*tracked
	// lost is set by a step that could not be understood: what follows could
	// hang on it, and is not blamed.
	lost bool
}

type tracked struct {
	touched bool // something was typed or pressed
	started bool // a program was
	running bool // since the last exit
}

func (t *tracker) console(name string) *tracked {
	if t.consoles == nil {
		t.consoles = map[string]*tracked{}
	}
	if t.consoles[name] == nil {
		t.consoles[name] = &tracked{}
	}
	return t.consoles[name]
}

// maybeRunning tells whether a line typed now may be input to a program.
func (t *tracker) maybeRunning(console string) bool {
	return t.lost || t.console(console).running
}

// step follows a step and reports what cannot be. It goes by the keys, so that
// a bad value is blamed once.
func (t *tracker) step(m *mapping, name string) {
	if name == "" || t.lost {
		return
	}
	con := t.console(name)
	if m.has("type") {
		con.touched, con.started, con.running = true, true, true
	}
	if m.has("press") {
		if !con.started {
			m.c.fail(m.keys["press"], Error{Kind: KindPressIdle, Subject: name})
		}
		con.touched = true
	}
	for _, key := range []string{"call", "wait"} {
		if m.has(key) && !con.touched {
			m.c.fail(m.keys[key], Error{Kind: KindWaitNever, Subject: name})
		}
	}
	if m.has("exit") {
		if !con.running {
			m.c.fail(m.keys["exit"], Error{Kind: KindExitIdle, Subject: name})
		}
		con.running = false
	}
}
