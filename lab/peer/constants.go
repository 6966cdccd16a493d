package peer

import (
	"os"
	"reflect"
	"regexp"
	"testing"
)

// Constants gives the values of all constants of type T that a Go file declares,
// one a line, such as the kinds of errors.
func Constants[T ~string](tb testing.TB, file string) []T {
	tb.Helper()
	source, err := os.ReadFile(file)
	declared := regexp.MustCompile(`(?m)^\s*\w+\s+`+reflect.TypeFor[T]().Name()+`\s+= "([^"]+)"`).FindAllSubmatch(source, -1)
	if err != nil || len(declared) == 0 {
		tb.Fatalf("%s has no constants of %v: %v", file, reflect.TypeFor[T](), err)
	}
	var all []T
	for _, constant := range declared {
		all = append(all, T(constant[1]))
	}
	return all
}
