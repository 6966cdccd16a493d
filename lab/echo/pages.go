package echo

// NewPages returns n zeroed bytes for a large message. Unlike make, which
// ends the process, it fails where the system has no memory left. They stay
// until the process ends.
func NewPages(n int) ([]byte, error) {
	if n == 0 {
		return nil, nil
	}
	b, err := mapPages(n)
	if err != nil {
		return nil, &OutOfMemory{Size: int64(n), Err: err}
	}
	return b, nil
}
