package app

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"

	"github.com/fatih/color"
	"github.com/urfave/cli/v2"

	"socklab/lab/echo"
	"socklab/lab/term"
)

func (p *program) demoCommand() *cli.Command {
	h := p.words.Help
	return &cli.Command{Name: "demo", Usage: h.Demo, Description: h.DemoLong,
		Flags:  []cli.Flag{&cli.StringFlag{Name: "port", Value: fmt.Sprint(echo.Port), Usage: h.PortDemo}},
		Action: p.demo}
}

// demo runs server and client as two processes and shows the lines of both.
func (p *program) demo(c *cli.Context) error {
	v := p.values(c)
	port := v.port("port", 1)
	v.noArguments(0)
	if v.err != nil {
		return v.err
	}
	ctx, stop := untilInterrupt(c.Context)
	defer stop()
	show := &show{p: p, out: p.Out, label: newPen(term.Colour(p.Out, p.colour)), waits: make(chan struct{}, 1)}
	w := p.words.Demo
	ended := make(chan error, 1)
	server, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() { ended <- show.run(server, w.Server, "server", "--clients", "1", "--port", fmt.Sprint(port)) }()
	select {
	case <-show.waits:
	case err := <-ended:
		return err
	}
	if err := show.run(ctx, w.Client, "client", "--port", fmt.Sprint(port)); err != nil {
		cancel()
		<-ended
		return err
	}
	if err := <-ended; err != nil {
		return err
	}
	_, err := fmt.Fprintln(p.Out, w.Ended)
	return err
}

// A show prints the lines of two processes, each behind its name.
type show struct {
	p     *program
	mu    sync.Mutex
	out   io.Writer
	label *pen
	waits chan struct{} // the server waits in accept
}

func (s *show) run(ctx context.Context, name string, args ...string) error {
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("own path: %w", err)
	}
	cmd := exec.CommandContext(ctx, self, args...)
	cmd.Env = append(os.Environ(), "SOCKLAB_LANG="+s.p.words.Lang)
	cmd.WaitDelay = 2 * time.Second
	r, w := io.Pipe()
	cmd.Stdout, cmd.Stderr = w, w
	colour := s.label.label
	if name == s.p.words.Demo.Client {
		colour = s.label.good
	}
	var lines sync.WaitGroup
	lines.Go(func() { s.lines(r, name, colour) })
	err = cmd.Run()
	w.Close()
	lines.Wait()
	if exit := (*exec.ExitError)(nil); err != nil && errors.As(err, &exit) {
		return &failure{status: exitFailed, line: fmt.Sprintf(s.p.words.Demo.Failed, name, exit.ExitCode()), err: err}
	}
	if err != nil {
		return &failure{status: exitFailed, line: fmt.Sprintf(s.p.words.Errors.Exec, self, err), err: err}
	}
	return nil
}

func (s *show) lines(r io.Reader, name string, colour *color.Color) {
	scan := bufio.NewScanner(r)
	for scan.Scan() {
		s.mu.Lock()
		fmt.Fprintf(s.out, "%s %s\n", colour.Sprintf("%-9s", name), scan.Text())
		s.mu.Unlock()
		if strings.HasPrefix(scan.Text(), "accept(") {
			select {
			case s.waits <- struct{}{}:
			default:
			}
		}
	}
	_, _ = io.Copy(io.Discard, r) // a line that was too long must not block the process
}
