package event_test

import (
	"testing"

	"socklab/lab/event"
)

// TestNotNowIsNoTimeout holds that a call of a socket that does not wait is
// told apart from one whose time has passed, though Unix has one number for
// both.
func TestNotNowIsNoTimeout(t *testing.T) {
	var none, both, in event.Limits
	both.Set("SO_RCVTIMEO", "4s")
	both.Set("SO_SNDTIMEO", "4s")
	in.Set("SO_RCVTIMEO", "4s")
	lifted := both
	lifted.Set("SO_RCVTIMEO", "0s")
	lifted.Set("SO_LINGER", "0s")
	for _, c := range []struct {
		limits event.Limits
		call   event.Call
		symbol string
		want   event.Why
	}{
		{both, event.Recv, "EAGAIN", event.TimedOut},
		{both, event.Accept, "EWOULDBLOCK", event.TimedOut},
		{both, event.Connect, "EINPROGRESS", event.TimedOut},
		{none, event.Recv, "EAGAIN", event.NotNow},
		{none, event.Connect, "EINPROGRESS", event.NotNow},
		{in, event.Recvfrom, "EAGAIN", event.TimedOut},
		{in, event.Send, "EAGAIN", event.NotNow},
		{lifted, event.Recv, "EAGAIN", event.NotNow},
		{lifted, event.Send, "EAGAIN", event.TimedOut},
		{both, event.Recv, "WSAEWOULDBLOCK", event.NotNow},
		{none, event.Recv, "WSAETIMEDOUT", event.TimedOut},
		{both, event.Recv, "ECONNRESET", event.OtherWhy},
		{none, event.Recv, "", event.OtherWhy},
	} {
		if got := c.limits.Why(c.call, c.symbol); got != c.want {
			t.Errorf("%+v: %s fails with %q: %d, want %d", c.limits, c.call, c.symbol, got, c.want)
		}
	}
}
