// Package output writes findings: for people in a terminal (text) and for machines (json, sarif, github, rdjson). Offsets become lines and
// columns here and nowhere else, each format in the unit it asks for, and whatever a document says is made harmless before it reaches a
// terminal or the log of a workflow.
package output
