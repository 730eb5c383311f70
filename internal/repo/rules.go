package repo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/go-git/go-git/v5/plumbing/format/gitattributes"
	"github.com/go-git/go-git/v5/plumbing/format/gitignore"
)

// checkIgnored returns [ErrIgnored] where an ignore pattern covers the path.
// Patterns don't hold for a file that is tracked already.
func (r *Repository) checkIgnored(ctx context.Context, path string) error {
	if r.gitPath == "" {
		return r.checkIgnoredAlone(path)
	}
	out, err := r.runGit(ctx, gitCall{
		query: true, stdin: path + "\x00",
		args: []string{"check-ignore", "--no-index", "--verbose", "-z", "--stdin"},
	})
	if exitCode(err) == 1 {
		return nil
	}
	if err != nil {
		return gitError("can't tell whether "+path+" is ignored", err)
	}
	fields := strings.Split(out, "\x00")
	if len(fields) < 4 || strings.HasPrefix(fields[2], "!") {
		return nil
	}
	// Only now does it pay to have git read the index.
	if _, err := r.runGit(ctx, gitCall{query: true, args: []string{"ls-files", "--error-unmatch", "--", pathspec(path)}}); err == nil {
		return nil
	}
	return ignoredError(path, fmt.Sprintf(" by %q in %s, line %s", fields[2], fields[0], fields[1]))
}

func ignoredError(path, by string) error {
	return &Error{
		Reason: ErrIgnored,
		Detail: fmt.Sprintf("git ignores %s%s", path, by),
		Advice: "change that pattern, set another directory in .postmortem.yaml, or write without a commit (--no-commit)",
	}
}

// checkIgnoredAlone does it without git.
func (r *Repository) checkIgnoredAlone(path string) error {
	c, err := r.settingsAlone()
	if err != nil {
		return err
	}
	parts := strings.Split(path, "/")
	var patterns []gitignore.Pattern
	add := func(file string, domain []string) error {
		data, err := readOptional(file)
		for line := range strings.SplitSeq(string(data), "\n") {
			line = strings.TrimSuffix(line, "\r")
			if line != "" && !strings.HasPrefix(line, "#") {
				patterns = append(patterns, gitignore.ParsePattern(line, domain))
			}
		}
		return err
	}
	err = errors.Join(
		add(r.userFile(c, "core.excludesfile", "ignore"), nil),
		add(filepath.Join(r.commonDir, "info", "exclude"), nil),
	)
	for i := range parts {
		dir := append([]string{r.root}, parts[:i]...)
		err = errors.Join(err, add(filepath.Join(append(dir, ".gitignore")...), parts[:i]))
	}
	if err != nil {
		return err
	}
	matcher := gitignore.NewMatcher(patterns)
	for i := range parts {
		if matcher.Match(parts[:i+1], i+1 < len(parts)) {
			if r.tracked(path) {
				return nil
			}
			return ignoredError(path, "")
		}
	}
	return nil
}

// tracked reports whether the index holds the path.
func (r *Repository) tracked(path string) bool {
	data, err := os.ReadFile(r.indexPath())
	if err != nil {
		return false
	}
	x, err := readIndex(data, path)
	return err == nil && x.replaced > 0
}

// conversions are the attributes that can make git store other bytes than the
// file has.
var conversions = []string{"text", "eol", "crlf", "filter", "ident", "working-tree-encoding"}

// attributes gives those of the conversions that the path has, with their
// values: "set", "unset" or what was written.
func (r *Repository) attributes(ctx context.Context, path string) (map[string]string, error) {
	if r.gitPath == "" {
		return r.attributesAlone(path)
	}
	args := append([]string{"check-attr", "-z"}, conversions...)
	out, err := r.runGit(ctx, gitCall{query: true, args: append(args, "--", path)})
	if err != nil {
		return nil, gitError("can't read the attributes of "+path, err)
	}
	found := map[string]string{}
	fields := strings.Split(out, "\x00")
	for ; len(fields) >= 3; fields = fields[3:] {
		if fields[2] != "unspecified" {
			found[fields[1]] = fields[2]
		}
	}
	return found, nil
}

// attributesAlone does it without git.
func (r *Repository) attributesAlone(path string) (map[string]string, error) {
	c, err := r.settingsAlone()
	if err != nil {
		return nil, err
	}
	parts := strings.Split(path, "/")
	var stack []gitattributes.MatchAttribute
	add := func(file string, domain []string) error {
		data, err := readOptional(file)
		if err != nil {
			return err
		}
		found, err := gitattributes.ReadAttributes(bytes.NewReader(data), domain, len(domain) == 0)
		stack = append(stack, found...)
		return err
	}
	err = add(r.userFile(c, "core.attributesfile", "attributes"), nil)
	for i := range parts {
		dir := append([]string{r.root}, parts[:i]...)
		err = errors.Join(err, add(filepath.Join(append(dir, ".gitattributes")...), parts[:i]))
	}
	if err = errors.Join(err, add(filepath.Join(r.commonDir, "info", "attributes"), nil)); err != nil {
		return nil, fmt.Errorf("git attributes: %w", err)
	}
	matched, _ := gitattributes.NewMatcher(stack).Match(parts, conversions)
	found := map[string]string{}
	for _, name := range conversions {
		switch a := matched[name]; {
		case a == nil || a.IsUnspecified():
		case a.IsSet():
			found[name] = "set"
		case a.IsUnset():
			found[name] = "unset"
		default:
			found[name] = a.Value()
		}
	}
	return found, nil
}

// converted names what would make git store other bytes than content, or is "".
func converted(c config, attributes map[string]string, content []byte) string {
	if reason := filtered(attributes); reason != "" {
		return reason
	}
	// Line ends are only changed on their way in where there are carriage
	// returns; core.safecrlf also refuses what would change on the way out.
	if !bytes.ContainsRune(content, '\r') && !c.isTrue("core.safecrlf") {
		return ""
	}
	for _, name := range []string{"eol", "text", "crlf"} {
		if value, ok := attributes[name]; ok {
			return fmt.Sprintf("the attribute %s=%s applies to the file", name, value)
		}
	}
	if c.isTrue("core.autocrlf") || strings.EqualFold(c.get("core.autocrlf"), "input") {
		return "core.autocrlf is set"
	}
	return ""
}

// filtered names the attribute that makes git store other bytes than those of
// the file, line ends aside, or is "".
func filtered(attributes map[string]string) string {
	for _, name := range []string{"filter", "ident", "working-tree-encoding"} {
		if value, ok := attributes[name]; ok && value != "unset" {
			return fmt.Sprintf("the attribute %s=%s applies to the file", name, value)
		}
	}
	return ""
}

// mayFilter reports whether any file of attributes that counts for the path
// speaks of what filtered looks for, or can't be read.
func (r *Repository) mayFilter(path, userFile string) bool {
	files := []string{userFile, filepath.Join(r.commonDir, "info", "attributes")}
	dir := r.root
	for part := range strings.SplitSeq(path, "/") {
		files = append(files, filepath.Join(dir, ".gitattributes"))
		dir = filepath.Join(dir, part)
	}
	for _, file := range files {
		data, err := readOptional(file)
		if err != nil {
			return true
		}
		for _, word := range []string{"filter", "ident", "working-tree-encoding"} {
			if bytes.Contains(data, []byte(word)) {
				return true
			}
		}
	}
	return false
}

// userFile is a file that a setting names, else one in git's directory of the
// user's configuration.
func (r *Repository) userFile(c config, key, name string) string {
	if path := r.expand(c.get(key), r.root); path != "" {
		return path
	}
	if dir := r.getenv("XDG_CONFIG_HOME"); dir != "" {
		return filepath.Join(dir, "git", name)
	}
	return filepath.Join(r.home(), ".config", "git", name)
}

// readOptional reads a file that may be missing.
func readOptional(path string) ([]byte, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return data, err
}

// pathspec names exactly one path to git's commands.
func pathspec(path string) string {
	if strings.HasPrefix(path, ":") || strings.ContainsAny(path, `*?[\`) {
		return ":(literal)" + path
	}
	return path
}
