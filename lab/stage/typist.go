package stage

// A typist passes a person's keys on to the program in a console, which may not
// read them for as long as it likes: whoever presses them does not wait.
type typist struct{ keys chan string }

// ahead is how many keys wait for a program that does not read. A terminal
// keeps some thousand more.
const ahead = 256

func newTypist(write func([]byte) error) *typist {
	t := &typist{keys: make(chan string, ahead)}
	go func() {
		for sent := range t.keys {
			_ = write([]byte(sent)) // no program runs: the keys go nowhere, as at a dead keyboard
		}
	}()
	return t
}

// press passes a key on; what is too far ahead is lost.
func (t *typist) press(sent string) {
	select {
	case t.keys <- sent:
	default:
	}
}

// close ends the typist, which nobody may use any more, when the last key has
// been taken or refused.
func (t *typist) close() { close(t.keys) }
