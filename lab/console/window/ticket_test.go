package window

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

func TestTicketIsReadOnce(t *testing.T) {
	f := newHub(t).Feed(Screen{})
	name, err := writeTicket(f.ticket)
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(name); err != nil || runtime.GOOS != "windows" && info.Mode() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if got, err := ReadTicket(name); err != nil || got != f.ticket {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := ReadTicket(name); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("read again: %v", err)
	}
}

func TestWhatIsNoTicketStays(t *testing.T) {
	for _, body := range []string{"", "precious", "{}", `{"Addr":"127.0.0.1:1","Token":"00"}`} {
		name := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(name, []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := ReadTicket(name); !errors.Is(err, ErrTicket) {
			t.Errorf("%q: %v", body, err)
		}
		if _, err := os.Stat(name); err != nil {
			t.Error(err)
		}
	}
}
