// Package bench measures sockLab against the course's server and client in
// Python and a minimal echo server on package net, side by side:
//
//	go test -bench . ./lab/bench
//
// Each figure is the median of the ratios of rounds that alternate between
// the two programs. It reads /proc, and so runs on Linux.
package bench
