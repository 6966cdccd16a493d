package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"

	"socklab/lab/echo"
)

// resolve gives the addresses of host, in the order to try them.
func (p *program) resolve(ctx context.Context, host string, port uint16) ([]netip.AddrPort, error) {
	addrs, err := echo.Resolve(ctx, host, port)
	if err == nil || ctx.Err() != nil {
		return addrs, err
	}
	line := p.words.Errors.NoAnswerDNS
	if d := (*net.DNSError)(nil); errors.As(err, &d) && d.IsNotFound {
		line = p.words.Errors.UnknownHost
	}
	return nil, &failure{status: exitFailed, line: fmt.Sprintf(line, host), hint: p.words.Hints.UnknownHost, err: err}
}
