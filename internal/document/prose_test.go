package document_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/golden"
)

const prose = "---\ntitle: x\n---\n# The *title*\r\n\r\nA para with `code`, **bold\r\nand** a [link](http://a.b \"t\") &amp; an \\*escape\\* &copy;,\nhttp://x.y/z, <http://auto.link>.\n" +
	"![alt](img.png) <b>html</b> ~~struck~~ <!-- in\nline --> end  \nhard\n\n" +
	"- [x] task `a`\n  - nested\n\n    second\n1. one\n\n> quoted *text*\n> > deeper\n\n" +
	"| H1 | `a\\|b` |\n|----|:--:|\n| c\\|d | **e** `f\\|g` | extra |\n|| x\n\n<!-- block\ncomment --> tail <!-- two -->\n\n```go\nnot prose\n```\n\n    nor this\n\n日本語の段落。\n"

// TestProse holds the blocks and that every byte of their text stands where Source says.
func TestProse(t *testing.T) {
	d := parse(prose)
	var out strings.Builder
	for _, b := range d.Prose {
		fmt.Fprintf(&out, "%d %q section %d\n", b.Kind, b.Text, b.Section)
		for _, s := range b.Code {
			fmt.Fprintf(&out, "  code %q at %q\n", b.Text[s.Start:s.End], at(d, b.Source(s)))
		}
		for _, s := range b.Links {
			fmt.Fprintf(&out, "  link %q at %q\n", b.Text[s.Start:s.End], at(d, b.Source(s)))
		}
	}
	for _, c := range d.Comments {
		fmt.Fprintf(&out, "comment %q at %q\n", c.Text, at(d, c.Span))
	}
	golden.Equal(t, "testdata/prose.txt", out.String())
	checkMapping(t, d)
}

// checkMapping is that the bytes of every block's text stand in the source where Source says: the same bytes, or what stands for them.
func checkMapping(t *testing.T, d *document.Document) {
	t.Helper()
	for _, b := range d.Prose {
		last := -1
		for i := range len(b.Text) {
			s := b.Source(document.Span{Start: i, End: i + 1})
			if s.Start < 0 || s.End > len(d.Source) || s.Len() < 1 || s.Start < last {
				t.Fatalf("byte %d of %.80q is at %v, the one before at %d", i, b.Text, s, last)
			}
			last = s.Start
			if s.Len() == 1 && d.Source[s.Start] != b.Text[i] && b.Text[i] != ' ' {
				t.Fatalf("byte %d of %.80q is %q, in the source %q", i, b.Text, b.Text[i], at(d, s))
			}
			if s.Len() > 1 && !strings.ContainsAny(at(d, s)[:1], "\\&") {
				t.Fatalf("byte %d of %.80q stands for %q", i, b.Text, at(d, s))
			}
		}
	}
}

func TestSourceOfBlocks(t *testing.T) {
	d := parse("Fish &amp; \\*chips\\* are **very good** here\n")
	b := d.Prose[0]
	for text, want := range map[string]string{"Fish & *": `Fish &amp; \*`, "& ": "&amp; ", "*chips": `\*chips`, "very good here": "very good** here", "good": "good"} {
		i := strings.Index(b.Text, text)
		if i < 0 {
			t.Fatalf("%q is not in %q", text, b.Text)
		}
		equal(t, want, at(d, b.Source(document.Span{Start: i, End: i + len(text)})))
	}
	equal(t, document.Span{Start: len(d.Source) - 1, End: len(d.Source) - 1}, b.Source(document.Span{Start: len(b.Text), End: len(b.Text)}))
}

func TestComments(t *testing.T) {
	for source, want := range map[string][]string{
		"<!-- a -->\n":                          {"a"},
		"x <!-- a --> y <!--b-->":               {"a", "b"},
		"<!-- a\n\n# not a heading\n-->\n# b\n": {"a\n\n# not a heading"},
		"- x\n  <!-- in item -->\n":             {"in item"},
		"<!-- never closed\n\ntext\n":           {"never closed\n\ntext"},
		"`<!-- code -->`":                       nil,
		"```\n<!-- fenced -->\n```\n":           nil,
		"| a <!-- cell --> |\n|-|\n":            {"cell"},
		"> <!-- quoted -->\n":                   {"quoted"},
	} {
		d := parse(source)
		var got []string
		for _, c := range d.Comments {
			got = append(got, c.Text)
			if !strings.HasPrefix(at(d, c.Span), "<!--") {
				t.Errorf("%q: span %q", source, at(d, c.Span))
			}
		}
		equal(t, want, got)
	}
}
