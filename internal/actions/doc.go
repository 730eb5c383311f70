// Package actions keeps action items in postmortems and issues on GitHub together: one open issue for each open item, whatever fails, followed to the end.
//
// List reads the items, Plan says what a push would do, Push does it; Check says what is out of step, Sync brings it together; Status says what is open and overdue.
// docs/action-items.md is this page for users.
//
// A pass is one such run: it reads the documents (item.go), lists the issues (look.go, locate.go), finds out which belong together (match.go), opens what is missing
// (push.go, open.go), settles what two runs did at once (reconcile.go), writes what the documents own to GitHub (drift.go) and what GitHub owns into the documents (sync.go).
//
// # Opening
//
// The order in a push is always: note the intent in the journal, open the
// issue, note its number, write the link into the item's own line, note that. Each step is on the disk before the next begins, so a push may
// end anywhere and the next one goes on.
//
// # Who an item is
//
// An item has no name of its own, and its words, its place and its file may change. These are asked, in this order:
//
//  1. The link in the document. It wins over everything; a linked item is never opened again.
//  2. The journal, a file on this machine: what was meant to be opened, from which file, under which words, between which neighbours, and
//     what came of it.
//  3. The reference in the issue, found by listing the issues that carry our label (never by search, whose index lags). It stands there twice, in a line
//     that people see and in an HTML comment, as some tools strip comments. It names the document and an id of two parts: a
//     digest of the item's words, the same on every machine, and a random number made before the issue, the same however often opening it
//     is tried.
//
// An unlinked item takes an issue that no item links to and that was opened from the same document: with the same digest; else, if only one
// comes into question, with the same title; else, if the item was reworded, by likeness, or because it stands between the same neighbours with
// the same owner, date, priority, type and factor; else because the issue tells the same owner, date, factor and labels. An item that stood beside the one an issue was opened
// for, as the journal knows, is another one. "The same document" means the same path, or, when that file is gone, the same file name or the same
// title and start, or, where the issues tell neither, the most of the items. When an issue and an item can't be told to belong together nor apart, because they share their
// place or some words only, nothing is opened and the error says how to settle it: a wrong link is worse than a question.
//
// The random number of an attempt without an outcome is used again for the same item, so that both issues are known to be one; it is never handed to another.
//
// A repository is itself under every name that it had: GitHub's number of it tells, for links in documents as for journals.
//
// # Who owns what
//
// State, place and assignee are GitHub's, once there is an issue; title, due date, text and labels are the document's. There is one owner for each field, so that
// both directions can be run in any order and end in the same. An issue carries digests of what it was told and of its text as we wrote it: the first says when it is out of
// date, the second when somebody has made the text their own. Issues that were linked by hand are told nothing.
//
// # Two at once
//
// On one machine a lock makes the second push wait. On two machines both may open an issue before either can see the other's. So a push lists again
// after it has opened something, and every push compares what it finds: of open issues with the same reference, created within an hour
// of each other, the lowest number stays, the others are closed with a comment that points to it, and links are corrected. Both machines
// come to the same result, whichever ends first. Where the words have changed since, a link to a closed duplicate follows that comment.
package actions
