package document

import "strings"

// ActionStyle is how a language writes the fields of an action item in a list: "(P1, @kmori, due 2026-12-15)", "（優先度: P1、担当: @kmori、期限: 2026-12-15）".
// Whatever it writes, ReadAction reads. The zero ActionStyle is the English one.
type ActionStyle struct{ japanese bool }

// StyleOf is the style of a language by its code: that of English for one that has none of its own.
func StyleOf(code string) ActionStyle { return ActionStyle{japanese: code == "ja"} }

// Field is a field with what announces it, where it needs that: "due 2026-12-15", "期限: 2026-12-15". text is the value as it is to be written.
func (s ActionStyle) Field(field ActionField, text string) string {
	if !s.japanese {
		return labelFor(field, text) + text
	}
	return japaneseFieldLabels[field] + ": " + japaneseValue(field, text)
}

// List is fields, each as Field has it, in the brackets that stand behind a title.
func (s ActionStyle) List(fields ...string) string {
	if s.japanese {
		return "（" + strings.Join(fields, "、") + "）"
	}
	return " (" + strings.Join(fields, ", ") + ")"
}

// separator is what parts the fields of a list.
func (s ActionStyle) separator() string {
	if s.japanese {
		return "、"
	}
	return ", "
}

// styleOf is the style in which an item of a list is written: that of the brackets which hold its fields or, where it has none, of its title.
func (d *Document) styleOf(a ActionItem) ActionStyle {
	if at := a.marks.list; at > a.TitleAt.End {
		return ActionStyle{holdsJapanese(string(d.Source[a.TitleAt.End:min(at+len("）"), len(d.Source))]))}
	}
	return ActionStyle{holdsJapanese(a.Title)}
}
