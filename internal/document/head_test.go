package document_test

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// sameHead fails when the head that is read lightly is not that of the whole document.
func sameHead(t *testing.T, path, source string) (front bool) {
	t.Helper()
	d := document.Parse(path, []byte(source))
	want := document.Head{
		Title: d.Title, Status: d.Meta.Status, Severity: d.Meta.Severity, Services: d.Meta.Services, Started: d.Meta.Started, Day: d.Day(),
	}
	if diff := cmp.Diff(want, document.Parser{}.Head(path, []byte(source))); diff != "" {
		t.Errorf("%s: -parsed +head\n%s\n%s", path, diff, source)
	}
	head, front := document.Parser{}.FrontHead(path, []byte(source))
	if diff := cmp.Diff(want, head); front && diff != "" {
		t.Errorf("%s: -parsed +front\n%s\n%s", path, diff, source)
	}
	return front
}

// TestHeadIsThatOfTheDocument is that whatever front matter and text say together, reading lightly finds what Parse does.
func TestHeadIsThatOfTheDocument(t *testing.T) {
	titles := []string{"title: Checkout down", "title: 障害報告書", "件名: 決済の遅延\ntitle: 障害報告書", "title:", "Title: X\ntitle: ''", "incident name: Y", ""}
	ranks := []string{"severity: SEV-2", "priority: P1", "sev: [1, 2]", "severity:", ""}
	others := []string{
		"status: final\nservices: [checkout, ledger]\nstarted: 2026-11-20T23:30:00-05:00", "status: final\nservices: checkout, ledger\nstarted: yesterday\ndetected: 2026-11-20T10:00:00Z",
		"status: final\nservices: [checkout]\nstart: 2026-11-20 10:00 UTC", "services: []\nstatus: ~\nstarted: 2026-11-20T10:00:00Z\nresolved: 2025-01-01T00:00:00Z", "",
	}
	bodies := []string{
		"", "# Another title\n\n**Severity:** SEV-1\n**Status:** Draft\n**Services:** mail\n**Title:** Deep\n**Start:** 2026-11-19 09:00 UTC\n\n## Summary\n\nText.\n",
		"# 障害報告書\n\n| 項目 | 値 |\n|-|-|\n| 件名 | 決済の遅延 |\n| 重大度 | 高 |\n| 発生日時 | 2026-11-20 07:00 JST |\n\n## タイムライン\n\n- 06:50 JST 発生\n",
		"# T\n\nDate: 2026-11-20 10:00\n\n## Impact\n\nAll times are in JST.\n\n```sh\n# not a heading\n```\n\n## Authors\n\n- Ada\n\n## Owner: @kmori\n\n### Severity\n\nSEV-3\n\n## Incident details\n\n### More\n\n- Status: closed\n- Services: dns\n",
		"# T\n\n**Impact**: [a][x]\n\n## Impact\n\n**Summary**\n\nSeverity: SEV-7\n\n### Summary\n\n- **Status:** open\n- **Severity:** SEV-8\n\n[x]: https://example.com\n",
		"# T\n\n## Impact\n\nOne\nSummary\n-------\n\n- **Severity:** SEV-5\n- **Status:** open\n\n- a\n  ```\n  b\n```\n# c\n```\n\n<details>\n\n## 概要\n\n重大度：高\n",
		"## Timeline\n\nAll times are in JST.\n\n- 2026-11-20 07:42 [started] x\n- 08:00 [resolved] y\n",
	}
	fronts, all := 0, 0
	for _, title := range titles {
		for _, rank := range ranks {
			for _, other := range others {
				for _, body := range bodies {
					all++
					lines := strings.Join(strings.FieldsFunc(strings.Join([]string{title, rank, other}, "\n"), func(r rune) bool { return r == '\n' }), "\n")
					if sameHead(t, "postmortems/2026-11-18-a.md", fmt.Sprintf("---\n%s\n---\n%s", lines, body)) {
						fronts++
					}
				}
			}
		}
	}
	if fronts == 0 || fronts == all {
		t.Errorf("the front matter decides for %d of %d", fronts, all)
	}
	for i, source := range seeds {
		sameHead(t, fmt.Sprintf("%d.md", i), source)
	}
	err := fs.WalkDir(os.DirFS(filepath.Join("..", "..")), "postmortems", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".md" {
			return err
		}
		source, err := os.ReadFile(filepath.Join("..", "..", path))
		sameHead(t, path, string(source))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestHeadsOfPutTogetherDocuments is the same for documents made of parts in every order, in which headings are hidden and metadata is late.
func TestHeadsOfPutTogetherDocuments(t *testing.T) {
	parts := []string{
		"# Title\n", "## Impact\n", "## Summary\n", "## Incident details\n", "### More\n", "## Owner: @kmori\n", "Severity: SEV-1\nStatus: open\n", "- **Severity:** SEV-2\n- **Status:** done\n- **Start:** 2026-11-20 10:00\n", "**Summary**\n",
		"```\n# code\n", "```\n", "- item\n  ```\n", "<div>\n", "</div>\n\n", "<!--\n", "-->\n", "Incident details\n================\n", "Summary\n---\n", "Text [x] and **Impact**: words\n", "[x]: /y\n", "\n", "\n", "All times are in JST.\n", "| Severity | Status |\n|-|-|\n| a | b |\n", "> ## Summary\n", "■概要\n重大度：高\n", "#### Summary\n", "Action items:\n", "a ** b **Summary** c\n", "*Summary*:\n", ".Summary:\n", "| Summary:\n", "Tasks:\n\n- a\n", "1. **Summary**\n", "    # indented\n",
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		var b strings.Builder
		for range 3 + r.IntN(10) {
			b.WriteString(parts[r.IntN(len(parts))])
			if r.IntN(2) == 0 {
				b.WriteString("\n")
			}
		}
		sameHead(t, "2026-11-18-a.md", b.String())
		if t.Failed() {
			return
		}
	}
}

func FuzzHead(f *testing.F) {
	for _, source := range seeds {
		f.Add(source)
	}
	f.Add("---\ntitle: a\nstatus: b\nseverity: c\nservices: d\nstarted: 2026-11-20T10:00:00Z\n---\n# T\n\n**Severity:** x\n")
	f.Fuzz(func(t *testing.T, source string) { sameHead(t, "2026-11-20-a.md", source) })
}

// TestDayOfTheTimeline is that a document whose timeline alone has dates has the day that show tells of its events.
func TestDayOfTheTimeline(t *testing.T) {
	for source, want := range map[string]string{
		"# Outage\n\n## Timeline\n\n- 2026-11-20 10:42 UTC a deploy\n- 2026-11-21 08:00 UTC over\n":                           "2026-11-20",
		"# Outage\n\n## Timeline\n\n- 2025-01-02 08:00 UTC the switch is bought\n- 2026-11-20 10:42 UTC [started] it fails\n": "2026-11-20",
		"# Outage\n\n**Resolved - 2026-11-20 15:14 UTC**\n\nDone.\n\n**Investigating - 2026-11-19 23:50 UTC**\n\nWe look.\n":  "2026-11-19",
		"# Outage\n\n## Timeline\n\n### 2026-11-20\n\n- 10:42 a deploy\n- 10:50 over\n":                                       "2026-11-20",
		"# Outage\n\n::: info Timeline\n- 2026-11-20 10:42 UTC a deploy\n:::\n":                                               "2026-11-20",
		"# Outage\n\nWe met on 2026-12-01.\n\n## Timeline\n\n- a deploy\n- an alert\n":                                        "0001-01-01",
	} {
		equal(t, want, parse(source).Day().Format("2006-01-02"))
		sameHead(t, "", source)
	}
}
