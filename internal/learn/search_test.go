package learn_test

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/cputime"
	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/learn"
)

var now = time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)

// parsed are postmortems by their paths, in the order in which they are given: path and source by turns.
func parsed(pairs ...string) *learn.Collection {
	c := &learn.Collection{}
	for i := 0; i < len(pairs); i += 2 {
		c.Postmortems = append(c.Postmortems, learn.New(document.Parse(pairs[i], []byte(pairs[i+1])), nil))
	}
	return c
}

// written writes documents into a new folder and returns their paths: name and source by turns.
func written(tb testing.TB, pairs ...string) []string {
	tb.Helper()
	dir := tb.TempDir()
	var files []string
	for i := 0; i < len(pairs); i += 2 {
		file := filepath.Join(dir, pairs[i])
		if err := os.WriteFile(file, []byte(pairs[i+1]), 0o600); err != nil {
			tb.Fatal(err)
		}
		files = append(files, file)
	}
	return files
}

// search searches files for what a query asks.
func search(tb testing.TB, files []string, text string, limit int) learn.Results {
	tb.Helper()
	q, err := learn.ParseQuery(text, now)
	if err != nil {
		tb.Fatal(err)
	}
	r, err := learn.Reader{}.Search(tb.Context(), files, q, limit)
	if err != nil || len(r.Unread) > 0 {
		tb.Fatal(err, r.Unread)
	}
	return r
}

func paths(list []*learn.Postmortem) string {
	var all []string
	for _, p := range list {
		all = append(all, strings.TrimSuffix(path.Base(p.Path), ".md"))
	}
	return strings.Join(all, " ")
}

func TestSearch(t *testing.T) {
	files := written(t,
		"title.md", "# The connection pool is exhausted\n\n## Impact\n\nNobody could pay.\n",
		"body.md", "# Slow pages\n\n## Response\n\nThe connection pool was looked at.\n",
		"apart.md", "# Slow mail\n\n## Response\n\nThe pool of workers lost its connection.\n",
		"code.md", "# Certificates\n\n```\nlevel=error msg=\"upstream timed out\" host=db-3\n```\n",
		"parts.md", "# payments-api v2.3.1 restarts\n",
		"日本.md", "# 障害\n\n## 概要\n\n設定の反映後に決済が失敗した。ＡＰＩは無事。\n",
		"kana.md", "# サーバーが落ちた\n",
		"accents.md", "# Überlast im ÉCLAIR\n",
		"plural.md", "# Timeouts of replicas\n",
	)
	for query, want := range map[string]string{
		"connection pool":         "title body apart",
		`"connection pool"`:       "title body",
		"Connection POOL -looked": "title apart",
		`pool -"connection pool"`: "apart",
		"conn* work*":             "apart",
		`"upstream timed out"`:    "code",
		"db-3":                    "code",
		"payments-api":            "parts",
		"payments-* v2.3":         "parts",
		"api-payments":            "",
		"決済が失敗":                   "日本",
		"決済の失敗":                   "日本", // some of it
		`"決済の失敗"`:                 "",
		"api":                     "parts 日本",
		"サーバー":                    "kana",
		"ｻｰﾊﾞｰ":                   "kana", // half-width
		"überlast éclair":         "accents",
		"timeout":                 "plural",
		"replica*":                "plural",
		"nonsense exhausted":      "title", // some of it
		"nonsense":                "",
		"“connection pool”":       "title body",
		`"connection pool`:        "title body", // never closed
	} {
		var found []*learn.Postmortem
		for _, h := range search(t, files, query, 10).Hits {
			found = append(found, h.Postmortem)
			for _, s := range h.Snippets {
				for _, m := range s.Marks {
					if m.Start < 0 || m.End > len(s.Text) || m.Start >= m.End || !utf8.ValidString(s.Text[m.Start:m.End]) {
						t.Errorf("%s: %+v", query, s)
					}
				}
			}
		}
		got := paths(found)
		if got != want {
			t.Errorf("%s: found %q, want %q", query, got, want)
		}
	}
	for _, empty := range []string{"", "  ", "-pool", "***", `""`, "severity:SEV-1"} {
		q, err := learn.ParseQuery(empty, now)
		if err != nil || !q.Empty() || search(t, files, empty, 10).Total != 0 {
			t.Errorf("%q looks for something: %v", empty, err)
		}
	}
}

func TestSnippetsAreShortAndWhereTheWordsAre(t *testing.T) {
	files := written(t, "a.md", "# T\n\n## Impact\n\n"+strings.Repeat("日本語の長い文章 ", 200)+"the needle "+strings.Repeat("and more ", 200)+"\n")
	hit := search(t, files, "needle", 1).Hits[0]
	s := hit.Snippets[0]
	if n := utf8.RuneCountInString(s.Text); n > 250 || s.Line != 5 || s.Section != "Impact" || len(s.Marks) != 1 || s.Text[s.Marks[0].Start:s.Marks[0].End] != "needle" {
		t.Errorf("%d characters: %+v", n, s)
	}
}

func TestQueryFilters(t *testing.T) {
	q, err := learn.ParseQuery(`pool severity:SEV-1 Service:"payments api" since:30d until:2026-11 factor:dns error:x`, now)
	if err != nil {
		t.Fatal(err)
	}
	want := learn.Filter{
		Since: time.Date(2026, 10, 23, 0, 0, 0, 0, time.UTC), Until: time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC),
		Severities: []string{"SEV-1"}, Services: []string{"payments api"}, Factors: []string{"dns"},
	}
	if diff := cmp.Diff(want, q.Filter); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if _, err := learn.ParseQuery("since:yesterday", now); err == nil || !strings.Contains(err.Error(), "yesterday") {
		t.Errorf("since:yesterday: %v", err)
	}
}

func TestSelectAndSort(t *testing.T) {
	front := func(day, more string) string { return "---\nstarted: " + day + "T10:00:00Z\n" + more + "\n---\n# T\n" }
	c := parsed(
		"a.md", front("2026-11-20", "severity: SEV-1\nservices: [Checkout]\nstatus: in-review\nauthors: ['@kmori']\nresolved: 2026-11-20T11:00:00Z"),
		"b.md", front("2026-10-02", "severity: sev2\nservices: [dns, checkout]\nfactors: [Capacity]\nresolved: 2026-10-02T14:00:00Z")+"\n## Action items\n\n- [ ] x (prevent, P1, Ada Diallo)\n",
		"c.md", "# No date\n\n**Severity:** critical\n",
	)
	for _, tt := range []struct {
		filter learn.Filter
		want   string
	}{
		{learn.Filter{}, "a b c"},
		{learn.Filter{Severities: []string{"SEV1", "sev-2"}}, "a b"},
		{learn.Filter{Services: []string{"CHECKOUT"}, Factors: []string{"capacity"}}, "b"},
		{learn.Filter{Statuses: []string{"In Review"}}, "a"},
		{learn.Filter{Owners: []string{"kmori", "ada diallo"}}, "a b"},
		{learn.Filter{Since: time.Date(2026, 10, 2, 0, 0, 0, 0, time.UTC), Until: time.Date(2026, 11, 19, 0, 0, 0, 0, time.UTC)}, "b"},
		{learn.Filter{Services: []string{"dns"}, Statuses: []string{"in-review"}}, ""},
	} {
		got, err := c.Select(tt.filter)
		if err != nil || paths(got) != tt.want {
			t.Errorf("%+v: %q, %v; want %q", tt.filter, paths(got), err, tt.want)
		}
	}
	_, err := c.Select(learn.Filter{Severities: []string{"SEV-9"}})
	var unknown *learn.UnknownValueError
	if !errors.As(err, &unknown) || unknown.Hint() != "the severities are SEV-1, critical, sev2" {
		t.Errorf("an unknown severity: %v", err)
	}
	for order, want := range map[string]string{"date": "a b c", "severity": "a b c", "title": "c a b", "duration": "b a c", "open": "b a c"} {
		list, err := c.Select(learn.Filter{})
		if err != nil {
			t.Fatal(err)
		}
		learn.Sort(list, order, []string{"SEV-1", "SEV-2"}, now)
		if got := paths(list); got != want {
			t.Errorf("by %s: %q, want %q", order, got, want)
		}
	}
}

func TestPeriods(t *testing.T) {
	for text, want := range map[string]string{
		"2026-11-20": "2026-11-20 2026-11-20", "2026-02": "2026-02-01 2026-02-28", "2025": "2025-01-01 2025-12-31", "7d": "2026-11-15 2026-11-15", "2w": "2026-11-08 2026-11-08", "6mo": "2026-05-22 2026-05-22", "1 year": "2025-11-22 2025-11-22",
		"": "0001-01-01 0001-01-01", "7": "", "d": "", "-7d": "", "7m": "", "2026-13": "", "99999999999999999999d": "", "last week": "",
	} {
		first, err := learn.Since(text, now)
		last, err2 := learn.Until(text, now)
		got := first.Format(time.DateOnly) + " " + last.Format(time.DateOnly)
		if err != nil || err2 != nil {
			got = ""
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestLike(t *testing.T) {
	c := parsed(
		"same.md", "---\nservices: [checkout]\nfactors: [configuration]\n---\n# Proxy refused the region\n",
		"service.md", "---\nservices: [checkout]\n---\n# Slow pages\n",
		"words.md", "# Proxy without an upstream in the region\n",
		"other.md", "---\nservices: [mail]\n---\n# Mail was late\n",
		"日本.md", "# 決済が失敗した\n",
	)
	subject := learn.Told("checkout: the proxy has no upstream in one region, after a configuration change", c.Postmortems)
	var got []*learn.Postmortem
	for _, a := range learn.Like(c.Postmortems, subject, learn.LeastRelated, 5) {
		got = append(got, a.Postmortem)
		if a.Score <= 0 || a.Score > 1 {
			t.Errorf("%s: score %v", a.Postmortem.Path, a.Score)
		}
	}
	if paths(got) != "same words service" && paths(got) != "same service words" {
		t.Errorf("like it: %q", paths(got))
	}
	first := learn.Like(c.Postmortems, subject, 0, 1)[0]
	if diff := cmp.Diff([][]string{{"checkout"}, {"configuration"}}, [][]string{first.Services, first.Factors}); diff != "" {
		t.Errorf("what is shared: -want +got\n%s", diff)
	}
	japanese := learn.Like(c.Postmortems, learn.Subject{Text: "昨日、決済が失敗した。"}, learn.LeastRelated, 5)
	if len(japanese) != 1 || cmp.Diff([]string{"決済"}, japanese[0].Words) != "" {
		t.Errorf("Japanese: %+v", japanese)
	}
	if got := learn.Like(nil, subject, 0, 5); len(got) > 0 {
		t.Errorf("like nothing: %v", got)
	}
}

// TestSharedWordsAreWords: as they are written most often, and nothing that is only grammar.
func TestSharedWordsAreWords(t *testing.T) {
	for _, tt := range []struct {
		subject, other string
		want           []string
	}{
		{"Nobody reaches the DNS resolver. The resolvers reaches", "Nobody reaches a resolver or the dns", []string{"Nobody", "reaches", "DNS", "resolver"}},
		{"Kafka topics; Topics, Topics", "kafka topic", []string{"Kafka", "Topics"}},
		{"決済ページに接続できない", "検索に接続できない、決済も遅い", []string{"決済", "接続"}},
		{"切り戻しが遅い。再起動した", "切り戻しと再起動しても遅い", []string{"切り戻し", "遅い", "再起動"}},
		{"サーバーの障害が発生した", "サーバーの障害が発生していた", []string{"サーバー"}},
		{"利用できないことがあった。どちらも", "表示できないことがあった。どちらも", nil},
	} {
		c := parsed("a.md", "# "+tt.other+"\n", "b.md", "# x\n", "c.md", "# y\n")
		var got []string
		for _, a := range learn.Like(c.Postmortems, learn.Subject{Text: tt.subject}, 0, 1) {
			got = a.Words
		}
		slices.Sort(got)
		slices.Sort(tt.want)
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%q and %q: -want +got\n%s", tt.subject, tt.other, diff)
		}
	}
}

func FuzzSearch(f *testing.F) {
	f.Add("# The pool\n\n決済が失敗したABC x\n", `"pool x" 失敗* -y severity:z`)
	f.Fuzz(func(t *testing.T, source, query string) {
		if !utf8.ValidString(source) {
			return
		}
		c, files := parsed("a.md", source), written(t, "a.md", source)
		q, err := learn.ParseQuery(query, now)
		if err != nil {
			return
		}
		r, err := learn.Reader{}.Search(t.Context(), files, q, 3)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range r.Hits {
			for _, s := range h.Snippets {
				for _, m := range s.Marks {
					if s.Text[m.Start:m.End] == "" {
						t.Error("an empty mark")
					}
				}
			}
		}
		learn.Like(c.Postmortems, learn.Told(query, c.Postmortems), 0, 3)
	})
}

// TestHugeDocumentsTakeLinearTime is that a large document, all of it what is looked for, costs what its size lets expect.
func TestHugeDocumentsTakeLinearTime(t *testing.T) {
	cputime.Linear(t, "search and likeness", 1_000, func(n int) {
		var b strings.Builder
		b.WriteString("# T\n\n## Summary\n\n")
		for i := range n {
			fmt.Fprintf(&b, "pool w%d\n\n", i)
		}
		b.WriteString(strings.Repeat("決済", 7*n) + "\n")
		c, files := parsed("a.md", b.String(), "b.md", b.String()), written(t, "a.md", b.String(), "b.md", b.String())
		if r := search(t, files, "pool 決済が zebra", 5); !r.Some || len(r.Hits) != 2 || len(r.Hits[0].Snippets) != 2 {
			t.Errorf("%d of %d", len(r.Hits), r.Total)
		}
		if a := learn.Like(c.Postmortems[1:], c.Postmortems[0].Subject(), 0.1, 5); len(a) != 1 || len(a[0].Words) == 0 {
			t.Errorf("alike: %d", len(a))
		}
	})
}
