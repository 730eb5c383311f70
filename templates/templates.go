// Package templates holds the markdown and YAML files that are built into the program. Everything about finding and filling them in
// is in internal/template.
package templates

import "embed"

// FS holds the document templates, one markdown file each; a template's name is its file name without ".md". The same template in
// another language has the code of the language before that: default.ja.md.
//
//go:embed *.md
var FS embed.FS

// Init holds the files that "postmortem init" writes.
//
//go:embed init
var Init embed.FS
