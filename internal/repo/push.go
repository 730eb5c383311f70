package repo

import (
	"cmp"
	"context"
	"regexp"
	"strings"
)

// Remote is where a branch is pushed to.
type Remote struct {
	Name string
	URL  string // after the replacements of url.<base>.insteadOf and pushInsteadOf; may hold user info
}

// PushRemote is the remote that git push would push a branch to: the one that
// branch.<name>.pushRemote, remote.pushDefault or branch.<name>.remote names,
// else the only one there is, else origin. It reports false where there is none.
func (r *Repository) PushRemote(ctx context.Context, branch string) (Remote, bool) {
	c, err := r.settings(ctx)
	if err != nil {
		r.opts.Log("git configuration: %v", err)
		return Remote{}, false
	}
	name := cmp.Or(c.get("branch."+branch+".pushremote"), c.get("remote.pushdefault"), c.get("branch."+branch+".remote"))
	if name == "" || name == "." {
		name = c.onlyRemote()
	}
	if urls := c["remote."+name+".pushurl"]; len(urls) > 0 && urls[0] != valueless {
		return Remote{name, c.rewrite(urls[0], ".insteadof")}, true
	}
	urls := c["remote."+name+".url"]
	if len(urls) == 0 || urls[0] == valueless {
		return Remote{}, false
	}
	if url := c.rewrite(urls[0], ".pushinsteadof"); url != urls[0] {
		return Remote{name, url}, true
	}
	return Remote{name, c.rewrite(urls[0], ".insteadof")}, true
}

// onlyRemote is the only remote, or origin where there are several or none.
func (c config) onlyRemote() string {
	only := ""
	for key := range c {
		name, isRemote := strings.CutPrefix(key, "remote.")
		name, hasURL := strings.CutSuffix(name, ".url")
		if !isRemote || !hasURL {
			continue
		}
		if only != "" {
			return "origin"
		}
		only = name
	}
	return cmp.Or(only, "origin")
}

// Push pushes a branch to a remote and makes that its upstream, as git push -u
// does. git does it, with the user's credential helpers, their ssh-agent and
// their pre-push hook. With ask, git may ask for credentials on the terminal.
func (r *Repository) Push(ctx context.Context, remote Remote, branch string, ask bool) error {
	if r.gitPath == "" {
		return needsGit("a push needs your credentials")
	}
	r.opts.Log("the push is made by git itself: it has your credentials")
	ref := "refs/heads/" + branch
	_, err := r.runGit(ctx, gitCall{args: []string{"push", "--quiet", "--set-upstream", "--", remote.Name, ref + ":" + ref}, ask: ask})
	return gitError("git didn't push "+branch+" to "+withoutUserInfo(remote.Name), err)
}

// userInfo is what may hold a password in the addresses that git prints.
var userInfo = regexp.MustCompile(`([A-Za-z][A-Za-z0-9+.-]*://)[^/\s'"]*@`)

// withoutUserInfo takes names and passwords out of the addresses in a text.
func withoutUserInfo(text string) string { return userInfo.ReplaceAllString(text, "$1") }
