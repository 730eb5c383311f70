package template_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

// hostile is what an answer may hold: everything that means something in markdown, YAML or a template.
var hostile = []string{
	"```", "```go\nx", "~~~~", "<!-- never closed", "-->", "<!-- a -->", "<script>", "</script>", "<pre>", "<style>\n", "<?php", "<![CDATA[", "<!DOCTYPE", "<div>", "<textarea>",
	"# heading", "## Summary", "#", "###### six", "####### seven", "Setext\n===", "Setext\n---", "---", "---\ntitle: fake\n---", "***", "...", "+++", "**Impact**", "**Timeline**",
	"{{title}}", "{{ nope }}", "- item\n  - nested", "1. one", "> quoted\nlazy", "| a | b |\n|---|---|\n| c | d |", "    code", "\tcode", "[ref]: http://x.y", "[ref]", "\\", "`", "*", "_", "~~", "<", "&", "&lt;",
	"\x00", "\x1b[31mred", "\x07", "\r\n", "\r", "\n\n", "\u2028", "\ufeff", "\u202e", "\xff", "日本語", "👩‍🚒", "e\u0301", "10:42 UTC", "to 11:00", "2026-11-20", "+02:00", "EST", "– 10:55", "[resolved]",
	"(P1)", "@kmori", "due 2026-12-15", "#12", "owner: me", ":", "a: b", "'", "\"", "null", "true", "0x1f", "1e3", "@x", "%x", "!tag", "&anchor", "*alias", "[a, b]", "{a: b}", "|", ",", ";", strings.Repeat("long ", 300),
}

type generator struct{ *rand.Rand }

func (g generator) text() string {
	var b strings.Builder
	for range g.IntN(6) {
		b.WriteString([]string{"word", hostile[g.IntN(len(hostile))], hostile[g.IntN(len(hostile))]}[g.IntN(3)])
		b.WriteString([]string{" ", "\n", "\n\n", ""}[g.IntN(4)])
	}
	return b.String()
}

func (g generator) list() []string {
	var out []string
	for range g.IntN(3) {
		out = append(out, "x"+g.text())
	}
	return out
}

func (g generator) one(s ...string) string { return s[g.IntN(len(s))] }

func (g generator) answers() template.Answers {
	started := time.Date(2026, 11, 20, g.IntN(24), g.IntN(60), 0, 0, time.FixedZone("", g.IntN(27)*3600-12*3600))
	a := template.Answers{
		Title: "Outage " + g.text(), Severity: g.text(), Started: started, Resolved: started.Add(time.Duration(g.IntN(100)) * time.Hour),
		Services: g.list(), Authors: g.list(), Factors: g.list(), Sections: map[string]string{},
	}
	for _, name := range document.SectionNames() {
		if g.IntN(2) == 0 {
			a.Sections[name] = "Words.\n\n" + g.text()
		}
	}
	for range g.IntN(6) {
		a.Timeline = append(a.Timeline, template.Event{
			At: started.Add(time.Duration(g.IntN(72*3600)-6*3600) * time.Second), What: g.text(), Milestone: g.one("", "", "detected"), Source: g.one("", "", "https://x.y/<z>(1", "chat "+g.text()),
		})
	}
	for range g.IntN(4) {
		a.Actions = append(a.Actions, template.Action{
			Title: "Do " + g.text(), Type: g.one("", "prevent", "detect"), Priority: g.one("", "P0", "P4"), Owner: g.one("", "@kmori", "@org/team", "Jane Doe", g.text()),
			Due: g.one("", "2026-12-15", "soon", g.text()), Factor: g.one("", "F2", "load"), DoneWhen: g.one("", "it fires", "f(x) is 0, twice", g.text()),
		})
	}
	return a
}

const foreign = "# {{title}}\n\nBy {{authors}} on {{date}}: {{title}}\n\n{{title}}\n{{severity}}\n\n<!-- {{title}} -->\n\n| Key | Value |\n|---|---|\n| Title | {{title}} |\n\n### Executive summary\n\nguidance\n\n### Timeline (UTC)\n\n### Follow-ups\n\n#### Prevention\n"

// TestHostileAnswers is that whatever is answered, the document says it in the right place and nothing else of the document suffers.
func TestHostileAnswers(t *testing.T) {
	def := builtIn(t, "default")
	for seed := range uint64(120) {
		g := generator{rand.New(rand.NewPCG(seed, 7))}
		a := g.answers()
		japanese := def
		japanese.Path, japanese.Style = "japanese", document.StyleOf("ja")
		japanese.Zone = func(time.Time) *time.Location { return time.FixedZone("JST", 9*3600) }
		for _, tmpl := range []template.Template{def, {Path: "foreign.md", Source: []byte(foreign)}, japanese} {
			out, err := template.Render(tmpl, a)
			if err != nil {
				t.Fatalf("seed %d, %s: %v", seed, tmpl.Path, err)
			}
			if problem := check(a, out); problem != "" {
				t.Fatalf("seed %d, %s: %s\n%.20000s", seed, tmpl.Path, problem, out)
			}
		}
	}
}

// plain is a value as metadata holds it.
func plain(s string) string {
	s = strings.NewReplacer("\r\n", " ", "\r", " ", "\n", " ", "\t", " ", "\u2028", " ").Replace(strings.ToValidUTF8(s, "\ufffd"))
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, s))
}

func check(a template.Answers, out []byte) string {
	d := document.Parse("", out)
	switch {
	case !utf8.Valid(out):
		return "not UTF-8"
	case strings.ContainsAny(string(out), "\x00\x07\x1b\r"):
		return "control characters"
	case len(d.Problems) > 0:
		return fmt.Sprintf("problem: %s", d.Problems[0].Message)
	case d.Title != plain(a.Title):
		return fmt.Sprintf("title %q", d.Title)
	case d.Meta.Severity != plain(a.Severity):
		return fmt.Sprintf("severity %q, want %q", d.Meta.Severity, plain(a.Severity))
	case !d.Meta.Started.Equal(a.Started) || !d.Meta.Resolved.Equal(a.Resolved):
		return "times"
	}
	for i, got := range [][]string{d.Meta.Services, d.Meta.Authors, d.Meta.Factors} {
		var want []string
		for _, s := range [][]string{a.Services, a.Authors, a.Factors}[i] {
			want = append(want, plain(s))
		}
		if !slices.Equal(got, want) {
			return fmt.Sprintf("list %q, want %q", got, want)
		}
	}
	for name, text := range a.Sections {
		if name == document.TimelineSection || name == document.ActionItems {
			continue
		}
		s, ok := d.Section(name)
		if !ok || s.Empty || strings.Contains(text, "Words.") && !strings.Contains(string(out[s.Body.Start:s.Body.End]), "Words.") || strings.Contains(text, "日本語") && !strings.Contains(string(out[s.Body.Start:s.Body.End]), "日本語") {
			return fmt.Sprintf("section %q is empty or missing", name)
		}
	}
	return checkTimeline(a, d) + checkActions(a, d)
}

// in keeps the parts that stand in the outermost section of a name: an answer may bring such a heading of its own.
func in[T any](d *document.Document, name string, parts []T, span func(T) document.Span) []T {
	s, _ := d.Section(name)
	return slices.DeleteFunc(slices.Clone(parts), func(p T) bool { return !s.Span.Contains(span(p)) })
}

func checkTimeline(a template.Answers, d *document.Document) string {
	want := slices.Clone(a.Timeline)
	slices.SortStableFunc(want, func(x, y template.Event) int { return x.At.Compare(y.At) })
	got := in(d, document.TimelineSection, d.Timeline.Events, func(e document.Event) document.Span { return e.Span })
	if len(got) != len(want) {
		return fmt.Sprintf("%d events, want %d", len(got), len(want))
	}
	for i, e := range got {
		if !e.At.Equal(want[i].At) {
			return fmt.Sprintf("event %d (%q) at %v, want %v: %s", i, e.Text, e.At, want[i].At, e.Why)
		}
		if want[i].Milestone != "" && e.Milestone != want[i].Milestone {
			return fmt.Sprintf("event %d marks %q", i, e.Milestone)
		}
		// HTML in an entry may hide what follows it in the entry, as it is meant to.
		if strings.Contains(want[i].What, "日本語") && !strings.Contains(want[i].What, "<!") && !strings.Contains(e.Text, "日本語") {
			return fmt.Sprintf("event %d is %q", i, e.Text)
		}
	}
	return ""
}

func checkActions(a template.Answers, d *document.Document) string {
	got := in(d, document.ActionItems, d.Actions, func(a document.ActionItem) document.Span { return a.Span })
	if len(got) != len(a.Actions) {
		return fmt.Sprintf("%d actions, want %d", len(got), len(a.Actions))
	}
	for i, x := range a.Actions {
		g := got[i]
		if !strings.HasPrefix(g.Title, x.Title[:2]) || g.Done {
			return fmt.Sprintf("action %d is %q, done %v", i, g.Title, g.Done)
		}
		for _, f := range [][3]string{{"type", x.Type, g.Type}, {"priority", x.Priority, g.Priority}} {
			if f[1] != "" && f[1] != f[2] {
				return fmt.Sprintf("action %d: %s %q, want %q", i, f[0], f[2], f[1])
			}
		}
		if slices.Contains([]string{"@kmori", "@org/team"}, x.Owner) && g.Owner != x.Owner || x.Owner == "Jane Doe" && g.Owner != x.Owner || x.Due == "2026-12-15" && g.Due != x.Due ||
			x.Factor == "F2" && g.Factor != x.Factor || x.DoneWhen == "f(x) is 0, twice" && g.DoneWhen != x.DoneWhen {
			return fmt.Sprintf("action %d is %+v, want %+v", i, g, x)
		}
	}
	return ""
}

// TestRoundTrip is that an ordinary incident comes back as it was, to the letter.
func TestRoundTrip(t *testing.T) {
	a := full()
	out, err := template.Render(builtIn(t, "default"), a)
	if err != nil {
		t.Fatal(err)
	}
	d := document.Parse("", out)
	equal(t, "", check(a, out))
	for i, x := range a.Actions {
		g := d.Actions[i]
		equal(t, x, template.Action{Title: g.Title, Type: g.Type, Priority: g.Priority, Owner: g.Owner, Due: g.Due, Factor: g.Factor, DoneWhen: g.DoneWhen})
	}
	equal(t, "Synthetic checkout probe alerts (source)", d.Timeline.Events[1].Text)
	equal(t, []string{"F1", "F2"}, []string{d.Factors[0].ID, d.Factors[1].ID})
}

func TestTimelineOverDays(t *testing.T) {
	a := template.Answers{Started: day(23, 50), Timeline: []template.Event{
		{At: day(23, 50), What: "a"}, {At: day(24, 5), What: "b"}, {What: "when is not known"}, {At: day(30, 0).Add(7 * time.Second), What: "to 11:00 it stayed quiet"},
	}}
	equal(t, "---\nstatus: draft\nstarted: 2026-11-20T23:50:00Z\n---\n\n## Timeline\n\n- when is not known\n\n### 2026-11-20\n\n- 23:50 UTC a\n\n### 2026-11-21\n\n- 00:05 UTC b\n- 06:00:07 UTC: to 11:00 it stayed quiet\n",
		render(t, "## Timeline\n", a))
}

func TestChatNamesStayVisible(t *testing.T) {
	at := time.Date(2026, 11, 20, 10, 42, 0, 0, time.UTC)
	source, err := template.Render(template.Template{Path: "x", Source: []byte("## Timeline\n")}, template.Answers{
		Title: "x", Started: at, Timeline: []template.Event{{At: at, What: "<carol> see <https://example.com>, 3 < 4, </b>"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := `- 10:42 UTC \<carol> see <https://example.com>, 3 < 4, \</b>`; !strings.Contains(string(source), want) {
		t.Errorf("%s lacks %s", source, want)
	}
	got := document.Parse("x", source).Timeline.Events
	if len(got) != 1 || got[0].Text != "<carol> see https://example.com, 3 < 4, </b>" {
		t.Errorf("read back as %+v", got)
	}
}
