package interview

import (
	"slices"
	"strings"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

var (
	dueLabelPattern  = lazy(`(?i)^(?:due date|due by|due|by|until|deadline|eta|target date|target)(?:: *| +)`)
	doneLabelPattern = lazy(`(?i)^(?:done when|done if|verify)\b`)
	yearPattern      = lazy(`^\s*20\d\d\s*$`)
	trailingPattern  = lazy(`(?i)[ ,;–-]\s*(?:due(?:: *| +)|by +)([^()]+)$`)
)

// writeOut writes an action item as the document does where people say it otherwise: a due date that counts from now, and an owner by a part of
// the name or without @. What is not clear stays as it is.
func writeOut(line string, people []string, now time.Time) string {
	open := strings.LastIndexByte(line, '(') > strings.LastIndexByte(line, ')')
	closed := line
	if open {
		closed += ")"
	}
	title, inside := lastBrackets(closed)
	if inside == "" {
		if m := trailingPattern().FindStringSubmatchIndex(line); m != nil {
			if iso, ok := readDue(line[m[2]:m[3]], now); ok && !dated(line[m[2]:m[3]]) {
				return line[:m[0]] + strings.TrimRight(line[m[0]:m[0]+1], " ") + " due " + iso
			}
		}
		return line
	}
	parts := strings.Split(inside, ",")
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
				parts[i] = lead + "due " + iso
			}
			continue
		}
		label = ownerLabelPattern().FindString(text)
		if person := personIn(people, text[len(label):]); person != "" && (label != "" || strings.HasPrefix(text, "@") || !isField(text)) {
			parts[i] = lead + asOwner(person)
		}
	}
	written := title + " (" + strings.Join(parts, ",") + ")"
	if open {
		written = strings.TrimSuffix(written, ")")
	}
	return written
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
	_, inside := lastBrackets(line)
	for part := range strings.SplitSeq(inside, ",") {
		if part = strings.TrimSpace(part); personIn(people, part[len(ownerLabelPattern().FindString(part)):]) != "" {
			return true
		}
	}
	return false
}
