// Package interop holds tests of whole programs: sockLab against the course's
// pair in Python, and its events against what strace sees.
package interop
