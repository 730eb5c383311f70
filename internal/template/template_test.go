package template_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/golden"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

func equal(t *testing.T, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func builtIn(t *testing.T, name string) template.Template {
	t.Helper()
	found, err := template.Find(t.TempDir(), name, "")
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func render(t *testing.T, source string, a template.Answers) string {
	t.Helper()
	out, err := template.Render(template.Template{Path: "templates/own.md", Source: []byte(source)}, a)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func day(hour, minute int) time.Time { return time.Date(2026, 11, 20, hour, minute, 0, 0, time.UTC) }

// full is an incident with everything known.
func full() template.Answers {
	return template.Answers{
		Title: "Checkout unavailable for EU customers", Severity: "SEV-2",
		Started: day(9, 58), Detected: day(10, 6), Mitigated: day(10, 41), Resolved: day(12, 15),
		Services: []string{"checkout", "payments-api"}, Authors: []string{"@kmori"}, Factors: []string{"configuration"},
		SLO: &template.SLO{Objective: 99.9, Window: "30d", Unavailable: "35m"},
		Sections: map[string]string{
			document.Summary:             "The EU checkout answered 502 for 43 minutes.",
			document.Impact:              "- 4,120 orders failed\n- 31 support tickets",
			document.Detection:           "The synthetic probe alerted after 8 minutes.",
			document.Response:            "Two people rolled the proxy configuration back.",
			document.ContributingFactors: "- The configuration check accepts a region without an upstream.\n- The rollout reaches all regions at once.",
			document.WentWell:            "The rollback took one command.",
			document.WasDifficult:        "### Finding the owner\n\nThe service catalogue named a team that no longer exists.",
			document.GotLucky:            "It was not yet the sale.",
			document.LessonsLearned:      "A healthy proxy is not a healthy checkout.",
		},
		Timeline: []template.Event{
			{At: day(10, 6), What: "Synthetic checkout probe alerts", Milestone: "detected", Source: "https://chat.example.com/p/1"},
			{At: day(9, 58), What: "Proxy configuration 4711 reaches the EU", Milestone: "started"},
			{At: day(10, 41), What: "Rollback complete, 502s stop", Milestone: "mitigated", Source: "deploy log"},
			{At: day(12, 15), What: "Stuck orders replayed", Milestone: "resolved"},
		},
		Actions: []template.Action{
			{Title: "Refuse a proxy configuration that leaves a region without an upstream", Type: "prevent", Priority: "P1", Owner: "@kmori", Due: "2026-12-15", Factor: "F1", DoneWhen: "a test rollout without one is refused"},
			{Title: "Roll configuration out region by region", Type: "mitigate", Priority: "P2", Owner: "Platform team", Due: "2027-01-20", Factor: "F2"},
			{Title: "Alert on the EU checkout failure ratio"},
		},
	}
}

func TestDefaultTemplate(t *testing.T) {
	for name, a := range map[string]template.Answers{"full.md": full(), "empty.md": {}} {
		out, err := template.Render(builtIn(t, "default"), a)
		if err != nil {
			t.Fatal(err)
		}
		golden.Equal(t, filepath.Join("testdata", name), string(out))
	}
}

func TestBuiltInTemplatesHaveAllSections(t *testing.T) {
	for _, name := range template.Names() {
		out, err := template.Render(builtIn(t, name), template.Answers{})
		if err != nil {
			t.Fatal(err)
		}
		d := document.Parse("", out)
		equal(t, 0, len(d.Problems))
		var names []string
		for _, s := range d.Sections {
			if s.Level == 2 {
				names = append(names, s.Name)
				if !s.Empty {
					t.Errorf("%s: %q is not empty", name, s.Heading)
				}
			}
		}
		equal(t, document.SectionNames(), names)
		if len(d.Actions)+len(d.Timeline.Events)+len(d.Factors) > 0 || strings.Contains(string(out), "{{") {
			t.Errorf("%s: something is left in the empty document", name)
		}
	}
}

func TestOwnTemplates(t *testing.T) {
	a := template.Answers{Title: `A "b": c | d`, Severity: "SEV-1", Started: day(9, 58), Authors: []string{"@k"}, Sections: map[string]string{document.Summary: "sum", document.Impact: "imp"}}
	tests := []struct{ name, source, want string }{
		{"no front matter", "# {{title}}\n\n## Summary\n\nguidance\n", "---\ntitle: 'A \"b\": c | d'\nstatus: draft\nseverity: SEV-1\nstarted: 2026-11-20T09:58:00Z\nauthors: ['@k']\n---\n\n# A \"b\": c | d\n\n## Summary\n\nsum\n\n## Impact\n\nimp\n"},
		{"other keys, comments, its own status", "---\n# about {{title}}\nteam: payments\nstatus: new # own\nname: {{title}}\nlabel: \"PM {{date}} {{title}}\"\ntags:\n  - {{severity}}\nAuthors:\n  - \"@old\"\n  - \"@older\"\nresolved: {{resolved}} # when\n---\n## Summary\n## Impact\n",
			"---\n# about A \"b\": c | d\nteam: payments\nstatus: new # own\nname: 'A \"b\": c | d'\nlabel: 'PM 2026-11-20 A \"b\": c | d'\ntags:\n  - SEV-1\nAuthors: ['@k']\nresolved: # when\ntitle: 'A \"b\": c | d'\nseverity: SEV-1\nstarted: 2026-11-20T09:58:00Z\n---\n\n## Summary\n\nsum\n\n## Impact\n\nimp\n"},
		{"another style", "\ufeff# {{ title }}\r\n\r\n| Date | {{date}} {{title}} |\r\n|---|---|\r\n\r\n### 1. Executive summary:\r\n\r\n<!-- who? -->\r\n\r\n#### Details\r\n\r\nkeep\r\n\r\n**Customer impact**\r\n\r\n***\r\n",
			"---\ntitle: 'A \"b\": c | d'\nstatus: draft\nseverity: SEV-1\nstarted: 2026-11-20T09:58:00Z\nauthors: ['@k']\n---\n\n# A \"b\": c | d\n\n| Date | 2026-11-20 A \"b\": c \\| d |\n|---|---|\n\n### 1. Executive summary:\n\nsum\n\n#### Details\n\nkeep\n\n**Customer impact**\n\nimp\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			equal(t, tt.want, render(t, tt.source, a))
		})
	}
}

func TestOwnHeadings(t *testing.T) {
	own := template.Template{Path: "x", Source: []byte("## Ursachen\n\n## Auswirkung\n"), Parser: document.Parser{Aliases: map[string][]string{"impact": {"Auswirkung"}}}}
	out, err := template.Render(own, template.Answers{Sections: map[string]string{document.Impact: "imp"}})
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "---\nstatus: draft\n---\n\n## Ursachen\n\n## Auswirkung\n\nimp\n", string(out))
}

func TestUnfitTemplates(t *testing.T) {
	tests := []struct {
		name, source, want, hint string
		line                     int
	}{
		{"unknown placeholder", "# {{title}}\n\n{{ severty }}\n", "nothing is known by the name {{severty}}", "did you mean {{severity}}? known are title", 3},
		{"far from any", "---\nx: {{zzzzzzzzzzzzzzzz}}\n---\n", "{{zzzzzzzzzzzzzzzz}}", "known are", 2},
		{"front matter never closed", "---\ntitle: x\n\n# T\n", "never closed", "three dashes", 1},
		{"front matter in TOML", "+++\ntitle = 'x'\n+++\n", "is not YAML", "three dashes", 1},
		{"front matter that is no YAML", "---\nteam: @payments\n---\n", "not valid YAML", "quotes", 1},
		{"open fence", "# {{title}}\n\n```\n\n## Summary\n", "never closed", "close it", 0},
		{"open comment", "# {{title}}\n\n<!-- \n\n## Summary\n", "never closed", "close it", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := template.Render(template.Template{Path: "templates/own.md", Source: []byte(tt.source)}, full())
			var unfit *template.Error
			if !errors.As(err, &unfit) {
				t.Fatalf("error %v", err)
			}
			if !strings.Contains(err.Error(), tt.want) || !strings.Contains(unfit.Hint(), tt.hint) || !strings.Contains(err.Error(), "templates/own.md") {
				t.Errorf("error %q, hint %q", err, unfit.Hint())
			}
			equal(t, tt.line, unfit.Line)
		})
	}
}

func TestFind(t *testing.T) {
	root := t.TempDir()
	outside := filepath.Join(t.TempDir(), "secret.md")
	for name, content := range map[string]string{
		outside: "secret", filepath.Join(root, "templates", "mine.md"): "mine", filepath.Join(root, "docs", "x.md"): "x", filepath.Join(root, "templates", "bad.md"): "ok\n\xff",
	} {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]string{"mine": "templates/mine.md", "docs/x.md": "docs/x.md", "default": "default", "./docs/../docs/x.md": "./docs/../docs/x.md"} {
		found, err := template.Find(root, name, "")
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		equal(t, want, found.Path)
	}
	if err := os.WriteFile(filepath.Join(root, "templates", "default.md"), []byte("own default"), 0o644); err != nil {
		t.Fatal(err)
	}
	if found, err := template.Find(root, "default", ""); err != nil || string(found.Source) != "own default" {
		t.Errorf("the repository's own default: %q, %v", found.Source, err)
	}
	for link, target := range map[string]string{"templates/link.md": outside, "templates/up.md": "../../" + filepath.Base(filepath.Dir(outside)) + "/secret.md", "away": filepath.Dir(outside)} {
		if err := os.Symlink(target, filepath.Join(root, link)); err != nil {
			t.Skip(err)
		}
	}
	for name, want := range map[string]string{
		"nosuch": "template nosuch: there is no such template", "no/such.md": "no such file", "templates": "no such template", "bad": "templates/bad.md:2: byte 3 is not UTF-8",
		"link": "escapes", "up": "escapes", "away/secret.md": "escapes", "../x": "no such template", "../../x": "escapes", outside: "escapes", "../" + filepath.Base(root) + "/docs/x.md": "escapes", "": "no such template", "docs.md/": "no such template",
	} {
		_, err := template.Find(root, name, "")
		var unfit *template.Error
		if !errors.As(err, &unfit) || !strings.Contains(err.Error(), want) || unfit.Hint() == "" {
			t.Errorf("%q: error %v, want %q", name, err, want)
		}
	}
	if err := os.Mkdir(filepath.Join(root, "folder.md"), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := template.Find(root, "folder.md", ""); err == nil || !strings.Contains(err.Error(), "not a regular file") {
		t.Errorf("a folder: %v", err)
	}
}

func TestSlug(t *testing.T) {
	for title, want := range map[string]string{
		"Checkout unavailable for EU customers": "checkout-unavailable-for-eu-customers",
		"  Déjà vu: café's  outage!! ":          "deja-vu-cafes-outage",
		"日本語のタイトル が":                            "日本語のタイトル-が",
		"हिन्दी शीर्षक":                         "हिन्दी-शीर्षक",
		"../../etc/passwd":                      "etc-passwd", "": "incident", "🔥🔥": "incident", "İstanbul": "istanbul", "a--b__c": "a-b-c", "CON\x00.nul\n": "con-nul",
	} {
		equal(t, want, template.Slug(title))
	}
	for _, title := range []string{strings.Repeat("word ", 100), strings.Repeat("日", 100), strings.Repeat("x", 300), strings.Repeat("e\u0301", 200)} {
		slug := template.Slug(title)
		if len(slug) > 72 || len(slug) < 36 || strings.HasSuffix(slug, "-") || strings.ToValidUTF8(slug, "?") != slug {
			t.Errorf("%.20q becomes %q", title, slug)
		}
	}
}

func TestFileName(t *testing.T) {
	now := time.Date(2026, 12, 1, 23, 0, 0, 0, time.FixedZone("", -5*3600))
	equal(t, "2026-11-20-x.md", template.FileName(template.Answers{Title: "X", Started: time.Date(2026, 11, 21, 0, 30, 0, 0, time.FixedZone("", 3600))}, now))
	equal(t, "2026-12-02-incident.md", template.FileName(template.Answers{}, now))
	equal(t, "", template.Day(template.Answers{}))
}
