package cast

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"socklab/lab/vt"
)

const head80 = `{"version":2,"width":80,"height":24}` + "\n"

// output is an event as a line.
func output(text string) string {
	return string(append(appendJSON([]byte(`[1,"o",`), text), "]\n"...))
}

// TestBudget holds each bound when nearly all of it is spent: what comes
// before it is good, and the damage names the line and the bound.
func TestBudget(t *testing.T) {
	for _, tt := range []struct {
		name  string
		spent Budget
		event string // of which there are ten
		want  Kind
		line  int // of the damage; 0: found when it is shown
	}{
		{"events", Budget{events: MaxEvents - 5}, output(""), KindEvents, 7},
		{"data", Budget{data: MaxData - 500}, output(strings.Repeat("x", 100)), KindTooLong, 7},
		{"work", Budget{work: MaxWork - 5*80*24}, output("\x1b[J"), KindWork, 0},
		{"area", Budget{}, `[1,"r","1000x1000"]` + "\n", KindArea, 0},
		{"scrolled", Budget{scrolled: MaxScrolled - 500}, output(strings.Repeat("line\r\n", 50)), KindScrolled, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			in, b := head80+strings.Repeat(tt.event, 10), tt.spent
			b.ctx, b.largest = t.Context(), map[*vt.Screen]int{}
			var err error
			if tt.line == 0 {
				_, err = b.Render(strings.NewReader(in))
			} else {
				var rec *Recording
				rec, err = b.Read(strings.NewReader(in))
				d := (*Damage)(nil)
				if !errors.As(err, &d) || d.Line != tt.line || len(rec.Events) != tt.line-2 {
					t.Fatalf("%d events and %v, want damage in line %d", len(rec.Events), err, tt.line)
				}
				err = d.Err
			}
			wantKind(t, err, tt.want)
			wantKind(t, b.Err(), tt.want)
			if b.Spend(1) {
				t.Error("more may be spent")
			}
		})
	}
}

// TestBudgetIsOfASession counts all recordings of a transcript together.
func TestBudgetIsOfASession(t *testing.T) {
	half := head80 + strings.Repeat(output(""), 3)
	tr, err := Open(fstest.MapFS{
		"session.json": {Data: []byte(`{"format":1,"consoles":[{"name":"a","cols":80,"rows":24},{"name":"b","cols":80,"rows":24}]}`)},
		"a.cast":       {Data: []byte(half)}, "b.cast": {Data: []byte(half)},
	}, ".")
	check(t, err)
	b := NewBudget(t.Context())
	b.events = MaxEvents - 5
	_, err = tr.Cast(b, "a")
	check(t, err)
	_, err = tr.Cast(b, "b")
	wantKind(t, err, KindEvents)
}

// pieces of what programs print.
var pieces = []string{
	"\x1b[?1049h", "\x1b[?1049l", "\x1b[2;4r", "\x1b[r", "\x1b[3;3H", "\x1b[2J", "\x1b[K", "\x1b[5P", "\x1b[99L", "\x1b[2S", "\x1b[T",
	"\x1b#8", "\x1bc", "text", "a longer line of text", "日本", "\u0303", "\xff", "x\r\n", "\t", "1\n2\n3\n4\n5\n6\n7\n8\n9\n",
}

// TestBoundScreensAgree holds that a screen with a budget shows what one
// without does.
func TestBoundScreensAgree(t *testing.T) {
	var in bytes.Buffer
	in.WriteString(head80)
	for i := range 300 {
		in.WriteString(output(strings.Join(pieces[i%len(pieces):], "") + fmt.Sprint(i)))
	}
	want, err := (*Budget)(nil).Render(bytes.NewReader(in.Bytes()))
	check(t, err)
	got, err := NewBudget(t.Context()).Render(bytes.NewReader(in.Bytes()))
	check(t, err)
	if d := Diff("want", want, "got", got); d != "" {
		t.Error(d)
	}
}

// TestHonestIsWithin holds that a class costs a part of what it may: ten full
// lines a second, and a screen that is drawn anew each second. Ten minutes
// stand for two hours, and for a twelfth of the work.
func TestHonestIsWithin(t *testing.T) {
	b := NewBudget(t.Context())
	s, err := b.NewScreen(200, 50)
	check(t, err)
	line := strings.Repeat("word ", 20) + "\r\n"
	for i := range 6000 {
		text := line
		if i%10 == 0 {
			text = "\x1b[H\x1b[J" + strings.Repeat(line, 49)
		}
		check(t, b.event(len(text)))
		s.Write([]byte(text))
	}
	check(t, b.Err())
	if most := (MaxWork/12 + workPerByte*b.data) * 3 / 4; b.Work() > most {
		t.Errorf("%d cells, want at most %d", b.Work(), most)
	}
}

// TestCancel ends whatever is under way with the context.
func TestCancel(t *testing.T) {
	long := head80 + strings.Repeat(output(strings.Repeat("\x1b[K", 10_000)), 200)
	words := strings.Repeat("socket 3 took 1.5 ms  ", 20_000)
	for name, do := range map[string]func(ctx context.Context) error{
		"read":   func(ctx context.Context) error { _, err := NewBudget(ctx).Read(strings.NewReader(long)); return err },
		"render": func(ctx context.Context) error { _, err := NewBudget(ctx).Render(strings.NewReader(long)); return err },
		"normal": func(ctx context.Context) error { _, err := Normalizer{}.Text(ctx, words); return err },
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
			defer cancel()
			begin := time.Now()
			err := do(ctx)
			if took := time.Since(begin); !errors.Is(err, context.DeadlineExceeded) || took > time.Second {
				t.Errorf("ended with %v after %v", err, took)
			}
		})
	}
}

// TestElementsTakeNothing holds that an event keeps three of its elements, and
// of what is neither number nor string nothing.
func TestElementsTakeNothing(t *testing.T) {
	for _, line := range []string{
		"[0" + strings.Repeat(",0", 1_000_000) + "]",
		`[0,"o",[` + strings.Repeat("0,", 1_000_000) + "0]]",
	} {
		in := []byte(head80 + line + "\n")
		allocated := testing.AllocsPerRun(1, func() { _, _ = read(bytes.NewReader(in)) })
		if allocated > 1000 {
			t.Errorf("%.20s: %.0f allocations", line, allocated)
		}
	}
}
