package message

import (
	"context"

	"socklab/lab/disk"
)

// Saved writes the answer to a file, which is there only when it is complete.
type Saved struct{ *disk.Out }

// Save opens the file that the answer goes to, as disk.Create does.
func Save(ctx context.Context, name string) (Saved, error) {
	f, err := disk.Create(ctx, name)
	return Saved{f}, err
}

// Sent has nothing to do.
func (r Saved) Sent([]byte) {}

// Received writes.
func (r Saved) Received(b []byte) error {
	_, err := r.Write(b)
	return err
}
