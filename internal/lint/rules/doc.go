// Package rules says what is wrong with a postmortem, why it matters and what to write instead.
//
// A rule is one file, one page and one golden: human_error.go, human_error.md, testdata/human_error.txtar, and a line in All. The page is
// what "postmortem explain" shows; the test runs its examples.
package rules
