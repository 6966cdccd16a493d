package doctor

import (
	"io"
	"os"

	"socklab/lab/term"
)

// The least size in which the course's lines stand as they are meant.
const (
	leastColumns = 80
	leastRows    = 24
)

// Console is the terminal in which this runs.
type Console struct {
	Level    Level  `json:"level"`
	Terminal bool   `json:"terminal"` // else what follows says nothing
	ANSI     bool   `json:"ansi"`     // obeys ANSI sequences: colours, moves
	UTF8     bool   `json:"utf8"`
	Encoding string `json:"encoding"` // as the system names it
	Columns  int    `json:"columns"`
	Rows     int    `json:"rows"`
}

// lookAtConsole looks at the terminal of out, else of err: the output may be going to a file.
func lookAtConsole(out, err io.Writer) Console {
	var fact Console
	fact.UTF8, fact.Encoding = encoding()
	for _, w := range []io.Writer{out, err} {
		if term.IsTerminal(w) {
			fact.Terminal = true
			fact.ANSI = os.Getenv("TERM") != "dumb" && !term.IsOldConsole(w)
			fact.Columns, fact.Rows, _ = term.Size(w) // 0 where it does not tell
			break
		}
	}
	fact.Level = Note
	if fact.ANSI && fact.UTF8 && fact.Columns >= leastColumns && fact.Rows >= leastRows {
		fact.Level = OK
	}
	return fact
}
