package repo

import (
	"errors"
	"fmt"
	"testing"

	"github.com/go-git/go-git/v5/plumbing"
)

// Names that differ in case only are one file on some systems; git knows which
// of them it tracks.
func TestFindFoldsCase(t *testing.T) {
	var raw []byte
	for _, entry := range []string{"100644 A", "40000 Postmortems", "100644 z"} {
		raw = append(fmt.Appendf(raw, "%s\x00", entry), make([]byte, 20)...)
	}
	if _, _, _, err := (trees{foldCase: true}).find(raw, "postmortems", true); !errors.Is(err, errCase) {
		t.Errorf("error %v", err)
	}
	hash, start, end, err := trees{}.find(raw, "postmortems", true)
	if err != nil || hash != plumbing.ZeroHash || start != end || string(raw[start:start+8]) != "100644 z" {
		t.Errorf("place %d to %d of %q, error %v", start, end, raw, err)
	}
	if _, _, _, err := (trees{}).find(raw[:len(raw)-1], "zz", false); !errors.Is(err, errTree) {
		t.Errorf("a truncated tree: %v", err)
	}
}
