package learn_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/learn"
)

const checkout = `---
title: Checkout unavailable
status: final
severity: SEV-2
started: 2026-11-20T10:58:00+01:00
detected: 2026-11-20T10:06:00Z
resolved: 2026-11-20T12:15:00Z
services: [checkout, payments-api]
authors: ["@kmori"]
factors: [configuration]
slo: {objective: 99.9, window: 30d, unavailable: 35m}
---

Before all.

## Summary

EU customers could *not*
pay.

` + "```\nupstream timed out\n```" + `

## Contributing factors

- **F1** The check accepts a region without an upstream

## Action items

- [ ] Refuse it (prevent, P1, @kmori, due 2026-12-01, for F1) [#12](https://github.com/o/r/issues/12)
- [x] Tell everybody (learn)

## Lessons learned

| What | Why |
|---|---|
| Checks | lie |

<!-- nothing here -->
`

func TestNew(t *testing.T) {
	grade := func(title string) string { return "grade of " + title }
	got := learn.New(document.Parse("postmortems/a.md", []byte(checkout)), grade)
	at := func(s string) time.Time {
		v, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	detect, resolve := 8*time.Minute, 2*time.Hour+17*time.Minute
	want := &learn.Postmortem{
		Path: "postmortems/a.md", Title: "Checkout unavailable", Day: at("2026-11-20T00:00:00Z"),
		Started: at("2026-11-20T09:58:00Z"), Detected: at("2026-11-20T10:06:00Z"), Resolved: at("2026-11-20T12:15:00Z"),
		Metrics: document.Metrics{TimeToDetect: &detect, TimeToResolve: &resolve},
		Status:  "final", Severity: "SEV-2", Services: []string{"checkout", "payments-api"}, Authors: []string{"@kmori"}, Tags: []string{"configuration"},
		Summary: "EU customers could not pay.", Factors: []string{"The check accepts a region without an upstream"},
		Lessons: []string{"What · Why", "Checks · lie"},
		Budget:  &learn.Budget{Objective: 99.9, Window: 30 * 24 * time.Hour, Unavailable: 35 * time.Minute},
		Actions: []learn.Action{
			{
				Title: "Refuse it", Line: 31, Type: "prevent", Priority: "P1", Owner: "@kmori", Due: at("2026-12-01T00:00:00Z"), Factor: "F1",
				Strength: "grade of Refuse it", Issue: "#12", IssueURL: "https://github.com/o/r/issues/12",
			},
			{Title: "Tell everybody", Line: 32, Type: "learn", Done: true, Strength: "grade of Tell everybody"},
		},
		Sections: []learn.Section{
			{Line: 1, Passages: []learn.Passage{{Line: 14, Text: "Before all."}}},
			{Name: "summary", Heading: "Summary", Level: 2, Line: 16, Passages: []learn.Passage{{Line: 18, Text: "EU customers could not pay."}, {Line: 22, Text: "upstream timed out", Code: true}}},
			{Name: "contributing factors", Heading: "Contributing factors", Level: 2, Line: 25, Passages: []learn.Passage{{Line: 27, Text: "F1 The check accepts a region without an upstream"}}},
			{Name: "action items", Heading: "Action items", Level: 2, Line: 29, Passages: []learn.Passage{
				{Line: 31, Text: "Refuse it (prevent, P1, @kmori, due 2026-12-01, for F1) #12"}, {Line: 32, Text: "Tell everybody (learn)"},
			}},
			{Name: "lessons learned", Heading: "Lessons learned", Level: 2, Line: 34, Passages: []learn.Passage{{Line: 36, Text: "What · Why"}, {Line: 38, Text: "Checks · lie"}}},
		},
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(learn.Postmortem{})); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if diff := cmp.Diff([]string{"@kmori"}, got.Owners()); diff != "" {
		t.Error(diff)
	}
	open, overdue := got.OpenActions(at("2026-12-03T09:00:00Z"))
	if open != 1 || overdue != 1 || got.Actions[0].Late(at("2026-12-03T09:00:00Z")) != 2 || got.Actions[0].Late(at("2026-12-01T23:00:00Z")) != 0 {
		t.Errorf("%d open, %d overdue, %d days late", open, overdue, got.Actions[0].Late(at("2026-12-03T09:00:00Z")))
	}
}

func TestReadOrderAndTrouble(t *testing.T) {
	dir := t.TempDir()
	var files []string
	for name, source := range map[string]string{
		"b.md": "# No date at all\n", "2026-01-02-x.md": "# Second\n", "2026-03-04-y.md": "# Third\n", "2025-12-31.md": "\n", "bad.md": "a\xffb\n",
	} {
		file := filepath.Join(dir, name)
		files = append(files, file)
		if err := os.WriteFile(file, []byte(source), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	files = append(files, filepath.Join(dir, "gone.md"))
	slices.Sort(files)
	c, err := learn.Reader{}.Read(t.Context(), files)
	if err != nil {
		t.Fatal(err)
	}
	var titles []string
	for _, p := range c.Postmortems {
		titles = append(titles, p.Title)
	}
	if diff := cmp.Diff([]string{"Third", "Second", "2025-12-31", "No date at all"}, titles); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if len(c.Unread) != 2 || !strings.Contains(c.Unread[0].Error(), "bad.md:1") || !strings.Contains(c.Unread[1].Error(), "gone.md") {
		t.Errorf("unread: %v", c.Unread)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, err := (learn.Reader{}).Read(stopped, files); !errors.Is(err, context.Canceled) {
		t.Errorf("with a context that ended: %v", err)
	}
}

// TestCache is that a collection is the same with and without a cache, whatever became of the cache and of the files in between.
func TestCache(t *testing.T) {
	folder, dir := t.TempDir(), t.TempDir()
	var files []string
	for i := range 101 {
		source := strings.ReplaceAll(checkout, "EU customers", fmt.Sprint(i, " customers"))
		if i > 3 {
			source = fmt.Sprintf("# Incident %d\n\n## Impact\n\nNone.\n", i)
		}
		files = append(files, filepath.Join(folder, fmt.Sprintf("2026-01-02-%03d.md", i)))
		if err := os.WriteFile(files[i], []byte(source), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r := learn.Reader{CacheDir: dir, Version: "1"}
	check := func(when string, r learn.Reader) {
		t.Helper()
		plain := r
		plain.CacheDir = ""
		if diff := cmp.Diff(read(t, plain, files), read(t, r, files), cmp.AllowUnexported(learn.Postmortem{})); diff != "" {
			t.Fatalf("%s: -without cache +with\n%s", when, diff)
		}
	}
	check("first", r)
	check("again", r)
	cached, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(cached) != 1 {
		t.Fatalf("files in the cache: %v %v", cached, err)
	}
	if info, err := os.Stat(cached[0]); err != nil || runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 { // where there are no such bits
		t.Errorf("the cache can be read by others: %v %v", info.Mode(), err)
	}
	graded := r
	graded.Version, graded.Grade = "2", strings.ToUpper
	check("another version", graded)
	aliased := r
	aliased.Parser.Aliases = map[string][]string{"summary": {"Impact"}}
	check("other headings", aliased)
	check("back again", r)

	source, err := os.ReadFile(files[3])
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(files[3])
	if err != nil {
		t.Fatal(err)
	}
	// Same size, same time, other content.
	if err := os.WriteFile(files[3], []byte(strings.Replace(string(source), "SEV", "VES", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(files[3], info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
	check("changed", r)
	files = files[1:]
	check("one is gone", r)

	whole, err := os.ReadFile(cached[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, damage := range [][]byte{nil, whole[:len(whole)-1], append(slices.Clone(whole[:len(whole)/2]), make([]byte, len(whole)/2)...)} {
		if err := os.WriteFile(cached[0], damage, 0o600); err != nil {
			t.Fatal(err)
		}
		check("damaged", r)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(learn.Encode(learn.New(document.Parse("a.md", []byte(checkout)), strings.ToUpper)))
	f.Fuzz(func(t *testing.T, in []byte) {
		p, err := learn.Decode(string(in))
		if err != nil {
			return
		}
		kept := learn.Encode(p)
		again, err := learn.Decode(string(kept))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(learn.Encode(again), kept) {
			t.Error("what was kept is another when it is read again")
		}
	})
}

func FuzzNew(f *testing.F) {
	f.Add(checkout)
	f.Add("# T\n\n```\na\n```\n<!-- a\nb -->\n\n> q\n\n1. x\n   ```\n   y\n")
	f.Fuzz(func(t *testing.T, source string) {
		p := learn.New(document.Parse("a.md", []byte(source)), nil)
		lines := strings.Count(source, "\n") + 1 + strings.Count(source, "\r")
		for _, s := range p.Sections {
			for _, passage := range s.Passages {
				if passage.Line < 1 || passage.Line > lines || passage.Text == "" || strings.ContainsAny(passage.Text, "\r\n") {
					t.Errorf("%+v in %d lines", passage, lines)
				}
			}
		}
	})
}
