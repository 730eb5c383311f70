// Package github makes the few GitHub calls that the program needs, each one complete: credentials, retries, paging, rate limits, redirects
// and errors that say what to do. It is the only importer of go-github.
//
// Start with ParseRemote or ParseRepository for the repository, FindToken for the credentials, and New for the Client. Every call returns plain
// values, or an *Error whose Kind says what went wrong.
//
// Three promises hold throughout: the token is sent to the API's own host and appears nowhere else; a call that creates something is never
// sent twice unless GitHub is known not to have acted on the first (see Error.Ambiguous); and nothing a server answers reaches a message with
// control characters in it.
package github
