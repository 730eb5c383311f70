package document

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// isUpdateState reports whether a heading or a label is the state of an update and no section: a time of day follows ("Identified: 13:52"), or others of the
// document are the states of a status page.
func (r *reader) isUpdateState(text string) bool {
	if _, n := stateAt(text); n == 0 {
		return false
	}
	if _, _, _, n := stateAndTime(text); n > 0 {
		return true
	}
	return r.isStatusPage()
}

// isStatusPage reports whether several paragraphs or headings begin with states, some of them of an incident that goes on.
func (r *reader) isStatusPage() bool {
	if r.statusPage != nil {
		return *r.statusPage
	}
	progress := 0
	others := map[string]bool{}
	for n := r.root.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Type() != ast.TypeBlock || n.Lines() == nil || n.Lines().Len() == 0 {
			continue
		}
		switch n.(type) {
		case *ast.Paragraph, *ast.Heading:
		default:
			continue
		}
		line := n.Lines().At(0)
		text := strings.TrimSpace(string(r.text[line.Start:min(line.Stop, line.Start+maxLabel)]))
		at, end := stateAt(text)
		if end == 0 || !isOwnWord(text[at+end:]) {
			continue
		}
		if state := strings.ToLower(text[at : at+end]); isProgress(state) {
			progress++
		} else {
			others[state] = true
		}
	}
	is := progress > 0 && progress+len(others) > 2
	r.statusPage = &is
	return is
}

// isOwnWord reports whether what follows a word does not go on in its sentence.
func isOwnWord(rest string) bool {
	behind := strings.TrimLeft(rest, " ")
	return behind == "" || strings.IndexByte("*_:-|@([#0123456789", behind[0]) >= 0 || strings.HasPrefix(behind, "–") || strings.HasPrefix(behind, "—")
}
