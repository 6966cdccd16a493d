package session_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"socklab/lab/cast"
	"socklab/lab/session"
)

var heads = session.Heads{Recorded: "recorded", Now: "now"}

// withText is a transcript of one console that has shown that.
func withText(t *testing.T, text string) *cast.Transcript {
	t.Helper()
	tr, err := cast.Open(fstest.MapFS{
		"session.json": {Data: []byte(`{"format":1,"consoles":[{"name":"a","cols":80,"rows":24}]}`)},
		"a.txt":        {Data: []byte(text)},
	}, ".")
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

// TestCompareIsBounded refuses a text that takes too long to compare, and ends
// with the context.
func TestCompareIsBounded(t *testing.T) {
	short, long := withText(t, "x\n"), withText(t, strings.Repeat("socket(", cast.MaxCompared/7+1))
	_, err := session.Compare(t.Context(), heads, long, short)
	var e *cast.Error
	if !errors.As(err, &e) || e.Kind != cast.KindTooLong {
		t.Errorf("a text that is too long gives %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := session.Compare(ctx, heads, short, short); !errors.Is(err, context.Canceled) {
		t.Errorf("without a context that goes on it gives %v", err)
	}
}
