// Package message is what a client sends, how often, and what becomes of the
// answers: they are shown, saved to a file, or compared with what was sent.
//
// It knows no options, and no words for users.
package message

// A Reply is what becomes of a server's answer.
type Reply interface {
	// Sent sees what is about to be sent, in order.
	Sent(b []byte)
	// Received takes the next bytes of the answer.
	Received(b []byte) error
	// Done ends a reply that is complete.
	Done() error
	// Drop ends one that is not.
	Drop()
}
