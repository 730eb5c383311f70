package document_test

import (
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"github.com/blameless-postmortem/postmortem/internal/cputime"
	"github.com/blameless-postmortem/postmortem/internal/document"
)

// BenchmarkParse is beside BenchmarkGoldmark: the same documents, parsed and nothing else.
func BenchmarkParse(b *testing.B) {
	benchmark(b, func(source []byte) { document.Parse("x.md", source) })
}

func BenchmarkGoldmark(b *testing.B) {
	p := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList)).Parser()
	benchmark(b, func(source []byte) { p.Parse(text.NewReader(source)) })
}

func benchmark(b *testing.B, parse func([]byte)) {
	docs := corpus(b)
	size := 0
	for _, d := range docs {
		size += len(d)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, d := range docs {
			parse(d)
		}
	}
	b.ReportMetric(float64(b.N*len(docs))/b.Elapsed().Seconds(), "docs/s")
}

// hard is what markdown parsers are slow on, each as a piece to repeat.
var hard = map[string]string{
	"plain": "The error rate rose, and nobody knew.\nThen it fell.\n\n", "one line": "word ", "quotes": ">", "lists": "- ", "blank lines in a list": "\n",
	"brackets": "[", "open links": "[a](<b", "nested brackets": "[[[[a]]]]", "emphasis": "*a_ ", "backslashes": "\\", "entities": "&amp;", "code": "`a", "ticks": "``e`",
	"headings": "# A\n", "bold headings": "**Impact**\n\n", "comments": "<!-- a -->\n\n", "open comments": "a <!--", "html": "a <a b='", "definitions": "[a]: b\n",
	"table rows": "| 10:42 | it happened `a\\|b` (P1, @k) | #12 |\n", "timed lines": "10:42 UTC x\n", "marks": "P1 ", "bracket marks": "(P1) ", "commas": "a, ", "addresses": "http://x.y `a` ", "digits": "1", "units": "1h ",
	"bold labels": "**Impact:** b\n\n", "label lines": "**a:** b\n", "known labels": "**Date:** 2026-11-20 **Status:** b\n", "plain labels": "Severity: 10:42-10:42-10:42\n", "label bullets": "- **Impact**: b\n", "label cells": "|Date|2026-11-20|\n", "wide row": "|Date", "field headings": "## Date\n- 10:42\n",
	"dated items": "- 2026-11-20 10:42 UTC x\n", "clocks in prose": "10:42 PST, ", "counts": "T+5m (10:47 UTC) / ", "lines of code": "10:42 x\n", "key events": "- Key events\n  - First 2026-11-20 10:42\n",
	"timed headings": "### 10:42 x\n", "days of prose": "### 2026-11-20\n\na\n\n", "folds": "<details><summary>Timeline</summary>\n\na\n\n", "html blocks": "<b>\n10:42 <a\n\n", "duties": "a should have b ", "zones": "Pacific Time (PT) ", "days": "Nov 20-22 ", "ranges": "10:42-", "lone times": "**10:42**\n\n", "hours": "1 hour later ",
	"struck": "~~a~~ ", "titles": "[a](b 'x\n", "pipes": "|a",
	"action paragraphs": "Add x.\n\n", "action headings": "### Add x\n\nOwner: @k\n\n", "groups": "- Prevent:\n  - a\n", "announced": "- a:\n\n1. b\n\n", "states": "done - ", "handles": "@a ", "references": "A-1 ", "closing": ")",
	"labels": "due ", "wide rows": "| a (P1) | done | OPS-1 | high | @k | Dec 5 |\n",
}

// TestTimeIsLinear is that a document eight times as long takes about eight times as long, not sixty-four.
func TestTimeIsLinear(t *testing.T) {
	openings := map[string]string{
		"blank lines in a list": strings.Repeat("- ", 60) + "x\n", "table rows": "## Action items\n\n|Time|Action|Issue|\n|-|-|-|\n", "commas": "## Action items\n\n- a (done when ", "pipes": "|a\n|-\n",
		"bold labels": "# T\n\n", "label lines": "# T\n\n", "known labels": "# T\n\n", "plain labels": "# T\n\n", "label bullets": "# T\n\n- **Timeline**: a\n", "label cells": "# T\n\n| | |\n|-|-|\n", "wide row": "# T\n\n", "field headings": "# T\n\n",
		"wide rows":   "## Action items\n\n|What to do|State of it|The ticket|Prio|Who does it|By date|\n|-|-|-|-|-|-|\n",
		"dated items": "# X\n\n", "key events": "# X\n\n", "lines of code": "## Timeline\n\n```\n", "timed headings": "# X\n\n", "clocks in prose": "# X\n\n", "lone times": "## Timeline\n\n",
	}
	for name, piece := range hard {
		opening, ok := openings[name]
		if !ok {
			opening = "## Timeline\n\n## Action items\n\n- x "
		}
		cputime.Linear(t, name, 8<<10, func(size int) { document.Parse("", []byte(opening+strings.Repeat(piece, size/len(piece)))) })
	}
}
