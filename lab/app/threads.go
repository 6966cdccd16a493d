package app

import (
	"cmp"
	"fmt"
	"runtime"

	"socklab/lab/echo"
	"socklab/lab/threads"
)

// manyClients is more than any system has descriptors for.
const manyClients = 1 << 20

// roomForThreads prepares this process to serve each client in a thread of its
// own. What it gives puts the processors back as they were.
func roomForThreads(o echo.ServerOptions) (restore func()) {
	threads.Limit(cmp.Or(o.MaxClients, manyClients))
	before := runtime.GOMAXPROCS(echo.Processors(o.Allowed()))
	return func() { runtime.GOMAXPROCS(before) }
}

// fewClients is when the system's bound is worth a line from the start, even
// where nobody has asked for more: most demos need less, and what they print
// is not to hang on the machine.
const fewClients = 100

// bounded says that the system has threads for so many clients only.
func (p *program) bounded(t *telling, asked bool, clients int) {
	if !t.quiet && (asked || clients < fewClients) {
		p.tellLine(p.errPen.faint, fmt.Sprintf(p.words.Server.Bound, clients))
	}
}

// ownThreads are for what a client does besides its exchanges.
const ownThreads = 20

// checkThreads refuses what Go would end the process for. The options are
// right, and work on a machine that allows more: it is no wrong usage.
func (p *program) checkThreads(r *exchanges) error {
	if r.Parallel == 1 {
		return nil
	}
	size := r.size
	if r.File != "" {
		size = -1 // it is read while the answer comes
	}
	each, room := r.Options.Threads(size), threads.Allowed()-ownThreads
	if r.Parallel*each <= room {
		return nil
	}
	line := fmt.Sprintf(p.words.Errors.Threads, r.Parallel, r.Parallel*each, max(room, 0))
	hint := p.words.Hints.Threads
	if fits := room / each; fits > 1 {
		hint = fmt.Sprintf(p.words.Hints.ThreadsFit, fits)
	}
	return &failure{status: exitFailed, line: line, hint: hint}
}
