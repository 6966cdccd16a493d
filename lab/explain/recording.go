package explain

import (
	"errors"
	"strings"

	"socklab/lab/cast"
)

// Recording says what is wrong with a recording.
func (w Words) Recording(err error) string {
	var e *cast.Error
	if !errors.As(err, &e) {
		return err.Error()
	}
	r := w.Replay
	words, ok := map[cast.Kind]string{
		cast.KindVersion:   r.Version,
		cast.KindSize:      r.Size,
		cast.KindTooLong:   r.TooLong,
		cast.KindEvents:    r.Events,
		cast.KindArea:      r.Area,
		cast.KindWork:      r.Work,
		cast.KindScrolled:  r.Scrolled,
		cast.KindConsoles:  r.TooManyConsoles,
		cast.KindMarkers:   r.Markers,
		cast.KindEmpty:     r.Empty,
		cast.KindTruncated: r.CutShort,
		cast.KindTime:      r.Time,
		cast.KindName:      r.Name,
		cast.KindNoConsole: r.None,
	}[e.Kind]
	switch {
	case e.Kind == cast.KindRead:
		return w.File(e.Err)
	case e.Kind == cast.KindTooLong && e.Detail != "":
		words = r.TooLongBy
	case !ok:
		words = r.NotRecording
	}
	return strings.ReplaceAll(words, "%s", e.Detail)
}
