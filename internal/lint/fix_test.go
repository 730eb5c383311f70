package lint_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

// replacing is a rule that finds each occurrence of old and suggests what to write there.
func replacing(id, old, text string, safe bool) lint.Rule {
	return lint.Rule{ID: id, Severity: lint.Error, Check: func(p *lint.Pass) {
		for at := 0; ; {
			i := bytes.Index(p.Doc.Source[at:], []byte(old))
			if i < 0 {
				return
			}
			span := document.Span{Start: at + i, End: at + i + len(old)}
			at = span.End
			p.Report(lint.Finding{Span: span, Suggestions: []lint.Suggestion{{Text: "unsafe", Span: span}, {Text: text, Span: span, Safe: safe}}})
		}
	}}
}

func TestFix(t *testing.T) {
	const odd = "\ufeff# T\r\n\r\n|a | b\t|\n<!-- x -->  \r\nno newline "
	tests := map[string]struct {
		rules            []lint.Rule
		source, want     string
		fixed, remaining int
	}{
		"nothing to fix":                         {[]lint.Rule{replacing("a/b", "x", "y", false)}, "x and x", "x and x", 0, 2},
		"every other byte stays":                 {[]lint.Rule{replacing("a/b", "BAD", "good", true)}, odd + "BAD" + odd + "BAD", odd + "good" + odd + "good", 2, 0},
		"removed":                                {[]lint.Rule{replacing("a/b", "BAD ", "", true)}, "BAD BAD 日本", "日本", 2, 0},
		"one finding's fix is another":           {[]lint.Rule{replacing("a/b", "one", "two", true), replacing("a/c", "two", "three", true)}, "one two", "three three", 3, 0},
		"overlapping, the next round finds none": {[]lint.Rule{replacing("a/b", "abc", "x", true), replacing("a/c", "cd", "y", true)}, "abcd", "xd", 1, 0},
		"touching, in the next round":            {[]lint.Rule{replacing("a/b", "ab", "x", true), replacing("a/c", "cd", "y", true)}, "abcd", "xy", 2, 0},
		"what changes nothing is no fix":         {[]lint.Rule{replacing("a/b", "ab", "ab", true)}, "ab", "ab", 0, 1},
		"rules that undo each other":             {[]lint.Rule{replacing("a/b", "x", "y", true), replacing("a/c", "y", "x", true)}, "x", "x", 10, 1},
		"a rule that feeds itself":               {[]lint.Rule{replacing("a/b", "x", "xx", true)}, "x", strings.Repeat("x", 93), 92, 93},
		"a safe one beside an unsafe one":        {[]lint.Rule{replacing("a/b", "x", "y", true), replacing("a/c", "z", "y", false)}, "x z", "y z", 1, 1},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			l, err := lint.New(test.rules, nil, lint.Options{})
			if err != nil {
				t.Fatal(err)
			}
			doc := document.Parse("x.md", []byte(test.source))
			after, fixed := l.Fix(lint.Result{Document: doc, Findings: l.Lint(doc)}, document.Parser{})
			if diff := cmp.Diff(test.want, string(after.Document.Source)); diff != "" {
				t.Error(diff)
			}
			if fixed != test.fixed || len(after.Findings) != test.remaining {
				t.Errorf("fixed %d, %d remain; want %d, %d", fixed, len(after.Findings), test.fixed, test.remaining)
			}
			if string(doc.Source) != test.source {
				t.Error("the document that was given is changed")
			}
		})
	}
}

// A round takes one of two suggestions for the same bytes, insertions at the same place too, and none that leaves the document.
func TestFixOneRound(t *testing.T) {
	doc := document.Parse("x.md", []byte("abcdef"))
	edit := func(start, end int, text string) lint.Finding {
		return lint.Finding{Suggestions: []lint.Suggestion{{Text: text, Span: document.Span{Start: start, End: end}, Safe: true}}}
	}
	source, n := lint.Fix(doc, []lint.Finding{
		edit(5, 6, "F"), edit(0, 0, "1"), edit(0, 0, "2"), edit(1, 3, "B"), edit(2, 4, "C"), edit(3, 3, "-"), edit(5, 9, "?"), edit(-1, 2, "?"), edit(4, 2, "?"), {},
	})
	if diff := cmp.Diff("1aBdeF", string(source)); diff != "" || n != 3 {
		t.Errorf("%d fixed: %s", n, diff)
	}
}

// What is fixed once is fixed: a second run finds nothing to do, whatever the document.
func FuzzFixIsIdempotent(f *testing.F) {
	for _, s := range []string{"", "abab", "xaby\r\n", "\ufeff# ab\n- ab | ab", "aabbab"} {
		f.Add([]byte(s))
	}
	l, err := lint.New([]lint.Rule{replacing("a/b", "ab", "b", true), replacing("a/c", "b b", "c", true)}, nil, lint.Options{})
	if err != nil {
		f.Fatal(err)
	}
	fix := func(source []byte) ([]byte, int) {
		doc := document.Parse("x.md", source)
		after, fixed := l.Fix(lint.Result{Document: doc, Findings: l.Lint(doc)}, document.Parser{})
		return after.Document.Source, fixed
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		// More in a row than there are rounds is not for one run to settle.
		if len(source) > 200 || bytes.Count(source, []byte("a")) > 8 || bytes.Count(source, []byte("b")) > 8 {
			t.Skip("more in a row than there are rounds")
		}
		once, _ := fix(source)
		if bytes.Contains(once, []byte("ab")) || bytes.Contains(once, []byte("b b")) {
			t.Errorf("%q becomes %q", source, once)
		}
		if twice, n := fix(once); n > 0 || !bytes.Equal(once, twice) {
			t.Errorf("%q becomes %q, then %q", source, once, twice)
		}
	})
}
