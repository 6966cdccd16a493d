package i18n

import (
	"testing"
	"time"
)

func TestNumbers(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{In("es").Number(1.374, 2), "1,37"}, {In("en").Number(1.374, 2), "1.37"}, {In("es").Number(1370, 0), "1370"},
		{In("es").Duration(0), "0 s"}, {In("es").Duration(4 * time.Second), "4 s"}, {In("en").Duration(1500 * time.Millisecond), "1.5 s"},
		{In("es").Duration(1500 * time.Millisecond), "1,5 s"}, {In("es").Duration(50 * time.Millisecond), "50 ms"},
		{In("es").Duration(2500 * time.Microsecond), "2,5 ms"}, {In("en").Duration(time.Minute), "1 min"},
		{In("en").Duration(90 * time.Second), "1 min 30 s"}, {In("en").Duration(25 * time.Hour), "25 h"}, {In("es").Duration(-time.Second), "-1 s"},
		{In("es").Seconds(1374 * time.Millisecond), "1,37 s"}, {In("en").Seconds(61 * time.Second), "61.00 s"}, {In("en").Seconds(999 * time.Millisecond), "999 ms"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}
