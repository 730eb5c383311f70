// Package reading shows one document to a person in a terminal: its own order and words, without markup, with the times of its timeline on one clock and the state of its
// action items. Nothing in a document can act on the terminal, or on the log of a CI job.
//
// reading.go goes through a document block by block; headings.go, timeline.go and actions.go show those.
package reading
