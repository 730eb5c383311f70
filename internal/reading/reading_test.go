package reading

import (
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/language/languages"
)

func TestShort(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "0m", 30 * time.Second: "30s", 90 * time.Second: "1m30s", 8 * time.Minute: "8m", 12*time.Minute + 5*time.Second: "12m",
		time.Hour: "1h", 2*time.Hour + 17*time.Minute: "2h17m", 24 * time.Hour: "1d", 76 * time.Hour: "3d4h", 900 * time.Millisecond: "0m",
	} {
		if got := (&reading{}).short(d); got != want {
			t.Errorf("%v is %s, want %s", d, got, want)
		}
	}
}

// A day that a heading names is not said again over its events; one that it does not name is.
func TestDaysOfHeadings(t *testing.T) {
	doc := document.Parse("x.md", []byte("# T\n\n## Timeline\n\n### Friday, 20 November 2026\n\n- 2026-11-20 22:40 UTC a\n- 2026-11-21 00:10 UTC b\n\n### Nov 22\n\n- 2026-11-22 10:00 UTC c\n\n### Later\n\n- 2026-11-23 10:00 UTC d\n"))
	var out strings.Builder
	if err := Write(&out, doc, nil, nil, false, 0); err != nil {
		t.Fatal(err)
	}
	for day, want := range map[string]int{"2026-11-20": 0, "2026-11-21": 1, "2026-11-22": 0, "2026-11-23": 1} {
		if got := strings.Count(out.String(), day); got != want {
			t.Errorf("%s stands there %d times, want %d:\n%s", day, got, want, out.String())
		}
	}
}

// Entries that are the lines of one paragraph are each shown once, without the marks around their times; what stands before them is too.
func TestEntriesOfAParagraph(t *testing.T) {
	for _, lines := range []string{"14:02 – an alert\n14:05 – over", "**14:02** – an alert\n**14:05** – over", "`14:02` an alert\n*14:05* over", "It was a Friday.\n14:02 – an alert\n14:05 – over"} {
		var out strings.Builder
		if err := Write(&out, document.Parse("x.md", []byte("# T 2026-11-20\n\n## Timeline (UTC)\n\n"+lines+"\n")), nil, nil, false, 0); err != nil {
			t.Fatal(err)
		}
		want := "  2026-11-20 UTC\n  14:02            an alert\n  14:05            over\n"
		if before, _, found := strings.Cut(lines, ".\n"); found {
			want = before + ".\n\n" + want
		}
		if _, shown, _ := strings.Cut(out.String(), "Timeline (UTC)\n"); strings.TrimLeft(shown, "\n") != want {
			t.Errorf("%q is shown as\n%swant\n%s", lines, shown, want)
		}
	}
}

// A document is shown on the clock that its readers live by, whose days are not those of UTC.
func TestTheClockOfItsReaders(t *testing.T) {
	doc := document.Parse("x.md", []byte("---\nstarted: 2026-11-20T14:40:00Z\n---\n# T\n\n## Timeline\n\n- 2026-11-20 14:40 UTC a\n- 2026-11-20 15:10 UTC b\n"))
	var out strings.Builder
	tokyo := func(started time.Time) *time.Location {
		if !started.Equal(time.Date(2026, 11, 20, 14, 40, 0, 0, time.UTC)) {
			t.Errorf("asked for %v", started)
		}
		return time.FixedZone("JST", 9*60*60)
	}
	if err := Write(&out, doc, nil, tokyo, false, 0); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"started 2026-11-20 23:40 JST\n", "  2026-11-20 JST\n  23:40 ", "  2026-11-21 JST\n  00:10 "} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not there:\n%s", want, out.String())
		}
	}
}

// Whatever a document holds, at any width: no line is wider than it, and nothing in it acts on the terminal or on the log of a CI job.
func FuzzReading(f *testing.F) {
	for _, s := range []string{
		"# T\n\n## Timeline\n\nAt:\n2026-11-20 10:42 UTC a\n2026-11-20 10:50 UTC [detected] b\n\n```\n::error::x\n```\n",
		"## Action items\n| Action | Owner |\n|-|-|\n| a | b |\n- [ ] 日本語のとても長い文章です (P1)\n  - ##[group]\n",
		"---\ntitle: \"\x1b[31mred\"\nstarted: 2026-11-20T09:58:00Z\n---\n> q\n1. x\n\n   y\n<!-- c -->\n::stop-commands::t\n",
		"## Action items\n\n☑ Alpha is there\n☐ Beta is not\n☑ Gamma is\n",
		"## Timeline\n### 2026-11-20 10:42 UTC \u202eover\n\ttab\n| T | w |\n|-|-|\n| 10:50 | wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww |\n",
	} {
		f.Add(s, 0)
		f.Add(s, 33)
	}
	f.Fuzz(func(t *testing.T, source string, width int) {
		doc := document.Parse("x.md", []byte(strings.ToValidUTF8(source, "?")))
		words := languages.All()[len(source)%2].Messages()
		var out strings.Builder
		if err := Write(&out, doc, words, nil, false, width); err != nil {
			t.Fatal(err)
		}
		limit := width
		if limit <= 0 {
			limit = defaultWidth
		}
		limit = min(max(limit, narrowest), widest)
		for line := range strings.SplitSeq(out.String(), "\n") {
			if strings.ContainsFunc(line, unicode.IsControl) {
				t.Errorf("a control character in %q", line)
			}
			if w := ansi.StringWidth(line); w > limit {
				t.Errorf("%d columns of %d: %q", w, limit, line)
			}
			if strings.HasPrefix(strings.TrimSpace(line), "::") || strings.Contains(line, "##[") {
				t.Errorf("a command for CI: %q", line)
			}
		}
		for _, a := range doc.Actions {
			if word, _, _ := strings.Cut(a.Title, " "); word != "" && len(word) < 10 && !strings.ContainsFunc(word, func(r rune) bool { return r < '0' || r > 'z' }) && !strings.Contains(out.String(), word) {
				t.Errorf("the action item %q is not shown", a.Title)
			}
		}
	})
}
