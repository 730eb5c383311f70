// Package view shows people what package learn found: tables that fit their terminal, passages with what was found in them, figures with bars. Everything
// that a colour, a bar or a mark says stands there in words or figures too. Texts from documents can't act on the terminal.
//
// The JSON of the commands is here as well; its fields are a contract: add, never change. Durations are in seconds, times RFC 3339 in UTC,
// days YYYY-MM-DD, and what is not known is null.
package view
