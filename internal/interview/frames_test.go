package interview

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/golden"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

func TestScreens(t *testing.T) {
	screens := map[string]func(u *ui){
		"title": func(u *ui) { u.goTo(Title) },
		"detected": func(u *ui) {
			u.goTo(Detected).key(tea.KeyCtrlU).typed("Fri 11:08")
		},
		"severity":  func(u *ui) { u.goTo(Severity) },
		"detection": func(u *ui) { u.goTo(Detection) },
		"timeline":  func(u *ui) { u.goTo(Timeline) },
		"actions":   func(u *ui) { u.goTo(ActionItems) },
		"impact":    func(u *ui) { u.goTo(Impact) },
		"actions-helped": func(u *ui) {
			u.m.s.SetText(Conditions, "The configuration check accepts a region without an upstream\nThe error-rate dashboard averages over regions")
			u.m.o.Grade = func(string) string { return "intermediate" }
			u.send(ownersMsg{[]string{"@kmori", "@kay"}})
			u.goTo(ActionItems).key(tea.KeyCtrlHome, tea.KeyDown, tea.KeyEnd).typed("\nShow every region by itself (detect, @k")
			u.send(earlierMsg{u.m.changes, []Earlier{{"地域の設定 without an upstream", "postmortems/2026-10-14-x.md", []string{"Refuse it", "Alert on it"}}}})
		},
		"perspectives": func(u *ui) {
			u.goTo(Views).typed("Support: tickets about a spinning button from 10:01, taken for the usual Friday load\nPlatform: all green 緑, the dashboard averages over regions\nCheckout: retries, then silence")
		},
		"objective": func(u *ui) { u.goTo(SLO).typed("99.9% over 30d, unavailable 35m") },
		"paste": func(u *ui) {
			u.m.o.ReadNotes = readNotes
			u.goTo(Timeline).pasted(chat).key(tea.KeyDown, tea.KeyDown)
		},
		"paste-noise": func(u *ui) {
			u.m.o.ReadNotes = readNotes
			u.goTo(Timeline).pasted(chat+"\n:eyes: 2\n3 replies\nAna Diallo  11:40 PM\nall is well 🎉\n").key(tea.KeyDown, tea.KeyDown, tea.KeyDown)
		},
		"paste-kept": func(u *ui) {
			u.m.o.ReadNotes = readNotes
			u.goTo(Timeline).pasted(chat).key(tea.KeyEnter)
		},
		"note-arrived": func(u *ui) {
			if _, _, err := u.m.draft.store.Note(u.t.Context(), u.m.draft.ID, []template.Event{{At: noon(), What: "全地域で復旧を確認"}}); err != nil {
				u.t.Fatal(err)
			}
			u.goTo(Impact)
			u.m.gather()
		},
		"title-like-others": func(u *ui) {
			u.goTo(Title)
			u.send(earlierMsg{u.m.changes, []Earlier{
				{"Region without an upstream", "postmortems/2026-10-14-eu-customers-could-not-pay.md", []string{"Refuse it", "Alert on it"}},
				{"決済が失敗した", "postmortems/2026-01-02-x.md", nil},
			}})
		},
		"rewritten": func(u *ui) { u.goTo(Detection).key(tea.KeyTab) },
		"no-rewrite": func(u *ui) {
			u.goTo(Detection)
			u.send(notesMsg{u.m.changes, []Note{{Span: document.Span{Start: 0, End: 3}, Label: "emotive", Ask: "What was seen?"}}})
			u.key(tea.KeyCtrlR)
		},
		"wide": func(u *ui) {
			u.goTo(Impact).typed("決済が失敗した。🎉👩‍👩‍👧 e\u0301tudes " + strings.Repeat("長い文章が続きます", 12) + "\n\tindented\n" + strings.Repeat("unbroken", 20))
		},
		"title-missing": func(u *ui) { u.m.s.SetText(Title, ""); u.goTo("").key(tea.KeyEnter) },
		"rendering":     func(u *ui) { u.m.move(func() { u.m.s.GoTo("") }) },
		"unrendered": func(u *ui) {
			u.m.o.Render = func(template.Answers) ([]byte, error) {
				return nil, errors.New("the template names a field that is not there")
			}
			u.goTo("")
		},
		"nothing-found": func(u *ui) {
			u.goTo("").typed("f")
			u.m.problems, u.m.review = nil, Review{}
		},
		"places-none":  func(u *ui) { u.goTo(Impact).key(tea.KeyCtrlG).typed("どこ") },
		"keys-preview": func(u *ui) { u.goTo("").key(tea.KeyF1) },
		"keys-further": func(u *ui) {
			u.size(40, 15).goTo(Timeline).key(tea.KeyF1)
			u.m.View()
			u.key(tea.KeyPgDown)
		},
		"leave-unsaved": func(u *ui) {
			u.goTo(Impact)
			u.m.draft.file = &full{u.m.draft.file, 3, errors.New("no space left on device")}
			u.typed("x").key(tea.KeyCtrlC)
		},
		"editor-missing": func(u *ui) {
			u.m.o.Getenv = func(string) string { return "vim" } // which is there where none is named differs
			path := filepath.Join(u.m.draft.store.dir, "x.md")
			if err := os.WriteFile(path, []byte("The checkout"), 0o600); err != nil {
				u.t.Fatal(err)
			}
			u.goTo(Impact).typed("The checkout").send(editedMsg{Impact, path, exec.ErrNotFound})
		},
		"pull-request": func(u *ui) {
			u.m.o.Then = Choices{Outcomes: []Outcome{Committed, Pushed, PullRequested}}
			u.goTo("").typed("pp")
		},
		"problems": func(u *ui) { u.goTo("") },
		"preview":  func(u *ui) { u.m.s.SetText(ActionItems, ""); u.goTo("") },
		"findings": func(u *ui) {
			u.m.s.SetText(ActionItems, "")
			u.goTo("").typed("f").key(tea.KeyDown)
		},
		"findings-alike": func(u *ui) {
			u.m.o.Lint = func([]byte) Review {
				return Review{"3 findings (3 warnings).", []Finding{
					{Rule: "analysis/unaddressed", Section: document.ContributingFactors, Excerpt: "**F2** 設定は全地域へ同時に届く", Severity: "warning", Message: "No action item is for F2, so the condition stays as it was."},
					{Rule: "action/vague", Section: document.ActionItems, Excerpt: "Look at it", Severity: "warning", Message: "Nobody can tell when it is done."},
					{Rule: "analysis/unaddressed", Section: document.ContributingFactors, Excerpt: "**F3** The dashboard averages over regions", Severity: "warning", Message: "No action item is for F3, so the condition stays as it was."},
				}}
			}
			u.goTo("").typed("f").key(tea.KeyDown, tea.KeyDown)
		},
		"reading": func(u *ui) {
			u.m.s.SetText(ActionItems, "")
			u.m.o.Read = func(source []byte, width int) []string {
				return append([]string{"\x1b[1m検出 as it will be read\x1b[0m"}, strings.Split(strings.Repeat("x", width)+strings.Repeat("\nmore", 40), "\n")...)
			}
			u.goTo("")
		},
		"places":           func(u *ui) { u.goTo(Impact).key(tea.KeyCtrlG) },
		"places-some":      func(u *ui) { u.goTo(Impact).key(tea.KeyCtrlG).typed("det") },
		"asked":            func(u *ui) { u.goTo("").key(tea.KeyEnter) },
		"back-to-the-list": func(u *ui) { u.goTo("").typed("f").key(tea.KeyDown, tea.KeyEnter) },
		"factor-gone": func(u *ui) {
			u.m.s.SetText(Conditions, "設定の検査が空の地域を通す\nAll regions change at once")
			u.m.s.SetText(ActionItems, "Refuse it (for F1)\nRoll out in steps (for F2)")
			u.m.s.SetText(Conditions, "All regions change at once")
			u.goTo(ActionItems).key(tea.KeyUp)
		},
		"milestones": func(u *ui) {
			u.goTo(Timeline).key(tea.KeyCtrlHome, tea.KeyDown).key(tea.KeyEnd).typed(" 🎉 [resolvd]\n25:70 日本語\n11:00Z all is well [resolved]")
		},
		"goes-on": func(u *ui) { // a draft taken up again
			u.m.s.SetText(ActionItems, "")
			u.run(u.m.lookThrough())
			u.goTo(Conditions)
		},
		"notice": func(u *ui) {
			u.goTo(Title)
			u.m.message = "git doesn't know who commits: your name is not configured, so the document will be written and not committed"
		},
		"not-saved": func(u *ui) { u.goTo(Impact); u.m.saveErr = errors.New("no space left on device 空き容量なし") },
		"keys":      func(u *ui) { u.goTo(Impact).key(tea.KeyF1) },
	}
	for _, q := range Questions() { // as each is asked, before anything is told
		screens["ask-"+string(q.Key)] = func(u *ui) {
			for _, other := range Questions() {
				u.m.s.SetText(other.Key, "")
			}
			u.goTo(q.Key)
		}
	}
	for name, arrange := range screens {
		t.Run(name, func(t *testing.T) {
			u := filled(t)
			arrange(u)
			golden.Equal(t, filepath.Join("testdata", "screen", name+".txt"), u.frames())
			plain := u.view()
			if sequence := colourPattern.FindString(u.m.View()); sequence != "" {
				t.Errorf("without colour the screen has %q", sequence)
			}
			var coloured []string
			for _, dark := range []bool{true, false} { // the palette is the terminal's own
				lipgloss.SetHasDarkBackground(dark)
				u.m.st = newStyles(io.Discard, true)
				if words := u.view(); words != plain {
					t.Errorf("dark %v: colour changes words:\n%s\n%s", dark, words, plain)
				}
				coloured = append(coloured, u.colours())
			}
			lipgloss.SetHasDarkBackground(true)
			golden.Equal(t, filepath.Join("testdata", "screen", name+".colour.txt"), coloured[0])
			if coloured[0] != coloured[1] {
				t.Errorf("dark and light differ:\n%s\n%s", coloured[0], coloured[1])
			}
			for _, size := range [][2]int{{20, 5}, {1, 1}, {10, 3}, {200, 4}, {30, 100}, {64, 19}} {
				u.size(size[0], size[1]).fits()
			}
		})
	}
}

// sizes are those that every screen is drawn in, the last one again in what follows.
var sizes = [][2]int{{40, 15}, {120, 40}, {80, 24}}

// frames draws the screen in every size.
func (u *ui) frames() string {
	u.t.Helper()
	var all strings.Builder
	for _, size := range sizes {
		u.size(size[0], size[1])
		u.fits()
		fmt.Fprintf(&all, "%d × %d\n%s", size[0], size[1], u.view())
	}
	return all.String()
}

var (
	stylePattern  = regexp.MustCompile(`\x1b\[([\d;]*)m`)
	colourPattern = regexp.MustCompile(`\x1b\[(?:\d+;)*[349]\d[;m]`)
)

// colours is frames with what styles each run of words: ⟨1;36⟩ is bold and cyan, ⟨⟩ the end of it.
func (u *ui) colours() string {
	var all strings.Builder
	for _, size := range sizes {
		u.size(size[0], size[1])
		fmt.Fprintf(&all, "%d × %d\n", size[0], size[1])
		for row := range strings.SplitSeq(u.m.View(), "\n") {
			row = strings.ReplaceAll(stylePattern.ReplaceAllString(row, "⟨$1⟩"), "⟨0⟩", "⟨⟩")
			all.WriteString(strings.TrimRight(row, " ") + "\n")
		}
	}
	return all.String()
}

// Without colour the same words stand there, and no sequence sets a colour.
func TestNoColour(t *testing.T) {
	plain, coloured := filled(t), filled(t)
	coloured.m.st = newStyles(io.Discard, true)
	for _, u := range []*ui{plain, coloured} {
		u.goTo(Detection)
	}
	if plain.view() != coloured.view() {
		t.Errorf("colour changes words:\n%s\n%s", plain.view(), coloured.view())
	}
	if sequence := colourPattern.FindString(plain.m.View()); sequence != "" {
		t.Errorf("without colour the screen has %q", sequence)
	}
	if !strings.Contains(coloured.m.View(), ";36m") {
		t.Error("with colour the screen has none")
	}
}
