//go:build unix

package console

import (
	"golang.org/x/sys/unix"

	"socklab/lab/term"
)

// echoOf returns what the terminal will print, in its present mode, when keys
// are typed. What its line editor does beyond a single erase is not foreseen.
func (t *terminal) echoOf(keys string) []byte {
	var mode *unix.Termios
	err := t.control(func(fd int) (err error) {
		mode, err = term.Termios(fd)
		return err
	})
	if err != nil || mode.Lflag&unix.ECHO == 0 {
		return nil
	}
	var echo []byte
	for i := range len(keys) {
		echo = append(echo, echoOfByte(keys[i], mode)...)
	}
	return echo
}

func echoOfByte(b byte, mode *unix.Termios) string {
	canonical := mode.Lflag&unix.ICANON != 0
	if b == '\r' && mode.Iflag&unix.ICRNL != 0 {
		b = '\n'
	}
	switch {
	case b == '\n' && mode.Oflag&unix.OPOST != 0 && mode.Oflag&unix.ONLCR != 0:
		return "\r\n"
	case canonical && b == mode.Cc[unix.VEOF]:
		return ""
	case canonical && b == mode.Cc[unix.VERASE] && mode.Lflag&unix.ECHOE != 0:
		return "\b \b"
	case mode.Iflag&unix.IXON != 0 && (b == mode.Cc[unix.VSTART] || b == mode.Cc[unix.VSTOP]):
		return ""
	case b == '\n' || b == '\t' || b >= ' ' && b != 0x7f || mode.Lflag&unix.ECHOCTL == 0:
		return string([]byte{b})
	}
	return "^" + string([]byte{b ^ 0x40})
}
