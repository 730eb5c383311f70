package lint_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

// words is a language of one rule: each of the given words is remarked upon, with the kind of its place in the list.
type words []string

func (words) Code() string { return "en" }

func (words) Fits(string) float64 { return 0.5 }

func (words) Page(string) string { return "" }

func (words) Messages() *language.Catalogue {
	return nil
}

// kana is a second language, of whatever has kana; it remarks on the word ミス.
type kana struct{}

func (kana) Code() string { return "ja" }

func (kana) Fits(text string) float64 {
	if strings.ContainsFunc(text, func(r rune) bool { return r >= 0x3040 && r <= 0x30ff || r >= 0xff66 && r <= 0xff9d }) {
		return 1
	}
	return 0
}

func (kana) Page(string) string { return "" }

func (kana) Messages() *language.Catalogue { return catalogue("rules/word = 言葉") }

func (kana) Read(b language.Block, v *language.Vocabulary) []language.Remark {
	return words{"ミス"}.Read(b, v)
}

func catalogue(text string) *language.Catalogue {
	c, err := language.ReadCatalogue(text)
	if err != nil {
		panic(err)
	}
	return c
}

func (w words) Read(b language.Block, v *language.Vocabulary) []language.Remark {
	var list []language.Remark
	for kind, word := range slices.Concat(w, v.People) {
		for at := 0; ; {
			i := strings.Index(b.Text[at:], word)
			if i < 0 {
				break
			}
			at += i
			r := language.Range{Start: at, End: at + len(word)}
			at = r.End
			muted := func(m language.Range) bool { return m.Start <= r.Start && r.End <= m.End }
			if slices.ContainsFunc(b.Muted, muted) || slices.ContainsFunc(b.Names, muted) {
				continue
			}
			remark := language.Remark{
				Kind: language.Kind(kind), Range: r, Sentence: language.Range{Start: 0, End: len(b.Text)}, Question: "What happened?",
			}
			if len(b.Text) < 1000 {
				remark.Rewrite = strings.ReplaceAll(b.Text, word, "–")
			}
			list = append(list, remark)
		}
	}
	return list
}

// remarksOf is a rule that reports one kind of remark.
func remarksOf(kind language.Kind) func(*lint.Pass) {
	return func(p *lint.Pass) {
		for _, r := range p.Remarks() {
			if r.Kind == kind {
				f := r.Finding()
				f.Message = r.Say("word")
				p.Report(f)
			}
		}
	}
}

// Three rules on words and the two that the engine itself reports.
func someRules() []lint.Rule {
	return []lint.Rule{
		{ID: "word/fault", Summary: "says fault", Severity: lint.Error, Check: remarksOf(0)},
		{ID: "word/luck", Summary: "says luck", Severity: lint.Error, Mild: lint.Info, Check: remarksOf(1)},
		{ID: "word/name", Summary: "says name", Severity: lint.Warning, Optional: true, Check: remarksOf(2)},
		{ID: "other/title", Summary: "has a title", Severity: lint.Info, Check: func(p *lint.Pass) {
			for _, s := range p.Doc.Sections {
				if s.Heading == "Title" {
					p.Report(lint.Finding{Span: s.Title, Message: "title"})
				}
			}
		}},
		{ID: lint.BadSuppression, Summary: "bad", Severity: lint.Warning},
		{ID: lint.UnusedSuppression, Summary: "unused", Severity: lint.Info},
	}
}

func linter(t testing.TB, o lint.Options) *lint.Linter {
	t.Helper()
	l, err := lint.New(someRules(), []language.Language{words{"fault", "luck", "name"}, kana{}}, o)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// run lints a source and writes the findings as "line severity rule".
func run(t testing.TB, o lint.Options, source string) []string {
	t.Helper()
	doc := document.Parse("x.md", []byte(source))
	list := []string{}
	for _, f := range linter(t, o).Lint(doc) {
		list = append(list, fmt.Sprintf("%d %s %s", doc.Position(f.Span.Start).Line, f.Severity, f.Rule))
	}
	return list
}

func TestChoice(t *testing.T) {
	const source = "# Title\n\nfault, luck and name\n\n## Lessons learned\n\nluck and fault\n"
	all := []string{"1 info other/title", "3 error word/fault", "3 error word/luck", "7 info word/luck", "7 error word/fault"}
	tests := map[string]struct {
		options lint.Options
		want    []string
	}{
		"by default, the optional rule is off": {lint.Options{}, all},
		"one rule":                             {lint.Options{Only: []string{"other/title"}}, all[:1]},
		"one group, without its optional rule": {lint.Options{Only: []string{"word"}}, all[1:]},
		"an optional rule by its id":           {lint.Options{Only: []string{"word/name"}}, []string{"3 warning word/name"}},
		"an optional rule and its group":       {lint.Options{Only: []string{"word/name", "other"}}, []string{"1 info other/title", "3 warning word/name"}},
		"without a rule":                       {lint.Options{Disable: []string{"word/luck"}}, []string{all[0], all[1], all[4]}},
		"without a group":                      {lint.Options{Disable: []string{"word"}}, all[:1]},
		"what is disabled stays so":            {lint.Options{Only: []string{"word"}, Disable: []string{"word/fault"}}, []string{all[2], all[3]}},
		"off by configuration":                 {lint.Options{Severities: map[string]lint.Severity{"word/fault": lint.Off}}, []string{all[0], all[2], all[3]}},
		"a group off, but for one":             {lint.Options{Severities: map[string]lint.Severity{"word": lint.Off, "word/fault": lint.Warning}}, []string{all[0], "3 warning word/fault", "7 warning word/fault"}},
		"the command line turns on again":      {lint.Options{Severities: map[string]lint.Severity{"word/fault": lint.Off}, Only: []string{"word/fault"}}, []string{all[1], all[4]}},
		"an optional rule by configuration":    {lint.Options{Severities: map[string]lint.Severity{"word/name": lint.Error}, Only: []string{"word"}}, []string{all[1], all[2], "3 error word/name", all[3], all[4]}},
		"a group's severity leaves the optional rule off": {
			lint.Options{Severities: map[string]lint.Severity{"word": lint.Info}},
			[]string{all[0], "3 info word/fault", "3 info word/luck", "7 info word/luck", "7 info word/fault"},
		},
		"mild is never above the chosen severity": {
			lint.Options{Severities: map[string]lint.Severity{"word/luck": lint.Info}},
			[]string{all[0], all[1], "3 info word/luck", all[3], all[4]},
		},
		"minimum": {lint.Options{Minimum: lint.Error}, []string{all[1], all[2], all[4]}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, run(t, test.options, source)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestMildInReflection(t *testing.T) {
	source := "luck\n\n# Summary\n\nluck\n\n## Where we got lucky\n\nluck\n\n### By chance\n\nluck\n\n## What was difficult\n\nluck\n\n# Lessons learned\n\nluck\n"
	want := []string{"1 error word/luck", "5 error word/luck", "7 info word/luck", "9 info word/luck", "13 info word/luck", "17 error word/luck", "21 info word/luck"}
	if diff := cmp.Diff(want, run(t, lint.Options{}, source)); diff != "" {
		t.Error(diff)
	}
}

func TestUnknownRules(t *testing.T) {
	for _, o := range []lint.Options{
		{Only: []string{"word", "word/falt"}},
		{Disable: []string{"words"}},
		{Severities: map[string]lint.Severity{"fault": lint.Error}},
		{Only: []string{""}},
	} {
		_, err := lint.New(someRules(), nil, o)
		var unknown *lint.UnknownRuleError
		if !errors.As(err, &unknown) {
			t.Errorf("%+v: the error is %v", o, err)
			continue
		}
		if !strings.Contains(err.Error(), fmt.Sprintf("%q", unknown.Name)) || unknown.Hint() == "" {
			t.Errorf("%+v: %v (%s)", o, err, unknown.Hint())
		}
	}
}

func TestParseSeverity(t *testing.T) {
	for _, s := range []lint.Severity{lint.Off, lint.Info, lint.Warning, lint.Error} {
		if got, err := lint.ParseSeverity(s.String()); err != nil || got != s {
			t.Errorf("%s is read as %v, %v", s, got, err)
		}
	}
	if _, err := lint.ParseSeverity("fatal"); err == nil || !strings.Contains(err.Error(), `"fatal"`) {
		t.Errorf("fatal: %v", err)
	}
}

// Languages are chosen by script; text in a script that none of them reads is left alone.
func TestLanguage(t *testing.T) {
	tests := map[string]struct {
		language, source string
		want             int
	}{
		"english":                      {"", "fault", 1},
		"auto":                         {"auto", "fault", 1},
		"by its code":                  {"en", "fault", 1},
		"another code":                 {"ja", "fault", 0},
		"japanese prose":               {"", "障害の原因は fault です", 0},
		"japanese prose, forced":       {"en", "障害の原因は fault です", 1},
		"one word in English prose":    {"", "The page of 東京 tells of a fault in the region", 1},
		"each block has its own":       {"", "fault\n\n障害でした\n\nfault", 2},
		"half-width katakana":          {"", "ｼｮｳｶﾞｲ fault", 0},
		"neither letters nor a script": {"", "12:30 – 13:00", 0},
		"the second language":          {"", "ミスでした", 1},
		"the second language, forced":  {"ja", "ミス and fault", 1},
		"sentence by sentence":         {"", "A fault. 設定のミスでした。 Another fault. 障害の fault でした。", 3},
		"in quotation marks":           {"", "「障害です。」 A fault.", 1},
	}
	for name, test := range tests {
		if got := run(t, lint.Options{Language: test.language}, test.source); len(got) != test.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestVocabulary(t *testing.T) {
	source := "---\nauthors: [\"@kmori\"]\n---\n\n@kmori and acme support\n"
	seen := map[string]int{}
	rule := lint.Rule{ID: "word/people", Severity: lint.Info, Check: func(p *lint.Pass) {
		for _, r := range p.Remarks() {
			s := r.Finding().Span
			seen[string(p.Doc.Source[s.Start:s.End])]++
		}
	}}
	l, err := lint.New([]lint.Rule{rule}, []language.Language{words{}}, lint.Options{Vocabulary: language.Vocabulary{People: []string{"acme support"}}})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // one document's authors are not the next one's
		l.Lint(document.Parse("x.md", []byte(source)))
		l.Lint(document.Parse("y.md", []byte("@kmori again\n")))
	}
	if diff := cmp.Diff(map[string]int{"@kmori": 2, "acme support": 2}, seen); diff != "" {
		t.Error(diff)
	}
}

// A finding stands where its words stand, whatever the markup around them.
func TestPositions(t *testing.T) {
	tests := map[string]struct{ source, span, sentence string }{
		"paragraph":        {"A fault here.\n", "fault", "A fault here."},
		"front matter":     {"---\ntitle: fault\n---\n\nA fault.\n", "fault", "A fault."},
		"byte order mark":  {"\ufeffA fault.\n", "fault", "A fault."},
		"crlf":             {"# T\r\n\r\nFirst line\r\nthen a fault\r\n", "fault", "First line\r\nthen a fault"},
		"heading":          {"## A fault\n", "fault", "A fault"},
		"setext":           {"A fault\n=======\n", "fault", "A fault"},
		"emphasis inside":  {"A fa**ul**t here.\n", "fa**ul**t", "A fa**ul**t here."},
		"emphasis around":  {"A **fault** here.\n", "fault", "A **fault** here."},
		"nested list":      {"- one\n  - two\n    with a fault\n", "fault", "two\n    with a fault"},
		"task":             {"- [ ] A fault\n", "fault", "A fault"},
		"table":            {"| a | b |\n| --- | --- |\n| 東京 | A fault \\| more |\n", "fault", "A fault \\| more"},
		"not ascii before": {"Größe: 日本 🚒 fault\n", "fault", "Größe: 日本 🚒 fault"},
		"entity":           {"A &amp; fault\n", "fault", "A &amp; fault"},
		"escape":           {"A \\* fault\n", "fault", "A \\* fault"},
		"beside a link":    {"[fault](https://example.com/fault) `fault` fault\n", "fault", ""},
		"no newline":       {"fault", "fault", "fault"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			doc := document.Parse("x.md", []byte(test.source))
			list := linter(t, lint.Options{Only: []string{"word/fault"}}).Lint(doc)
			if len(list) != 1 {
				t.Fatalf("%d findings", len(list))
			}
			f := list[0]
			if got := test.source[f.Span.Start:f.Span.End]; got != test.span {
				t.Errorf("the finding stands at %q", got)
			}
			if f.Rule != "word/fault" || f.Severity != lint.Error || f.Question == "" {
				t.Errorf("%+v", f)
			}
			if test.sentence == "" { // the rewrite has lost the link, and nothing is suggested
				if len(f.Suggestions) > 0 {
					t.Errorf("%+v", f.Suggestions)
				}
				return
			}
			if len(f.Suggestions) != 1 {
				t.Fatalf("%+v", f)
			}
			s := f.Suggestions[0].Span
			if got := test.source[s.Start:s.End]; got != test.sentence {
				t.Errorf("the suggestion stands for %q", got)
			}
			if !s.Contains(f.Span) {
				t.Errorf("the sentence %v does not hold the finding %v", s, f.Span)
			}
		})
	}
}

// A rewrite is plain text; taking it must not cost the sentence its code and links.
func TestSuggestionsKeepMarkup(t *testing.T) {
	tests := map[string]struct{ source, want string }{
		"code":              {"Run `a b`, a fault.\n", "Run `a b`, a –.\n"},
		"code with ticks":   {"Run ``a`b``, a fault.\n", "Run ``a`b``, a –.\n"},
		"link":              {"See [a b](https://example.com/x), a fault.\n", "See [a b](https://example.com/x), a –.\n"},
		"address":           {"See https://example.com/x, a fault.\n", "See https://example.com/x, a –.\n"},
		"both, in a table":  {"| a |\r\n| --- |\r\n| 東京 `a` [b c](d) fault |\r\n", "| a |\r\n| --- |\r\n| 東京 `a` [b c](d) – |\r\n"},
		"code in a list":    {"- `a` fault\n- b\n", "- `a` –\n- b\n"},
		"link at the end":   {"- fault in [b c](d)\n", "- – in [b c](d)\n"},
		"emphasis first":    {"**A fault** here.\n", "A – here.\n"},
		"emphasis last":     {"Here a *fault*\n", "Here a –\n"},
		"emphasis around":   {"- **A fault.**\n", "- **A –.**\n"},
		"snake case":        {"The a_b_c, *a_fault* is.\n", "The a_b_c, a_– is.\n"},
		"a product":         {"A fault of 3 * 4.\n", "A – of 3 * 4.\n"},
		"the same word too": {"The word a, `a` and a fault.\n", ""},
	}
	for name, test := range tests {
		list := linter(t, lint.Options{}).Lint(document.Parse("x.md", []byte(test.source)))
		if len(list) != 1 {
			t.Errorf("%s: %+v", name, list)
			continue
		}
		if len(list[0].Suggestions) == 0 {
			if test.want != "" {
				t.Errorf("%s: nothing is suggested", name)
			}
			continue
		}
		s := list[0].Suggestions[0]
		got, err := document.Apply([]byte(test.source), document.Edit{Span: s.Span, Text: s.Text})
		if err != nil || string(got) != test.want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestOrder(t *testing.T) {
	source := "# Title\n\nluck fault luck\n\n- fault\n\nluck\n"
	doc := document.Parse("x.md", []byte(source))
	list := linter(t, lint.Options{}).Lint(doc)
	sorted := slices.IsSortedFunc(list, func(a, b lint.Finding) int {
		if a.Span.Start != b.Span.Start {
			return a.Span.Start - b.Span.Start
		}
		return strings.Compare(a.Rule, b.Rule)
	})
	if !sorted || len(list) != 6 {
		t.Errorf("%+v", list)
	}
}

// What is quoted, is code or is a comment was not written by the author as prose.
func TestUnread(t *testing.T) {
	source := "> fault\n\n```\nfault\n```\n\n    fault\n\n<!-- fault -->\n\n`fault` <fault> ![fault](fault.png)\n\n<div>fault</div>\n"
	if got := run(t, lint.Options{}, source); len(got) > 0 {
		t.Error(got)
	}
}

// A finding speaks the language of its sentence, or the first where that lacks the words, and stands where its words stand in a block of two languages.
func TestWordsOfTheSentence(t *testing.T) {
	var said, fallen []string
	rule := lint.Rule{ID: "word/any", Severity: lint.Info, Check: func(p *lint.Pass) {
		for _, r := range p.Remarks() {
			s := r.Finding().Span
			said = append(said, r.Say("word")+": "+string(p.Doc.Source[s.Start:s.End]))
			fallen = append(fallen, r.Say("%s in English", "told"))
		}
	}}
	l, err := lint.New([]lint.Rule{rule}, []language.Language{words{"fault"}, kana{}}, lint.Options{})
	if err != nil {
		t.Fatal(err)
	}
	l.Lint(document.Parse("x.md", []byte("A `fault` and a fault. **設定**のミスでした。 One more fault.\n")))
	if diff := cmp.Diff([]string{"word: fault", "言葉: ミス", "word: fault"}, said); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"told in English", "told in English", "told in English"}, fallen); diff != "" {
		t.Error(diff)
	}
}
