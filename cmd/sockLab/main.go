// Go would keep files of the system open to follow its processor limits. With
// these, the program's first socket is descriptor 3, as in the course.

//go:debug containermaxprocs=0
//go:debug updatemaxprocs=0

// Command sockLab teaches TCP sockets by showing real ones.
package main

import (
	"os"

	"socklab/lab/app"
	"socklab/lab/term"
)

func main() { os.Exit(app.Main(os.Args, term.Std())) }
