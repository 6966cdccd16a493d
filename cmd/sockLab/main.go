// Command sockLab teaches TCP sockets by showing real ones.
package main

// Go reads, and keeps open, files of the system to follow its processor
// limits: without them the program starts sooner, and its first socket is
// descriptor 3, as in the course.

//go:debug containermaxprocs=0
//go:debug updatemaxprocs=0

import (
	"os"

	"socklab/lab/app"
	"socklab/lab/term"
)

func main() { os.Exit(app.Main(os.Args, term.Std())) }
