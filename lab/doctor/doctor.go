// Package doctor finds out what works on this machine: its loopback, the course's
// port and who holds it, its console, where windows open and files can be made.
//
// Findings are values. It says nothing of them in words.
package doctor

import (
	"io"
	"os"
	"path/filepath"
	"runtime"

	"socklab/lab/console/window"
)

// A Level is how good what was found is: only bad makes the answer no.
type Level string

// The levels.
const (
	OK   Level = "ok"
	Note Level = "note" // the course goes on without
	Bad  Level = "bad"
)

// A Checkup is what was found. The names in JSON stay as they are: programs
// read them.
type Checkup struct {
	OK       bool      `json:"ok"`
	Version  string    `json:"version"`
	System   System    `json:"system"`
	Console  Console   `json:"console"`
	IPv4     Loopback  `json:"ipv4"`
	IPv6     Loopback  `json:"ipv6"`
	Port     Port      `json:"port"`
	Reserved Reserved  `json:"reserved"`
	Windows  Terminals `json:"windows"`
	Folder   Folder    `json:"folder"`
}

// System is what runs here.
type System struct {
	Level Level  `json:"level"`
	OS    string `json:"os"`
	Arch  string `json:"arch"`
	Name  string `json:"name"` // as its maker calls it; may be empty
}

// Terminals are what can open windows.
type Terminals struct {
	Level     Level    `json:"level"`
	Terminals []string `json:"terminals"`
}

// Folder is where files go unless the user names another place.
type Folder struct {
	Level       Level  `json:"level"`
	Scripts     string `json:"scripts"`
	Transcripts string `json:"transcripts"`
	Writable    bool   `json:"writable"`

	Err error `json:"-"`
}

// Options say where to look.
type Options struct {
	Version  string // of this program
	Port     uint16 // the course's
	Out, Err io.Writer
}

// Examine tries what the course needs. What it gives is not OK where the course
// would not run as it is taught. It may take some seconds, and leaves no file.
func Examine(o Options) *Checkup {
	found := &Checkup{
		Version:  o.Version,
		System:   System{Level: OK, OS: runtime.GOOS, Arch: runtime.GOARCH, Name: systemName()},
		Console:  lookAtConsole(o.Out, o.Err),
		IPv4:     lookAtLoopback("127.0.0.1", Bad),
		IPv6:     lookAtLoopback("::1", Note),
		Port:     lookAtPort(o.Port),
		Reserved: judge(reservedPorts(), o.Port),
		Windows:  lookForTerminals(window.Here()),
		Folder:   lookAtFolder("."),
	}
	found.OK = true
	for _, l := range []Level{found.IPv4.Level, found.Port.Level, found.Reserved.Level, found.Folder.Level} {
		found.OK = found.OK && l != Bad
	}
	return found
}

// lookForTerminals names what demo can open windows with.
func lookForTerminals(sys window.System) Terminals {
	fact := Terminals{Level: Note, Terminals: []string{}}
	for _, t := range window.Terminals(sys) {
		fact.Terminals = append(fact.Terminals, t.Name)
	}
	if t, err := window.Tmux(sys); err == nil {
		fact.Terminals = append(fact.Terminals, t.Name)
	}
	if len(fact.Terminals) > 0 {
		fact.Level = OK
	}
	return fact
}

// lookAtFolder tries whether files can be made in dir, where scripts and
// transcripts go unless the user names another place.
func lookAtFolder(dir string) Folder {
	if full, err := filepath.Abs(dir); err == nil {
		dir = full
	}
	fact := Folder{Level: Bad, Scripts: dir, Transcripts: filepath.Join(dir, "sockLab-transcripts")}
	f, err := os.CreateTemp(dir, ".sockLab-doctor-*")
	if err == nil {
		err = f.Close()
		_ = os.Remove(f.Name()) // it was ours, and is empty
	}
	if fact.Err = err; err == nil {
		fact.Level, fact.Writable = OK, true
	}
	return fact
}
