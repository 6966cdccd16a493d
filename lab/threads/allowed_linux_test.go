//go:build linux

package threads

import (
	"testing"
	"testing/fstest"
)

// machine is a system with files beside those that every one has.
func machine(files map[string]string) fstest.MapFS {
	m := fstest.MapFS{
		"proc/sys/kernel/threads-max": {Data: []byte("10000\n")},
		"proc/sys/kernel/pid_max":     {Data: []byte("4194304\n")},
		"proc/loadavg":                {Data: []byte("0.10 0.20 0.30 2/400 1234\n")},
		"proc/self/uid_map":           {Data: []byte("         0          0 4294967295\n")},
		"proc/self/status":            {Data: []byte("Name:\tx\nCapEff:\t0000000000000000\nThreads:\t4\n")},
		"proc/7/status":               {Data: []byte("Name:\tx\nUid:\t1000\t0\t0\t0\nThreads:\t30\n")},
		"proc/8/status":               {Data: []byte("Name:\tx\nUid:\t0\t1000\t0\t0\nThreads:\t500\n")},
		"proc/9/status":               {Data: []byte("Name:\tx\nUid:\t1000\t1000\t1000\t1000\nThreads:\t4\n")},
		"proc/10/status":              {Data: []byte("cut o")},
	}
	for name, text := range files {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

func TestAllowed(t *testing.T) {
	for name, c := range map[string]struct {
		files map[string]string
		uid   int
		limit int
		want  int
	}{
		"the kernel's":               {nil, 1000, Unbounded, 9604},
		"few numbers":                {map[string]string{"proc/sys/kernel/pid_max": "600"}, 1000, Unbounded, 204},
		"the user's":                 {nil, 1000, 60, 30},
		"more than the user's":       {nil, 1000, 20, 4},
		"root":                       {nil, 0, 60, 9604},
		"root of a namespace":        {map[string]string{"proc/self/uid_map": "0 1000 1"}, 0, 600, 104},
		"a capability":               {map[string]string{"proc/self/status": "CapEff:\t0000000001000000\n"}, 1000, 60, 9600},
		"a capability of another":    {map[string]string{"proc/self/status": "CapEff:\t0000000000000400\n"}, 1000, 60, 26},
		"one of a namespace":         {map[string]string{"proc/self/uid_map": "0 5 9", "proc/self/status": "CapEff:\t0000000001000000"}, 1000, 60, 26},
		"a group without a bound":    {map[string]string{"proc/self/cgroup": "0::/a\n", "sys/fs/cgroup/a/pids.max": "max\n", "sys/fs/cgroup/a/pids.current": "5"}, 1000, Unbounded, 9604},
		"a group":                    {map[string]string{"proc/self/cgroup": "0::/a/b\n", "sys/fs/cgroup/a/b/pids.max": "100\n", "sys/fs/cgroup/a/b/pids.current": "5\n"}, 1000, Unbounded, 99},
		"the group above":            {map[string]string{"proc/self/cgroup": "0::/a/b\n", "sys/fs/cgroup/a/b/pids.max": "max", "sys/fs/cgroup/a/pids.max": "50", "sys/fs/cgroup/a/pids.current": "40"}, 1000, Unbounded, 14},
		"groups of the first kind":   {map[string]string{"proc/self/cgroup": "9:cpu:/a\n8:pids:/c\n0::/\n", "sys/fs/cgroup/pids/c/pids.max": "70", "sys/fs/cgroup/pids/c/pids.current": "1"}, 1000, Unbounded, 73},
		"a path outside of its view": {map[string]string{"proc/self/cgroup": "8:pids:/docker/f00\n", "sys/fs/cgroup/pids/pids.max": "70", "sys/fs/cgroup/pids/pids.current": "1"}, 1000, Unbounded, 73},
		"a group and the user":       {map[string]string{"proc/self/cgroup": "0::/a\n", "sys/fs/cgroup/a/pids.max": "100", "sys/fs/cgroup/a/pids.current": "5"}, 1000, 60, 30},
		"a group below the user's":   {map[string]string{"proc/self/cgroup": "0::/a\n", "sys/fs/cgroup/a/pids.max": "55", "sys/fs/cgroup/a/pids.current": "5"}, 1000, 60, 30},
		"a path that leads up":       {map[string]string{"proc/self/cgroup": "0::/../../../a\n"}, 1000, Unbounded, 9604},
	} {
		t.Run(name, func(t *testing.T) {
			if got := (system{root: machine(c.files), uid: c.uid, limit: c.limit}).allowed(); got != c.want {
				t.Errorf("%d threads are allowed, want %d", got, c.want)
			}
		})
	}
}

// TestAllowedWithoutFiles holds that where nothing can be read nothing is bound.
func TestAllowedWithoutFiles(t *testing.T) {
	if got := (system{root: fstest.MapFS{}, limit: Unbounded}).allowed(); got != Unbounded {
		t.Errorf("%d threads are allowed", got)
	}
}

// TestAllowedHere reads this system.
func TestAllowedHere(t *testing.T) {
	if got := Allowed(); got < 1 || got > Unbounded {
		t.Errorf("%d threads are allowed for a test that runs", got)
	}
}

func FuzzStatus(f *testing.F) {
	f.Add("Name:\tx\nUid:\t1000\t0\t0\t0\nThreads:\t30\n", "8:pids:/c\n0::/../x\n", "1 2 3 4/5 6")
	f.Add("Uid:\nThreads:", "::::", "/")
	f.Fuzz(func(t *testing.T, status, cgroup, load string) {
		root := machine(map[string]string{"proc/7/status": status, "proc/self/cgroup": cgroup, "proc/loadavg": load})
		if got := (system{root: root, uid: 1000, limit: 60}).allowed(); got < 0 || got > Unbounded {
			t.Errorf("%d threads are allowed", got)
		}
	})
}
