package document_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

func TestApply(t *testing.T) {
	span := func(a, b int) document.Span { return document.Span{Start: a, End: b} }
	got, err := document.Apply([]byte("abcdef"), document.Edit{Span: span(4, 5), Text: "E"}, document.Edit{Span: span(1, 3)}, document.Edit{Span: span(6, 6), Text: "!"}, document.Edit{Span: span(1, 1), Text: "-"})
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "a-dEf!", string(got))
	for _, edits := range [][]document.Edit{
		{{Span: span(0, 3)}, {Span: span(2, 4)}}, {{Span: span(5, 7)}}, {{Span: span(3, 2)}}, {{Span: span(-1, 2)}},
	} {
		if _, err := document.Apply([]byte("abcdef"), edits...); err == nil {
			t.Errorf("no error for %v", edits)
		}
	}
}

func TestLinkIssue(t *testing.T) {
	const link = "[#7](https://github.com/o/r/issues/7)"
	for source, want := range map[string]string{
		"## Action items\n- [ ] a (P1)":                                "## Action items\n- [ ] a (P1) " + link,
		"## Action items\r\n- a  \r\n  b\t\r\n  - c\r\n":               "## Action items\r\n- a  \r\n  b " + link + "\t\r\n  - c\r\n",
		"\xef\xbb\xbf## Action items\n* a <!-- x -->\n":                "\xef\xbb\xbf## Action items\n* a <!-- x --> " + link + "\n",
		"## Action items\n|Action|Issue|\n|-|-|\n|a||":                 "## Action items\n|Action|Issue|\n|-|-|\n|a| " + link + " |",
		"## Action items\n|Action|Issue|\n|-|-|\n|a|\tTBD  |\n":        "## Action items\n|Action|Issue|\n|-|-|\n|a|\t" + link + "  |\n",
		"## Action items\n| Action |X| Issue |\n|-|-|-|\n| a |\n":      "## Action items\n| Action |X| Issue |\n|-|-|-|\n| a | | " + link + " |\n",
		"## Action items\n| Action |X| Issue |\n|-|-|-|\na\n":          "## Action items\n| Action |X| Issue |\n|-|-|-|\na | | " + link + "\n",
		"## Action items\n|Issue|Action|\n|-|-|\n|see chat|a \\| b|\n": "## Action items\n|Issue|Action|\n|-|-|\n|see chat " + link + "|a \\| b|\n",
		"## Action items\n|Action|\n|-|\n| a `x\\|y`   |\n":            "## Action items\n|Action|\n|-|\n| a `x\\|y` " + link + "   |\n",
		"## Action items\n- [a]:\n":                                    "## Action items\n- " + link + " [a]:\n",
		"## Action items\n- ~~a~~\n":                                   "## Action items\n- ~~a~~ " + link + "\n",
		"## Action items\n- a [not yet\n- b](x)\n":                     "## Action items\n- a [not yet " + link + "\n- b](x)\n",
	} {
		d := parse(source)
		edits, err := d.LinkIssue(0, "#7", "https://github.com/o/r/issues/7")
		if err != nil {
			t.Errorf("%q: %v", source, err)
			continue
		}
		got, err := document.Apply(d.Source, edits...)
		if err != nil {
			t.Fatal(err)
		}
		equal(t, want, string(got))
	}
}

func TestLinkIssueRefuses(t *testing.T) {
	d := parse("## Action items\n- [ ] a #3\n- [ ] b\n")
	for _, tt := range []struct {
		i              int
		text, url, err string
	}{
		{0, "#7", "https://x/o/r/issues/7", "line 2 has a link already (#3)"},
		{2, "#7", "https://x/o/r/issues/7", "no action item 3"},
		{-1, "#7", "https://x/o/r/issues/7", "no action item 0"},
		{1, "#7]", "https://x/o/r/issues/7", "may not contain"},
		{1, "#7", "https://x/o r", "may not contain"},
		{1, "seven", "https://x/", "line 3"}, // would not be read as the link of an issue
	} {
		if _, err := d.LinkIssue(tt.i, tt.text, tt.url); err == nil || !strings.Contains(err.Error(), tt.err) {
			t.Errorf("item %d, [%s](%s): error %v, want %q", tt.i, tt.text, tt.url, err, tt.err)
		}
	}
}

// randomDocument writes an action section in a random hand.
func randomDocument(r *rand.Rand) string {
	pick := func(s ...string) string { return s[r.IntN(len(s))] }
	word := func() string {
		return pick("alert", "*fix*", "`a|b`", "日本", "&amp;", `\|`, "[x](y)", "<b>", "(P1)", "(@me)", "done", "~~old~~", "<!-- c -->", "!", "[", "`", "**", "<", "F2", "due 2026-12-15", "http://a.b/c", `\`, "]:", "#", "_", "(", ")", "\t", "🔥")
	}
	words := func() string {
		var b strings.Builder
		for range 1 + r.IntN(5) {
			b.WriteString(word() + pick(" ", " ", "  ", ""))
		}
		return b.String()
	}
	var b strings.Builder
	b.WriteString(pick("", "\xef\xbb\xbf", "---\ntitle: x\n---\n", "# T\n\n"))
	b.WriteString(pick("## Action items\n", "Action items\n---\n", "### Follow-ups:\n\n", "**Action items**\n\n"))
	if r.IntN(6) == 0 {
		for range 1 + r.IntN(3) {
			b.WriteString(pick("", "", "### 1. Limit "+words()+"\n\n"))
			for range 2 + r.IntN(3) {
				b.WriteString(pick("We will add ", "The team is going to limit\n", "To avoid it, we plan to test ", "We have already moved ", "It rained ") + strings.TrimSpace(words()) + pick(".", ".", "!", "") + pick(" ", "\n"))
			}
			b.WriteString("\n\n")
		}
	}
	for range 1 + r.IntN(4) {
		if r.IntN(3) == 0 {
			b.WriteString("\n" + pick("| Action | Issue |", "|Issue|Action|", "Action | Owner | Ticket") + "\n" + pick("|-|-|", "|---|:-:|-|", "-|-") + "\n")
			for range 1 + r.IntN(4) {
				b.WriteString(pick("|", "| ", "") + strings.ReplaceAll(words(), "\t", " ") + pick("|", " | ") + pick("", " ", "TBD", "-", "see", words()) + pick("|", " |  ", "", "|x|y|") + pick("\n", " \n"))
			}
			b.WriteString("\n")
			continue
		}
		for range 1 + r.IntN(4) {
			b.WriteString(pick("- ", "* ", "- [ ] ", "1. ", "  - ", "-   [x] ", "+ ", "\t- ") + words() + pick("", "  ", "\t", "\n  more", "\n\n  second\n", "\n  - nested", "\\") + "\n")
		}
		b.WriteString(pick("", "\n", "<!-- c -->\n", "\ntext\n\n", "```\n- x\n```\n", "> - q\n"))
	}
	s := b.String()
	if r.IntN(2) == 0 {
		s = strings.ReplaceAll(s, "\n", "\r\n")
	}
	if r.IntN(3) == 0 {
		s = strings.TrimRight(s, "\r\n")
	}
	return s
}

// TestLinkIssueProperty is that a link is inserted and nothing else happens: all bytes but those of the edit stay, the item has the link, and
// all items are the same as before.
func TestLinkIssueProperty(t *testing.T) {
	linked, refused := 0, 0
	for seed := range uint64(300) {
		source := randomDocument(rand.New(rand.NewPCG(seed, 1)))
		d := parse(source)
		for i, a := range d.Actions {
			if a.Issue != nil {
				continue
			}
			url := fmt.Sprintf("https://github.com/o/r/issues/%d", i+1)
			edits, err := d.LinkIssue(i, fmt.Sprintf("#%d", i+1), url)
			if err != nil {
				refused++
				continue
			}
			linked++
			checkLinked(t, d, i, url, edits)
		}
	}
	if linked < 300 || refused > linked/100 {
		t.Errorf("%d items linked, %d refused", linked, refused)
	}
}

func checkLinked(t *testing.T, d *document.Document, i int, url string, edits []document.Edit) {
	t.Helper()
	got, err := document.Apply(d.Source, edits...)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range edits {
		before, after := string(d.Source[:e.Span.Start]), string(d.Source[e.Span.End:])
		if string(got) != before+e.Text+after || len(edits) != 1 {
			t.Fatalf("%q: more than the edit changed: %q", d.Source, got)
		}
		if replaced := at(d, e.Span); replaced != "" && strings.ContainsAny(replaced, "|\n") {
			t.Fatalf("%q: the edit replaces %q", d.Source, replaced)
		}
	}
	after := document.Parse("", got)
	if len(after.Actions) != len(d.Actions) {
		t.Fatalf("%q\n%q: %d items, were %d", d.Source, got, len(after.Actions), len(d.Actions))
	}
	for k, a := range after.Actions {
		b := d.Actions[k]
		if k == i {
			if a.Issue == nil || a.Issue.URL != url {
				t.Fatalf("%q\n%q: item %d has no link", d.Source, got, k)
			}
			if !strings.Contains(a.Title+" ", strings.TrimRight(b.Title, " ([<:–—-.;")) || a.Done != b.Done {
				t.Fatalf("%q\n%q: item %d was %q, is %q", d.Source, got, k, b.Title, a.Title)
			}
			continue
		}
		if a.Title != b.Title || a.Done != b.Done || a.Owner != b.Owner || a.Due != b.Due || a.Priority != b.Priority || (a.Issue == nil) != (b.Issue == nil) {
			t.Fatalf("%q\n%q: item %d was %+v, is %+v", d.Source, got, k, b, a)
		}
	}
}
