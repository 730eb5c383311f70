package repo

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"unicode"
)

// hooks are those that git runs on the way from a new branch to a commit on it.
var hooks = []string{
	"pre-commit", "prepare-commit-msg", "commit-msg", "post-commit",
	"post-checkout", "reference-transaction", "post-index-change",
}

// foreignVariables are those that change what a repository consists of.
var foreignVariables = append([]string{
	"GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
	"GIT_NAMESPACE", "GIT_REPLACE_REF_BASE",
}, redirects...)

// maxPackIndex bounds the pack indexes, in bytes, that go-git may be made to
// read: it loads all of them to find one object, git only looks into them.
const maxPackIndex = 32 << 20

// needsUserGit names the first thing the user has configured that this
// package doesn't honour itself and git does, or "".
func (r *Repository) needsUserGit(c config, f file, h head, attributes map[string]string) string {
	if name := r.anySet(foreignVariables); name != "" {
		return name + " is set"
	}
	if r.format != "" {
		return r.format + " is set"
	}
	if h.indirect {
		return h.ref + " stands for another branch"
	}
	for _, name := range []string{"HEAD", "index"} {
		if info, err := os.Lstat(filepath.Join(r.gitDir, name)); err == nil && !info.Mode().IsRegular() {
			return name + " is a symbolic link"
		}
	}
	if name := r.hook(c); name != "" {
		return name
	}
	if reason := settingNeedsGit(c); reason != "" {
		return reason
	}
	if dir := r.expand(c.get("core.worktree"), r.gitDir); dir != "" {
		if dir, err := realPath(dir); err != nil || dir != r.root {
			return "core.worktree is set"
		}
	}
	if reason := converted(c, attributes, f.content); reason != "" {
		return reason
	}
	if runtime.GOOS == "darwin" && strings.ContainsFunc(f.path, func(c rune) bool { return c > unicode.MaxASCII }) {
		return "core.precomposeUnicode may apply to the path"
	}
	return r.storageNeedsGit()
}

// hook names an active hook.
func (r *Repository) hook(c config) string {
	dir := filepath.Join(r.commonDir, "hooks")
	if path := r.expand(c.get("core.hookspath"), r.root); path != "" {
		dir = path
	}
	for _, name := range hooks {
		info, err := os.Stat(filepath.Join(dir, name))
		if runtime.GOOS == "windows" && err != nil {
			info, err = os.Stat(filepath.Join(dir, name+".exe"))
		}
		if err == nil && info.Mode().IsRegular() && (runtime.GOOS == "windows" || info.Mode()&0o111 != 0) {
			return "the hook " + name + " is active"
		}
	}
	for key := range c {
		if strings.HasPrefix(key, "hook.") {
			return "hooks are configured"
		}
	}
	return ""
}

func settingNeedsGit(c config) string {
	for _, key := range []string{"commit.gpgsign", "core.sparsecheckout"} {
		if c.isTrue(key) {
			return key + " is set"
		}
	}
	if encoding := c.get("i18n.commitencoding"); encoding != "" && !strings.EqualFold(encoding, "utf-8") && !strings.EqualFold(encoding, "utf8") {
		return "i18n.commitEncoding is set"
	}
	if shared := c.get("core.sharedrepository"); shared != "umask" && !c.isFalse("core.sharedrepository") && len(c["core.sharedrepository"]) > 0 {
		return "core.sharedRepository is set"
	}
	if setup := strings.ToLower(c.get("branch.autosetupmerge")); setup == "always" || setup == "inherit" {
		return "branch.autoSetupMerge is set"
	}
	for _, key := range []string{"core.fsync", "core.fsyncobjectfiles"} {
		if len(c[key]) > 0 && !c.isFalse(key) {
			return key + " is set"
		}
	}
	return ""
}

// storageNeedsGit looks for what go-git can't follow among the objects.
func (r *Repository) storageNeedsGit() string {
	objects := filepath.Join(r.commonDir, "objects")
	for _, other := range []struct{ path, reason string }{
		{filepath.Join(objects, "info", "alternates"), "the repository borrows objects (alternates)"},
		{filepath.Join(r.commonDir, "info", "grafts"), "the repository has grafts"},
	} {
		if info, err := os.Stat(other.path); err == nil && info.Size() > 0 {
			return other.reason
		}
	}
	if other, err := r.conflictingRef("refs/replace"); err != nil || other != "" {
		return "objects are replaced (git replace)"
	}
	if r.gitPath == "" {
		return "" // slow is better than not at all
	}
	packs, err := os.ReadDir(filepath.Join(objects, "pack"))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return "the object store can't be read"
	}
	var size int64
	for _, pack := range packs {
		if info, err := pack.Info(); err == nil && strings.HasSuffix(pack.Name(), ".idx") {
			size += info.Size()
		}
	}
	if size > maxPackIndex {
		return "the object store is large"
	}
	return ""
}
