package app

import "time"

// processStart is when this process began to run Go code: events count from
// here.
var processStart = time.Now()
