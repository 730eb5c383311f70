// Package output writes findings: for people in a terminal (text) and for machines (JSON). Offsets become lines and columns here and nowhere
// else, and whatever a document says is made harmless before it reaches a terminal.
package output
