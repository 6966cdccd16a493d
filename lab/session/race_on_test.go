//go:build race

package session_test

// raceEnabled: the detector takes memory of its own.
const raceEnabled = true
