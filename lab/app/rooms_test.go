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

// rooms says what of this project a package may know, itself or through
// others: nothing else. A package that is not listed is bound by the rules
// below only.
var rooms = map[string][]string{
	"event":   {},
	"i18n":    {},
	"term":    {},
	"disk":    {},
	"gate":    {},
	"vt":      {},
	"cast":    {"disk", "event", "vt"},
	"script":  {"event"},
	"sock":    {"event"},
	"threads": {},
	"echo":    {"sock", "event"},
	"narrate": {"event", "i18n", "term"},
}

// speakers are the packages that know words.
var speakers = []string{"app", "narrate", "replay", "export", "lesson"}

// packages gives each package of the project and all that it imports,
// directly or not.
func packages(t *testing.T) map[string][]string {
	t.Helper()
	gocmd, err := exec.LookPath("go")
	if err != nil {
		t.Skipf("no go command here to list imports: %v", err)
	}
	list := exec.Command(gocmd, "list", "-e", "-f", "{{.ImportPath}} {{join .Deps \" \"}}", "socklab/...")
	list.Env = append(os.Environ(), "CGO_ENABLED=0") // as it is built
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		all[words[0]] = words[1:]
	}
	if len(all) < len(rooms) {
		t.Fatalf("go list finds %d packages only: %v", len(all), all)
	}
	return all
}

// room is the name of a package of lab/, or "".
func room(path string) string {
	name, _ := strings.CutPrefix(path, "socklab/lab/")
	if name == path {
		return ""
	}
	return name
}

// TestRooms holds who may know whom: arrows point down only.
func TestRooms(t *testing.T) {
	all := packages(t)
	for name := range rooms {
		if _, ok := all["socklab/lab/"+name]; !ok {
			t.Errorf("there is no package lab/%s: mend the table", name)
		}
	}
	for path, deps := range all {
		name := room(path)
		allowed, bound := rooms[name]
		for _, dep := range deps {
			known := room(dep)
			switch {
			case bound && strings.HasPrefix(dep, "socklab/") && !slices.Contains(allowed, known):
				t.Errorf("%s knows %s", path, dep)
			case known == "app" && path != "socklab/cmd/sockLab":
				t.Errorf("%s knows the commands", path)
			case known == "i18n" && name != "" && !slices.Contains(speakers, name):
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
