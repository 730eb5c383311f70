package document

import (
	"bytes"
	"strings"
)

// openFolded opens the section that the summary of a folded part names ("<details><summary>Timeline</summary>"), where no heading does.
func (r *reader) openFolded(html Span) {
	raw := r.text[html.Start:html.End]
	_, behind, found := bytes.Cut(raw, []byte("<summary>"))
	if !found {
		return
	}
	text, _, found := bytes.Cut(behind, []byte("</summary>"))
	if !found || len(text) > maxLine {
		return
	}
	at := html.End - len(behind)
	s := trimSpan(r.text, Span{at, at + len(text)})
	for s.Len() > 0 && r.text[s.Start] == '<' { // <summary><b>Timeline</b></summary>
		end := bytes.IndexByte(r.text[s.Start:s.End], '>')
		if end < 0 {
			return
		}
		s.Start += end + 1
	}
	if i := bytes.IndexByte(r.text[s.Start:s.End], '<'); i >= 0 {
		s.End = s.Start + i
	}
	s = trimSpan(r.text, s)
	title := string(r.text[s.Start:s.End])
	name := r.names.canonical(title)
	if name == "" || strings.Contains(title, "\n") || r.headed()[name] || r.section() >= 0 && r.doc.Sections[r.section()].Name == name {
		return
	}
	r.openTitle(title, s, r.doc.Line(s.Start))
	r.folded = len(r.doc.Sections)
}

// closeFolded ends the section that openFolded opened where the folded part ends.
func (r *reader) closeFolded(html Span) {
	if r.folded == 0 || !bytes.Contains(r.text[html.Start:html.End], []byte("</details>")) {
		return
	}
	for _, i := range r.open {
		if i == r.folded-1 {
			r.closeSections(r.doc.Sections[i].Level, html.End)
			break
		}
	}
	r.folded = 0
}
