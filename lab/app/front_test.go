package app_test

import (
	"bytes"
	"cmp"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"socklab/lab/app"
	"socklab/lab/term"
)

// top is the folder of the project.
var top = filepath.Join("..", "..")

// TestFrontPicture holds that the moving picture of each README is the one that
// the program makes today of the recording that ships.
func TestFrontPicture(t *testing.T) {
	for _, lang := range []string{"en", "es"} {
		picture := ".github/session." + lang + ".svg"
		args := []string{"sockLab", "export", "course-explained", "--lang", lang, "--format", "svg", "-o", "-"}
		var made, told bytes.Buffer
		if status := app.Main(args, term.Streams{In: strings.NewReader(""), Out: &made, Err: &told}); status != 0 {
			t.Fatalf("%v: status %d\n%s", args, status, told.String())
		}
		kept, err := os.ReadFile(filepath.Join(top, picture))
		if err != nil || !bytes.Equal(kept, made.Bytes()) {
			t.Errorf("%s is not what the program makes now (%v); to repair it:\n"+
				"go run ./cmd/sockLab export course-explained --lang %s --force -o %s", picture, err, lang, picture)
		}
	}
}

// A document of the project, the picture that it has to show, and how many
// places it names at least.
var documents = map[string]struct {
	picture string
	least   int
}{
	"README.md":               {picture: ".github/session.en.svg", least: 5},
	"README.es.md":            {picture: ".github/session.es.svg", least: 5},
	".github/CONTRIBUTING.md": {least: 40},
	".github/SECURITY.md":     {least: 3},
}

var (
	// linked is a link to a file of the project.
	linked = regexp.MustCompile(`\]\(([^):#]+)\)`)
	// named is a file or folder of the project that a document names as code.
	named = regexp.MustCompile("`((?:lab|cmd|scripts|transcripts|\\.ci|\\.github)/[A-Za-z0-9_./-]*)`")
)

// TestDocumentsNameWhatIsThere holds that files and folders that the documents
// name have not been renamed or removed since.
func TestDocumentsNameWhatIsThere(t *testing.T) {
	for name, d := range documents {
		data, err := os.ReadFile(filepath.Join(top, name))
		if err != nil {
			t.Error(err)
			continue
		}
		places := map[string]bool{}
		for _, link := range linked.FindAllStringSubmatch(string(data), -1) {
			places[filepath.Join(top, filepath.Dir(name), link[1])] = true
		}
		for _, file := range named.FindAllStringSubmatch(string(data), -1) {
			places[filepath.Join(top, file[1])] = true
		}
		for place := range places {
			if _, err := os.Stat(place); err != nil {
				t.Errorf("%s names what is not there: %v", name, err)
			}
		}
		if len(places) < d.least {
			t.Errorf("%s names %d places only: %v", name, len(places), places)
		}
		if d.picture != "" && !places[filepath.Join(top, d.picture)] {
			t.Errorf("%s does not show %s", name, d.picture)
		}
	}
}

// A parcel is what is downloaded of a release: an archive, or a package.
type parcel []struct{ Src, Dst string }

// has tells whether a file of the project lies at that path in it.
func (p parcel) has(file, at string) bool {
	for _, f := range p {
		fits, _ := path.Match(f.Src, file)
		dst := cmp.Or(f.Dst, f.Src)
		if fits && (dst == at || dst == path.Dir(at) && f.Src != file) {
			return true
		}
	}
	return false
}

// TestReleaseHasWhatItsReadmesShow holds that the links and pictures of the
// READMEs that are released lead somewhere there, too.
func TestReleaseHasWhatItsReadmesShow(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(top, ".goreleaser.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var release struct {
		Archives []struct{ Files parcel }
		Nfpms    []struct{ Contents parcel }
	}
	if err := yaml.Unmarshal(data, &release); err != nil {
		t.Fatal(err)
	}
	if len(release.Archives) != 1 || len(release.Nfpms) != 1 {
		t.Fatalf("there are %d kinds of archives and %d of packages", len(release.Archives), len(release.Nfpms))
	}
	for _, readme := range []string{"README.md", "README.es.md"} {
		text, err := os.ReadFile(filepath.Join(top, readme))
		if err != nil {
			t.Fatal(err)
		}
		for _, link := range append(linked.FindAllStringSubmatch(string(text), -1), []string{"", readme}) {
			if file := link[1]; !release.Archives[0].Files.has(file, file) {
				t.Errorf("the archives lack %s, which %s shows", file, readme)
			} else if !release.Nfpms[0].Contents.has(file, "/usr/share/doc/socklab/"+file) {
				t.Errorf("the packages lack %s, which %s shows", file, readme)
			}
		}
	}
}

// A saying is a way in which CONTRIBUTING.md names code, and how the source
// declares what is named so.
var sayings = []struct {
	said     *regexp.Regexp
	declared string // with $1 and $2 of said
}{
	{regexp.MustCompile("`(Test\\w+)"), `(?m)^func $1\(`},
	{regexp.MustCompile("`\\(\\*(?:\\w+\\.)?(\\w+)\\)\\.(\\w+)`"), `(?m)^func \(\w+ \*$1\) $2\(`},
	{regexp.MustCompile("`(\\w+)\\.([A-Z]\\w+)`"), `(?m)^package $1\n[\s\S]*^(?:func|type) (?:\(.*\) )?$2\b`},
}

// TestContributingNamesCodeThatIsThere holds that the functions, types and tests
// that CONTRIBUTING.md names are still called so.
func TestContributingNamesCodeThatIsThere(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(top, ".github", "CONTRIBUTING.md"))
	if err != nil {
		t.Fatal(err)
	}
	var sources []string
	err = filepath.WalkDir("..", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" {
			return err
		}
		source, err := os.ReadFile(path)
		sources = append(sources, string(source))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sayings {
		found := s.said.FindAllStringSubmatchIndex(string(data), -1)
		if len(found) < 3 {
			t.Errorf("%s: only %d such names", s.said, len(found))
		}
		for _, at := range found {
			declared := regexp.MustCompile(string(s.said.ExpandString(nil, s.declared, string(data), at)))
			name := string(data[at[len(at)-2]:at[len(at)-1]])
			has := func(source string) bool { return strings.Contains(source, name) && declared.MatchString(source) }
			if !slices.ContainsFunc(sources, has) {
				t.Errorf("CONTRIBUTING.md names %s`, which no package has", data[at[0]:at[1]])
			}
		}
	}
}
