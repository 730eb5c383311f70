package learn_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/blameless-postmortem/postmortem/internal/learn"
)

// awkward are documents that no generator writes, by their names.
func awkward() []string {
	return []string{
		"2026-01-01-empty.md", "", "crlf.md", "---\r\ntitle: A\r\nstatus: final\r\nseverity: x\r\nservices: b\r\nstarted: 2026-11-20T09:58:00Z\r\n---\r\n# B\r\n\r\nText\r\nof two lines.\r\n",
		"bom.md", "\xef\xbb\xbf---\ntitle: A\n---\n**Severity:** SEV-1\n\n## Summary\n\nWords after a mark.\n", "toml.md", "+++\ntitle = \"A b\"\nstatus = \"final\"\nseverity = \"1\"\nservices = [\"x\"]\nstarted = 2026-11-20T09:58:00Z\n+++\n",
		"open.md", "---\ntitle: never closed\n\n# Heading\n", "bad.md", "---\ntitle: [\n---\n# T\n", "rule.md", "---\n\ntitle: no front matter\n---\n", "late.md", "Words first.\n\nT\n===\n\n## Incident details\n\n- Status: done\n- Severity: 1\n",
		"bold.md", "**Summary**: it was `slow code` and [one link](https://example.com/target) broke <!-- hidden --> at night\n", "html.md", "<details><summary>Timeline</summary>\n\n- 2026-11-20 23:50 -05:00 [started] x\n</details>\n",
		"list.md", "- **Impact**\n  - many customers\n  - few\n- **Status**: open\n> quoted words\n> go on\n\n1. first item\n2. second item\n", "rows.md", "| A | B |\n|-|-|\n| one cell | `a|b` |\n\n    indented code here\n\n~~~\nfenced code here\n~~~\n",
		"dots.md", "---\ntitle: A\nseverity: \"\"\npriority: P2\nstatus: ~\n...\n# x\n\nSeverity: SEV-3\n",
	}
}

// TestHeadsAreThoseOfRead is that a list reads the same lightly as in full, whatever is in the cache.
func TestHeadsAreThoseOfRead(t *testing.T) {
	files := append(corpus(t, 250), written(t, awkward()...)...)
	slices.Sort(files)
	check := func(when string, want, got *learn.Collection) {
		t.Helper()
		shown := cmpopts.IgnoreFields(learn.Postmortem{}, "Started", "Detected", "Acknowledged", "Mitigated", "Resolved", "Metrics", "Authors", "Tags", "Summary", "Factors", "Lessons", "Budget", "Actions", "Sections", "Content")
		if diff := cmp.Diff(want.Postmortems, got.Postmortems, shown, cmpopts.IgnoreUnexported(learn.Postmortem{}), cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("%s: -read +heads\n%s", when, diff)
		}
	}
	whole := read(t, learn.Reader{}, files)
	r := learn.Reader{CacheDir: t.TempDir()}
	check("without a cache", whole, heads(t, learn.Reader{}, files))
	check("first", whole, heads(t, r, files))
	check("again", whole, heads(t, r, files))
	if diff := cmp.Diff(whole, read(t, r, files), cmp.AllowUnexported(learn.Postmortem{}), cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("what a list kept is taken for all: -plain +cached\n%s", diff)
	}
	check("after a full reading", whole, heads(t, r, files))
	if err := os.WriteFile(files[0], []byte("# Another\n\n**Severity:** SEV-9\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	whole = read(t, learn.Reader{}, files)
	check("changed", whole, heads(t, r, files))
	if diff := cmp.Diff(whole, read(t, r, files), cmp.AllowUnexported(learn.Postmortem{}), cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("-plain +cached\n%s", diff)
	}
}

// TestWhatIsReadIsFound is that a search through documents as they are written finds every passage that parsing shows.
func TestWhatIsReadIsFound(t *testing.T) {
	files := append(corpus(t, 30), written(t, awkward()...)...)
	phrases := 0
	for _, p := range read(t, learn.Reader{}, files).Postmortems {
		texts := []string{p.Title}
		for _, s := range p.Sections {
			texts = append(texts, s.Heading)
			for _, passage := range s.Passages {
				texts = append(texts, passage.Text)
			}
		}
		for i, text := range texts {
			words := strings.Fields(strings.NewReplacer(`"`, " ", "“", " ", "」", " ", "·", " ").Replace(text))
			if len(words) == 0 || i%3 != 0 {
				continue
			}
			phrase := strings.Join(words[:min(5, len(words))], " ")
			phrases++
			if search(t, []string{p.Path}, fmt.Sprintf("%q", phrase), 0).Total == 0 && strings.ContainsFunc(phrase, isTerm) {
				t.Errorf("%s: %q is not found", filepath.Base(p.Path), phrase)
			}
		}
	}
	if phrases < 300 {
		t.Errorf("only %d phrases were looked for", phrases)
	}
}

func isTerm(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// TestSearchReadsWhatPeopleRead is that what nobody sees is not searched, and that parts stay apart.
func TestSearchReadsWhatPeopleRead(t *testing.T) {
	files := written(t,
		"front.md", "---\ntitle: Ledger\nresolved: 2026-11-20T10:00:00Z\nservices:\n  - payments-api\n---\n# Ledger\n",
		"text.md", "# Proxy\n\nOne <!-- secretly\n\nhidden --> word and [a link](https://example.com/target_(x)) behind.\n\nEnd of part\n\nbegins another\n- item\n- next\n\n```yaml\nkey: <!-- code -->\n```\n",
		"open.md", "# Open\n\nA comment <!-- that never ends\n",
	)
	for query, want := range map[string]string{
		"resolved": "", "ledger": "front", "payments-api": "front", "hidden": "", "target": "", `"word and a link behind"`: "text", `"part begins"`: "", `"item next"`: "", "yaml": "", "code": "text", "never": "open", "proxy": "text",
	} {
		var found []*learn.Postmortem
		for _, h := range search(t, files, query, 10).Hits {
			found = append(found, h.Postmortem)
		}
		if got := paths(found); got != want {
			t.Errorf("%s: found %q, want %q", query, got, want)
		}
	}
}
