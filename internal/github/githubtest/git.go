package githubtest

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// Changes are the files that a pull request from head into base would change, as GitHub lists them, read from a real repository by the git program: against the common ancestor, with
// renames. What has no text (binary files, submodules) has no patch.
func Changes(folder, base, head string) ([]File, error) {
	// Whoever runs the tests may have configured another diff, or have git run them.
	environ := slices.DeleteFunc(os.Environ(), func(pair string) bool { return strings.HasPrefix(pair, "GIT_") })
	environ = append(environ, "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
	git := func(args ...string) ([]byte, error) {
		cmd := exec.Command("git", append([]string{"-C", folder, "-c", "core.quotePath=false"}, args...)...)
		cmd.Env = environ
		out, err := cmd.Output()
		if err != nil {
			return nil, fmt.Errorf("git %s: %w", strings.Join(args, " "), err)
		}
		return out, nil
	}
	between := base + "..." + head
	raw, err := git("diff", "--raw", "-z", "-M", "--no-abbrev", between)
	if err != nil {
		return nil, err
	}
	var files []File
	words := strings.Split(strings.TrimRight(string(raw), "\x00"), "\x00")
	for len(words) > 1 {
		// ":100644 100644 OLD NEW R100", then one path, or two.
		entry := strings.Fields(words[0])
		f := File{Path: words[1], Status: map[byte]string{'A': "added", 'D': "removed", 'M': "modified", 'R': "renamed", 'C': "copied", 'T': "changed"}[entry[4][0]], Object: entry[3]}
		words = words[2:]
		paths := []string{f.Path}
		if f.Status == "renamed" || f.Status == "copied" {
			f.Before, f.Path = f.Path, words[0]
			words = words[1:]
			paths = append(paths, f.Path)
		}
		patch, err := git(append([]string{"diff", "-M", between, "--"}, paths...)...)
		if err != nil {
			return nil, err
		}
		if at := bytes.Index(patch, []byte("\n@@ ")); at >= 0 {
			f.Patch = strings.TrimSuffix(string(patch[at+1:]), "\n")
		}
		if entry[1] != "160000" && f.Status != "removed" {
			if f.Content, err = git("cat-file", "blob", f.Object); err != nil {
				return nil, err
			}
		}
		files = append(files, f)
	}
	return files, nil
}
