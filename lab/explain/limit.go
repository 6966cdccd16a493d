package explain

import (
	"fmt"

	"socklab/lab/export"
)

// Limit says what there is too much of to be exported.
func (w Words) Limit(e *export.LimitError) string {
	most := w.Export
	return fmt.Sprintf(map[export.Limit]string{
		export.CallBytes: most.MostBytes,
		export.Cells:     most.MostCells,
		export.Shown:     most.MostShown,
		export.Pixels:    most.MostPixels,
		export.Output:    most.MostOutput,
		export.Versions:  most.MostVersions,
		export.PageBytes: most.MostBytes,
		export.LogBytes:  most.MostLog,
		export.LogLines:  most.MostLogLines,
		export.Calls:     most.MostCalls,
		export.Steps:     most.MostSteps,
		export.Links:     most.MostLinks,
	}[e.Limit], e.Most)
}
