package repo

import (
	"bytes"
	"encoding/binary"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const emptyBlob = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"

func emptyBlobEntry(path string) indexEntry {
	return indexEntry{path: path, mode: 0o100644, hash: [20]byte{
		0xe6, 0x9d, 0xe2, 0x9b, 0xb2, 0xd1, 0xd6, 0x43, 0x4b, 0x8b, 0x29, 0xae, 0x77, 0x5a, 0xd8, 0xc2, 0xe4, 0x8c, 0x53, 0x91,
	}}
}

// indexRepository makes a repository in which git wrote an index.
func indexRepository(t testing.TB, version string, names ...string) (git func(index string, args ...string) string, path string) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git isn't installed")
	}
	dir := t.TempDir()
	git = func(index string, args ...string) string {
		t.Helper()
		cmd := exec.Command("git", args...)
		cmd.Dir = dir
		cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "GIT_CONFIG_NOSYSTEM=1", "GIT_INDEX_FILE=" + index}
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
		return string(out)
	}
	path = filepath.Join(dir, ".git", "index")
	git(path, "init", "--quiet")
	git(path, "hash-object", "-w", "-t", "blob", os.DevNull)
	for _, name := range append(names, "a", "a-b", "b/c/d", "b/d") {
		git(path, "update-index", "--add", "--cacheinfo", "100644,"+emptyBlob+","+name)
	}
	git(path, "write-tree") // fills the tree cache
	git(path, "update-index", "--skip-worktree", "b/d")
	git(path, "update-index", "--assume-unchanged", "a-b")
	git(path, "update-index", "--index-version", version)
	return git, path
}

// TestSetIndexEntry holds what this package makes of an index against what git
// makes of it.
func TestSetIndexEntry(t *testing.T) {
	t.Parallel()
	for _, version := range []string{"2", "4"} {
		git, path := indexRepository(t, version, "a.b", "b/c-d", "m/"+strings.Repeat("long/", 900)+"x", "z\xff", "é", "日本/語")
		old, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{
			"0", "a", "a-a", "a-b", "a0", "b/b", "b/c/a", "b/c/d", "b/c/e/f", "b/d", "b0", "m/long/x",
			"m/" + strings.Repeat("long/", 900) + "w", "z", "zz\xff", "日本/語", "日本/語2", "\xff/last",
		} {
			got, err := setIndexEntry(old, emptyBlobEntry(name))
			if err != nil {
				t.Fatalf("version %s, %q: %v", version, name, err)
			}
			ours, theirs := path+".ours", path+".theirs"
			if err := os.WriteFile(ours, got, 0o666); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(theirs, old, 0o666); err != nil {
				t.Fatal(err)
			}
			git(theirs, "update-index", "--add", "--cacheinfo", "100644,"+emptyBlob+","+name)
			for _, args := range [][]string{{"ls-files", "--stage", "--debug", "-v"}, {"write-tree"}} {
				if a, b := git(ours, args...), git(theirs, args...); a != b {
					t.Errorf("version %s, %q: git %v says\n%s\nwant\n%s", version, name, args, a, b)
				}
			}
			if now := string(binary.BigEndian.AppendUint32(nil, binary.BigEndian.Uint32(got[4:]))); now != string(old[4:8]) {
				t.Errorf("%q: the version changed", name)
			}
		}
	}
}

// An index that git writes without a checksum stays without.
func TestSetIndexEntryWithoutChecksum(t *testing.T) {
	old, err := setIndexEntry(nil, emptyBlobEntry("a"))
	if err != nil {
		t.Fatal(err)
	}
	zeros := make([]byte, 20)
	copy(old[len(old)-20:], zeros)
	got, err := setIndexEntry(old, emptyBlobEntry("b"))
	if err != nil || !bytes.HasSuffix(got, zeros) {
		t.Errorf("checksum %x, error %v", got[max(0, len(got)-20):], err)
	}
	old[len(old)-1] = 1
	if _, err := setIndexEntry(old, emptyBlobEntry("b")); err == nil {
		t.Error("a wrong checksum was accepted")
	}
}

// FuzzSetIndexEntry: no index makes it panic, and what it makes of one it can
// read again, with the entry in it.
func FuzzSetIndexEntry(f *testing.F) {
	for _, version := range []string{"2", "4"} {
		_, path := indexRepository(f, version)
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data[:len(data)-20], "b/c/new")
	}
	f.Fuzz(func(t *testing.T, body []byte, path string) {
		if path == "" || strings.Contains(path, "\x00") {
			return
		}
		next, err := setIndexEntry(append(slices.Clip(body), make([]byte, 20)...), emptyBlobEntry(path))
		if err != nil {
			return
		}
		x, err := readIndex(next, path)
		if err != nil || x.replaced != 1 {
			t.Fatalf("%d entries, %v", x.replaced, err)
		}
	})
}
