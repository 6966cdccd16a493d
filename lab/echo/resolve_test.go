package echo

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestResolveAddresses: an address asks nobody, also where nobody is waited for.
func TestResolveAddresses(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for host, want := range map[string]string{
		"127.0.0.1": "127.0.0.1:6543", "::1": "[::1]:6543", "[::1]": "[::1]:6543", "::ffff:127.0.0.2": "127.0.0.2:6543", "0.0.0.0": "0.0.0.0:6543",
	} {
		got, err := Resolve(ctx, host, 6543)
		if err != nil || len(got) != 1 {
			t.Errorf("%s: %v, %v", host, got, err)
		} else if diff := cmp.Diff(want, got[0].String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", host, diff)
		}
	}
	if _, err := Resolve(ctx, "name.invalid", 1); !errors.Is(err, context.Canceled) {
		t.Errorf("a name: %v", err)
	}
}

// TestResolveLoopback asks the system for the one name that each has.
func TestResolveLoopback(t *testing.T) {
	got, err := Resolve(t.Context(), "localhost", 1)
	if none := (*net.DNSError)(nil); errors.As(err, &none) && none.IsNotFound {
		t.Skipf("this system knows no localhost, as Wine: %v", err)
	}
	if err != nil || len(got) == 0 {
		t.Fatalf("%v, %v", got, err)
	}
	for _, a := range got {
		if !a.Addr().IsLoopback() || a.Addr() != a.Addr().Unmap() || a == (netip.AddrPort{}) {
			t.Errorf("%v", got)
		}
	}
}
