package interview

import (
	"slices"
	"strings"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

var (
	dueLabelPattern  = lazy(`(?i)^(?:due date|due by|due|by|until|deadline|eta|target date|target)(?:: *| +)|^(?:対応期限|完了期限|期限日?|期日|締め?切り?|納期)(?:[:：は]| )\s*`)
	doneLabelPattern = lazy(`(?i)^(?:done when|done if|verify)\b|^完了条件`)
	yearPattern      = lazy(`^\s*20\d\d\s*$`)
	trailingPattern  = lazy(`(?i)[ ,;–-]\s*(?:due(?:: *| +)|by +)([^()]+)$`)
)

// writeOut writes an action item as the document does where people say it otherwise: a due date that counts from now, and an owner by a part of
// the name or without @. What is not clear stays as it is.
func writeOut(line string, people []string, now time.Time) string {
	closing := open(line)
	fields := lastBrackets(line + closing)
	if fields.inside == "" {
		if m := trailingPattern().FindStringSubmatchIndex(line); m != nil {
			if iso, ok := readDue(line[m[2]:m[3]], now); ok && !dated(line[m[2]:m[3]]) {
				return line[:m[0]] + strings.TrimRight(line[m[0]:m[0]+1], " ") + " due " + iso
			}
		}
		return line
	}
	parts := fieldSeparator().Split(fields.inside, -1)
	if !slices.ContainsFunc(parts, func(p string) bool { return spokenField(strings.TrimSpace(p), people, now) }) {
		return line
	}
	others := slices.ContainsFunc(parts, isField)
	for i, part := range parts {
		text := strings.TrimSpace(part)
		lead := part[:len(part)-len(strings.TrimLeft(part, " \t"))]
		if doneLabelPattern().MatchString(text) {
			break // the rest belongs to it
		}
		if i+1 < len(parts) && yearPattern().MatchString(parts[i+1]) {
			continue // "Dec 15, 2027"
		}
		label := dueLabelPattern().FindString(text)
		if iso, ok := readDue(text[len(label):], now); ok && (label != "" || others || len(parts) > 1) {
			if !dated(text[len(label):]) {
				parts[i] = lead + fields.labelled("due", "期限", iso)
			}
			continue
		}
		label = ownerLabelPattern().FindString(text)
		if person := personIn(people, text[len(label):]); person != "" && (label != "" || strings.HasPrefix(text, "@") || !isField(text)) {
			parts[i] = lead + asOwner(person)
		}
	}
	var written strings.Builder
	written.WriteString(parts[0])
	for i, separator := range fieldSeparator().FindAllString(fields.inside, -1) {
		written.WriteString(separator + parts[i+1])
	}
	return strings.TrimSuffix(fields.with(written.String()), closing)
}

// spokenField reports whether a part of the fields of an action item may need to be written out.
func spokenField(part string, people []string, now time.Time) bool {
	if _, ok := readDue(part[len(dueLabelPattern().FindString(part)):], now); ok {
		return true
	}
	return personIn(people, part[len(ownerLabelPattern().FindString(part)):]) != ""
}

// dated reports whether a text is a date whenever it is read.
func dated(text string) bool {
	_, err := document.ReadDate(text)
	return err == nil
}

// namesOne reports whether the fields of an action item may name one of the people.
func namesOne(line string, people []string) bool {
	if len(people) == 0 {
		return false
	}
	for _, part := range fieldSeparator().Split(lastBrackets(line).inside, -1) {
		if part = strings.TrimSpace(part); personIn(people, part[len(ownerLabelPattern().FindString(part)):]) != "" {
			return true
		}
	}
	return false
}
