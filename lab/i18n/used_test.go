package i18n

import (
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// top is the folder of the project.
var top = filepath.Join("..", "..")

// TestEveryWordIsUsed holds that the program uses each field of the messages, on
// one system at least.
func TestEveryWordIsUsed(t *testing.T) {
	unused := map[string]bool{}
	standard := importer.ForCompiler(token.NewFileSet(), "source", nil)
	if _, err := standard.Import(keysOfWords); err != nil {
		t.Skipf("no source of the standard library here, as under Wine: %v", err)
	}
	for i, system := range []string{"linux", "windows", "darwin"} {
		r := newReader(t, system, standard)
		r.readAll()
		if len(r.fields) < 500 || len(r.used)*2 < len(r.fields) {
			t.Fatalf("on %s only %d words of %d were found in use", system, len(r.used), len(r.fields))
		}
		for field, name := range r.fields {
			unused[name] = !r.used[field] && (i == 0 || unused[name])
		}
	}
	page := pageSource(t)
	for name, is := range unused {
		part, word, _ := strings.Cut(name, ".")
		if is && (part != "Page" || !regexp.MustCompile(`\b`+word+`\b`).MatchString(page)) {
			t.Errorf("nothing uses %s", name)
		}
	}
}

// pageSource is what uses the words of the page besides Go.
func pageSource(t *testing.T) string {
	files, err := filepath.Glob(filepath.Join(top, "lab", "export", "page", "*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no source of the page: %v", err)
	}
	var all strings.Builder
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	return all.String()
}

// keysOfWords is the package whose constants are the keys of a map of words: the
// values of a map are read only where its keys are known.
const keysOfWords = "regexp/syntax"

// A reader reads the packages of the project as they are on one system, and
// keeps which fields of the messages they use. It takes other packages for
// empty, which is fast, and takes no notice of the mistakes that come from that.
type reader struct {
	t        *testing.T
	system   build.Context
	set      *token.FileSet
	standard types.Importer
	packages map[string]*types.Package
	fields   map[*types.Var]string
	used     map[*types.Var]bool
}

func newReader(t *testing.T, system string, standard types.Importer) *reader {
	r := &reader{t: t, system: build.Default, set: token.NewFileSet(), standard: standard, packages: map[string]*types.Package{},
		fields: map[*types.Var]string{}, used: map[*types.Var]bool{}}
	r.system.GOOS, r.system.CgoEnabled = system, false
	return r
}

func (r *reader) readAll() {
	err := filepath.WalkDir(filepath.Join(top, "lab"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			rel, _ := filepath.Rel(top, path)
			_, err = r.Import("socklab/" + filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		r.t.Fatal(err)
	}
}

// Import reads a package of the project.
func (r *reader) Import(path string) (*types.Package, error) {
	if p := r.packages[path]; p != nil {
		return p, nil
	}
	folder, ours := strings.CutPrefix(path, "socklab/")
	switch {
	case path == keysOfWords:
		return r.standard.Import(path)
	case !ours:
		p := types.NewPackage(path, filepath.Base(path))
		p.MarkComplete()
		r.packages[path] = p
		return p, nil
	}
	info := types.Info{Selections: map[*ast.SelectorExpr]*types.Selection{}}
	conf := types.Config{Importer: r, Error: func(error) {}}
	p, _ := conf.Check(path, r.set, r.parse(folder), &info)
	r.packages[path] = p
	if path == "socklab/lab/i18n" {
		r.learn(p)
		return p, nil
	}
	for _, s := range info.Selections {
		if field, ok := s.Obj().(*types.Var); ok && r.fields[field] != "" {
			r.used[field] = true
		}
	}
	return p, nil
}

// parse gives the files of a package, without its tests.
func (r *reader) parse(folder string) []*ast.File {
	dir := filepath.Join(top, filepath.FromSlash(folder))
	entries, err := os.ReadDir(dir)
	if err != nil {
		r.t.Fatal(err)
	}
	var files []*ast.File
	for _, e := range entries {
		name := e.Name()
		if match, err := r.system.MatchFile(dir, name); err != nil || !match || filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(r.set, filepath.Join(dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			r.t.Fatal(err)
		}
		files = append(files, file)
	}
	return files
}

// learn keeps the fields of the messages, by their names.
func (r *reader) learn(p *types.Package) {
	for _, name := range p.Scope().Names() {
		of, ok := p.Scope().Lookup(name).(*types.TypeName)
		if !ok {
			continue
		}
		if fields, ok := of.Type().Underlying().(*types.Struct); ok {
			for field := range fields.Fields() {
				r.fields[field] = name + "." + field.Name()
			}
		}
	}
}
