package site

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// The folder that is written belongs to the site as far as its manifest says, and no further: a folder that holds anything else is refused, a file that
// the manifest does not name is neither replaced nor removed, and every path is opened below the folder, so that no symbolic link leads out of it. The
// manifest is written before the first page, marked as unfinished, and again behind the last: a run that was cut off is taken up by the next.

// ManifestName is the file that makes a folder the site's.
const ManifestName = ".postmortem-site.json"

// manifestVersion changes with the meaning of a manifest. What another version says of how files were made isn't trusted; the files are still ours.
const manifestVersion = 1

type manifest struct {
	Version    int              `json:"version"`
	Unfinished bool             `json:"unfinished,omitempty"`
	Files      map[string]entry `json:"files"`
}

// entry is what is known of a file of the site.
type entry struct {
	Sum  string `json:"sum"` // of what it holds
	Size int64  `json:"size"`
	// Of pages that are made from one document: what they were made from, and where the links in it led.
	Key   string            `json:"key,omitempty"`
	Leads map[string]string `json:"leads,omitempty"`
}

// OutputError says why a folder can't hold the site.
type OutputError struct {
	Path, Message, Remedy string
	Err                   error
}

func (e *OutputError) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("%s: %s: %v", e.Path, e.Message, e.Err)
	}
	return e.Path + ": " + e.Message
}

// Unwrap returns the cause.
func (e *OutputError) Unwrap() error { return e.Err }

// Hint says what to do next.
func (e *OutputError) Hint() string { return e.Remedy }

// output is the folder while the site is written.
type output struct {
	dir  string
	root *os.Root
	old  manifest

	mu      sync.Mutex
	files   map[string]entry
	folders map[string]bool
	written int
	temp    int
}

// openOutput opens or makes the folder. The protected folders must not be it or in it.
func openOutput(dir string, protected ...string) (*output, error) {
	target, err := realPath(dir)
	if err != nil {
		return nil, &OutputError{Path: dir, Message: "the folder can't be used", Err: err, Remedy: "name another folder with --out"}
	}
	for _, p := range protected {
		at, err := realPath(p)
		if err != nil {
			continue
		}
		if at == target || within(at, target) {
			return nil, &OutputError{Path: dir, Message: "the site would stand among files that are not its own", Remedy: "name a folder of its own, for example --out site"}
		}
	}
	if err := os.MkdirAll(target, 0o755); err != nil {
		return nil, &OutputError{Path: dir, Message: "the folder can't be made", Err: document.WithoutPath(err), Remedy: "name a folder that you may write to with --out"}
	}
	root, err := os.OpenRoot(target)
	if err != nil {
		return nil, &OutputError{Path: dir, Message: "the folder can't be opened", Err: document.WithoutPath(err), Remedy: "name another folder with --out"}
	}
	o := &output{dir: dir, root: root, files: map[string]entry{}, folders: map[string]bool{}}
	if err := o.readManifest(); err != nil {
		return nil, errors.Join(err, root.Close())
	}
	return o, nil
}

// realPath is where a path leads, as far as it exists.
func realPath(p string) (string, error) {
	p, err := filepath.Abs(p)
	if err != nil {
		return "", err
	}
	rest := ""
	for {
		resolved, err := filepath.EvalSymlinks(p)
		if err == nil {
			return filepath.Join(resolved, rest), nil
		}
		parent := filepath.Dir(p)
		if !errors.Is(err, fs.ErrNotExist) || parent == p {
			return "", err
		}
		rest, p = filepath.Join(filepath.Base(p), rest), parent
	}
}

// within reports whether a path lies below a folder.
func within(p, folder string) bool {
	rel, err := filepath.Rel(folder, p)
	return err == nil && rel != "." && filepath.IsLocal(rel)
}

func (o *output) readManifest() error {
	data, err := o.root.ReadFile(ManifestName)
	if errors.Is(err, fs.ErrNotExist) {
		entries, err := fs.ReadDir(o.root.FS(), ".")
		if err != nil || len(entries) > 0 {
			return &OutputError{Path: o.dir, Message: "the folder holds files, and they are not of a site that was made here", Err: err, Remedy: "name an empty folder, or one that does not exist yet"}
		}
		return nil
	}
	if err == nil {
		err = json.Unmarshal(data, &o.old)
	}
	if err != nil {
		return &OutputError{Path: filepath.Join(o.dir, ManifestName), Message: "can't be read", Err: document.WithoutPath(err), Remedy: "remove the folder, and run the same command again"}
	}
	for name := range o.old.Files {
		if !fs.ValidPath(name) || name == "." || name == ManifestName || !filepath.IsLocal(filepath.FromSlash(name)) {
			delete(o.old.Files, name)
		}
	}
	if o.old.Version != manifestVersion {
		for name := range o.old.Files {
			o.old.Files[name] = entry{}
		}
	}
	return nil
}

const tempPrefix = ".postmortem-site-"

// begin marks the folder as one that a site is being written to, and takes away what a run that was cut off left half written.
func (o *output) begin() error {
	if o.old.Unfinished {
		left, _ := fs.Glob(o.root.FS(), tempPrefix+"*.tmp")
		for _, name := range left {
			_ = o.root.Remove(name)
		}
	}
	return o.writeManifest(manifest{Version: manifestVersion, Unfinished: true, Files: o.old.Files})
}

func (o *output) writeManifest(m manifest) error {
	data, err := json.Marshal(m)
	if err != nil {
		return err
	}
	return o.replace(ManifestName, data)
}

// sum stands for the content of a file.
func sum(content ...[]byte) string {
	h := sha256.New()
	for _, c := range content {
		h.Write(c)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// fresh reports whether a page that was made from the same is there already, and keeps it if so. leads tells where an address leads now.
func (o *output) fresh(name, key string, leads func(address string) string) bool {
	e, ok := o.old.Files[name]
	if !ok || e.Key == "" || e.Key != key || !o.there(name, e) {
		return false
	}
	for address, led := range e.Leads {
		if leads(address) != led {
			return false
		}
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.files[name] = e
	return true
}

// there reports whether a file is as it was written, as far as its size tells.
func (o *output) there(name string, e entry) bool {
	info, err := o.root.Lstat(filepath.FromSlash(name))
	return err == nil && info.Mode().IsRegular() && info.Size() == e.Size
}

// put makes content the file's, which it may be already.
func (o *output) put(name string, content []byte, key string, leads map[string]string) error {
	e := entry{Sum: sum(content), Size: int64(len(content)), Key: key, Leads: leads}
	o.mu.Lock()
	_, twice := o.files[name]
	o.files[name] = e
	o.mu.Unlock()
	if twice { // a file that several documents link to
		return nil
	}
	was, ours := o.old.Files[name]
	if ours && was.Sum == e.Sum && o.there(name, e) {
		return nil
	}
	if !ours && !o.old.Unfinished {
		if _, err := o.root.Lstat(filepath.FromSlash(name)); err == nil {
			return &OutputError{Path: filepath.Join(o.dir, filepath.FromSlash(name)), Message: "a file stands where a page should be, and it was not made here", Remedy: "move it, or name another folder with --out"}
		}
	}
	if err := o.folder(path.Dir(name)); err != nil {
		return err
	}
	if err := o.replace(name, content); err != nil {
		return err
	}
	o.mu.Lock()
	o.written++
	o.mu.Unlock()
	return nil
}

func (o *output) folder(name string) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if name == "." || o.folders[name] {
		return nil
	}
	if err := o.root.MkdirAll(filepath.FromSlash(name), 0o755); err != nil {
		return &OutputError{Path: filepath.Join(o.dir, filepath.FromSlash(name)), Message: "the folder can't be made", Err: document.WithoutPath(err), Remedy: "move what stands in its place, or name another folder with --out"}
	}
	o.folders[name] = true
	return nil
}

// replace writes a file whole or not at all.
func (o *output) replace(name string, content []byte) error {
	o.mu.Lock()
	o.temp++
	temp := fmt.Sprintf("%s%d-%d.tmp", tempPrefix, os.Getpid(), o.temp)
	o.mu.Unlock()
	err := o.root.WriteFile(temp, content, 0o644)
	if err == nil {
		err = o.root.Rename(temp, filepath.FromSlash(name))
	}
	if err != nil {
		_ = o.root.Remove(temp)
		return &OutputError{Path: filepath.Join(o.dir, filepath.FromSlash(name)), Message: "can't be written", Err: document.WithoutPath(err), Remedy: "check the permissions of the folder and the room on the disk"}
	}
	return nil
}

// finish removes the pages of before that are no longer made, and writes the manifest.
func (o *output) finish() (removed int, err error) {
	folders := map[string]bool{}
	for name := range o.old.Files {
		if _, made := o.files[name]; made {
			continue
		}
		if info, err := o.root.Lstat(filepath.FromSlash(name)); err == nil && info.Mode().IsRegular() && o.root.Remove(filepath.FromSlash(name)) == nil {
			removed++
		}
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			folders[dir] = true
		}
	}
	// The deepest first; one that still holds something stays.
	for _, dir := range slices.SortedFunc(maps.Keys(folders), func(a, b string) int { return strings.Count(b, "/") - strings.Count(a, "/") }) {
		if entries, err := fs.ReadDir(o.root.FS(), dir); err == nil && len(entries) == 0 {
			_ = o.root.Remove(filepath.FromSlash(dir))
		}
	}
	return removed, o.writeManifest(manifest{Version: manifestVersion, Files: o.files})
}
