// Package lab has no code of its own: it is the folder of all rooms, as the
// packages of sockLab are called. A room may import rooms that stand below it
// here, and the table in lab/app/rooms_test.go says which. The first lines of
// each say what it does and what it must not know.
//
// The commands:
//
//	app             the command line: options in, calls of the others, exit status out
//
// What people see:
//
//	stage           where a session is watched while it is played: log, panes, windows
//	explain         errors and findings in words, with a hint
//	replay          recorded sessions on a terminal
//	export          a session as one file: text, picture, page or diagram
//	narrate         socket calls in words
//	cmdline         commands and options as values: help, check and completion
//	doctor          what works on this machine
//
// Sessions and recordings:
//
//	session         plays a script over several consoles and records it
//	console/window  consoles in windows of their own
//	console         a terminal that a script drives
//	script          the language of scripts
//	tape            a loaded recording on one clock
//	cast            reads and writes recordings
//
// The network:
//
//	message         what a client sends, and what becomes of the answer
//	echo            the course's server and client
//	sock            the socket calls; each is reported as an event
//
// Below all:
//
//	event           what a socket call is, and what one has done
//	i18n            every word that a user sees, in Spanish and English
//	vt              a terminal emulator
//	term            the three streams, and the terminal behind them
//	keys            the names of keys, and what terminals send for them
//	disk            files and folders that a stranger may have laid out
//	web             one page for this user's browser
//	gate            a listener whose places strangers cannot take
//	pyrepr          bytes and addresses as Python prints them
//	bar             how far long work has got
//	digest          tells the first of many things alike, and counts the rest
//	descriptors     keeps small numbers free for sockets
//	threads         how many threads the system allows
//
// For tests only:
//
//	bench           measures sockLab beside Python and Go's net package
//	interop         whole programs: Python's pair, strace, strangers' files
//	peer            starts the programs that stand side by side
//
// .github/CONTRIBUTING.md follows one message through these rooms, and says
// what to touch to add something.
package lab
