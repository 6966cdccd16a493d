package disk

import (
	"io/fs"

	"golang.org/x/sys/windows"
)

// itself are the flags that open what has a name and no other thing: no link is
// followed.
const itself = windows.FILE_FLAG_OPEN_REPARSE_POINT

// links is how many names a file has; here only who may change a file can give
// it another.
func links(fs.FileInfo) uint64 { return 1 }
