package window

import (
	"encoding/json"
	"errors"
	"io"
	"os"
)

// Ticket is what admits one viewer to a feed. It goes to the viewer in a file
// of the user's own: command lines are seen by all, and some terminals do not
// hand the environment on.
type Ticket struct {
	Addr  string // of the hub
	Token string // what the viewer must show to see its feed, once
	place
}

// place is which of how many windows side by side a viewer has.
type place struct{ Index, Of int }

// tokenLen is the length of a token, which rand.Text makes.
const tokenLen = 26

// ErrTicket tells that a file is no ticket.
var ErrTicket = errors.New("not a ticket")

// writeTicket writes a new file that only this user can read.
func writeTicket(t Ticket) (name string, err error) {
	file, err := os.CreateTemp("", "sockLab-view-*") // 0600
	if err != nil {
		return "", err
	}
	err = json.NewEncoder(file).Encode(t)
	if err = errors.Join(err, file.Close()); err != nil {
		_ = os.Remove(file.Name())
		return "", err
	}
	return file.Name(), nil
}

// ReadTicket reads a ticket and removes its file. The error is that of opening
// or reading, or ErrTicket; such a file stays.
func ReadTicket(name string) (Ticket, error) {
	const enough = 4 << 10
	var t Ticket
	file, err := os.Open(name)
	if err != nil {
		return t, err
	}
	body, err := io.ReadAll(io.LimitReader(file, enough))
	_ = file.Close()
	if err != nil {
		return t, err
	}
	if json.Unmarshal(body, &t) != nil || t.Addr == "" || len(t.Token) != tokenLen {
		return t, ErrTicket
	}
	return t, os.Remove(name)
}
