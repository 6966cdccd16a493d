package app

import (
	"fmt"
	"os"
	"path/filepath"

	"socklab/lab/term"
)

// explainClick is for somebody who has double-clicked the program: a console
// opened for it alone, which would vanish with it. It says how sockLab is
// used and waits for a key.
func (p *program) explainClick() error {
	folder := ""
	if self, err := os.Executable(); err == nil {
		folder = filepath.Dir(self)
	}
	w := p.words.Clicked
	if err := p.print(fmt.Sprintf(w.Text, folder) + w.Key); err != nil {
		return err
	}
	restore, err := term.Raw(p.Streams)
	if err != nil {
		return err
	}
	defer restore()
	_, _ = p.In.Read(make([]byte, 1)) // whatever ends it
	return nil
}
