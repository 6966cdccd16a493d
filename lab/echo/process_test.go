package echo_test

import (
	"runtime"
	"runtime/debug"
	"testing"

	"socklab/lab/echo"
)

// TestServeLeavesTheProcessAlone holds that a server changes nothing of the
// process that it is a part of: how many processors and threads Go may use is
// for who starts the process.
func TestServeLeavesTheProcessAlone(t *testing.T) {
	const limit = 12_345
	threads := debug.SetMaxThreads(limit)
	defer debug.SetMaxThreads(threads)
	procs := runtime.GOMAXPROCS(0)
	s := serve(t, echo.ServerOptions{Model: echo.Threads, MaxClients: 5}, nil)
	if got := runtime.GOMAXPROCS(0); got != procs {
		t.Errorf("while it serves there are %d processors, before %d", got, procs)
	}
	s.stop(t)
	if got := debug.SetMaxThreads(limit); got != limit {
		t.Errorf("it has made the limit of threads %d", got)
	}
}
