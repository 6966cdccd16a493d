package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strings"
)

// resolve gives the addresses of host, in the order to try them. An address
// is its own answer and asks nobody.
func (p *program) resolve(ctx context.Context, host string, port uint16) ([]netip.AddrPort, error) {
	literal := strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	if ip, err := netip.ParseAddr(literal); err == nil {
		return []netip.AddrPort{netip.AddrPortFrom(ip.Unmap(), port)}, nil
	}
	ips, err := net.DefaultResolver.LookupNetIP(ctx, "ip", host)
	if err != nil {
		return nil, p.lookupFailure(ctx, host, err)
	}
	var addrs []netip.AddrPort
	for _, ip := range ips {
		addrs = append(addrs, netip.AddrPortFrom(ip.Unmap(), port))
	}
	return addrs, nil
}

func (p *program) lookupFailure(ctx context.Context, host string, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	line := p.words.Errors.NoAnswerDNS
	if d := (*net.DNSError)(nil); errors.As(err, &d) && d.IsNotFound {
		line = p.words.Errors.UnknownHost
	}
	return &failure{status: exitFailed, line: fmt.Sprintf(line, host), hint: p.words.Hints.UnknownHost, err: err}
}
