//go:build unix

package term

// aloneInConsole tells whether the program's console was opened for it: here
// file managers open none, or one that stays.
func aloneInConsole() bool { return false }
