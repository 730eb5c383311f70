package importer_test

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
	"github.com/blameless-postmortem/postmortem/internal/importer"
)

func someEvents() []importer.Event {
	at := func(text string) time.Time {
		t, err := time.Parse(time.RFC3339, text)
		if err != nil {
			panic(err)
		}
		return t
	}
	return []importer.Event{
		{At: at("2026-11-20T10:43:00Z"), Text: "to be sure we wait until 11:00"},
		{At: at("2026-11-20T09:30:00Z"), Text: "raise <!-- postmortem-disable blame --> the `limit|x` | now", Source: "commit 0a1b2c3d4e"},
		{At: at("2026-11-20T10:07:30Z"), Text: "[resolved] it isn't: see [this](javascript:x)", Who: "Kaz", Source: "https://example.com/p1"},
		{At: at("2026-11-21T00:05:00Z"), Text: "calm", Milestone: document.Resolved},
	}
}

// TestMerge writes the same events into each document in testdata/merge.
func TestMerge(t *testing.T) {
	files, err := filepath.Glob("testdata/merge/*.md")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d documents: %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			source = []byte(strings.ReplaceAll(string(source), "\r\n", "\n"))
			before := document.Parse(file, source)
			after, err := importer.Merge(document.Parser{}, before, someEvents(), true)
			if err != nil {
				t.Fatal(err)
			}
			golden.Equal(t, file+".want", string(after))

			// Every line that was there is there, in its order.
			rest := string(after)
			for line := range strings.Lines(string(source)) {
				_, behind, ok := strings.Cut(rest, strings.TrimRight(line, "\n"))
				if !ok {
					t.Errorf("the line %q is gone", line)
				}
				rest = behind
			}
			// What was merged is known and not merged again.
			merged := document.Parse(file, after)
			if fresh, _ := importer.Fresh(someEvents(), importer.There(merged)); len(fresh) > 0 {
				t.Errorf("again: %+v", fresh)
			}
			withCRLF := document.Parse(file, []byte(strings.ReplaceAll(string(source), "\n", "\r\n")))
			crlf, err := importer.Merge(document.Parser{}, withCRLF, someEvents(), true)
			if diff := cmp.Diff(strings.ReplaceAll(string(after), "\n", "\r\n"), string(crlf)); diff != "" || err != nil {
				t.Errorf("with CRLF: %v\n%s", err, diff)
			}
		})
	}
}

func TestMergeRefusesWhatReadsDifferently(t *testing.T) {
	// A comment that is not closed swallows what comes after it.
	d := document.Parse("x.md", []byte("# X\n\n## Timeline\n\n<!-- open"))
	_, err := importer.Merge(document.Parser{}, d, someEvents(), false)
	if failed, ok := errors.AsType[*importer.MergeError](err); !ok || failed.Hint() == "" || !strings.HasPrefix(err.Error(), "x.md: ") {
		t.Errorf("got %v", err)
	}
}

// Words are shown as they are.
func TestMergeKeepsWords(t *testing.T) {
	for _, words := range []string{
		"so *all* of __it__ ~~is~~ back, 2*3*4 and snake_case_name, a_ b_", "see https://example.com/a_b/_c_d, *now*", "the _x_", "a **b", "~5 min, ~6 min", "the `*code*` *",
	} {
		events := []importer.Event{{At: someEvents()[0].At, Text: words}}
		after, err := importer.Merge(document.Parser{}, document.Parse("x.md", []byte("# X\n\n## Timeline\n\n- 2026-11-20 10:42 UTC a\n")), events, false)
		if err != nil {
			t.Fatal(err)
		}
		got := document.Parse("x.md", after).Timeline.Events
		if want := strings.ReplaceAll(words, "`", ""); got[1].Text != want {
			t.Errorf("got %q, want %q, from\n%s", got[1].Text, want, after)
		}
	}
}

func TestMergeRefusesWhatNobodyReads(t *testing.T) {
	events := someEvents()[:1]
	events[0].Text = strings.Repeat("x", document.MaxSize)
	_, err := importer.Merge(document.Parser{}, document.Parse("x.md", []byte("# X\n")), events, false)
	if failed, ok := errors.AsType[*importer.MergeError](err); !ok || !strings.Contains(failed.Hint(), "part of the export") {
		t.Errorf("got %v", err)
	}
}

func FuzzMerge(f *testing.F) {
	f.Add("# X\n\n## Timeline\n\n- 10:42 UTC a\n", "text `x` <b> | [y](z)", "kaz")
	f.Add("## Timeline\n\n| Time | What |\n| --- | --- |\n| 2026-11-20 10:42 UTC | a |\n", "a|b\\", "")
	f.Fuzz(func(t *testing.T, source, text, who string) {
		if len(source) > 2000 || len(text) > 200 {
			return
		}
		source = strings.ToValidUTF8(source, "")
		in, err := importer.Read([]byte("2026-11-20T10:42:00Z "+text), importer.Options{Form: importer.Notes})
		if err != nil {
			t.Fatal(err)
		}
		before := document.Parse("x.md", []byte(source))
		after, err := importer.Merge(document.Parser{}, before, in.Events, true)
		if err != nil {
			if before.Timeline.Events == nil && !strings.ContainsAny(source, "<`~|[-+*>=") {
				t.Errorf("refused without a timeline that it could harm: %v", err)
			}
			return
		}
		d := document.Parse("x.md", after)
		if len(d.Timeline.Events) != len(before.Timeline.Events)+len(in.Events) || len(d.Comments) != len(before.Comments) {
			t.Errorf("%d events became %d:\n%s", len(before.Timeline.Events), len(d.Timeline.Events), after)
		}
	})
}
