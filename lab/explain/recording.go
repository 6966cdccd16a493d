package explain

import (
	"errors"
	"fmt"

	"socklab/lab/cast"
)

// Recording says what is wrong with a recording.
func (w Words) Recording(err error) string {
	r := w.Replay
	var e *cast.Error
	if !errors.As(err, &e) {
		return err.Error()
	}
	switch e.Kind {
	case cast.KindVersion:
		return fmt.Sprintf(r.Version, e.Detail)
	case cast.KindSize:
		return fmt.Sprintf(r.Size, e.Detail)
	case cast.KindTooLong:
		if e.Detail != "" {
			return fmt.Sprintf(r.TooLongBy, e.Detail)
		}
		return r.TooLong
	case cast.KindEvents:
		return fmt.Sprintf(r.Events, e.Detail)
	case cast.KindArea:
		return fmt.Sprintf(r.Area, e.Detail)
	case cast.KindWork:
		return fmt.Sprintf(r.Work, e.Detail)
	case cast.KindScrolled:
		return fmt.Sprintf(r.Scrolled, e.Detail)
	case cast.KindConsoles:
		return fmt.Sprintf(r.TooManyConsoles, e.Detail)
	case cast.KindMarkers:
		return fmt.Sprintf(r.Markers, e.Detail)
	case cast.KindEmpty:
		return r.Empty
	case cast.KindTruncated:
		return r.CutShort
	case cast.KindTime:
		return r.Time
	case cast.KindName:
		return fmt.Sprintf(r.Name, e.Detail)
	case cast.KindNoConsole:
		return r.None
	case cast.KindRead:
		return w.File(e.Err)
	}
	return r.NotRecording
}
