// Package site turns all postmortems into a folder of pages that can be read from any place: a web server, a share, the disk. [Build] makes or updates
// the folder, [Server] shows it on this machine while somebody writes.
//
// The pages load nothing from elsewhere, need no script to be read and hold nothing active that came from a document: what a document says is rendered by
// document.HTML, everything else goes through html/template, and a Content-Security-Policy in each page allows only the site's own files. Links are
// relative, so that the folder works under any address.
//
// Only what changed is written. A manifest in the folder says which files are the site's and what each was made from; other files are never
// touched. See output.go.
//
// The pages look at systems. Who owns an action item is shown as whom to ask about it; people are listed by name and never counted, compared or ranked.
package site
