package app

import (
	"encoding/json"
	"os"
	"path/filepath"
	"socklab/lab/cmdline"

	"socklab/lab/console/window"
)

// A level is how good what doctor found is: only bad makes the answer no.
type level string

const (
	levelOK   level = "ok"
	levelNote level = "note" // the course goes on without
	levelBad  level = "bad"
)

// A checkup is what doctor found. The names in JSON stay as they are: programs
// read them.
type checkup struct {
	OK       bool          `json:"ok"`
	Version  string        `json:"version"`
	System   systemFact    `json:"system"`
	Console  consoleFact   `json:"console"`
	IPv4     loopbackFact  `json:"ipv4"`
	IPv6     loopbackFact  `json:"ipv6"`
	Port     portFact      `json:"port"`
	Reserved reservedFact  `json:"reserved"`
	Windows  terminalsFact `json:"windows"`
	Folder   folderFact    `json:"folder"`
}

type systemFact struct {
	Level level  `json:"level"`
	OS    string `json:"os"`
	Arch  string `json:"arch"`
	Name  string `json:"name"` // as its maker calls it; may be empty
}

type terminalsFact struct {
	Level     level    `json:"level"`
	Terminals []string `json:"terminals"`
}

type folderFact struct {
	Level       level  `json:"level"`
	Scripts     string `json:"scripts"`
	Transcripts string `json:"transcripts"`
	Writable    bool   `json:"writable"`

	err error
}

func (p *program) doctorCommand() *cmdline.Command {
	w := &p.words.Doctor
	return &cmdline.Command{Name: "doctor", Words: w.Usage, Long: w.Long, Run: p.doctor, Options: []cmdline.Option{{Name: "json", Words: w.JSON}}}
}

// doctor says what works here. Its answer is no where the course would not
// run as it is told.
func (p *program) doctor(v *cmdline.Values) error {
	if v.Arguments(); v.Err() != nil {
		return v.Err()
	}
	found := p.examine()
	tell := p.tellCheckup
	if v.On("json") {
		tell = p.printJSON
	}
	if err := tell(found); err != nil {
		return err
	}
	if !found.OK {
		return &failure{status: exitNo} // all is said
	}
	return nil
}

func (p *program) printJSON(found *checkup) error {
	text, err := json.MarshalIndent(found, "", "  ")
	if err != nil {
		return err
	}
	return p.print(string(text) + "\n")
}

func (p *program) examine() *checkup {
	port := uint16(p.defaultPort())
	found := &checkup{
		Version:  versionNumber(),
		System:   lookAtSystem(),
		Console:  p.lookAtConsole(),
		IPv4:     lookAtLoopback("127.0.0.1", levelBad),
		IPv6:     lookAtLoopback("::1", levelNote),
		Port:     lookAtPort(port),
		Reserved: judge(reservedPorts(), port),
		Windows:  lookForTerminals(window.Here()),
		Folder:   lookAtFolder("."),
	}
	found.OK = true
	for _, l := range []level{found.IPv4.Level, found.Port.Level, found.Reserved.Level, found.Folder.Level} {
		found.OK = found.OK && l != levelBad
	}
	return found
}

// lookForTerminals names what demo can open windows with.
func lookForTerminals(sys window.System) terminalsFact {
	fact := terminalsFact{Level: levelNote, Terminals: []string{}}
	for _, t := range window.Terminals(sys) {
		fact.Terminals = append(fact.Terminals, t.Name)
	}
	if t, err := window.Tmux(sys); err == nil {
		fact.Terminals = append(fact.Terminals, t.Name)
	}
	if len(fact.Terminals) > 0 {
		fact.Level = levelOK
	}
	return fact
}

// lookAtFolder tries whether files can be made in dir, where scripts and
// transcripts go unless the user names another place.
func lookAtFolder(dir string) folderFact {
	if full, err := filepath.Abs(dir); err == nil {
		dir = full
	}
	fact := folderFact{Level: levelBad, Scripts: dir, Transcripts: filepath.Join(dir, "sockLab-transcripts")}
	f, err := os.CreateTemp(dir, ".sockLab-doctor-*")
	if err == nil {
		err = f.Close()
		_ = os.Remove(f.Name()) // it was ours, and is empty
	}
	if fact.err = err; err == nil {
		fact.Level, fact.Writable = levelOK, true
	}
	return fact
}
