package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// label is a name in a block's text and what it stands for: "**Severity:** SEV-2", "Severity: SEV-2".
type label struct {
	key, value Span // value is empty where it stands below
	bold       bool
	first      bool // of its line
}

func (b *block) text(s Span) string { return b.Text[s.Start:s.End] }

// lines are the source lines of a text.
func (b *block) lines() []Span {
	lines := make([]Span, 0, len(b.breaks)+1)
	start := 0
	for _, end := range b.breaks {
		lines = append(lines, Span{start, end})
		start = end
	}
	return append(lines, Span{start, len(b.Text)})
}

// labels finds the labels of a block. A line without one belongs to the label before it. Bold labels are found wherever they begin a line, and behind
// another one; plain ones only at the start of a line, and only with a key that is known or the name of a section.
func (b *block) labels() []label {
	if len(b.strong) == 0 && !holdsSeparator(b.Text[:min(len(b.Text), maxLabel)]) {
		return nil
	}
	var found []label
	strong := 0
	for _, line := range b.lines() {
		if len(found) > 0 {
			found[len(found)-1].value.End = line.Start
		}
		opened := false
		for ; strong < len(b.strong) && b.strong[strong].Start < line.End; strong++ {
			if len(found) > 0 && b.strong[strong].Start < found[len(found)-1].value.Start {
				continue // bold in bold
			}
			l, ok := b.boldLabel(b.strong[strong], line)
			between := strings.TrimSpace(b.Text[line.Start:max(line.Start, l.key.Start)])
			l.first = !strings.ContainsFunc(between, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
			if !ok || !l.first && (!opened || metaKindOf(b.text(l.key)) == noMeta && !isParted(between)) {
				continue
			}
			if opened {
				found[len(found)-1].value.End = b.strong[strong].Start
			}
			found = append(found, l)
			opened = true
		}
		if opened {
			continue
		}
		if l, ok := b.plainLabel(line); ok {
			found = append(found, l)
		} else if len(found) > 0 {
			found[len(found)-1].value.End = line.End
		}
	}
	for i := range found {
		found[i].value = b.trimValue(found[i].value)
	}
	return found
}

// isParted reports whether what stands before a label ends in a sign that parts it from the one before: "**Tags:** dns · **Related:** …".
func isParted(before string) bool {
	return strings.HasSuffix(before, "·") || strings.HasSuffix(before, "|") || strings.HasSuffix(before, "•")
}

// holdsSeparator reports whether a text has one of the signs that a label can end with.
func holdsSeparator(text string) bool {
	for i := range len(text) {
		switch rest := text[i:]; text[i] {
		case ':', '-':
			return true
		case "–"[0]:
			if strings.HasPrefix(rest, "–") || strings.HasPrefix(rest, "—") {
				return true
			}
		case "："[0], "】"[0]:
			if strings.HasPrefix(rest, "：") || strings.HasPrefix(rest, "】") {
				return true
			}
		}
	}
	return false
}

// boldLabel is the label that bold text makes: with a colon at its end or behind it, with a dash behind it, with nothing behind it, or with a key that is known.
func (b *block) boldLabel(bold, line Span) (label, bool) {
	if bold.Start < line.Start || bold.End > line.End || bold.Len() > 2*maxLabel {
		return label{}, false
	}
	inside := strings.TrimRight(b.text(bold), " ")
	key := strings.TrimRight(inside, " :：")
	rest := strings.TrimLeft(b.Text[bold.End:line.End], " ")
	if i := strings.IndexByte(rest, ')'); strings.HasPrefix(rest, "(") && i > 0 && i <= maxLabel {
		// "**Timeline** (all times UTC):"
		if behind := strings.TrimLeft(rest[i+1:], " "); behind == "" || behind[0] == ':' {
			rest = behind
		}
	}
	marked := len(key) < len(inside) || rest == "" || strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, "：") || dashed(rest) > 0
	if !marked && metaKindOf(key) == noMeta || len(key) > maxLabel || strings.Trim(key, " -–—") == "" {
		return label{}, false
	}
	from := line.End - len(rest)
	from += max(dashed(rest), len(rest)-len(strings.TrimLeft(rest, ":：")))
	return label{key: Span{bold.Start, bold.Start + len(key)}, value: Span{from, line.End}, bold: true}, true
}

// dashed is the length of the dash that parts a label from its value, 0 without one.
func dashed(s string) int {
	for _, dash := range []string{"- ", "– ", "— ", "= "} {
		if strings.HasPrefix(s, dash) {
			return len(dash)
		}
	}
	return 0
}

// plainLabel is the label at the start of a line: "Severity: SEV-2", "Severity – SEV-2".
func (b *block) plainLabel(line Span) (label, bool) {
	text := b.text(line)
	head := text[:min(len(text), maxLabel+3)]
	if l, ok := b.markedLabel(line); ok {
		return l, true
	}
	for _, separator := range []string{":", "：", " – ", " — ", " - "} {
		key, _, found := strings.Cut(head, separator)
		if !found || key == "" {
			continue
		}
		if first, _ := utf8.DecodeRuneInString(key); !unicode.IsLetter(first) || unicode.IsLower(first) || metaKindOf(key) == noMeta && CanonicalName(key) == "" {
			continue
		}
		return label{key: Span{line.Start, line.Start + len(key)}, value: Span{line.Start + len(key) + len(separator), line.End}, first: true}, true
	}
	return label{}, false
}

// markedLabel is a label in brackets or behind a sign, as Japanese writes them: "【件名】会員ページ閲覧不可", "■発生日時：2026/11/20", "・報告者：山田".
func (b *block) markedLabel(line Span) (label, bool) {
	text := b.text(line)
	n, closed := headMark(text)
	if n == 0 {
		n = len(text) - len(strings.TrimLeft(text, "・※"))
	}
	if n == 0 {
		return label{}, false
	}
	end := closed
	if end <= 0 {
		end = strings.IndexAny(text[:min(len(text), maxLabel+n)], ":：")
		if end < 0 {
			return label{}, false
		}
	}
	_, behind := utf8.DecodeRuneInString(text[end:])
	if end <= n || end-n > maxLabel {
		return label{}, false
	}
	key := text[n:end]
	if metaKindOf(key) == noMeta && CanonicalName(key) == "" {
		return label{}, false
	}
	value := line.Start + end + behind
	value += len(b.Text[value:line.End]) - len(strings.TrimLeft(b.Text[value:line.End], ":： \u3000"))
	return label{key: Span{line.Start + n, line.Start + end}, value: Span{value, line.End}, first: true}, true
}

// trimValue drops blanks and what parts a value from the next label in its line.
func (b *block) trimValue(s Span) Span {
	text := strings.TrimLeft(b.text(s), " \t\n")
	s.Start = s.End - len(text)
	s.End = s.Start + len(strings.TrimRight(text, " \t\n·|•,;/"))
	return s
}

// cut is the part of a block that shows a part of its text.
func (b *block) cut(s Span) block {
	out := *b
	out.Text = b.text(s)
	out.offsets = nil
	for i, seg := range b.offsets {
		end := len(b.Text)
		if i+1 < len(b.offsets) {
			end = b.offsets[i+1].at
		}
		if end <= s.Start || seg.at >= s.End {
			continue
		}
		if skip := s.Start - seg.at; skip > 0 {
			if seg.same {
				seg.source.Start += skip
			}
			seg.at = s.Start
		}
		if over := end - s.End; over > 0 && seg.same {
			seg.source.End -= over
		}
		seg.at -= s.Start
		out.offsets = append(out.offsets, seg)
	}
	within := func(spans []Span) []Span {
		var in []Span
		for _, t := range spans {
			if t.Start < s.End && t.End > s.Start {
				in = append(in, Span{max(t.Start, s.Start) - s.Start, min(t.End, s.End) - s.Start})
			}
		}
		return in
	}
	out.Code, out.struck, out.strong = within(b.Code), within(b.struck), within(b.strong)
	out.Links, out.linkURLs = nil, nil
	for i, t := range b.Links {
		if t.Start < s.End && t.End > s.Start || t.Len() == 0 && s.Start <= t.Start && t.Start < s.End {
			out.Links = append(out.Links, Span{max(t.Start, s.Start) - s.Start, min(t.End, s.End) - s.Start})
			out.linkURLs = append(out.linkURLs, b.linkURLs[i])
		}
	}
	out.breaks = nil
	for _, at := range b.breaks {
		if at > s.Start && at < s.End {
			out.breaks = append(out.breaks, at-s.Start)
		}
	}
	if len(out.offsets) > 0 {
		out.Span = Span{out.offsets[0].source.Start, out.offsets[len(out.offsets)-1].source.End}
		if s.End == len(b.Text) {
			out.Span.End = max(out.Span.End, b.Span.End)
		}
		if s.Start == 0 {
			out.Span.Start = min(out.Span.Start, b.Span.Start)
		}
	}
	return out
}

// knownLabels counts the labels whose key is known, moments only with a time.
func knownLabels(b *block, labels []label) int {
	n := 0
	for _, l := range labels {
		if isKnown(b, l) {
			n++
		}
	}
	return n
}

func isKnown(b *block, l label) bool {
	kind := metaKindOf(b.text(l.key))
	return kind != noMeta && (!kind.isMoment() || l.value.Len() == 0 || beginsWithTime(b.text(l.value)))
}

// beginsWithTime reports whether a value is a time or a date, whatever follows it.
func beginsWithTime(value string) bool {
	_, n := readStamp(strings.TrimLeft(value, "`*_ "))
	return n > 0
}
