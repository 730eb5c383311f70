package interview

import (
	"errors"
	"io"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// pieces gives a text in the pieces that a slow line brings it in, and as much of one as is asked for.
type pieces []string

func (p *pieces) Read(b []byte) (int, error) {
	if len(*p) == 0 {
		return 0, io.EOF
	}
	n := copy(b, (*p)[0])
	if (*p)[0] = (*p)[0][n:]; (*p)[0] == "" {
		*p = (*p)[1:]
	}
	return n, nil
}

func TestASlowLineLosesNothing(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a console gives whole characters; what is no console is read in the system's code page")
	}
	long := strings.Repeat("決済が落ちた", 100)
	for name, test := range map[string]struct {
		in   pieces
		want string
	}{
		"bytes of a character apart":      {strings.Split("\xe6|\xb1|\xba済\xf0\x9f|\x9a\xa8", "|"), "決済🚨"},
		"more at once than is read":       {pieces{"a" + long}, "a" + long},
		"a key in two":                    {pieces{"ac", "\x1b[1;", "5Db"}, "bac"},
		"a key cut at its first byte":     {pieces{strings.Repeat("a", 254) + "\x1b[Db"}, strings.Repeat("a", 253) + "ba"},
		"a paste that begins in between":  {pieces{"a\x1b[20", "0~b\nc\x1b[2", "01~d"}, "ab cd"},
		"a letter just behind the escape": {pieces{"a\x1bx\x1bé", "c"}, "axéc"},
		"no character at all":             {pieces{"a\xff\xfe", "b"}, "ab"},
	} {
		t.Run(name, func(t *testing.T) {
			d, err := NewStore(filepath.Join(t.TempDir(), "drafts"), "", testScale, noon).Create("")
			if err != nil {
				t.Fatal(err)
			}
			defer d.Close()
			in := append(test.in, "\x03")
			if _, err := Screen(t.Context(), d, Options{In: &in, Out: io.Discard}); !errors.Is(err, ErrInterrupted) {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, d.Session().Text(Title)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}
