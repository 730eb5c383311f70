// Package lsp speaks the language server protocol: the linter's findings as one types, their rewrites one key away, what a rule means on
// hover, and completion of front matter, sections and handles. It keeps what the editor has open in memory and never writes a file.
//
// Start with Serve. protocol.go holds the part of the protocol (3.17) that is spoken, text.go the editor's positions, and a file
// each request's answer. See https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/.
package lsp
