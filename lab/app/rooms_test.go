package app

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// rooms says what of this project each package under lab may import: nothing
// else. A new package needs a row.
var rooms = map[string][]string{
	// the leaves
	"bar":         {},
	"descriptors": {},
	"digest":      {},
	"event":       {},
	"gate":        {},
	"i18n":        {},
	"keys":        {},
	"pyrepr":      {},
	"term":        {},
	"threads":     {},
	"vt":          {},

	// close to the ground
	"disk": {"descriptors"},
	"web":  {"gate"},

	// the network
	"sock":    {"event"},
	"echo":    {"sock"},
	"message": {"disk", "echo", "pyrepr", "sock", "term"},

	// the recording
	"cast":           {"disk", "event", "vt"},
	"tape":           {"cast"},
	"script":         {"event", "keys"},
	"console":        {"keys", "term", "vt"},
	"console/window": {"console", "gate", "term"},
	"session":        {"cast", "console", "descriptors", "disk", "event", "script", "vt"},

	// the showing
	"cmdline": {"i18n", "term"},
	"explain": {"cast", "cmdline", "console", "disk", "doctor", "echo", "event", "export", "i18n", "script", "session", "sock", "term"},
	"narrate": {"event", "i18n", "pyrepr", "term"},
	"replay":  {"cast", "i18n", "tape", "term", "vt"},
	"stage":   {"console", "console/window", "i18n", "keys", "replay", "script", "session", "term"},
	"export":  {"cast", "event", "i18n", "tape", "term", "vt"},

	// the teaching
	"doctor": {"console/window", "sock", "term"},

	// the commands
	"app": {"bar", "cast", "cmdline", "console/window", "descriptors", "digest", "disk", "doctor", "echo", "event", "explain", "export", "i18n", "message",
		"narrate", "pyrepr", "replay", "script", "session", "sock", "stage", "tape", "term", "threads", "web", "scripts", "transcripts"},

	// what only tests use
	"bench":   {},
	"interop": {},
	"peer":    {},
}

// speakers are the packages that know words, themselves or through others.
var speakers = []string{"app", "cmdline", "explain", "narrate", "replay", "stage", "export", "lesson"}

// A listed is what go list says of a package: what it imports, and with all that
// those import.
type listed struct{ imports, deps []string }

// packages gives each package of the project.
func packages(t *testing.T) map[string]listed {
	t.Helper()
	gocmd, err := exec.LookPath("go")
	if err != nil {
		t.Skipf("no go command here to list imports: %v", err)
	}
	list := exec.Command(gocmd, "list", "-e", "-f", "{{.ImportPath}},{{join .Imports \" \"}},{{join .Deps \" \"}}", "socklab/...")
	list.Env = append(os.Environ(), "CGO_ENABLED=0") // as it is built
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]listed{}
	for line := range strings.Lines(string(out)) {
		parts := strings.Split(line, ",")
		all[parts[0]] = listed{imports: strings.Fields(parts[1]), deps: strings.Fields(parts[2])}
	}
	if len(all) < len(rooms) {
		t.Fatalf("go list finds %d packages only: %v", len(all), all)
	}
	return all
}

// roomOf is the name of a package under lab, or of one of the data beside it;
// "" is a package that is not of this project.
func roomOf(path string) string {
	name, ours := strings.CutPrefix(path, "socklab/")
	if !ours {
		return ""
	}
	return strings.TrimPrefix(name, "lab/")
}

// TestRooms holds who may know whom: arrows point down only.
func TestRooms(t *testing.T) {
	all := packages(t)
	for name := range rooms {
		if _, ok := all["socklab/lab/"+name]; !ok {
			t.Errorf("there is no package lab/%s: mend the table", name)
		}
	}
	for path, known := range all {
		name, below := strings.CutPrefix(path, "socklab/lab/")
		allowed, bound := rooms[name]
		if below && !bound {
			t.Errorf("lab/%s has no row in the table: say what it may import", name)
		}
		for _, other := range known.imports {
			if other := roomOf(other); bound && other != "" && !slices.Contains(allowed, other) {
				t.Errorf("%s imports %s", path, other)
			}
		}
		for _, dep := range known.deps {
			switch {
			case dep == "socklab/lab/app" && path != "socklab/cmd/sockLab":
				t.Errorf("%s knows the commands", path)
			case dep == "socklab/lab/i18n" && below && !slices.Contains(speakers, name):
				t.Errorf("%s knows words", path)
			case name == "sock" && strings.HasSuffix(dep, "fatih/color"):
				t.Errorf("%s knows colour", path)
			}
		}
	}
}

// forbidden below app: streams and arguments are passed in, and nobody but
// main ends the process. term gives the streams.
var forbidden = map[string][]string{
	"os":  {"Exit", "Args", "Stdin", "Stdout", "Stderr"},
	"log": {"Fatal", "Fatalf", "Fatalln", "Panic", "Panicf", "Panicln", "Print", "Printf", "Println"},
	"fmt": {"Print", "Printf", "Println", "Scan", "Scanf", "Scanln"},
}

// TestNothingBelowTouchesTheProcess reads the sources of each room but app.
func TestNothingBelowTouchesTheProcess(t *testing.T) {
	files := 0
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		below := strings.Split(filepath.ToSlash(path), "/")
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "app" || d.Name() == "testdata"):
			return fs.SkipDir
		case d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		files++
		touches(t, path, below[1] == "term")
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < len(rooms) {
		t.Fatalf("only %d files were read", files)
	}
}

func touches(t *testing.T, path string, streams bool) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Error(err)
		return
	}
	for _, i := range file.Imports {
		if i.Path.Value == `"flag"` || i.Path.Value == `"C"` {
			t.Errorf("%s imports %s", path, i.Path.Value)
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		pkg, ok := s.X.(*ast.Ident)
		if !ok || pkg.Obj != nil || !slices.Contains(forbidden[pkg.Name], s.Sel.Name) {
			return true
		}
		if !streams || !strings.HasPrefix(s.Sel.Name, "Std") {
			t.Errorf("%s uses %s.%s", path, pkg.Name, s.Sel.Name)
		}
		return true
	})
}
