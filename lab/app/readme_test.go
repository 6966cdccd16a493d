package app

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// advised is a command that a README tells its readers to type.
var advised = regexp.MustCompile("(?m)^- `(sockLab [^`]+)`")

// TestReadmeCommands holds that what the READMEs tell a student, a teacher and a
// presenter to type is a right command line.
func TestReadmeCommands(t *testing.T) {
	for lang, name := range map[string]string{"en": "README.md", "es": "README.es.md"} {
		data, err := os.ReadFile(filepath.Join("..", "..", name))
		if err != nil {
			t.Fatal(err)
		}
		lines := advised.FindAllStringSubmatch(string(data), -1)
		if len(lines) < 10 {
			t.Errorf("%s has %d commands only: %q", name, len(lines), lines)
		}
		for _, line := range lines {
			s, err := typing(line[1], true)
			if err != nil {
				t.Errorf("%s: %s: %v", name, line[1], err)
				continue
			}
			if r := newProgram(lang).line().Read(s.Steps[0].Argv[1:]); r.Err != nil {
				t.Errorf("%s: %s: %v", name, line[1], r.Err)
			}
		}
	}
}

// TestMapHasEveryRoom holds that both maps of the code name every package that
// there is, and that in go doc's each stands above those that it imports.
func TestMapHasEveryRoom(t *testing.T) {
	short, err := os.ReadFile(filepath.Join("..", "doc.go"))
	if err != nil {
		t.Fatal(err)
	}
	long, err := os.ReadFile(filepath.Join("..", "..", ".github", "CONTRIBUTING.md"))
	if err != nil {
		t.Fatal(err)
	}
	rows := regexp.MustCompile(`(?m)^//\t(\S+)`).FindAllSubmatch(short, -1)
	place := map[string]int{}
	for i, row := range rows {
		place[string(row[1])] = i + 1
	}
	for name, imports := range rooms {
		if place[name] == 0 {
			t.Errorf("lab/doc.go does not name %s", name)
		}
		for _, other := range imports {
			if _, room := rooms[other]; room && place[other] < place[name] {
				t.Errorf("lab/doc.go has %s above %s, which imports it", other, name)
			}
		}
		if !regexp.MustCompile("\\b(?:" + name + ":|" + name + ",|lab/" + name + "`)").Match(long) {
			t.Errorf("CONTRIBUTING.md does not name %s in its map", name)
		}
	}
	for name := range place {
		if _, there := rooms[name]; !there {
			t.Errorf("lab/doc.go names %s, which is not there", name)
		}
	}
}
