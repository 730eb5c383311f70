package document_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/golden"
)

// TestJapaneseDocuments reads whole reports in Japanese. testdata/japanese holds each with what is read from it; UPDATE=1 writes that anew.
func TestJapaneseDocuments(t *testing.T) {
	paths, err := filepath.Glob("testdata/japanese/*.md")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no documents: %v", err)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			source, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			got := told(document.Parse("", source))
			golden.Equal(t, strings.TrimSuffix(path, ".md")+".txt", got)
			crlf := document.Parse("", []byte(strings.ReplaceAll(string(source), "\n", "\r\n")))
			if other := told(crlf); other != got {
				t.Errorf("with CRLF\n%s\nwant\n%s", other, got)
			}
		})
	}
}

// told is what a document tells, one thing a line.
func told(d *document.Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "title: %s\nseverity: %s\nauthors: %s\nservices: %s\n", d.Title, d.Meta.Severity, strings.Join(d.Meta.Authors, ", "), strings.Join(d.Meta.Services, ", "))
	fmt.Fprintf(&b, "started: %s\nresolved: %s\n", d.Meta.Started.UTC().Format("2006-01-02 15:04"), d.Meta.Resolved.UTC().Format("2006-01-02 15:04"))
	for _, s := range d.Sections {
		fmt.Fprintf(&b, "section %d %q: %s\n", s.Level, s.Heading, s.Name)
	}
	for _, e := range d.Timeline.Events {
		at := e.At.UTC().Format("2006-01-02 15:04")
		if e.At.IsZero() {
			at = e.Why.Error()
		}
		fmt.Fprintf(&b, "event %q = %s [%s] %s\n", e.Written, at, e.Milestone, e.Text)
	}
	for _, a := range d.Actions {
		fmt.Fprintf(&b, "action %q type=%s priority=%s owner=%s due=%s status=%s open=%t\n", a.Title, a.Type, a.Priority, a.Owner, a.Due, a.Status, a.Open())
	}
	return b.String()
}

func TestJapaneseTimes(t *testing.T) {
	for _, c := range []struct{ written, want string }{
		{"２０２６／１１／２０　１０：４２（ＪＳＴ）　停止", "2026-11-20 01:42"},
		{"2026年11月20日（金）午後3時半（日本時間） 停止", "2026-11-20 06:30"},
		{"令和8年11月20日 午前10時42分頃 (JST) 停止", "2026-11-20 01:42"},
		{"2026/11/20(金) 25:30 JST 停止", "2026-11-20 16:30"},
		{"2026年11月20日 10時42分から10時55分まで（JST） 停止", "2026-11-20 01:42"},
		{"2026年11月20日 10:42 停止", document.NoZone.Error()},
	} {
		d := document.Parse("", []byte("## 時系列\n\n- "+c.written+"\n"))
		got := "no event"
		if len(d.Timeline.Events) == 1 {
			e := d.Timeline.Events[0]
			if got = e.Why.Error(); !e.At.IsZero() {
				got = e.At.UTC().Format("2006-01-02 15:04")
			}
			if e.Text != "停止" {
				t.Errorf("%s: the text is %q", c.written, e.Text)
			}
		}
		if got != c.want {
			t.Errorf("%s: got %s, want %s", c.written, got, c.want)
		}
	}
}

// Words that hold those of a time, a state, a milestone or a section mean something else.
func TestJapaneseSilence(t *testing.T) {
	for _, heading := range []string{"設定が原因", "影響を受けない理由", "障害", "なぜこの文書を書くか、その理由と読み方について説明する"} {
		if name := document.CanonicalName(heading); name != "" {
			t.Errorf("%q is %q", heading, name)
		}
	}
	d := document.Parse("", []byte("## 時系列（JST、2026-11-20）\n\n- 10:00 復旧作業を開始\n- 10:10 アラートが発報しなかった\n- 10:20 復旧せず\n- 10:30 一部復旧\n\n"+
		"## 再発防止策\n\n| 対策 | 状況 |\n|---|---|\n| 監視を足す | 完了予定 |\n| 手順を直す | 未完了 |\n\n- 1時間以内に復旧する（復旧時間の目標を決める）\n"))
	for _, e := range d.Timeline.Events {
		if e.Milestone != "" {
			t.Errorf("%q is %s", e.Text, e.Milestone)
		}
	}
	for _, a := range d.Actions {
		if !a.Open() || a.Owner+a.Due != "" {
			t.Errorf("%+v", a)
		}
	}
}

// A status column gets the words of its own language.
func TestSetDoneInJapanese(t *testing.T) {
	const table = "## 再発防止策\n\n| 対策 | 担当 | 状況 |\n|---|---|---|\n| 監視を足す | 田中 | %s |\n| 手順を直す | 佐藤 | %s |\n"
	for _, c := range []struct{ first, other, want string }{
		{"未着手", "対応中", "完了"},
		{"未着手", "対応済み", "対応済み"},
		{"未着手", "完了（12/10）", "完了"},
		{"", "対応中", "完了"},
		{"Open", "In progress", "Done"},
	} {
		source := fmt.Sprintf(table, c.first, c.other)
		d := document.Parse("", []byte(source))
		edits, err := d.SetDone(0, true)
		if err != nil {
			t.Fatal(err)
		}
		after, err := document.Apply(d.Source, edits...)
		if err != nil {
			t.Fatal(err)
		}
		if want := fmt.Sprintf(table, c.want, c.other); squeeze(string(after)) != squeeze(want) {
			t.Errorf("%s beside %s: got\n%swant\n%s", c.first, c.other, after, want)
		}
	}
}

// squeeze leaves one blank where there are several: an empty cell has its own.
func squeeze(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' }), " ")
}

// Fields in brackets as Japanese writes them are edited in place.
func TestSetFieldInJapanese(t *testing.T) {
	const source = "## 再発防止策\n\n- [ ] 監視を足す（担当：田中、期限：2026/12/15）\n"
	d := document.Parse("", []byte(source))
	edits, err := d.SetField(0, document.ActionOwner, "佐藤")
	if err != nil {
		t.Fatal(err)
	}
	after, err := document.Apply(d.Source, edits...)
	if want := strings.Replace(source, "田中", "佐藤", 1); err != nil || string(after) != want {
		t.Errorf("got %s (%v), want %s", after, err, want)
	}
}

// A zone of the team's is that of the documents which name none, and of no others.
func TestUsualZone(t *testing.T) {
	tokyo := document.Parser{Zone: time.FixedZone("JST", 9*60*60)}
	for _, c := range []struct{ source, started, event string }{
		{"発生日時：2026年11月20日 10時00分\n\n## 時系列\n\n- 10:00 停止\n", "01:00", "01:00"},
		{"# 2026-11-20\n\n## 時系列（UTC）\n\n- 10:00 停止\n", "00:00", "10:00"},
		{"---\nstarted: 2026-11-20T10:00:00Z\n---\n\n## Timeline\n\n- 10:00 down\n", "10:00", "10:00"},
		{"# 2026-11-20\n\n## Timeline\n\n- 10:00 UTC down\n", "00:00", "10:00"},
	} {
		d := tokyo.Parse("", []byte(c.source))
		if len(d.Timeline.Events) != 1 {
			t.Errorf("%q: %d events", c.source, len(d.Timeline.Events))
			continue
		}
		if got := d.Timeline.Events[0].At.UTC().Format("15:04"); got != c.event {
			t.Errorf("%q: the event is at %s, want %s", c.source, got, c.event)
		}
		if got := d.Meta.Started.UTC().Format("15:04"); got != c.started {
			t.Errorf("%q: it started at %s, want %s", c.source, got, c.started)
		}
	}
	if (document.Parser{}).Settings() == tokyo.Settings() {
		t.Error("the zone makes no difference")
	}
}
