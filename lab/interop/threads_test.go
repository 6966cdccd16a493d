//go:build linux

package interop

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"socklab/lab/echo"
	"socklab/lab/peer"
	"socklab/lab/sock"
)

// fewThreads is how many the programs of these tests may have, all together.
const fewThreads = 60

// A bound lets programs run that have few threads.
type bound func(t *testing.T) func(args ...string) *exec.Cmd

var bounds = map[string]bound{"ulimit -u": byUser, "control group": byGroup}

// byUser runs programs as a user of their own: root is not bound.
func byUser(t *testing.T) func(args ...string) *exec.Cmd {
	if os.Getuid() != 0 {
		t.Skip("needs root, to be a user who runs nothing else")
	}
	program := peer.SockLab(t)
	if err := os.Chmod(filepath.Dir(program), 0o755); err != nil {
		t.Fatal(err)
	}
	user := uint32(40_000 + os.Getpid()%20_000)
	start := func(args ...string) *exec.Cmd {
		cmd := exec.Command("sh", append([]string{"-c", fmt.Sprintf(`ulimit -u %[1]d 2>/dev/null || ulimit -p %[1]d; exec "$@"`, fewThreads), "sh", program}, args...)...)
		cmd.Dir = "/"
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: user, Gid: user}}
		return cmd
	}
	if out, err := start("version").CombinedOutput(); err != nil {
		t.Skipf("another user may not run what is built here: %s", out)
	}
	return start
}

// byGroup runs programs in a control group.
func byGroup(t *testing.T) func(args ...string) *exec.Cmd {
	for _, root := range []string{"/sys/fs/cgroup/pids", "/sys/fs/cgroup"} {
		dir := filepath.Join(root, fmt.Sprintf("sockLab-test-%d", os.Getpid()))
		if os.Mkdir(dir, 0o755) != nil {
			continue
		}
		t.Cleanup(func() { _ = os.Remove(dir) }) // empty by then, as its programs have ended
		if os.WriteFile(filepath.Join(dir, "pids.max"), fmt.Append(nil, fewThreads), 0o644) != nil {
			continue
		}
		return func(args ...string) *exec.Cmd {
			join := fmt.Sprintf(`echo $$ > %s/cgroup.procs && exec "$@"`, dir)
			return exec.Command("sh", append([]string{"-c", join, "sh", peer.SockLab(t)}, args...)...)
		}
	}
	t.Skip("no control group can be made here")
	return nil
}

// TestServerKeepsToItsThreads has more clients than there are threads stay
// connected: the server says so, serves all of them, and those who come later.
func TestServerKeepsToItsThreads(t *testing.T) {
	const clients = fewThreads + 10
	for name, bound := range bounds {
		for _, mode := range []string{"eof", "stream"} {
			t.Run(name+" "+mode, func(t *testing.T) {
				run, port := bound(t), peer.FreePort(t)
				s := peer.Start(t, run("server", "--port", fmt.Sprint(port), "--model", "threads", "--mode", mode, "--backlog", "100", "--lang", "en"))
				s.Prints(t, "accept(")
				var held []*sock.Socket
				for range clients {
					c, err := own(t).Dial(at(port), 0)
					if err != nil {
						t.Fatal(err)
					}
					if _, err := c.SendAll([]byte("x")); err != nil {
						t.Fatal(err)
					}
					held = append(held, c)
				}
				s.Prints(t, "the system allows threads for ")
				s.Prints(t, "the system allows no more threads")
				for _, c := range held {
					echoedAfter(t, c, "x")
				}
				exchange(t, port, echo.Message)
				s.Interrupt(t)
				if status := s.Wait(t); status != 0 || strings.Contains(s.Err.String(), "goroutine ") {
					t.Errorf("the server ended with %d\n%s", status, s.Err.String())
				}
			})
		}
	}
}

// TestClientKeepsToItsThreads holds that a client refuses to begin what it
// has no threads for, and can do what it says that it can.
func TestClientKeepsToItsThreads(t *testing.T) {
	for name, bound := range bounds {
		t.Run(name, func(t *testing.T) {
			run, port := bound(t), peer.FreePort(t)
			server := peer.Start(t, exec.Command(peer.SockLab(t), "server", "--port", fmt.Sprint(port), "--backlog", "100"))
			server.Prints(t, "accept(")
			client := func(args ...string) (int, string) {
				c := peer.Start(t, run(append([]string{"client", "--port", fmt.Sprint(port), "--lang", "en", "--explain", "none"}, args...)...))
				return c.Wait(t), c.Err.String()
			}
			for _, large := range [][]string{nil, {"--size", "1MiB"}} { // which sends and receives in two threads
				status, said := client(append(large, "--parallel", "200")...)
				fits := 0
				_, advice, _ := strings.Cut(said, "hint: ask for --parallel ")
				if _, err := fmt.Sscan(advice, &fits); err != nil || status != 1 || strings.Count(said, "\n") != 2 {
					t.Fatalf("status %d, %.500q", status, said)
				}
				// The system may still count threads of a client that has ended:
				// then the advice is another.
				for end := time.Now().Add(time.Minute); ; {
					status, said := client(append(large, "--parallel", fmt.Sprint(fits), "--repeat", "5")...)
					if status == 0 {
						break
					}
					_, advice, refused := strings.Cut(said, "hint: ask for --parallel ")
					if !refused || time.Now().After(end) {
						t.Fatalf("--parallel %d, as advised, ends with %d\n%s", fits, status, said)
					}
					if _, err := fmt.Sscan(advice, &fits); err != nil {
						t.Fatal(err)
					}
				}
			}
			if strings.Count(server.Out.String(), "New connection") == 0 {
				t.Error("nobody has connected")
			}
		})
	}
}
