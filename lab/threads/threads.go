// Package threads tells how many threads the system lets this process have.
// Go ends a process that asks for one more than that, so whoever blocks a
// thread for each client asks here first.
package threads

// Unbounded is what Allowed gives where the system names no bound.
const Unbounded = 1 << 30
