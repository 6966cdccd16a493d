package message

import (
	"context"

	"socklab/lab/disk"
)

// Saved writes the answer to a file.
type Saved struct{ file *disk.Out }

// Save opens the file that the answer goes to, as disk.Create does.
func Save(ctx context.Context, name string) (*Saved, error) {
	f, err := disk.Create(ctx, name)
	if err != nil {
		return nil, err
	}
	return &Saved{file: f}, nil
}

// Sent has nothing to do.
func (r *Saved) Sent([]byte) {}

// Received writes.
func (r *Saved) Received(b []byte) error {
	_, err := r.file.Write(b)
	return err
}

// Done puts the file in its place.
func (r *Saved) Done() error { return r.file.Done() }

// Drop leaves no file.
func (r *Saved) Drop() { r.file.Drop() }
