package cast

// What showing costs, in cells that are touched: clearing one is the unit,
// about a nanosecond.
const (
	costRead = 5 // a cell that is read
	costRow  = 3 // a row that is moved
	costAll  = 4 // a cell when a screen is made anew
)

// scrolling is the cost of scrolling by n rows.
func (s *Screen) scrolling(n int) int {
	return min(n, s.rows)*s.cols + costRow*s.rows
}

// cost is what a control sequence costs at most.
func (s *Screen) cost(final byte, args []int) int {
	switch final {
	case 'J': // ED
		return s.cols * s.rows
	case 'L', 'M', 'S', 'T': // IL, DL, SU, SD
		return s.scrolling(count(args, 0))
	case '@', 'P', 'X', 'K', 'g': // ICH, DCH, ECH, EL, TBC
		return s.cols
	case 'I', 'Z': // CHT, CBT
		return 2*s.cols + count(args, 0)
	}
	return 1
}
