package review

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

const (
	// maxRemarks bounds how many comments on lines one run posts: more are not read.
	maxRemarks = 30
	// maxTogether bounds how many findings one remark tells.
	maxTogether = 8
	// maxRewrite bounds the lines of a suggestion, in bytes.
	maxRewrite = 16 << 10
)

// Remark is one comment on lines of a document. It tells everything that is new about one paragraph or list item.
type Remark struct {
	Path      string
	StartLine int // 1-based, as Line, the last one
	Line      int
	Body      string
	Rules     []string // of the findings that it tells, in order

	severity lint.Severity
	marks    []mark
}

// group is findings of one document that one remark will tell.
type group struct {
	lint.Lines
	hunk     int
	block    int // the block of prose they stand in; -1 for none
	findings []int
}

// remarks puts the findings of a document that have a place in its difference together. The rest can't be placed.
func (d *Document) remarks(fresh []bool) (remarks []Remark, unplaced []int) {
	var groups []group
	for i, f := range d.shown {
		at := linesOf(d.Parsed, f.Span)
		hunk := d.hunkOf(at)
		switch {
		case hunk < 0:
			unplaced = append(unplaced, i)
			continue
		case !fresh[i]:
			continue
		}
		if e, ok := edit(d.Parsed, f); ok {
			wide := linesOf(d.Parsed, e.Span)
			wide.First, wide.Last = min(wide.First, at.First), max(wide.Last, at.Last)
			if shown := d.hunks[hunk]; shown.First <= wide.First && wide.Last <= shown.Last {
				at = wide
			}
		}
		at.First, at.Last = max(at.First, d.hunks[hunk].First), min(at.Last, d.hunks[hunk].Last)
		g := group{Lines: at, hunk: hunk, block: d.blockOf(f.Span.Start), findings: []int{i}}
		// Findings come in their order, so those of one paragraph are close to each other.
		near := groups[max(0, len(groups)-maxTogether):]
		k := slices.IndexFunc(near, func(o group) bool {
			return o.hunk == hunk && len(o.findings) < maxTogether && (o.Lines == at || o.block >= 0 && o.block == g.block)
		})
		if k < 0 {
			groups = append(groups, g)
			continue
		}
		o := &near[k]
		o.First, o.Last, o.findings = min(o.First, at.First), max(o.Last, at.Last), append(o.findings, i)
	}
	for _, g := range groups {
		remarks = append(remarks, d.remark(g))
	}
	return remarks, unplaced
}

// isUnplaced reports whether a finding is among those that no line of the difference takes.
func (d *Document) isUnplaced(i int) bool {
	_, found := slices.BinarySearch(d.unplaced, i)
	return found
}

// hunkOf is the hunk that shows a finding's place, or the part of it that is new; -1 for none.
func (d *Document) hunkOf(at lint.Lines) int {
	return slices.IndexFunc(d.hunks, func(h hunk) bool { return meets(h.added, at) })
}

// blockOf is the innermost block of prose that holds an offset, -1 for none.
func (d *Document) blockOf(offset int) int {
	prose := d.Parsed.Prose
	i, found := slices.BinarySearchFunc(prose, offset, func(b document.Block, at int) int { return cmp.Compare(b.Span.Start, at) })
	if !found {
		i--
	}
	if i < 0 || offset >= prose[i].Span.End {
		return -1
	}
	return i
}

func (d *Document) remark(g group) Remark {
	r := Remark{Path: d.Path, StartLine: g.First, Line: g.Last}
	for _, i := range g.findings {
		f := d.shown[i]
		r.severity, r.marks, r.Rules = max(r.severity, f.Severity), append(r.marks, d.marks[i]), append(r.Rules, f.Rule)
	}
	rewrite, used := d.rewrite(g)
	var b strings.Builder
	points := d.points(g, used)
	for _, p := range points {
		text := plain(p.message) + p.question
		if len(points) > 1 && len(p.excerpts) > 0 {
			text = strings.Join(p.excerpts, ", ") + ": " + text
		}
		if p.example != "" {
			text += "\n\n> " + p.example
		}
		if len(points) > 1 {
			text = "- " + strings.ReplaceAll(strings.ReplaceAll(text, "\n", "\n  "), "\n  \n", "\n\n")
		}
		b.WriteString(text + "\n")
	}
	if len(used) > 0 {
		b.WriteString("\n" + fenced("suggestion", rewrite) + "\n")
	}
	rules := slices.Compact(slices.Sorted(slices.Values(r.Rules)))
	for i := range rules {
		rules[i] = code(rules[i])
	}
	fmt.Fprintf(&b, "\n<sub>%s · `postmortem explain RULE` tells more</sub>", strings.Join(rules, ", "))
	r.Body = remember(remarkKind, r.marks, len(r.marks), b.String())
	return r
}

// point is one thing that a remark says, as markdown but for the message.
type point struct {
	message, question, example string
	excerpts                   []string
}

// points are what the findings of a group say. What several say alike is said once, and a passage is quoted once.
func (d *Document) points(g group, used map[int]bool) []point {
	var points []point
	quoted := map[string]bool{}
	for _, i := range g.findings {
		f := d.shown[i]
		p := point{message: f.Message}
		if f.Question != "" {
			p.question = "\n*" + plain(f.Question) + "*"
		}
		if !used[i] && len(f.Suggestions) > 0 && f.Suggestions[0].Text != "" {
			p.example = plain(short(f.Suggestions[0].Text, 4*maxQuote))
		}
		k := slices.IndexFunc(points, func(o point) bool {
			return o.message == p.message && o.question == p.question && o.example == p.example
		})
		if k < 0 {
			points = append(points, p)
			k = len(points) - 1
		}
		if excerpt := d.excerpt(f); excerpt != "" && !quoted[excerpt] {
			quoted[excerpt] = true
			points[k].excerpts = append(points[k].excerpts, excerpt)
		}
	}
	return points
}

// excerpt is what a finding is about, in a code span; "" where it would only repeat a whole line.
func (d *Document) excerpt(f lint.Finding) string {
	text := string(d.source[f.Span.Start:f.Span.End])
	if utf8.RuneCountInString(text) > maxQuote/2 {
		return ""
	}
	return code(text)
}

// edit is the first suggestion that can stand in the document as it is. One that leaves words to its author is none.
func edit(d *document.Document, f lint.Finding) (document.Edit, bool) {
	for _, s := range f.Suggestions {
		if s.Span.Start < 0 || s.Span.End < s.Span.Start || s.Span.End > len(d.Source) {
			continue
		}
		before := string(d.Source[s.Span.Start:s.Span.End])
		if before != s.Text && isShowable(s.Text) && (f.Sensitive || !leavesWords(s.Text, before)) {
			return document.Edit{Span: s.Span, Text: s.Text}, true
		}
	}
	return document.Edit{}, false
}

// leftToAuthor is what a rewrite leaves to its author: "[what they saw at the time]", "［当時見えていた情報］".
var leftToAuthor = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\[[^\[\]\n]*\pL[^\[\]\n]*\]|［[^［］\n]*\pL[^［］\n]*］`)
})

// leavesWords reports whether a rewrite has a gap. Brackets that the author wrote, and those of a link, are none.
func leavesWords(text, before string) bool {
	for _, at := range leftToAuthor().FindAllStringIndex(text, -1) {
		if !strings.HasPrefix(text[at[1]:], "(") && !strings.Contains(before, text[at[0]:at[1]]) {
			return true
		}
	}
	return false
}

// isShowable reports whether a text says all that it holds: it could not be judged otherwise before it is applied.
func isShowable(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool {
		return r != '\n' && r != '\r' && r != '\t' && (unicode.IsControl(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069)
	})
}

// rewrite is the lines of a group with the edits of its findings in them, as far as the edits are apart, and whose findings they are. None are used where the lines can't be
// shown whole: a suggestion replaces all of them.
func (d *Document) rewrite(g group) (text string, used map[int]bool) {
	source := d.Parsed.Source
	region := document.Span{Start: d.Parsed.LineStart(g.First), End: len(source)}
	if g.Last < d.Parsed.LineCount() {
		region.End = d.Parsed.LineStart(g.Last + 1)
	}
	if region.Len() > maxRewrite {
		return "", nil
	}
	used = map[int]bool{}
	var edits []document.Edit
	for _, i := range g.findings {
		e, ok := edit(d.Parsed, d.shown[i])
		apart := !slices.ContainsFunc(edits, func(o document.Edit) bool { return e.Span.Start <= o.Span.End && o.Span.Start <= e.Span.End })
		if ok && apart && region.Contains(e.Span) {
			e.Span.Start, e.Span.End = e.Span.Start-region.Start, e.Span.End-region.Start
			edits, used[i] = append(edits, e), true
		}
	}
	if len(edits) == 0 {
		return "", nil
	}
	slices.SortFunc(edits, func(a, b document.Edit) int { return a.Span.Start - b.Span.Start })
	after, err := document.Apply(source[region.Start:region.End], edits...)
	redacted, errRedacted := document.Apply(d.source[region.Start:region.End], edits...)
	// What is redacted elsewhere in these lines would have to be repeated.
	if err != nil || errRedacted != nil || string(after) != string(redacted) || !isShowable(string(after)) {
		return "", nil
	}
	return strings.ReplaceAll(string(after), "\r\n", "\n"), used
}
