//go:build linux

package threads

import (
	"io/fs"
	"os"
	"path"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// Allowed counts the threads that this process may have, those that it has
// included: the least of what the user's limit (ulimit -u), the control groups
// and the kernel leave it. Others start threads too, so keep a reserve.
func Allowed() int {
	s := system{root: os.DirFS("/"), uid: os.Getuid(), limit: Unbounded}
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NPROC, &limit); err == nil && limit.Cur < Unbounded {
		s.limit = int(limit.Cur)
	}
	return s.allowed()
}

// A system is where the bounds are read.
type system struct {
	root  fs.FS // with proc and sys
	uid   int
	limit int // RLIMIT_NPROC
}

func (s system) allowed() int {
	own, _ := strconv.Atoi(field(s.text("proc/self/status"), "Threads:")) // unreadable: none is known
	return min(s.left()+own, Unbounded)
}

// left counts those that may still be started.
func (s system) left() int {
	left := min(s.kernel(), s.groups())
	if s.limit < Unbounded && !s.privileged() {
		left = min(left, s.limit-s.running())
	}
	return max(left, 0)
}

// number reads a file that holds one number; where it does not, it is orElse.
func (s system) number(name string, orElse int) int {
	n, err := strconv.Atoi(strings.TrimSpace(s.text(name)))
	if err != nil {
		return orElse
	}
	return n
}

func (s system) text(name string) string {
	text, err := fs.ReadFile(s.root, name)
	if err != nil {
		return "" // no such bound on this system
	}
	return string(text)
}

// kernel is what is left of the threads and numbers of the whole machine.
// loadavg has them as "1/234".
func (s system) kernel() int {
	most := min(s.number("proc/sys/kernel/threads-max", Unbounded), s.number("proc/sys/kernel/pid_max", Unbounded))
	if fields := strings.Fields(s.text("proc/loadavg")); len(fields) > 3 && most < Unbounded {
		_, all, _ := strings.Cut(fields[3], "/")
		if n, err := strconv.Atoi(all); err == nil {
			return most - n
		}
	}
	return most
}

// groups is what the control groups of this process leave. In a container
// the path may be one that cannot be seen from inside: then what can be seen
// of it, up to the root, is asked.
func (s system) groups() int {
	left := Unbounded
	for line := range strings.Lines(s.text("proc/self/cgroup")) {
		_, rest, _ := strings.Cut(strings.TrimSpace(line), ":")
		controllers, group, _ := strings.Cut(rest, ":")
		var roots []string
		switch controllers {
		case "":
			roots = []string{"sys/fs/cgroup", "sys/fs/cgroup/unified"}
		case "pids":
			roots = []string{"sys/fs/cgroup/pids"}
		}
		for _, root := range roots {
			left = min(left, s.group(root, group))
		}
	}
	return left
}

// group is what the group and those above it leave.
func (s system) group(root, group string) int {
	left := Unbounded
	for dir := path.Clean("/" + group); ; dir = path.Dir(dir) {
		at := path.Join(root, dir)
		if most := s.number(at+"/pids.max", Unbounded); most < Unbounded { // "max" is no number
			left = min(left, most-s.number(at+"/pids.current", 0))
		}
		if dir == "/" {
			return left
		}
	}
}

// privileged tells whether the kernel spares this process the user's limit:
// as root, or with CAP_SYS_RESOURCE or CAP_SYS_ADMIN, but not inside of a
// user namespace.
func (s system) privileged() bool {
	whole := strings.Join(strings.Fields(s.text("proc/self/uid_map")), " ") == "0 0 4294967295"
	effective, _ := strconv.ParseUint(field(s.text("proc/self/status"), "CapEff:"), 16, 64) // unreadable: none
	const spare = 1<<unix.CAP_SYS_RESOURCE | 1<<unix.CAP_SYS_ADMIN
	return whole && (s.uid == 0 || effective&spare != 0)
}

// running counts the threads of the user.
func (s system) running() int {
	processes, _ := fs.Glob(s.root, "proc/[0-9]*") // the pattern is right
	all := 0
	for _, p := range processes {
		status := s.text(p + "/status") // gone meanwhile: nobody's
		if field(status, "Uid:") == strconv.Itoa(s.uid) {
			n, _ := strconv.Atoi(field(status, "Threads:")) // no number: none
			all += n
		}
	}
	return all
}

// field is the first word behind a name in the text of /proc/PID/status.
func field(status, name string) string {
	for line := range strings.Lines(status) {
		if rest, ok := strings.CutPrefix(line, name); ok {
			if words := strings.Fields(rest); len(words) > 0 {
				return words[0]
			}
		}
	}
	return ""
}
