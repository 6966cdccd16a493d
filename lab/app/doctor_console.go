package app

import (
	"io"
	"os"
	"runtime"

	"socklab/lab/term"
)

// The least size in which the course's lines stand as they are meant.
const (
	leastColumns = 80
	leastRows    = 24
)

type consoleFact struct {
	Level    level  `json:"level"`
	Terminal bool   `json:"terminal"` // else what follows says nothing
	ANSI     bool   `json:"ansi"`     // obeys ANSI sequences: colours, moves
	UTF8     bool   `json:"utf8"`
	Encoding string `json:"encoding"` // as the system names it
	Columns  int    `json:"columns"`
	Rows     int    `json:"rows"`
}

func lookAtSystem() systemFact {
	return systemFact{Level: levelOK, OS: runtime.GOOS, Arch: runtime.GOARCH, Name: systemName()}
}

// lookAtConsole looks at the terminal of standard output, else of standard
// error: the output may be going to a file.
func (p *program) lookAtConsole() consoleFact {
	var fact consoleFact
	fact.UTF8, fact.Encoding = encoding()
	for _, w := range []io.Writer{p.Out, p.Err} {
		if term.IsTerminal(w) {
			fact.Terminal = true
			fact.ANSI = os.Getenv("TERM") != "dumb" && !term.IsOldConsole(w)
			fact.Columns, fact.Rows, _ = term.Size(w) // 0 where it does not tell
			break
		}
	}
	fact.Level = levelNote
	if fact.ANSI && fact.UTF8 && fact.Columns >= leastColumns && fact.Rows >= leastRows {
		fact.Level = levelOK
	}
	return fact
}
