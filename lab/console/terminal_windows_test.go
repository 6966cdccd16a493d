package console

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
	"golang.org/x/term"

	sockterm "socklab/lab/term"
)

func init() {
	children["stubborn"] = func([]string) int { // ignores Ctrl+C
		_, _, _ = windows.NewLazySystemDLL("kernel32.dll").NewProc("SetConsoleCtrlHandler").Call(0, 1)
		fmt.Printf("pid %d.\n", os.Getpid())
		time.Sleep(time.Minute)
		return 0
	}
	children["parent"] = func(args []string) int { // leaves a stubborn child behind
		self, _ := os.Executable()
		cmd := exec.Command(self)
		cmd.Env = append(os.Environ(), childEnv+"=stubborn")
		pid, err := cmd.StdoutPipe()
		if err != nil || cmd.Start() != nil {
			return 1
		}
		line, _ := bufio.NewReader(pid).ReadString('\n')
		fmt.Print(line)
		if len(args) > 0 { // goes when it is told
			bufio.NewScanner(os.Stdin).Scan()
			return 5
		}
		_ = cmd.Wait()
		return 0
	}
	children["size"] = func([]string) int {
		for last := ""; ; time.Sleep(time.Millisecond) {
			cols, rows, err := term.GetSize(int(os.Stdout.Fd()))
			if err != nil {
				return 1
			}
			if now := fmt.Sprintf("size %dx%d.", cols, rows); now != last {
				fmt.Println(now)
				last = now
			}
		}
	}
	children["colours"] = func([]string) int { // prints, and tells what the console has of it
		out := sockterm.Std().Out
		fmt.Fprint(out, "\x1b[31mred \x1b[32;1mgreen\x1b[0m plain\n")
		var attributes [len("red green plain")]uint16
		if err := readAttributes(attributes[:]); err != nil {
			fmt.Fprintln(out, err)
			return 1
		}
		fmt.Fprintf(out, "%d columns, terminal: %v\n%02x\n", sockterm.Width(out), sockterm.IsTerminal(out), attributes)
		return 0
	}
	children["arguments"] = func(args []string) int {
		dir, _ := os.Getwd()
		path, _ := os.Executable()
		fmt.Printf("%s\n%s\n%s\n%q\n", os.Getenv("SOCKLAB_TEST"), filepath.Base(path), filepath.Base(dir), args)
		return 0
	}
}

// readAttributes reads the colours of the first cells of the console's screen.
func readAttributes(to []uint16) error {
	out, err := os.OpenFile("CONOUT$", os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer out.Close()
	var n uint32
	const topLeft = 0 // a COORD, by value
	ok, _, err := windows.NewLazySystemDLL("kernel32.dll").NewProc("ReadConsoleOutputAttribute").Call(
		out.Fd(), uintptr(unsafe.Pointer(&to[0])), uintptr(len(to)), topLeft, uintptr(unsafe.Pointer(&n)))
	if ok == 0 {
		return err
	}
	return nil
}

// TestColours holds that colours reach the cells of a console, whether it knows
// ANSI sequences or not, and through a pseudo console whoever records it.
func TestColours(t *testing.T) {
	c, rec := open(t, Config{})
	start(t, c, "colours")
	waitExit(t, c, 0)
	const red, green, plain = "04 04 04 04 ", "0a 0a 0a 0a 0a ", "07 07 07 07 07 07"
	wait(t, c, regexp.QuoteMeta("80 columns, terminal: true\n["+red+green+plain+"]\n"))
	for _, want := range []string{`\x1b\[31mred`, `\x1b\[[0-9;]+mgreen\x1b`} {
		if !regexp.MustCompile(want).MatchString(rec.text()) {
			t.Errorf("%s is missing in %q", want, rec.text())
		}
	}
}

func TestStatusOfAKilledProgram(t *testing.T) {
	c, _ := open(t, Config{})
	start(t, c, "sleep")
	kill(t, c)
	waitExit(t, c, 1)
}

func TestSize(t *testing.T) {
	c, _ := open(t, Config{Cols: 100, Rows: 30})
	start(t, c, "size")
	wait(t, c, "size 100x30.")
	_ = c.Close()
}

func TestResize(t *testing.T) {
	skipUnderWine(t, "ResizePseudoConsole is not implemented")
	c, _ := open(t, Config{})
	start(t, c, "size")
	wait(t, c, "size 80x24.")
	if err := c.Resize(40, 12); err != nil {
		t.Fatal(err)
	}
	wait(t, c, "size 40x12.")
	_ = c.Close()
}

func TestCtrlCWhileItReads(t *testing.T) {
	c, _ := open(t, Config{})
	start(t, c, "repeat")
	wait(t, c, "ready> ")
	if err := c.Press("ctrl+c"); err != nil {
		t.Fatal(err)
	}
	status, err := c.WaitExit(within20s(t))
	if err != nil || status == 0 {
		t.Errorf("ended with %d, %v", status, err)
	}
}

func TestCloseKillsWhatIgnoresTheHangup(t *testing.T) {
	c, rec := open(t, Config{})
	start(t, c, "stubborn")
	pid := printedPid(t, c, rec)
	_ = c.Close()
	eventuallyGone(t, pid)
}

func TestCloseEndsDescendants(t *testing.T) {
	c, rec := open(t, Config{})
	start(t, c, "parent")
	pid := printedPid(t, c, rec)
	_ = c.Close()
	eventuallyGone(t, pid)
}

func TestEndOfTheProgramEndsWhatItLeft(t *testing.T) {
	c, rec := open(t, Config{})
	start(t, c, "parent", "leave")
	pid := printedPid(t, c, rec)
	if err := c.Press("enter"); err != nil {
		t.Fatal(err)
	}
	waitExit(t, c, 5)
	eventuallyGone(t, pid)
}

func TestArgumentsArriveUnchanged(t *testing.T) {
	for _, args := range [][]string{
		{"%PATH%", "^", "a^b", "100%", "&", "a|b", "<x>", "!x!"},
		{"", " ", "a b", `a"b`, `a\`, `a b\`, `\\"`, "ñandú á¿", "'x'"},
	} {
		c, _ := open(t, Config{Cols: 200})
		start(t, c, "arguments", args...)
		waitExit(t, c, 0)
		wait(t, c, regexp.QuoteMeta(fmt.Sprintf("%q", args)))
	}
}

func TestPathsWithBlanksAndAccents(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "con espacio ñ á")
	p := program(t, "arguments")
	p.Path = copyFile(t, p.Path, filepath.Join(dir, "mi programa ñ.exe"))
	p.Dir = dir
	p.Env = append(p.Env, "socklab_test=ñ=%x%", "SOCKLAB_TEST=last")
	c, _ := open(t, Config{})
	if err := c.Start(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	waitExit(t, c, 0)
	wait(t, c, `^last\nmi programa ñ\.exe\ncon espacio ñ á\n`)
}

func TestLongPath(t *testing.T) {
	skipUnderWine(t, "its CreateProcess takes 260 characters")
	p := program(t, "exit", "7")
	p.Path = copyFile(t, p.Path, filepath.Join(t.TempDir(), strings.Repeat("a", 150), strings.Repeat("b", 150), "x.exe"))
	c, _ := open(t, Config{})
	if err := c.Start(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	waitExit(t, c, 7)
}

func copyFile(t *testing.T, from, to string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		t.Fatal(err)
	}
	in, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(out, in); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return to
}

func TestNoHandleIsLeft(t *testing.T) {
	once := func() {
		c, _ := open(t, Config{})
		start(t, c, "say", "x")
		waitExit(t, c, 0)
		_ = c.Start(t.Context(), Program{Path: "/nowhere/at/all"})
		_ = c.Start(t.Context(), Program{Path: program(t, "say").Path, Dir: `C:\nowhere at all`})
		start(t, c, "sleep")
		_ = c.Close()
	}
	for range 3 { // the runtime's own threads
		once()
	}
	before := handles(t)
	for range 10 {
		once()
	}
	if after := handles(t); after > before+5 {
		t.Errorf("%d handles, %d before", after, before)
	}
}

func handles(t *testing.T) int {
	t.Helper()
	var n uint32
	ok, _, err := windows.NewLazySystemDLL("kernel32.dll").NewProc("GetProcessHandleCount").Call(
		uintptr(windows.CurrentProcess()), uintptr(unsafe.Pointer(&n)))
	if ok == 0 {
		t.Skip(err)
	}
	return int(n)
}

// eventuallyGone fails if a process is left after 5 s.
func eventuallyGone(t *testing.T, pid int) {
	t.Helper()
	h, err := windows.OpenProcess(windows.SYNCHRONIZE|windows.PROCESS_TERMINATE, false, uint32(pid))
	if err != nil {
		return // there is no such process
	}
	defer windows.CloseHandle(h)
	if event, err := windows.WaitForSingleObject(h, 5000); err != nil || event != windows.WAIT_OBJECT_0 {
		_ = windows.TerminateProcess(h, 1)
		t.Fatal("a process is left")
	}
}
