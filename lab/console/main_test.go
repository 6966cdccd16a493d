package console

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// childEnv makes this test binary play the program that it names.
const childEnv = "SOCKLAB_CONSOLE_CHILD"

// A program built with -race would sleep a second before it ends.
const noRaceDelay = "GORACE=atexit_sleep_ms=0"

var children = map[string]func(args []string) int{
	"say": func(args []string) int {
		fmt.Print(strings.Join(args, " "))
		return 0
	},
	"exit": func(args []string) int {
		n, _ := strconv.Atoi(args[0])
		return n
	},
	"repeat": func([]string) int { // answers each line that it reads
		fmt.Print("ready> ")
		in := bufio.NewScanner(os.Stdin)
		for in.Scan() {
			fmt.Printf("<%s>\nready> ", in.Text())
		}
		return 0
	},
	"interrupt": func([]string) int { // obeys ctrl+c
		interrupted := make(chan os.Signal, 1)
		signal.Notify(interrupted, os.Interrupt)
		fmt.Println("ready")
		<-interrupted
		fmt.Println("bye")
		return 7
	},
	"sleep": func([]string) int {
		fmt.Println("ready")
		time.Sleep(time.Minute)
		return 0
	},
	"chatter": func([]string) int {
		for {
			fmt.Println("tick")
			time.Sleep(time.Millisecond)
		}
	},
	"flood": func(args []string) int { // args[0] bytes, then END
		n, _ := strconv.Atoi(args[0])
		block := bytes.Repeat([]byte(strings.Repeat("x", 79)+"\n"), 512)
		for ; n > 0; n -= len(block) {
			if _, err := os.Stdout.Write(block[:min(n, len(block))]); err != nil {
				return 1
			}
		}
		fmt.Println("END")
		return 3
	},
	"copy": func([]string) int {
		_, _ = io.Copy(os.Stdout, os.Stdin)
		return 0
	},
	"host": func([]string) int { // a console of its own, with a stubborn program
		self, _ := os.Executable()
		c, _ := Open(Config{Output: func(_ time.Time, p []byte) { _, _ = os.Stdout.Write(p) }})
		err := c.Start(context.Background(), Program{Path: self, Env: append(os.Environ(), childEnv+"=stubborn")})
		if err != nil {
			return 1
		}
		time.Sleep(time.Minute)
		return 0
	},
}

func TestMain(m *testing.M) {
	if name := os.Getenv(childEnv); name != "" {
		openConsole()
		os.Exit(children[name](os.Args[1:]))
	}
	goleak.VerifyTestMain(m)
}
