package interview

import (
	"context"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"github.com/blameless-postmortem/postmortem/internal/language/languages"
)

// Words of wide characters stay in their columns: the map beside the question, the labels beside the answers, all within the screen.
func TestScreenInAnotherLanguage(t *testing.T) {
	for _, lang := range languages.All()[1:] {
		for _, size := range [][2]int{{80, 24}, {64, 20}, {40, 15}, {30, 10}, {20, 6}} {
			u := newUI(t, Options{Words: lang.Messages()}).size(size[0], size[1])
			for _, q := range Questions() {
				u.goTo(q.Key)
				rows := strings.Split(u.m.View(), "\n")
				if len(rows) != size[1] {
					t.Errorf("%s, %v, %s: %d rows", lang.Code(), size, q.Key, len(rows))
				}
				for _, row := range rows {
					if ansi.StringWidth(row) > size[0] {
						t.Errorf("%s, %v, %s: too wide: %q", lang.Code(), size, q.Key, row)
					}
				}
			}
		}
		for _, group := range Groups() {
			if w := ansi.StringWidth("  ✓ " + newWords(lang.Messages()).say(group)); w >= mapWidth {
				t.Errorf("%s: %s is wider than the map by %d", lang.Code(), group, w+1-mapWidth)
			}
		}
		u := newUI(t, Options{Words: lang.Messages()}).goTo(Severity)
		column := -1
		for row := range strings.SplitSeq(ansi.Strip(u.m.View()), "\n") {
			label, _, found := strings.Cut(row, "—")
			if !found || strings.Contains(row, "·") { // the metrics
				continue
			}
			if at := ansi.StringWidth(label); column < 0 {
				column = at
			} else if at != column {
				t.Errorf("%s: the answers begin in column %d and %d:\n%s", lang.Code(), column, at, u.m.View())
			}
		}
		if column < 0 {
			t.Errorf("%s: no field is empty:\n%s", lang.Code(), u.m.View())
		}
	}
}

// The line-by-line front end speaks the language too, and asks to the end.
func TestPlainInAnotherLanguage(t *testing.T) {
	for _, lang := range languages.All()[1:] {
		store := NewStore(filepath.Join(t.TempDir(), "drafts"), "", testScale, noon)
		d, err := store.Create("")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { d.Close() })
		var out strings.Builder
		answers, err := Plain(context.Background(), d, Options{
			In: strings.NewReader("T\n" + strings.Repeat("\n", len(Questions())-1) + "y\n"), Out: io.Writer(&out), Words: lang.Messages(),
		})
		if err != nil || answers.Title != "T" {
			t.Fatalf("%v, %q", err, answers.Title)
		}
		for _, q := range newWords(lang.Messages()).questions() {
			if !strings.Contains(out.String(), q.Prompt) {
				t.Errorf("%s: %s is not asked", lang.Code(), q.Key)
			}
		}
		for _, english := range []string{"left.", "Several lines", "Present answer", "Write the postmortem"} {
			if strings.Contains(out.String(), english) {
				t.Errorf("%s: %q is said", lang.Code(), english)
			}
		}
	}
}

// The answers file that is printed in another language is one that can be read.
func TestSkeletonInAnotherLanguage(t *testing.T) {
	for _, lang := range languages.All()[1:] {
		source := Skeleton(lang.Messages())
		a, err := ReadAnswers("a.yaml", []byte(strings.Replace(string(source), "title:", "title: x", 1)), "", testScale, nil)
		if err != nil || a.Title != "x" {
			t.Errorf("%s: %v, %q\n%s", lang.Code(), err, a.Title, source)
		}
	}
}
