package echo_test

import (
	"os"
	"runtime"
	"sync"
	"testing"

	"socklab/lab/echo"
)

// TestLeavesNothingBehind counts descriptors and goroutines.
func TestLeavesNothingBehind(t *testing.T) { leaks(t, 300) }

func TestLeavesNothingBehindAfterManyThousands(t *testing.T) {
	slow(t)
	leaks(t, 10_000)
}

func leaks(t *testing.T, connections int) {
	for name, o := range map[string]echo.ServerOptions{"serial": {}, "threads": {Model: echo.Threads}} {
		t.Run(name, func(t *testing.T) {
			warm := serve(t, o, nil)
			warm.echoes(t, echo.Message)
			warm.stop(t)
			files, routines := descriptors(), runtime.NumGoroutine()
			s := serve(t, o, nil)
			var all sync.WaitGroup
			const parallel = 10
			for range parallel {
				all.Go(func() {
					for range connections / parallel {
						s.echoes(t, echo.Message)
					}
				})
			}
			all.Wait()
			for range connections / parallel * parallel {
				if err := await(t, s.left, "leaving client"); err != nil {
					t.Fatal(err)
				}
			}
			s.stop(t)
			settled(t, "descriptors", descriptors, files)
			settled(t, "goroutines", runtime.NumGoroutine, routines)
		})
	}
}

// descriptors counts those that are open, where the system tells. Under Wine
// it would tell of Wine's own.
func descriptors() int {
	if runtime.GOOS != "linux" {
		return 0
	}
	all, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return 0
	}
	return len(all)
}
