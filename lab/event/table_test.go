package event_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"testing"

	"socklab/lab/event"
)

// everyCall is true of all rows of the table.
func everyCall(*event.Traits) bool { return true }

// TestEveryCallIsInTheTable reads the names in the source: each has one row.
func TestEveryCallIsInTheTable(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "table.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var named []string
	ast.Inspect(file, func(n ast.Node) bool {
		v, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if kind, ok := v.Type.(*ast.Ident); ok && kind.Name == "Call" {
			name, err := strconv.Unquote(v.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			named = append(named, name)
		}
		return true
	})
	rows := event.Names(everyCall)
	if len(named) == 0 || !slices.Equal(slices.Sorted(slices.Values(named)), slices.Sorted(slices.Values(rows))) {
		t.Errorf("the calls are %v, the table has %v", named, rows)
	}
}

// TestTraitsAgree holds what follows from the meaning of the columns.
func TestTraitsAgree(t *testing.T) {
	for _, name := range event.Names(everyCall) {
		c := event.Call(name).Traits()
		if c.Data() && (!c.Blocks || c.Direction == event.Own) {
			t.Errorf("%s moves data: it has a direction and may have to wait", name)
		}
	}
	if got := event.Call("ptrace").Traits(); got.Blocks || got.Data() || got.Args != nil {
		t.Errorf("a call that is not in the table has the traits %+v", got)
	}
}

func TestArg(t *testing.T) {
	for _, c := range []struct {
		line event.Line
		name string
		want string
	}{
		{event.Line{Call: event.Shutdown, Args: []string{"SHUT_WR"}}, "how", "SHUT_WR"},
		{event.Line{Call: event.Setsockopt, Args: []string{"SO_LINGER", "0s"}}, "value", "0s"},
		{event.Line{Call: event.Setsockopt, Args: []string{"SO_LINGER"}}, "value", ""},
		{event.Line{Call: event.Connect}, "address", ""},
		{event.Line{Call: event.Accept, Args: []string{"x"}}, "address", ""},
		{event.Line{Call: "ptrace", Args: []string{"x"}}, "address", ""},
	} {
		if got := c.line.Arg(c.name); got != c.want {
			t.Errorf("the %s of %s(%v) is %q, want %q", c.name, c.line.Call, c.line.Args, got, c.want)
		}
	}
}

func TestText(t *testing.T) {
	for want, l := range map[string]event.Line{
		"socket(AF_INET, SOCK_STREAM, 0)": {Call: event.Socket, FD: -1, Args: []string{"AF_INET", "SOCK_STREAM", "0"}},
		"accept(3)":                       {Call: event.Accept, FD: 3},
		"bind(3, 127.0.0.1:6543)":         {Call: event.Bind, FD: 3, Args: []string{"127.0.0.1:6543"}},
		"ptrace(7, x)":                    {Call: "ptrace", FD: 7, Args: []string{"x"}},
	} {
		args := slices.Clone(l.Args)
		if got := event.Text(l.Call, l.FD, l.Args); got != want || !slices.Equal(args, l.Args) {
			t.Errorf("it is written %q, want %q", got, want)
		}
	}
}
