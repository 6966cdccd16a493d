package web

// Browse opens an address in the browser; the channel tells if that fails. tidy
// removes what led there.
func Browse(address string) (unopened <-chan error, tidy func()) {
	failed := make(chan error, 1)
	target, tidy, err := leadTo(address)
	if err != nil {
		failed <- err
		return failed, tidy
	}
	go func() {
		if err := browserCommand(target).Run(); err != nil {
			failed <- err
		}
	}()
	return failed, tidy
}
