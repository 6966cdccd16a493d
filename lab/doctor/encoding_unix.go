//go:build unix

package doctor

import (
	"os"
	"strings"
)

// encoding tells what the locale says of characters, in the order in which
// C's setlocale asks.
func encoding() (utf8 bool, name string) {
	for _, variable := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if name = os.Getenv(variable); name != "" {
			break
		}
	}
	plain := strings.ReplaceAll(strings.ToLower(name), "-", "")
	return strings.Contains(plain, "utf8"), name
}
