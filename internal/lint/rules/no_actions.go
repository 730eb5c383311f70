package rules

import (
	"slices"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

var noActions = lint.Rule{
	ID:       "action/none",
	Summary:  "the action section holds no action items",
	Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		s, ok := p.Doc.Section(document.ActionItems)
		if !ok || s.Empty || len(p.Doc.Actions) > 0 || saysNone(p.Doc) {
			return
		}
		p.Report(lint.Finding{
			Span: s.Title, Message: p.Say("No action item can be made out here, so none can be followed up."),
			Question: p.Say("Which changes make this impossible, smaller, or visible sooner? Give each a list item of its own. If there is none to make, what makes that the better choice?"),
		})
	},
}

// saysNone reports whether the section says in words that there is nothing to do.
func saysNone(d *document.Document) bool {
	for _, b := range d.Prose {
		if b.Kind == document.Heading || d.SectionName(b.Section) != document.ActionItems {
			continue
		}
		first, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(b.Text)), " ")
		switch strings.Trim(first, ".,;:!–—-") {
		case "none", "no", "nothing", "n/a":
			return true
		}
		return saysNoneInJapanese(b.Text)
	}
	return false
}

// saysNoneInJapanese reports whether the first sentence of a text ends with a decision that there is nothing to do, or has it before a colon or behind one:
// なし, 対策はありません, 再発防止策：不要です.
func saysNoneInJapanese(text string) bool {
	first, _, _ := strings.Cut(strings.TrimSpace(text), "。")
	if i := strings.IndexAny(first, "\n(（"); i >= 0 {
		first = first[:i]
	}
	if strings.Contains(first, "まだ") {
		return false
	}
	for part := range strings.FieldsFuncSeq(first, func(r rune) bool { return r == ':' || r == '：' }) {
		part = strings.TrimSuffix(strings.TrimSpace(part), "です")
		if slices.ContainsFunc(japaneseNone[:], func(end string) bool { return strings.HasSuffix(part, end) }) {
			return true
		}
	}
	return false
}

var japaneseNone = [...]string{"なし", "ありません", "不要", "行いません", "実施しません", "対応しません", "変更しません"}
