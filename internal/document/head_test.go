package document_test

import (
	"fmt"
	"io/fs"
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
		Title: d.Title, Status: d.Meta.Status, Severity: d.Meta.Severity, Services: d.Meta.Services, Started: d.MilestoneTime(document.Started), Day: d.Day(),
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

func FuzzHead(f *testing.F) {
	for _, source := range seeds {
		f.Add(source)
	}
	f.Add("---\ntitle: a\nstatus: b\nseverity: c\nservices: d\nstarted: 2026-11-20T10:00:00Z\n---\n# T\n\n**Severity:** x\n")
	f.Fuzz(func(t *testing.T, source string) { sameHead(t, "2026-11-20-a.md", source) })
}
