package doctor

import (
	"context"
	"net/netip"
	"time"

	"socklab/lab/sock"
)

// loopbackPatience bounds what takes microseconds where nothing is in its way.
const loopbackPatience = 2 * time.Second

// Loopback is whether sockets work on an address of this machine itself.
type Loopback struct {
	Level   Level  `json:"level"`
	Address string `json:"address"`
	Works   bool   `json:"works"`
	Error   string `json:"error,omitempty"` // the symbol

	Err error `json:"-"`
}

// lookAtLoopback really binds, listens, connects, accepts, sends and receives.
func lookAtLoopback(address string, otherwise Level) Loopback {
	err := exchange(netip.MustParseAddr(address))
	if err != nil {
		return Loopback{Level: otherwise, Address: address, Error: sock.SymbolOf(err), Err: err}
	}
	return Loopback{Level: OK, Address: address, Works: true}
}

// exchange sends a byte to itself. The system completes the connection, so
// connect returns before accept is called.
func exchange(ip netip.Addr) error {
	ctx, cancel := context.WithTimeout(context.Background(), loopbackPatience)
	defer cancel()
	st := sock.New(ctx, sock.Options{})
	defer st.Close() // the first error is the one to tell
	listener, err := st.Listen(netip.AddrPortFrom(ip, 0), 1)
	if err != nil {
		return err
	}
	out, err := st.Dial(listener.Local(), loopbackPatience)
	if err != nil {
		return err
	}
	in, err := listener.Accept()
	if err != nil {
		return err
	}
	if _, err = out.SendAll([]byte{'x'}); err != nil {
		return err
	}
	_, err = in.Recv(make([]byte, 1))
	return err
}
