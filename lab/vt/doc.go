// Package vt is a terminal emulator: bytes go in, and a screen of cells can be
// read, copied, compared and drawn.
//
// It understands what programs say to xterm and to a Windows console: ECMA-48,
// the functions of DEC's VT510 (https://vt100.net/docs/vt510-rm/) and xterm's
// control sequences (https://invisible-island.net/xterm/ctlseqs/ctlseqs.html).
// Not done: sixel and other pictures, titles, changed palettes, mouse,
// protected cells, double-width lines; a new size cuts lines, it does not wrap
// them anew. What is not understood is ignored.
//
// A [Canvas] is a picture in cells, and a [Painter] makes a terminal show one
// after the other.
//
// Whatever comes in, a screen stays within its size, and what it costs can be
// bounded by a [Meter].
//
// The package knows no file, no terminal of this machine, no colour scheme and
// no words.
package vt
