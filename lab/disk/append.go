package disk

import (
	"errors"
	"io/fs"
	"os"
	"syscall"

	"socklab/lab/descriptors"
)

// Append opens a file to add to it, or makes it, in a folder where others may
// have put a link, or a pipe, in its place: those give ErrNotRegular. Its
// descriptor is none of the small ones.
func Append(name string) (*os.File, error) {
	f, err := descriptors.Open(name, os.O_WRONLY|os.O_CREATE|os.O_APPEND|itself)
	irregular := &fs.PathError{Op: "open", Path: name, Err: ErrNotRegular}
	switch {
	case errors.Is(err, syscall.ELOOP), errors.Is(err, syscall.ENXIO): // a link, a pipe that nobody reads
		return nil, irregular
	case err != nil:
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && (!info.Mode().IsRegular() || links(info) > 1) {
		err = irregular
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}
