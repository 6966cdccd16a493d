package cast

import (
	"bytes"
	"math/rand"
	"testing"
)

// agree shows p whole and byte by byte, before and after a resize: through the
// bulk path or not, the screens are the same, and vt10x never panics.
func agree(t *testing.T, p []byte, cols, rows int) {
	t.Helper()
	whole, single := newScreen(t, cols, rows), newScreen(t, cols, rows)
	vtWhole, vtSingle := whole.vt, single.vt
	for range 2 {
		whole.Write(p)
		for i := range p {
			single.Write(p[i : i+1])
		}
		sameScreen(t, whole, single)
		check(t, whole.Resize(rows, cols))
		check(t, single.Resize(rows, cols))
	}
	if whole.vt != vtWhole || single.vt != vtSingle {
		t.Fatal("the emulator panicked")
	}
}

func FuzzScreen(f *testing.F) {
	f.Add([]byte("hello\r\nworld \x1b[31mred\x1b[0m\x1b[2J\x1b[5;5H日本語\xe2\x82"), byte(7), byte(3))
	f.Add(bytes.Repeat([]byte("line\r\n"), 30), byte(9), byte(4))
	f.Add(bytes.Repeat([]byte("a long line of 日本\u0303 text\nx\r\n\n"), 9), byte(6), byte(2))
	f.Add([]byte("\x1b[-5P\x1b[1;2r\x1b[99T\x1b[9L\x1b[?1049h\x1b[99M\x1b[@\x1b[6n\x1b[;m\x1bM\x1bc\x1b[20h\n"), byte(0), byte(0))
	f.Add([]byte("\x1b[?6h\x1b[2;3r\x1b[9d\x1b7\x1b[?7l\x1b(0abc\x1b8\x1b[3g\t\x1b[Z\x1b]4;1;#zzz\a"), byte(4), byte(4))
	f.Fuzz(func(t *testing.T, p []byte, cols, rows byte) {
		agree(t, p, int(cols%40)+1, int(rows%10)+1)
	})
}

// pieces of which FuzzScreenSequences makes its input.
var pieces = []string{
	"\x1b[?1049h", "\x1b[?1049l", "\x1b[?47h", "\x1b[?47l", "\x1b[?1048h", "\x1b[?1048l", "\x1b[?6h", "\x1b[?6l",
	"\x1b[?7h", "\x1b[?7l", "\x1b[20h", "\x1b[20l", "\x1b[r", "\x1b[2;4r", "\x1b[1;3r", "\x1b[3;9r",
	"\x1b7", "\x1b8", "\x1bD", "\x1bE", "\x1bM", "\x1bH", "\x1bc", "\x1b#8", "\x1b(0", "\x1b(B",
	"\x1b[3;3H", "\x1b[99;99H", "\x1b[H", "\x1b[2J", "\x1b[1J", "\x1b[J", "\x1b[K", "\x1b[1K", "\x1b[2K",
	"\x1b[@", "\x1b[5P", "\x1b[999P", "\x1b[999@", "\x1b[L", "\x1b[99L", "\x1b[2M", "\x1b[99M", "\x1b[2S", "\x1b[99S",
	"\x1b[T", "\x1b[99T", "\x1b[999X", "\x1b[3g", "\x1b[g", "\x1b[9I", "\x1b[9Z", "\x1b[99A", "\x1b[99B", "\x1b[99C",
	"\x1b[99D", "\x1b[E", "\x1b[F", "\x1b[9G", "\x1b[9d", "\x1b[s", "\x1b[u", "\x1b[1;7;31m", "\x1b[m", "\x1b[-1P",
	"text", "a longer line of text", "ñ", "日本", "😀", "\u0303", "\xff", " ", "x\r\n", "\r\n", "\n", "\r", "\t", "\b",
	"1\r\n2\r\n3\r\n4\r\n5\r\n6\r\n7\r\n8\r\n9\r\n10\r\n11\r\n12\r\n13\r\n14\r\n15\r\n16\r\n17\r\n18\r\n",
	"1\n2\n\n4\nfive and more of it\n6\n日本語\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n",
}

func FuzzScreenSequences(f *testing.F) {
	rnd := rand.New(rand.NewSource(1))
	for range 500 {
		p := make([]byte, 50)
		rnd.Read(p)
		f.Add(p, byte(rnd.Int()), byte(rnd.Int()))
	}
	f.Fuzz(func(t *testing.T, picks []byte, cols, rows byte) {
		var p []byte
		for _, i := range picks {
			p = append(p, pieces[int(i)%len(pieces)]...)
		}
		agree(t, p, int(cols%20)+1, int(rows%8)+1)
	})
}
