package document

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// loose reads a paragraph in a document without headings: the times behind a line "Timeline", or lines that begin with times of day.
func (t *timelineReader) loose(b *block) {
	if b.Kind != Paragraph || b.item >= 0 || b.row >= 0 {
		t.labelAbove = t.labelAbove && b.Kind != Heading
		return
	}
	if t.labelAbove {
		if _, n := readStamp(b.Text); n > 0 {
			t.begin()
			t.paragraph(b)
			return
		}
	}
	t.labelAbove = t.isLabel(b)
	if len(b.breaks) > 0 && t.namesTimeline(strings.TrimSpace(b.text(b.line(0)))) {
		if s, n := readStamp(b.text(b.line(1))); n > 0 && s.hasClock { // the entries begin in the line behind the name
			t.begin()
			t.lines(b, 1, true)
			t.labelAbove = true
			return
		}
	}
	if len(b.breaks) < 2 {
		return
	}
	timed, first := 0, 0 // of the run of entries that is open
	for k := range len(b.breaks) + 1 {
		line := b.line(k)
		text := b.Text[line.Start:line.End]
		switch s, n := readStamp(text); {
		case n > 0 && s.hasClock && n < line.Len():
			if timed++; timed == 1 {
				first = k
			}
		case timed == 0 || !goesOn(text):
			timed = 0
		}
		if timed == 3 {
			break
		}
	}
	if timed == 3 {
		t.begin()
		t.lines(b, first, true)
	}
}

// isLabel reports whether a paragraph is nothing but the name of a timeline.
func (t *timelineReader) isLabel(b *block) bool {
	return b.Kind == Paragraph && b.item < 0 && t.namesTimeline(b.Text)
}

// line is the kth source line of a block, as bytes of its text.
func (b *block) line(k int) Span {
	line := Span{0, len(b.Text)}
	if k > 0 {
		line.Start = b.breaks[k-1]
	}
	if k < len(b.breaks) {
		line.End = b.breaks[k]
	}
	return line
}

// goesOn reports whether a line reads like the rest of a sentence.
func goesOn(line string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(line, " "))
	return unicode.IsLower(r)
}

// codeBlock is a block of code, whose lines may be a timeline.
type codeBlock struct {
	span    Span
	section int
	block   int // the block before it, -1

	indented bool // which may be all that makes it code
	html     bool // no code at all
}

// beforeInCode learns from prose before the timeline that an indentation makes code: "    It was down from 00:25 EST on May 24, 2026."
func (t *timelineReader) beforeInCode(c codeBlock) {
	if !c.indented || c.span.Len() > 4*maxHeading {
		return
	}
	text := strings.Join(strings.Fields(string(t.text[c.span.Start:c.span.End])), " ")
	if first, _ := utf8.DecodeRuneInString(text); unicode.IsUpper(first) && strings.HasSuffix(text, ".") && strings.Count(text, " ") > 4 {
		t.before(&block{Block: Block{Kind: Paragraph, Text: text, Section: c.section}, item: -1, row: -1})
	}
}

// readCode reads a timeline that stands as a block of code, each entry a line that begins with a time of day. What stands in code under a
// timeline's entries is their evidence, so that this is for timelines which have no others.
func (t *timelineReader) readCode(c codeBlock) {
	type entry struct {
		stamp stamp
		text  Span // behind the time
		at    Span // the time
		start int
	}
	var entries []entry
	var above []string // the lines before the entries
	for at := c.span.Start; at < c.span.End; {
		line := trimSpan(t.text, t.doc.Line(at))
		at = t.doc.Line(at).End + 1
		for at < c.span.End && (t.text[at-1] == '\r') {
			at++
		}
		if line.Len() == 0 {
			continue
		}
		line.Start += codeLead(t.text[line.Start:line.End])
		text := string(t.text[line.Start:min(line.End, line.Start+maxLine)])
		if s, n := t.doc.readStamp(strings.ReplaceAll(text, "_", " ")); n > 0 && s.hasClock { // "_10:42_"
			entries = append(entries, entry{s, Span{line.Start + n, line.End}, Span{line.Start, line.Start + n}, line.Start})
		} else if len(entries) > 0 {
			entries[len(entries)-1].text.End = line.End
		} else if above = append(above, text); len(above) > maxAbove {
			return
		}
	}
	if len(entries) < 2 {
		return
	}
	t.begin()
	for _, line := range above {
		t.declareZone(line)
	}
	for _, e := range entries {
		event := t.place(e.stamp)
		event.Time = trimMarks(t.text, e.at)
		event.Written = string(t.text[event.Time.Start:event.Time.End])
		event.Text, event.Milestone = cutMilestone(strings.TrimLeft(strings.Join(strings.Fields(withoutTags(string(t.text[e.text.Start:e.text.End]))), " "), " :"))
		event.Span = Span{e.start, max(e.text.End, event.Time.End)}
		t.doc.Timeline.Events = append(t.doc.Timeline.Events, event)
	}
}

// maxAbove is how many lines may stand over the entries in a block of code.
const maxAbove = 2

// codeLead is the length of what opens an entry before its time where markdown or HTML stands as it is written: "- ", "<li>".
func codeLead(line []byte) int {
	at := 0
	for at < len(line) {
		switch c := line[at]; {
		case c == ' ' || c == '\t':
			at++
		case (c == '-' || c == '*' || c == '+') && at+1 < len(line) && line[at+1] == ' ':
			at += 2
		case c == '<':
			end := bytes.IndexByte(line[at:min(len(line), at+maxLine)], '>')
			if end < 0 {
				return at
			}
			at += end + 1
		default:
			return at
		}
	}
	return at
}

// withoutTags is a text without its HTML tags.
func withoutTags(text string) string {
	if !strings.Contains(text, "</") && !strings.Contains(text, "/>") && !strings.Contains(text, "<br") {
		return text
	}
	var out strings.Builder
	for text != "" {
		open := strings.IndexByte(text, '<')
		end := -1
		if open >= 0 && open+1 < len(text) && (text[open+1] == '/' || isLetter(text[open+1])) {
			end = strings.IndexByte(text[open:min(len(text), open+maxLine)], '>')
		}
		switch {
		case open < 0:
			out.WriteString(text)
			return out.String()
		case end < 0:
			out.WriteString(text[:open+1])
			text = text[open+1:]
		default:
			out.WriteString(text[:open])
			text = text[open+end+1:]
		}
	}
	return out.String()
}

// maxLine is how much of a line of code is read for its time, in bytes.
const maxLine = 200

// timeMarks may stand around a time as it is written.
const timeMarks = " \u3000\t:,;-–—|[]()<>*`_~≈\"→="

func trimMarks(text []byte, s Span) Span {
	written := string(text[s.Start:s.End])
	s.Start += len(written) - len(strings.TrimLeft(written, timeMarks))
	s.End -= len(written) - len(strings.TrimRight(written, timeMarks))
	return Span{s.Start, max(s.Start, s.End)}
}
