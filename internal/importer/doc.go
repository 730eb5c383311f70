// Package importer turns what other tools recorded of an incident into timeline events: chat, pages, alerts, an issue's comments, deploys, notes.
//
// Read finds out which form an export has (one file a form: slack.go, pagerduty.go, …) and returns its events in the order of time,
// with a link to where each was seen, and what it could not read. Fresh leaves out what a timeline holds already; Merge writes the rest
// into a document, in the form its timeline has. It opens no file and no connection.
package importer
