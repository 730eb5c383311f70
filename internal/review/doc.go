// Package review brings the linter's findings to a pull request: those on lines that it changes become comments on these lines, once, and one comment on the whole
// sums up what a reviewer wants to know.
//
// Prepare reads everything and decides; Post says it. The documents are read as the head of the pull request has them, by the names of their git objects: from the
// working tree where it holds the very same bytes (it may be a merge, or the base), else from GitHub. So the lines are right whatever is checked out, no history is needed, and nothing
// in the working tree of an untrusted pull request is taken at its word.
//
// What was said is remembered on GitHub alone, in hidden first lines of our own comments and reviews (memory.go). Words that come from a document reach a comment by quote.go only,
// so that they call nobody and forge nothing.
package review
