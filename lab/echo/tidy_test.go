package echo

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// TestTidierTidiesUntilItIsQuiet holds that there is a last look when nothing
// happens any more, and none until something does again.
func TestTidierTidiesUntilItIsQuiet(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var seen []int64
		tidier := tidier{tidy: func(stirs int64) bool { seen = append(seen, stirs); return true }}
		time.Sleep(time.Hour)
		for range 2 * 10 { // two intervals
			tidier.stir()
			time.Sleep(tidyEvery / 10)
		}
		time.Sleep(time.Hour)
		synctest.Wait()
		if len(seen) < 3 || seen[len(seen)-1] != 0 || sum(seen) != 20 {
			t.Errorf("saw %v, want all 20 in some intervals, and one without any", seen)
		}
		before := len(seen)
		tidier.stir()
		time.Sleep(time.Hour)
		synctest.Wait()
		if len(seen) == before {
			t.Error("does not look again")
		}
		tidier.stir()
		tidier.end()
		before = len(seen)
		time.Sleep(time.Hour)
		synctest.Wait()
		if len(seen) != before {
			t.Error("looks after its end")
		}
	})
}

func sum(all []int64) (total int64) {
	for _, n := range all {
		total += n
	}
	return total
}

// TestTidierMissesNothing has something happen while it is tidied.
func TestTidierMissesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		looks := 0
		var tidier tidier
		tidier.tidy = func(int64) bool {
			if looks++; looks == 1 {
				tidier.stir()
			}
			return true
		}
		tidier.stir()
		time.Sleep(time.Hour)
		synctest.Wait()
		if looks < 2 {
			t.Errorf("looked %d times, and once something happened meanwhile", looks)
		}
	})
}

// TestSpareKeepsWhatIsNeeded holds that trim gives back parts that lay unused
// since the last one, and no others.
func TestSpareKeepsWhatIsNeeded(t *testing.T) {
	if !lends() {
		t.Skip("this system cannot have memory back from a part that is kept")
	}
	var s spare
	defer s.empty()
	parts := make([][]byte, 5)
	for i := range parts {
		parts[i] = pages(t, mapPart)
	}
	for _, p := range parts {
		s.put(p)
	}
	s.trim(0) // begins an interval
	taken := [][]byte{s.take(mapPart), s.take(mapPart)}
	if s.take(2*mapPart) != nil {
		t.Error("a part of another size")
	}
	for i, p := range taken {
		if &p[0] != &parts[i][0] {
			t.Error("not in order")
		}
		s.put(p)
	}
	s.trim(4 * mapPart)
	if s.kept != 4*mapPart {
		t.Errorf("keeps %d bytes, want what it may keep", s.kept)
	}
	s.put(s.take(mapPart))
	s.trim(0)
	if s.kept != mapPart {
		t.Errorf("keeps %d bytes, want the part that was needed", s.kept)
	}
	if !s.empty() || s.empty() || s.take(mapPart) != nil {
		t.Error("empty does not give all back")
	}
}

// TestSpareStaysWithinTheBudget holds that what is kept for the next message
// takes nothing from what messages may take.
func TestSpareStaysWithinTheBudget(t *testing.T) {
	if !lends() {
		t.Skip("this system cannot have memory back from a part that is kept")
	}
	b := newBudget(3 * mapPart)
	s := spare{budget: b}
	defer s.empty()
	for range 5 {
		s.put(pages(t, mapPart))
	}
	if s.kept != 3*mapPart {
		t.Errorf("keeps %d bytes of a budget of %d", s.kept, b.limit)
	}
	if err := b.take(2 * mapPart); err != nil {
		t.Fatal(err)
	}
	if s.take(2*mapPart) != nil || s.kept != 0 {
		t.Errorf("keeps %d bytes beside a message of %d", s.kept, b.used.Load())
	}
}

func lends() bool {
	b, err := mapPages(mapPart)
	if err != nil {
		return false
	}
	defer unmapPages(b)
	return lendPages(b)
}

func pages(t *testing.T, size int) []byte {
	t.Helper()
	b, err := mapPages(size)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestOutOfMemoryIsToldAsSuch asks for more than any system has.
func TestOutOfMemoryIsToldAsSuch(t *testing.T) {
	const much = 1 << 47
	if _, err := NewPages(much); !isOutOfMemory(err, much) {
		t.Errorf("NewPages gives %v", err)
	}
	b := NewBuffer(much)
	if room, err := b.Room(); !isOutOfMemory(err, 2*much) {
		t.Errorf("Room gives %d bytes, %v", len(room), err)
	}
	b.Reset()
	if empty, err := NewPages(0); err != nil || len(empty) != 0 {
		t.Errorf("nothing is %d bytes, %v", len(empty), err)
	}
	all, err := NewPages(5000)
	if err != nil || !slices.Equal(all, make([]byte, 5000)) {
		t.Errorf("not 5000 zeroes: %d, %v", len(all), err)
	}
	unmapPages(all)
}

func isOutOfMemory(err error, size int64) bool {
	e, ok := err.(*OutOfMemory)
	return ok && e.Size == size && e.Err != nil
}
