package rules_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/language/languages"
	"github.com/blameless-postmortem/postmortem/internal/lint"
	"github.com/blameless-postmortem/postmortem/internal/lint/rules"
)

// inAll reads the word lists once for all tests.
var inAll = sync.OnceValue(languages.All)

// newLinter makes a linter as a team without any configuration has it, for some rules or, without any, for all.
func newLinter(t testing.TB, only ...string) *lint.Linter {
	t.Helper()
	l, err := lint.New(rules.All(), inAll(), lint.Options{
		Only:     only,
		Required: []string{document.Summary, document.Impact, document.TimelineSection, document.ContributingFactors, document.ActionItems},
		Scale:    []string{"SEV-1", "SEV-2", "SEV-3", "SEV-4"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// forRule makes the linter that shows one rule alone; what the meta rules say depends on all the others.
func forRule(t testing.TB, r lint.Rule) *lint.Linter {
	t.Helper()
	if r.Group() == "meta" {
		return newLinter(t)
	}
	return newLinter(t, r.ID)
}

func findings(l *lint.Linter, source, rule string) (*document.Document, []lint.Finding) {
	doc := document.Parse("example.md", []byte(source))
	return doc, slices.DeleteFunc(l.Lint(doc), func(f lint.Finding) bool { return !(lint.Rule{ID: f.Rule}).Matches(rule) })
}

// describe is how the goldens write findings.
func describe(doc *document.Document, list []lint.Finding) string {
	var b strings.Builder
	for _, f := range list {
		start, end := doc.Position(f.Span.Start), doc.Position(f.Span.End)
		fmt.Fprintf(&b, "%d:%d-%d:%d %s %s\n", start.Line, start.Column, end.Line, end.Column, f.Severity, f.Message)
	}
	return b.String()
}

// fileName is the base name of a rule's page and golden.
func fileName(r lint.Rule) string {
	_, fault, _ := strings.Cut(r.ID, "/")
	if r.ID == "action/none" {
		return "no_actions"
	}
	return strings.ReplaceAll(fault, "-", "_")
}

// files are the base names of the files that match, without their extension.
func files(t *testing.T, pattern string) []string {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, p := range paths {
		names = append(names, strings.TrimSuffix(filepath.Base(p), filepath.Ext(p)))
	}
	slices.Sort(names)
	return names
}

func TestEveryRuleHasItsPageAndGolden(t *testing.T) {
	var want []string
	seen := map[string]bool{}
	for _, r := range rules.All() {
		if seen[r.ID] {
			t.Errorf("%s is listed twice", r.ID)
		}
		seen[r.ID] = true
		want = append(want, fileName(r))
		if strings.HasSuffix(r.Summary, ".") || r.Summary == "" {
			t.Errorf("%s: the summary %q is one line without a full stop", r.ID, r.Summary)
		}
		if r.Severity == lint.Off {
			t.Errorf("%s has no severity", r.ID)
		}
	}
	slices.Sort(want)
	for _, pattern := range []string{"*.md", "testdata/*.txtar"} {
		if diff := cmp.Diff(want, files(t, pattern)); diff != "" {
			t.Errorf("%s are not one for each rule (-rules +files):\n%s", pattern, diff)
		}
	}
	if page := rules.Page("blame/no-such-rule"); page != "" {
		t.Errorf("a rule that is not there has the page %q", page)
	}
}

// section is one part of a page.
type section struct {
	heading string
	text    string
	blocks  []string // the fenced markdown in it
}

var fenced = regexp.MustCompile("(?ms)^```markdown\n(.*?\n)```$")

func sections(page string) (title, intro string, list []section) {
	outside := fenced.ReplaceAllStringFunc(page, func(block string) string { return strings.Repeat("\x00", len(block)) })
	starts := regexp.MustCompile(`(?m)^## (.*)\n`).FindAllStringSubmatchIndex(outside, -1)
	head := page
	for i, m := range starts {
		end := len(page)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		s := section{heading: page[m[2]:m[3]], text: strings.TrimSpace(page[m[1]:end])}
		for _, b := range fenced.FindAllStringSubmatch(page[m[1]:end], -1) {
			s.blocks = append(s.blocks, b[1])
		}
		list = append(list, s)
	}
	if len(starts) > 0 {
		head = page[:starts[0][0]]
	}
	title, intro, _ = strings.Cut(head, "\n")
	return title, strings.TrimSpace(intro), list
}

func TestPages(t *testing.T) {
	headings := []string{"What it finds", "Why it matters", "Example", "Write instead", "Not a finding", "Options", "Sources"}
	for _, r := range rules.All() {
		t.Run(r.ID, func(t *testing.T) {
			title, intro, list := sections(rules.Page(r.ID))
			if title != "# "+r.ID {
				t.Errorf("the first line is %q", title)
			}
			if intro == "" || strings.Contains(intro, "\n\n") {
				t.Errorf("the title is followed by %q, not by one paragraph", intro)
			}
			var got []string
			part := map[string]section{}
			for _, s := range list {
				got = append(got, s.heading)
				part[s.heading] = s
				if s.text == "" {
					t.Errorf("%q is empty", s.heading)
				}
			}
			if diff := cmp.Diff(headings, got); diff != "" {
				t.Fatalf("headings (-want +got):\n%s", diff)
			}
			for _, heading := range []string{"Example", "Write instead", "Not a finding"} {
				if len(part[heading].blocks) == 0 {
					t.Errorf("%q shows nothing", heading)
				}
			}
			options := part["Options"].text
			for _, want := range []string{"`.postmortem.yaml`", "lint: {rules: {" + r.ID + ": "} {
				if !strings.Contains(options, want) {
					t.Errorf("the options do not mention %s", want)
				}
			}
			if severity := r.Severity.String(); !r.Optional && !strings.Contains(options, severity) {
				t.Errorf("the options do not say that the severity is %s", severity)
			}
			if !regexp.MustCompile(`(?m)^- \S`).MatchString(part["Sources"].text) {
				t.Error("no source is listed")
			}

			l := forRule(t, r)
			for _, block := range part["Example"].blocks {
				if _, found := findings(l, block, r.ID); len(found) == 0 {
					t.Errorf("the example is not found:\n%s", block)
				}
			}
			silent := slices.Concat(part["Write instead"].blocks, part["Not a finding"].blocks)
			for _, block := range silent {
				if doc, found := findings(l, block, r.ID); len(found) > 0 {
					t.Errorf("this is found, but must not be:\n%s%s", block, describe(doc, found))
				}
			}
			if r.Group() != "blame" {
				return
			}
			for _, block := range part["Write instead"].blocks {
				if doc, found := findings(newLinter(t), block, "blame"); len(found) > 0 {
					t.Errorf("the better wording blames:\n%s%s", block, describe(doc, found))
				}
			}
		})
	}
}

// readGolden returns the documents of a golden, by name, and the archive. A name that ends in .crlf.md asks for Windows line endings.
func readGolden(t *testing.T, r lint.Rule) (path string, archive *txtar.Archive, inputs map[string]string) {
	t.Helper()
	path = filepath.Join("testdata", fileName(r)+".txtar")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	archive = txtar.Parse([]byte(strings.ReplaceAll(string(data), "\r\n", "\n")))
	inputs = map[string]string{}
	for _, f := range archive.Files {
		if !strings.HasSuffix(f.Name, ".md") {
			continue
		}
		inputs[f.Name] = string(f.Data)
		if strings.HasSuffix(f.Name, ".crlf.md") {
			inputs[f.Name] = strings.ReplaceAll(string(f.Data), "\n", "\r\n")
		}
	}
	return path, archive, inputs
}

func TestGoldens(t *testing.T) {
	for _, r := range rules.All() {
		t.Run(r.ID, func(t *testing.T) {
			path, archive, inputs := readGolden(t, r)
			l := forRule(t, r)
			want := map[string]string{}
			for _, f := range archive.Files {
				if name, ok := strings.CutSuffix(f.Name, ".want"); ok {
					want[name+".md"] = string(f.Data)
				}
			}
			got := map[string]string{}
			clean, faulty := false, false
			for name, source := range inputs {
				got[name] = describe(findings(l, source, r.ID))
				clean = clean || got[name] == ""
				faulty = faulty || got[name] != ""
			}
			if !clean || !faulty {
				t.Errorf("%s needs a case that is clean and one that is not", path)
			}
			if os.Getenv("UPDATE") != "" {
				out := txtar.Archive{Comment: archive.Comment}
				for _, f := range archive.Files {
					if before, ok := strings.CutSuffix(f.Name, ".md"); ok {
						out.Files = append(out.Files, f, txtar.File{Name: before + ".want", Data: []byte(got[f.Name])})
					}
				}
				if err := os.WriteFile(path, txtar.Format(&out), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s (-want +got; UPDATE=1 rewrites it):\n%s", path, diff)
			}
		})
	}
}

// TestSuggestions applies every suggestion of every finding in the pages and the goldens: it silences its finding and raises no other of the group.
func TestSuggestions(t *testing.T) {
	applied := map[string]int{}
	for _, r := range rules.All() {
		_, _, inputs := readGolden(t, r)
		_, _, list := sections(rules.Page(r.ID))
		for _, s := range list {
			for i, block := range s.blocks {
				inputs[fmt.Sprintf("page, %s, %d", s.heading, i+1)] = block
			}
		}
		only := []string{r.Group(), r.ID}
		if r.Group() == "meta" {
			only = nil
		}
		l := newLinter(t, only...)
		for _, name := range slices.Sorted(maps.Keys(inputs)) {
			source := inputs[name]
			doc, before := findings(l, source, r.Group())
			for i, f := range before {
				for _, s := range f.Suggestions {
					applied[r.Group()]++
					edited, err := document.Apply([]byte(source), document.Edit{Span: s.Span, Text: s.Text})
					if err != nil {
						t.Errorf("%s, %s: %v", r.ID, name, err)
						continue
					}
					left := map[string]int{}
					for j, other := range before {
						if j != i {
							left[other.Rule+": "+source[other.Span.Start:other.Span.End]]++
						}
					}
					_, after := findings(l, string(edited), r.Group())
					for _, a := range after {
						key := a.Rule + ": " + string(edited[a.Span.Start:a.Span.End])
						if left[key]--; left[key] < 0 {
							t.Errorf("%s, %s: %q in place of %q leaves or raises %q\nbefore:\n%safter:\n%s", r.ID, name, s.Text,
								source[s.Span.Start:s.Span.End], key, describe(doc, before), edited)
							break
						}
					}
				}
			}
		}
	}
	for _, group := range []string{"blame", "timeline", "safety", "meta"} {
		if applied[group] == 0 {
			t.Errorf("no finding of %s suggests anything", group)
		}
	}
}
