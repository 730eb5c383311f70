// Package repotest builds git repositories for tests, with the git program: one
// of every kind that people work in (see [Kinds]), in a sandbox that reaches
// nothing of the machine's own configuration. It also tells whether something
// has disturbed a working copy (see [State]).
package repotest
