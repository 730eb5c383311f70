// Package repo is the git working copy as postmortem needs it: where its root
// is, which branch and commit it stands on, and a commit of exactly one file
// that leaves everything else the user has staged or changed alone.
//
// There are two ways to a commit. In a plain repository the package writes it
// itself, by plumbing: the blob, the trees on the path, the commit, the
// branch, the one index entry. That costs milliseconds however many files the
// repository holds, because nothing else is looked at. Where the user has
// configured something this would break or skip (hooks, signing, filters, a
// format go-git can't read), their own git program makes the commit instead,
// under the same contract. See [Repository.Commit].
//
// It is the only package that imports go-git.
package repo
