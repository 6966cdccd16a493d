package echo

import (
	"context"
	"net"
	"net/netip"
	"strings"
)

// Resolve gives the addresses of host, in the order to try them. An address
// is its own answer and asks nobody. The error is a *net.DNSError or ctx's.
func Resolve(ctx context.Context, host string, port uint16) ([]netip.AddrPort, error) {
	literal := strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	if ip, err := netip.ParseAddr(literal); err == nil {
		return []netip.AddrPort{netip.AddrPortFrom(ip.Unmap(), port)}, nil
	}
	ips, err := net.DefaultResolver.LookupNetIP(ctx, "ip", host)
	if err != nil {
		if ctx.Err() != nil {
			err = ctx.Err()
		}
		return nil, err
	}
	var addrs []netip.AddrPort
	for _, ip := range ips {
		addrs = append(addrs, netip.AddrPortFrom(ip.Unmap(), port))
	}
	return addrs, nil
}
