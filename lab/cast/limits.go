package cast

import "time"

// What one session may cost. Recordings come from strangers: the bounds stand
// here, are held where the bytes are read or shown, and what passes one is
// damage that says the number. They leave room for two hours of a class.
const (
	// MaxSide is the largest number of columns or rows of a console.
	MaxSide = 1000
	// MaxArea is how many cells all consoles of a session have together, each
	// at its largest: a cell takes 28 bytes, twice where the alternate screen
	// is in use, and seeking needs it several times. 32 consoles of 200 by 80
	// have room.
	MaxArea = 1 << 19
	// MaxConsoles is how many consoles a session may have.
	MaxConsoles = 32
	// MaxTime is the latest time an event may have.
	MaxTime = 366 * 24 * time.Hour
	// MaxLine is the longest line of an asciicast v2 or v3 file, in bytes: our
	// Writer's are 6 MiB at most.
	MaxLine = 8 << 20
	// MaxEvents is how many events all recordings of a session have together,
	// with the lines that are none: two hours with 70 a second. An event takes
	// 32 bytes even if it is empty, and 40 more where all of a session are put
	// in order.
	MaxEvents = 1 << 19
	// MaxData is how many bytes of output, typing and markers all recordings
	// of a session have together; a file may have up to maxEscape times as many.
	MaxData = 64 << 20
	// MaxWork is how many cells showing a session may touch, and workPerByte
	// how many more for each byte of its data: a line feed that scrolls a
	// console of 80 by 24 costs 104, and clearing it 1920. Each takes a
	// nanosecond or two, MaxWork half a second.
	MaxWork     = 1 << 28
	workPerByte = 64
	// MaxScrolled is how many bytes of lines that scrolled off all consoles of
	// a session keep together.
	MaxScrolled = 32 << 20
	// MaxText is how many bytes all NAME.txt of a transcript have together.
	MaxText = 32 << 20
	// MaxCompared is how many bytes of text of a transcript are compared with
	// another's: two dozen expressions look at each several times.
	MaxCompared = 512 << 10
	// MaxMarkers is how many markers a recording has as chapters, or a session
	// has chapters: a person picks among them.
	MaxMarkers = 1000

	maxHeader  = 1 << 20  // bytes of the first line of a v2 or v3 file
	maxV1      = 16 << 20 // bytes of a v1 file, a format of 2016
	maxSession = 1 << 20  // bytes of session.json
	maxHistory = 10000    // lines that scrolled off a screen
)
