package lint_test

import (
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

func TestSuppressions(t *testing.T) {
	const bad, unused = " warning " + lint.BadSuppression, " info " + lint.UnusedSuppression
	tests := map[string]struct {
		source string
		want   []string
	}{
		"next line":                 {"<!-- postmortem-disable-next-line word/fault -- agreed -->\nfault\n\nfault\n", []string{"4 error word/fault"}},
		"next line, over blanks":    {"<!-- postmortem-disable-next-line word/fault -- agreed -->\n\n  \nfault\n", nil},
		"next line, stacked":        {"<!-- postmortem-disable-next-line word/fault -- one -->\n<!-- postmortem-disable-next-line word/luck -- two -->\nfault and luck\n", nil},
		"next line, at the end":     {"fault\n\n<!-- postmortem-disable-next-line word/fault -- agreed -->\n", []string{"1 error word/fault", "3" + unused}},
		"next line of a paragraph":  {"<!-- postmortem-disable-next-line word -- agreed -->\nfault\nfault\n", []string{"3 error word/fault"}},
		"next line, by group":       {"<!-- postmortem-disable-next-line word -- agreed -->\nfault and luck\n", nil},
		"next line, all rules":      {"<!-- postmortem-disable-next-line -- agreed -->\nfault and luck\n", nil},
		"next line, a list":         {"<!-- postmortem-disable-next-line word/luck,word/fault -- agreed -->\nfault and luck\n", nil},
		"next line, a heading":      {"<!-- postmortem-disable-next-line other -- agreed -->\n# Title\n", nil},
		"over several lines":        {"<!-- postmortem-disable-next-line\n     word/fault\n     -- agreed with\n     the vendor -->\nfault\n", nil},
		"line":                      {"fault <!-- postmortem-disable-line word/fault -- agreed -->\nfault\n", []string{"2 error word/fault"}},
		"line, in a list":           {"- fault <!-- postmortem-disable-line word/fault -- agreed -->\n- fault\n", []string{"2 error word/fault"}},
		"line, in a table":          {"| a |\n| --- |\n| fault <!-- postmortem-disable-line word/fault -- agreed --> |\n| fault |\n", []string{"4 error word/fault"}},
		"next line, within a list":  {"- one\n\n  <!-- postmortem-disable-next-line word/fault -- agreed -->\n  fault\n- fault\n", []string{"5 error word/fault"}},
		"block":                     {"fault\n\n<!-- postmortem-disable word/fault -- quoted -->\n\nfault\n\nluck\n\n<!-- postmortem-enable word/fault -->\n\nfault\n", []string{"1 error word/fault", "7 error word/luck", "11 error word/fault"}},
		"block, to the end":         {"<!-- postmortem-disable word -- quoted -->\n\nfault\n\nluck\n", nil},
		"blocks, nested":            {"<!-- postmortem-disable word/fault -- a -->\nfault luck\n<!-- postmortem-disable word/luck -- b -->\nfault luck\n<!-- postmortem-enable word/luck -->\nfault luck\n<!-- postmortem-enable word/fault -->\nfault luck\n", []string{"2 error word/luck", "6 error word/luck", "8 error word/fault", "8 error word/luck"}},
		"block, enabled in part":    {"<!-- postmortem-disable word/fault word/luck -- a -->\nfault luck\n<!-- postmortem-enable word/luck -->\nfault luck\n", []string{"4 error word/luck"}},
		"block, all enabled":        {"<!-- postmortem-disable word/fault -- a -->\nfault\n<!-- postmortem-disable word/luck -- b -->\nluck\n<!-- postmortem-enable -->\nfault luck\n", []string{"6 error word/fault", "6 error word/luck"}},
		"block, another enabled":    {"<!-- postmortem-disable word -- a -->\nfault\n<!-- postmortem-enable word/fault -->\nfault\n", []string{"3" + bad}},
		"crlf":                      {"<!-- postmortem-disable-next-line word/fault -- agreed -->\r\nfault\r\n\r\nfault <!-- postmortem-disable-line word/fault -- agreed -->\r\n\r\nfault\r\n", []string{"6 error word/fault"}},
		"without blanks":            {"<!--postmortem-disable-next-line word/fault -- agreed-->\nfault\n", nil},
		"another rule":              {"<!-- postmortem-disable-next-line word/luck -- agreed -->\nfault\n", []string{"1" + unused, "2 error word/fault"}},
		"no reason":                 {"<!-- postmortem-disable-next-line word/fault -->\nfault\n", []string{"1" + bad}},
		"a blank reason":            {"<!-- postmortem-disable-next-line word/fault --   -->\nfault\n", []string{"1" + bad}},
		"unused":                    {"<!-- postmortem-disable-next-line word/fault -- agreed -->\nall well\n", []string{"1" + unused}},
		"unused, off":               {"<!-- postmortem-disable-next-line word/name -- agreed -->\nname\n", nil},
		"unknown rule":              {"<!-- postmortem-disable-next-line word/falt -- agreed -->\nfault\n", []string{"1" + bad, "2 error word/fault"}},
		"unknown beside a known":    {"<!-- postmortem-disable-next-line word/falt word/fault -- agreed -->\nfault\n", []string{"1" + bad}},
		"unknown verb":              {"<!-- postmortem-ignore word/fault -- agreed -->\nfault\n", []string{"1" + bad, "2 error word/fault"}},
		"enabled without a disable": {"<!-- postmortem-enable word/fault -->\nfault\n", []string{"1" + bad, "2 error word/fault"}},
		"no verb":                   {"<!-- postmortem- -->\n<!-- postmortem -->\n<!-- postmortem: disable -->\nfault\n", []string{"4 error word/fault"}},
		"in code":                   {"`<!-- postmortem-disable word -- agreed -->` fault\n\n```\n<!-- postmortem-disable word -- agreed -->\n```\n", []string{"1 error word/fault"}},
		"never closed":              {"fault\n\n<!-- postmortem-disable word -- agreed\n\nfault\n", []string{"1 error word/fault", "3" + unused}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := run(t, lint.Options{}, test.source)
			if len(got) == 0 {
				got = nil
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("%s\n%s", test.source, diff)
			}
		})
	}
}

// A suppression is judged only by a run in which its rules could speak.
func TestUnusedIsFairToPartialRuns(t *testing.T) {
	tests := map[string]struct {
		comment string
		options lint.Options
		want    int
	}{
		"all rules on":             {"word", lint.Options{}, 1},
		"its rule off":             {"word/fault", lint.Options{Disable: []string{"word/fault"}}, 0},
		"one of its group off":     {"word", lint.Options{Disable: []string{"word/fault"}}, 0},
		"another rule off":         {"word/fault", lint.Options{Disable: []string{"word/luck"}}, 1},
		"for all, one off":         {"", lint.Options{Disable: []string{"word/luck"}}, 0},
		"only the rules about it":  {"word", lint.Options{Only: []string{"meta"}}, 0},
		"that rule off":            {"word", lint.Options{Disable: []string{lint.UnusedSuppression}}, 0},
		"below the minimum":        {"word", lint.Options{Minimum: lint.Warning}, 0},
		"an optional rule, turned": {"word/name", lint.Options{Severities: map[string]lint.Severity{"word/name": lint.Info}}, 1},
	}
	for name, test := range tests {
		got := run(t, test.options, "<!-- postmortem-disable "+test.comment+" -- agreed -->\nall well\n")
		if len(got) != test.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// The fix for an unused comment takes the comment away and nothing else.
func TestUnusedSuggestion(t *testing.T) {
	block := "<!-- postmortem-disable word -- agreed -->\nwell\n<!-- postmortem-enable word -->\n"
	if list := linter(t, lint.Options{}).Lint(document.Parse("x.md", []byte(block))); len(list) != 1 || len(list[0].Suggestions) > 0 {
		t.Errorf("without its beginning the end of a block would be a fault: %+v", list)
	}
	comment := "<!-- postmortem-disable-line word -- agreed -->"
	for _, test := range []struct{ source, want string }{
		{"- well " + comment + "\r\n- fine\r\n", "- well\r\n- fine\r\n"},
		{"well " + comment + " fine\n", "well  fine\n"},
		{"well\n\n" + comment + "\nfine\n", "well\n\nfine\n"},
		{"well\r\n\r\n  " + comment + " \r\n\r\nfine\r\n", "well\r\n\r\nfine\r\n"},
		{"well\n" + comment + "\nfine\n", "well\n\nfine\n"}, // two paragraphs before, two after
		{comment + "\nfine", "fine"},
		{"well\n" + comment, "well\n"},
		{comment, ""},
	} {
		list := linter(t, lint.Options{}).Lint(document.Parse("x.md", []byte(test.source)))
		if len(list) != 1 || len(list[0].Suggestions) != 1 || !list[0].Suggestions[0].Safe {
			t.Errorf("%q: %+v", test.source, list)
			continue
		}
		s := list[0].Suggestions[0]
		if got, err := document.Apply([]byte(test.source), document.Edit{Span: s.Span, Text: s.Text}); err != nil || string(got) != test.want {
			t.Errorf("%q became %q, want %q, %v", test.source, got, test.want, err)
		}
	}
}

// What a comment says must not act on the terminal or fill it.
func TestHostileComments(t *testing.T) {
	sources := []string{
		"<!-- postmortem-disable word/\x1b[31mred\x1b[0m -- agreed -->\n",
		"<!-- postmortem-\x1b]0;title\x07 -- agreed -->\n",
		"<!-- postmortem-disable \u202egnp.exe -- agreed -->\n",
		"<!-- postmortem-disable " + strings.Repeat("x", 1<<20) + " -- agreed -->\n",
		"<!-- postmortem-" + strings.Repeat("語", 1<<18) + " -->\n",
		"<!-- postmortem-disable word --" + strings.Repeat("-", 1000) + "\x00 -->\nfault\n",
	}
	for _, source := range sources {
		for _, f := range linter(t, lint.Options{}).Lint(document.Parse("x.md", []byte(source))) {
			if len(f.Message)+len(f.Question) > 400 {
				t.Errorf("%.60q: a message of %d bytes", source, len(f.Message)+len(f.Question))
			}
			if strings.ContainsFunc(f.Message+f.Question, func(r rune) bool { return !unicode.IsPrint(r) }) {
				t.Errorf("%.60q: %q", source, f.Message+f.Question)
			}
		}
	}
}

// With many comments and many findings none is lost or silenced by mistake; were the time to grow with their product, this would take minutes.
func TestManySuppressions(t *testing.T) {
	const n = 2_000
	sources := map[string]string{
		"blocks that stay open":     strings.Repeat("<!-- postmortem-disable word/fault -- a -->\n\nfault\n\n", n),
		"blocks in turn":            strings.Repeat("<!-- postmortem-disable word/fault -- a -->\n\nfault\n\n<!-- postmortem-enable -->\n\n", n),
		"stacked comments":          strings.Repeat("<!-- postmortem-disable-next-line word/fault -- a -->\n", n) + "fault\n",
		"comments before blanks":    strings.Repeat("<!-- postmortem-disable-next-line word/fault -- a --> ", 100) + strings.Repeat("\n", n) + "fault\n",
		"one line":                  "x" + strings.Repeat(" fault <!-- postmortem-disable-line word/fault -- a -->", n) + "\n",
		"enables with other names":  strings.Repeat("<!-- postmortem-disable word/fault -- a -->\n\nfault\n\n", n) + strings.Repeat("<!-- postmortem-enable word/luck -->\n\n", n),
		"findings without comments": "<!-- postmortem-disable word/luck -- a -->\n\n" + strings.Repeat("fault\n\n", n),
	}
	for name, source := range sources {
		doc := document.Parse("x.md", []byte(source))
		faults := 0
		for _, f := range linter(t, lint.Options{}).Lint(doc) {
			if f.Rule == "word/fault" {
				faults++
			}
		}
		want := 0
		if name == "findings without comments" {
			want = n
		}
		if faults != want {
			t.Errorf("%s: %d findings are left, not %d", name, faults, want)
		}
	}
}
