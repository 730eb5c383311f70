package repo

import (
	"context"
	"slices"
	"strings"
)

// Unmerged names the branch that others are merged into where HEAD holds
// commits that it lacks: a branch that begins at HEAD takes them along. It is
// "" where there are none, on that branch itself, and where nobody can tell
// (without git, or with no such branch). The branch is the one that the remote
// calls its HEAD, else init.defaultBranch, main or master.
func (r *Repository) Unmerged(ctx context.Context) string {
	h, err := r.head(ctx)
	if err != nil || h.hash == "" || r.gitPath == "" {
		return ""
	}
	c, err := r.settings(ctx)
	if err != nil {
		return ""
	}
	remote := "refs/remotes/" + c.onlyRemote() + "/"
	names := []string{c.get("init.defaultbranch"), "main", "master"}
	if h.ref != "" && slices.Contains(names, h.branch()) {
		return "" // without asking git
	}
	patterns := []string{remote + "HEAD"}
	for _, name := range names {
		if name != "" {
			patterns = append(patterns, "refs/heads/"+name, remote+name)
		}
	}
	listed, err := r.runGit(ctx, gitCall{query: true, args: append([]string{"for-each-ref", "--format=%(refname) %(symref)", "--"}, patterns...)})
	if err != nil {
		return ""
	}
	there := map[string]bool{}
	for line := range strings.Lines(listed) {
		ref, target, _ := strings.Cut(strings.TrimSpace(line), " ")
		there[ref] = true
		if name, ok := strings.CutPrefix(target, remote); ok && ref == remote+"HEAD" {
			names = []string{name}
			there[target] = true
		}
	}
	i := slices.IndexFunc(names, func(name string) bool { return there["refs/heads/"+name] || there[remote+name] })
	if i < 0 || names[i] == h.branch() {
		return ""
	}
	local, theirs := "refs/heads/"+names[i], remote+names[i]
	holds, err := r.runGit(ctx, gitCall{query: true, args: []string{"for-each-ref", "--contains=" + h.hash, "--format=%(refname)", "--", local, theirs}})
	if err != nil || strings.TrimSpace(holds) != "" {
		return ""
	}
	if there[local] {
		return names[i]
	}
	return strings.TrimPrefix(theirs, "refs/remotes/")
}
