package repo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"

	gitconfig "github.com/go-git/go-git/v5/plumbing/format/config"
)

// config holds git settings: every value of a key, the one that counts last.
// Section and variable names are in lower case, subsections as written.
type config map[string][]string

// valueless stands for a key without "=", which git takes for true. No value
// that was written can hold it.
const valueless = "\x00"

// get is the value that counts, "" for none.
func (c config) get(key string) string {
	values := c[key]
	if len(values) == 0 || values[len(values)-1] == valueless {
		return ""
	}
	return values[len(values)-1]
}

// isTrue reads a boolean as git does; a key without a value is true.
func (c config) isTrue(key string) bool {
	values := c[key]
	if len(values) == 0 {
		return false
	}
	switch value := strings.ToLower(values[len(values)-1]); value {
	case valueless, "true", "yes", "on":
		return true
	default:
		n, err := strconv.Atoi(value)
		return err == nil && n != 0
	}
}

// isFalse reports that the key is set to no in so many words.
func (c config) isFalse(key string) bool {
	values := c[key]
	return len(values) > 0 && slices.Contains([]string{"false", "no", "off", "0", ""}, strings.ToLower(values[len(values)-1]))
}

// Remote is the URL that git would fetch the named remote from, after the
// replacements of url.<base>.insteadOf. It reports false where there is no
// such remote or the configuration can't be read.
func (r *Repository) Remote(name string) (string, bool) {
	c, err := r.settings(context.Background())
	if err != nil {
		r.opts.Log("git configuration: %v", err)
		return "", false
	}
	urls := c["remote."+name+".url"]
	if len(urls) == 0 || urls[0] == valueless {
		return "", false
	}
	return c.rewrite(urls[0], ".insteadof"), true
}

// rewrite applies the longest url.<base>.insteadOf (or .pushInsteadOf) that url begins with.
func (c config) rewrite(url, variable string) string {
	longest, result := "", url
	for key, prefixes := range c {
		base, isURL := strings.CutPrefix(key, "url.")
		base, isInstead := strings.CutSuffix(base, variable)
		if !isURL || !isInstead {
			continue
		}
		for _, prefix := range prefixes {
			if rest, ok := strings.CutPrefix(url, prefix); ok && len(prefix) > len(longest) {
				longest, result = prefix, base+rest
			}
		}
	}
	return result
}

// readLocal reads the repository's own configuration file, without includes:
// enough to know whether the repository is bare and of a format go-git reads.
func (r *Repository) readLocal() {
	c := config{}
	path := filepath.Join(r.commonDir, "config")
	if err := c.addFile(path); err != nil {
		r.format = "the configuration in " + path
	}
	r.local = c
	if version, err := strconv.Atoi(c.get("core.repositoryformatversion")); err == nil && version > 1 {
		r.format = "core.repositoryFormatVersion"
	}
	for key := range c {
		name, ok := strings.CutPrefix(key, "extensions.")
		if !ok || name == "noop" || name == "noop-v1" || name == "preciousobjects" {
			continue
		}
		if name == "objectformat" && c.get(key) == "sha1" {
			continue
		}
		r.format = key
	}
}

// settings reads the configuration of all levels. git itself is asked
// where it is installed: it alone knows where its system file lies, which
// conditional includes apply and what the environment adds.
func (r *Repository) settings(ctx context.Context) (config, error) {
	if r.gitPath != "" {
		out, err := r.runGit(ctx, gitCall{query: true, args: []string{"config", "--list", "-z"}})
		if err != nil {
			return nil, gitError("can't read the git configuration", err)
		}
		c := config{}
		for entry := range strings.SplitSeq(out, "\x00") {
			key, value, ok := strings.Cut(entry, "\n")
			if !ok {
				value = valueless
			}
			if key != "" {
				c[key] = append(c[key], value)
			}
		}
		return c, nil
	}
	return r.settingsAlone()
}

// settingsAlone reads the configuration without git, and refuses where
// that would miss something.
func (r *Repository) settingsAlone() (config, error) {
	if r.configPairs() > 0 || r.getenv("GIT_CONFIG_PARAMETERS") != "" {
		return nil, needsGit("configuration is given in the environment")
	}
	home := r.home()
	xdg := r.getenv("XDG_CONFIG_HOME")
	if xdg == "" && home != "" {
		xdg = filepath.Join(home, ".config")
	}
	var files []string
	if noSystem, _ := strconv.ParseBool(r.getenv("GIT_CONFIG_NOSYSTEM")); !noSystem {
		if path := r.getenv("GIT_CONFIG_SYSTEM"); path != "" {
			files = append(files, path)
		} else if runtime.GOOS != "windows" {
			files = append(files, "/etc/gitconfig")
		}
	}
	if path := r.getenv("GIT_CONFIG_GLOBAL"); path != "" {
		files = append(files, path)
	} else {
		if xdg != "" {
			files = append(files, filepath.Join(xdg, "git", "config"))
		}
		if home != "" {
			files = append(files, filepath.Join(home, ".gitconfig"))
		}
	}
	files = append(files, filepath.Join(r.commonDir, "config"))

	c := config{}
	for _, path := range files {
		if err := c.addFile(path); err != nil {
			return nil, fmt.Errorf("git configuration %s: %w", path, err)
		}
	}
	for key := range c {
		if key == "include.path" || strings.HasPrefix(key, "includeif.") {
			return nil, needsGit("the git configuration has " + strings.TrimSuffix(key, ".path"))
		}
	}
	return c, nil
}

// configPairs is the number of settings that GIT_CONFIG_COUNT announces.
func (r *Repository) configPairs() int {
	n, err := strconv.Atoi(r.getenv("GIT_CONFIG_COUNT"))
	if err != nil {
		return 0
	}
	return max(0, min(n, 1000))
}

func (r *Repository) home() string {
	if home := r.getenv("HOME"); home != "" || r.opts.Getenv != nil {
		return home
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	return home
}

// addFile adds one configuration file; a missing one is an empty one.
func (c config) addFile(path string) error {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	parsed := gitconfig.New()
	if err := gitconfig.NewDecoder(bytes.NewReader(data)).Decode(parsed); err != nil {
		return err
	}
	for _, section := range parsed.Sections {
		prefix := strings.ToLower(section.Name) + "."
		for _, o := range section.Options {
			c.add(prefix+strings.ToLower(o.Key), o.Value)
		}
		for _, sub := range section.Subsections {
			for _, o := range sub.Options {
				c.add(prefix+sub.Name+"."+strings.ToLower(o.Key), o.Value)
			}
		}
	}
	return nil
}

// add notes one value. The decoder gives "" for a key without "=" and for an
// empty value alike; the one that asks for something is assumed.
func (c config) add(key, value string) {
	if value == "" {
		value = valueless
	}
	c[key] = append(c[key], value)
}

// expand resolves a path in the configuration: ~/ is the home directory, and
// a relative path is relative to base.
func (r *Repository) expand(path, base string) string {
	if path == "" {
		return ""
	}
	if rest, ok := strings.CutPrefix(path, "~/"); ok {
		return filepath.Join(r.home(), filepath.FromSlash(rest))
	}
	path = filepath.FromSlash(path)
	if !filepath.IsAbs(path) {
		return filepath.Join(base, path)
	}
	return path
}
