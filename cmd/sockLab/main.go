// Command sockLab teaches TCP sockets by showing real ones.
package main

import (
	"os"

	"socklab/lab/app"
	"socklab/lab/term"
)

func main() { os.Exit(app.Main(os.Args, term.Std())) }
