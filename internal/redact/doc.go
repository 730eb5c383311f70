// Package redact makes the edition of a postmortem that may leave the house: people become their roles, and what leads to them or to what is internal
// (addresses, hosts, tickets, accounts, links) is replaced. What it can't decide it lists for the author.
//
// Redact shows the whole way: learn who is named, find what must not stand, replace it, and look again at the result until nothing is found. Everything is
// found in a view of the text as a reader sees it (view.go), so that neither markup nor encoding hides a name.
package redact
