// Package threads tells how many threads the system lets this process have.
// Go ends a process that asks for one more than that, so whoever blocks a
// thread for each client asks here first.
package threads

import "runtime/debug"

// Unbounded is what Allowed gives where the system names no bound.
const Unbounded = 1 << 30

// Limit lets n calls of this process block at once: Go ends a program that
// needs more threads than its limit. It is for who starts the process, since
// the limit is the whole process's.
func Limit(n int) {
	const spare = 200 // for the rest of the program
	debug.SetMaxThreads(n + spare)
}
