// Package document turns a postmortem's markdown into what it means (metadata, sections, timeline, action items,
// factors, prose) and says exactly where each part stands. It also writes: an edit touches the bytes it must and no others,
// and files are created and replaced atomically. It is the only importer of goldmark.
//
// Start with Parse. The one position that is stored anywhere is a byte offset into Document.Source; Document.Position turns
// offsets into lines and columns for people.
package document
