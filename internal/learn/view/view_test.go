package view_test

import (
	"bytes"
	"encoding/json"
	"io"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/golden"
	"github.com/blameless-postmortem/postmortem/internal/language/languages"
	"github.com/blameless-postmortem/postmortem/internal/learn"
	"github.com/blameless-postmortem/postmortem/internal/learn/view"
)

var now = time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)

func files(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", "postmortems", "*.md"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	return files
}

// collection are the documents of testdata, as they would be in a folder of postmortems.
func collection(t *testing.T) *learn.Collection {
	t.Helper()
	grade := func(title string) string {
		if strings.HasPrefix(title, "Remind") {
			return "weaker"
		}
		return "stronger"
	}
	c, err := learn.Reader{Grade: grade}.Read(t.Context(), files(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range c.Postmortems {
		p.Path = strings.TrimPrefix(p.Path, "testdata/")
	}
	return c
}

// TestViews writes each view as it is piped, at 80 and at 40 columns, in colour, and in plain characters.
func TestViews(t *testing.T) {
	c := collection(t)
	search := func(text string) learn.Results {
		q, err := learn.ParseQuery(text, now)
		if err != nil {
			t.Fatal(err)
		}
		r, err := learn.Reader{}.Search(t.Context(), files(t), q, 3)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range r.Hits {
			h.Postmortem.Path = strings.TrimPrefix(h.Postmortem.Path, "testdata/")
		}
		return r
	}
	newest := c.Postmortems[0]
	stages := map[string]learn.Stages{newest.Path: {Draft: newest.Started.Add(50 * time.Hour), Final: newest.Started.Add(9 * 24 * time.Hour)}}
	stats := learn.Compute(c.Postmortems, []string{"SEV-1", "SEV-2"}, now, stages)
	before := map[string]*learn.Postmortem{c.Postmortems[1].Path: {Actions: []learn.Action{{Title: "Remind everybody of the runbook"}}}}
	digest := learn.NewDigest(c.Postmortems, now.AddDate(0, 0, -14), now, before)
	for name, show := range map[string]func(io.Writer, view.Options) error{
		"list":       func(w io.Writer, o view.Options) error { return view.List(w, c.Postmortems, 9, o) },
		"list_long":  func(w io.Writer, o view.Options) error { return view.ListLong(w, c.Postmortems, 9, o) },
		"list_empty": func(w io.Writer, o view.Options) error { return view.List(w, nil, 9, o) },
		"search":     func(w io.Writer, o view.Options) error { return view.ShowFound(w, search("connection pool*"), 5, o) },
		"search_some": func(w io.Writer, o view.Options) error {
			return view.ShowFound(w, search("決済 nonsense"), 5, o)
		},
		"search_none": func(w io.Writer, o view.Options) error { return view.ShowFound(w, search("nonsense"), 5, o) },
		"related": func(w io.Writer, o view.Options) error {
			return view.ShowRelated(w, learn.Like(c.Postmortems[1:], newest.Subject(), learn.LeastRelated, 5), 4, o)
		},
		"stats": func(w io.Writer, o view.Options) error { return view.ShowStats(w, stats, 9, o) },
		"groups": func(w io.Writer, o view.Options) error {
			return view.ShowGroups(w, "service", learn.By("service", c.Postmortems, nil, now, nil), o)
		},
		"digest": func(w io.Writer, o view.Options) error { return view.ShowDigest(w, digest, o) },
		"index": func(w io.Writer, o view.Options) error {
			_, err := io.WriteString(w, view.IndexTable(c.Postmortems, "postmortems", o.Words))
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			for _, o := range []struct {
				as string
				view.Options
			}{{"piped", view.Options{}}, {"80", view.Options{Width: 80}}, {"40", view.Options{Width: 40, ASCII: true}}, {"colour", view.Options{Width: 80, Color: true}}} {
				var out bytes.Buffer
				o.Now = now
				if err := show(&out, o.Options); err != nil {
					t.Fatal(err)
				}
				check(t, name, o.as, out.String(), o.Options)
				golden.Equal(t, filepath.Join("testdata", name+"."+o.as+".golden"), strings.ReplaceAll(out.String(), "\x1b", "␛"))
			}
			for _, l := range languages.All()[1:] {
				for _, width := range []int{80, 40} {
					var out bytes.Buffer
					o := view.Options{Width: width, Now: now, Words: l.Messages()}
					if err := show(&out, o); err != nil {
						t.Fatal(err)
					}
					as := l.Code() + "." + strconv.Itoa(width)
					check(t, name, as, out.String(), o)
					golden.Equal(t, filepath.Join("testdata", name+"."+as+".golden"), out.String())
				}
			}
		})
	}
}

// check is what holds of every view: it fits, and nothing from a document acts on the terminal.
func check(t *testing.T, name, as, out string, o view.Options) {
	t.Helper()
	markdown := name == "digest" || name == "index"
	for line := range strings.Lines(out) {
		line = strings.TrimSuffix(line, "\n")
		if width := ansi.StringWidth(line); o.Width > 0 && width > o.Width && !markdown && !strings.Contains(line, ".md") {
			t.Errorf("%s %s: %d columns: %s", name, as, width, line)
		}
		if plain := ansi.Strip(line); strings.ContainsFunc(plain, func(r rune) bool { return r < ' ' || r == 0x7f || r == 0x202e }) || !o.Color && plain != line {
			t.Errorf("%s %s: control characters: %q", name, as, line)
		}
	}
	if !o.Color && strings.Contains(out, "\x1b") {
		t.Errorf("%s %s: colour where none is wanted", name, as)
	}
}

// TestJSONHasNoNullLists is that lists are lists, and that what is not known is null and there.
func TestJSONHasNoNullLists(t *testing.T) {
	empty := learn.New(document.Parse("a.md", nil), nil)
	for name, value := range map[string]any{
		"list": view.NewListed([]*learn.Postmortem{empty}, 1, now), "none": view.NewListed(nil, 0, now), "search": view.NewFound(learn.Results{Hits: []learn.Hit{{Postmortem: empty, Snippets: []learn.Snippet{{Text: "日本 x", Marks: []learn.Mark{{Start: 7, End: 8}}}}}}}, now),
		"related": view.NewRelated([]learn.Alike{{Postmortem: empty}}, now), "stats": view.NewStats(learn.Compute([]*learn.Postmortem{empty}, nil, now, nil)), "no stats": view.NewStats(learn.Compute(nil, nil, now, nil)),
		"digest": view.NewDigest(learn.NewDigest(nil, now, now, nil), view.Options{Now: now}),
	} {
		data, err := json.Marshal(value)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, field := range []string{"postmortems", "services", "authors", "factors", "results", "snippets", "marks", "words", "months", "severities", "error_budgets", "strength", "new", "overdue", "a_year_ago", "like_the_newest"} {
			if strings.Contains(string(data), strconv.Quote(field)+":null") {
				t.Errorf("%s: %s is null in %s", name, field, data)
			}
		}
		if name == "search" && !strings.Contains(string(data), `"marks":[[3,4]]`) {
			t.Errorf("marks count something else than characters: %s", data)
		}
	}
}

func TestDuration(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "0 s", 59 * time.Second: "59 s", 90 * time.Second: "2 min", 59*time.Minute + 40*time.Second: "1 h", 2*time.Hour + 17*time.Minute: "2 h 17 min", 24 * time.Hour: "1 d", 76 * time.Hour: "3 d 4 h",
		47*time.Hour + 59*time.Minute: "2 d",
	} {
		if got := (view.Options{}).Duration(d); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
}

func TestMarkdownText(t *testing.T) {
	for in, want := range map[string]string{
		"a|b\n<script> [x](y) *z* `c` ~d~": "a\\|b &lt;script> \\[x\\](y) \\*z\\* \\`c\\` \\~d\\~",
		"@kmori see https://evil.example":  "@\u200bkmori see https&#58;//evil.example",
		"R&D \x1b[31m\u202e":               "R&amp;D �\\[31m�",
	} {
		if got := view.MarkdownText(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestLongWordsAreWrapped is that no character is lost, doubled or beyond the width, and that endless words take no time.
func TestLongWordsAreWrapped(t *testing.T) {
	for _, title := range []string{"題名" + strings.Repeat("日本語", 40), "a " + strings.Repeat("x", 100) + " b", strings.Repeat("long ", 40) + "題", strings.Repeat("y", 3<<20)} {
		p := &learn.Postmortem{Title: title, Path: "a.md", Lessons: []string{title}}
		var out bytes.Buffer
		if err := view.ShowRelated(&out, []learn.Alike{{Postmortem: p}}, 1, view.Options{Width: 41}); err != nil {
			t.Fatal(err)
		}
		check(t, "related", title[:9], out.String(), view.Options{Width: 41})
		joined := strings.Join(strings.Fields(out.String()), "")
		if want := strings.Join(strings.Fields(title), ""); len(want) < 400 && !strings.Contains(joined, want) {
			t.Errorf("%s is shown as\n%s", title, out.String())
		}
	}
}
