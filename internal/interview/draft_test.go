package interview_test

import (
	"bytes"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/interview"
)

func newStore(t *testing.T) (*interview.Store, string) {
	dir := filepath.Join(t.TempDir(), "state", "drafts")
	return interview.NewStore(dir, "", scale, clock), dir
}

func create(t *testing.T, store *interview.Store, title string) *interview.Draft {
	t.Helper()
	d, err := store.Create(title)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

func open(t *testing.T, store *interview.Store, id string) *interview.Draft {
	t.Helper()
	d, err := store.Open(id)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

// state is all that can be seen of a session.
func state(s *interview.Session) map[string]string {
	st := map[string]string{}
	for _, q := range s.Questions() {
		if text := s.Text(q.Key); text != "" {
			st[string(q.Key)] = text
		}
	}
	q, _ := s.Current()
	st["at"] = string(q.Key)
	return st
}

// act does something a person might do.
func act(s *interview.Session, r *rand.Rand) {
	questions := s.Questions()
	q, ok := s.Current()
	switch n := r.IntN(12); {
	case n == 0:
		s.Next()
	case n == 1:
		s.Back()
	case n == 2:
		s.GoTo(questions[r.IntN(len(questions))].Key)
	case n == 3:
		s.GoTo("")
	case !ok:
	default:
		text := []rune(s.Text(q.Key))
		from := r.IntN(len(text) + 1)
		to := from + r.IntN(len(text)-from+1)
		if n < 10 {
			to = from
		}
		ins := []string{"a", "é", "日本", "🎉", "\n", "e\u0301", "\\\"", "1042 x\n", "<", "\u00a0", ""}[r.IntN(11)]
		s.SetText(q.Key, string(text[:from])+ins+string(text[to:]))
	}
}

func TestADraftGoesOnAsItWasLeft(t *testing.T) {
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 1))
		store, _ := newStore(t)
		d := create(t, store, "")
		for range 40 {
			act(d.Session(), r)
			if r.IntN(3) > 0 {
				if err := d.Save(); err != nil {
					t.Fatal(err)
				}
			}
			if r.IntN(10) == 0 {
				left := state(d.Session())
				if err := d.Close(); err != nil {
					t.Fatal(err)
				}
				d = open(t, store, d.ID)
				if diff := cmp.Diff(left, state(d.Session())); diff != "" {
					t.Fatalf("seed %d: -left +found\n%s", seed, diff)
				}
			}
		}
		d.Close()
	}
}

// A crash can cut the journal anywhere: the draft is then as of its last whole record, and can be gone on with.
func TestAJournalCutAnywhere(t *testing.T) {
	store, dir := newStore(t)
	d := create(t, store, "Übersicht")
	r := rand.New(rand.NewPCG(7, 7))
	path := filepath.Join(dir, d.ID+".draft")
	journal := func() []byte {
		source, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return source
	}
	type mark struct {
		size  int
		state map[string]string
	}
	marks := []mark{{len(journal()), state(d.Session())}}
	for range 8 {
		act(d.Session(), r)
		if err := d.Save(); err != nil {
			t.Fatal(err)
		}
		source := journal()
		// A save is one write; each of its records is a state of its own, which only the last of them is compared with.
		marks = append(marks, mark{len(source), state(d.Session())})
	}
	d.Close()
	source := journal()
	for cut := marks[0].size; cut <= len(source); cut++ {
		if err := os.WriteFile(path, source[:cut], 0o600); err != nil {
			t.Fatal(err)
		}
		var want map[string]string
		exact := false
		for _, m := range marks {
			if m.size <= cut {
				want, exact = m.state, m.size == cut || !bytes.Contains(source[m.size:cut], []byte("\n"))
			}
		}
		d, err := store.Open(d.ID)
		if err != nil {
			t.Fatalf("cut at %d: %v", cut, err)
		}
		if diff := cmp.Diff(want, state(d.Session())); exact && diff != "" {
			t.Fatalf("cut at %d: -want +got\n%s", cut, diff)
		}
		if cut%3 != 0 && cut != len(source) {
			d.Close()
			continue
		}
		before := state(d.Session())
		d.Session().SetText(interview.Impact, "goes on")
		before["impact"] = "goes on"
		d.Close()
		d = open(t, store, d.ID)
		if diff := cmp.Diff(before, state(d.Session())); diff != "" {
			t.Fatalf("cut at %d and gone on: -want +got\n%s", cut, diff)
		}
		d.Close()
	}
	for cut := range marks[0].size {
		if err := os.WriteFile(path, source[:cut], 0o600); err != nil {
			t.Fatal(err)
		}
		d, err := store.Open(d.ID)
		if err != nil {
			t.Fatalf("cut at %d: %v", cut, err)
		}
		d.Close()
	}
}

func TestSaveWritesBeforeItReturns(t *testing.T) {
	store, dir := newStore(t)
	d := create(t, store, "x y z")
	d.Session().SetText(interview.Impact, "typed and then killed")
	if err := d.Save(); err != nil {
		t.Fatal(err)
	}
	// What a killed process leaves is what is in the file now; the lock goes with the process.
	source, err := os.ReadFile(filepath.Join(dir, d.ID+".draft"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "copy.draft"), source, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := open(t, store, "copy").Session().Text(interview.Impact); got != "typed and then killed" {
		t.Errorf("found %q", got)
	}
}

func TestOneTerminalADraft(t *testing.T) {
	store, _ := newStore(t)
	d := create(t, store, "Checkout")
	_, err := store.Open(d.ID)
	if !errors.Is(err, interview.ErrInUse) {
		t.Fatalf("got %v", err)
	}
	if want := "draft checkout: it is open in another terminal"; err.Error() != want {
		t.Errorf("got %q, want %q", err, want)
	}
	if err := store.Discard(d.ID); !errors.Is(err, interview.ErrInUse) {
		t.Errorf("discard: %v", err)
	}
	other := create(t, store, "Checkout")
	if other.ID != "checkout-2" {
		t.Errorf("the second draft is named %s", other.ID)
	}
	d.Close()
	open(t, store, d.ID)
}

func TestDraftNames(t *testing.T) {
	for title, want := range map[string]string{
		"Payments API: 502s for EU customers":    "payments-api-502s-for-eu-customers",
		"Ärger mit Café":                         "arger-mit-cafe",
		"決済障害":                                   "2026-11-20-1230",
		"":                                       "2026-11-20-1230",
		"../../etc/passwd":                       "etc-passwd",
		"CON":                                    "2026-11-20-1230",
		"a\x1b[31m\x00b c":                       "ab-c",
		strings.Repeat("very long title ", 1000): "very-long-title-very-long-title-very-long-title",
	} {
		store, dir := newStore(t)
		d := create(t, store, title)
		if d.ID != want {
			t.Errorf("%.30q is named %q, want %q", title, d.ID, want)
		}
		if _, err := os.Stat(filepath.Join(dir, d.ID+".draft")); err != nil {
			t.Error(err)
		}
		d.Close()
	}
}

func TestNoDraftOfThatName(t *testing.T) {
	store, dir := newStore(t)
	create(t, store, "there")
	secret := filepath.Join(filepath.Dir(dir), "secret.draft")
	if err := os.WriteFile(secret, []byte("{\"postmortem-draft\":1}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"", "nowhere", "../secret", "there.draft", "a/b", "\x1b[2J", strings.Repeat("x", 5000)} {
		if _, err := store.Open(id); !errors.Is(err, interview.ErrNoDraft) {
			t.Errorf("open %.20q: %v", id, err)
		} else if strings.ContainsRune(err.Error(), '\x1b') {
			t.Errorf("the error has a control character: %q", err)
		}
		if err := store.Discard(id); !errors.Is(err, interview.ErrNoDraft) {
			t.Errorf("discard %.20q: %v", id, err)
		}
	}
	if _, err := os.Stat(secret); err != nil {
		t.Error(err)
	}
}

func TestList(t *testing.T) {
	store, dir := newStore(t)
	if list, err := store.List(); err != nil || len(list) != 0 {
		t.Errorf("before the first draft: %v, %v", list, err)
	}
	for i, title := range []string{"First", "Second"} {
		d := create(t, store, title)
		d.Session().SetText(interview.Impact, "some")
		d.Close()
		when := clock().AddDate(0, 0, i)
		if err := os.Chtimes(filepath.Join(dir, d.ID+".draft"), when, when); err != nil {
			t.Fatal(err)
		}
	}
	newer := []byte("{\"postmortem-draft\":99}\nwhatever\n")
	for name, source := range map[string][]byte{"newer.draft": newer, "noise.draft": []byte("\x00\x01\nx\n"), "README": nil, "UPPER.draft": nil} {
		if err := os.WriteFile(filepath.Join(dir, name), source, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	old := clock().AddDate(-1, 0, 0)
	for _, name := range []string{"newer.draft", "noise.draft"} {
		if err := os.Chtimes(filepath.Join(dir, name), old, old); err != nil {
			t.Fatal(err)
		}
	}
	list, err := store.List()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range list {
		line := e.ID + " " + e.Title
		if e.Err != nil {
			line = e.Err.Error()
		} else if e.Answered != 2 || e.Updated.IsZero() {
			t.Errorf("%+v", e)
		}
		got = append(got, line)
	}
	want := []string{"second Second", "first First", "draft newer: the draft has format 99 and this version reads up to 1", "draft noise: it is not a draft"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestANewerFormatIsLeftAlone(t *testing.T) {
	store, dir := newStore(t)
	create(t, store, "x").Close()
	path := filepath.Join(dir, "newer.draft")
	source := []byte("{\"postmortem-draft\":2,\"more\":true}\n{\"key\":\"title\",\"ins\":\"x\"}\nhalf")
	if err := os.WriteFile(path, source, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := store.Open("newer")
	if err == nil || !strings.Contains(err.Error(), "format 2") {
		t.Errorf("got %v", err)
	}
	if hint, ok := err.(interface{ Hint() string }); !ok || !strings.Contains(hint.Hint(), "update") {
		t.Errorf("no hint in %v", err)
	}
	if now, _ := os.ReadFile(path); !bytes.Equal(now, source) {
		t.Error("the file was changed")
	}
}

func TestDamagedLinesAreKeptAside(t *testing.T) {
	store, dir := newStore(t)
	d := create(t, store, "abc")
	d.Close()
	path := filepath.Join(dir, "abc.draft")
	source, _ := os.ReadFile(path)
	damaged := append(source, "{\"key\":\"impact\",\"at\":700,\"ins\":\"x\"}\n{\"key\":\"summary\",\"ins\":\"after\"}\n"...)
	if err := os.WriteFile(path, damaged, 0o600); err != nil {
		t.Fatal(err)
	}
	d = open(t, store, "abc")
	d.Close()
	if got := d.Session().Text(interview.Title); got != "abc" {
		t.Errorf("found %q", got)
	}
	again := slices.Concat(source, []byte("{}{}\n"))
	if err := os.WriteFile(filepath.Join(dir, "abc-d.draft"), source, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, again, 0o600); err != nil {
		t.Fatal(err)
	}
	open(t, store, "abc").Close()
	for name, want := range map[string][]byte{"abc.damaged": damaged, "abc.damaged-2": again} {
		if kept, _ := os.ReadFile(filepath.Join(dir, name)); !bytes.Equal(kept, want) {
			t.Errorf("%s: %q", name, kept)
		}
	}
	if err := store.Discard("abc"); err != nil {
		t.Fatal(err)
	}
	left, err := filepath.Glob(filepath.Join(dir, "abc*"))
	if err != nil || !slices.Equal(left, []string{filepath.Join(dir, "abc-d.draft")}) {
		t.Errorf("left: %q, %v", left, err)
	}
}

func TestALongJournalIsCompacted(t *testing.T) {
	dir, place := filepath.Join(t.TempDir(), "drafts"), t.TempDir()
	store := interview.NewStore(dir, place, scale, clock)
	d := create(t, store, "abc")
	text := ""
	for range 12000 {
		text += "x"
		if len(text) > 100 {
			text = ""
		}
		d.Session().SetText(interview.Impact, text)
		if err := d.Save(); err != nil {
			t.Fatal(err)
		}
	}
	want := state(d.Session())
	d.Close()
	after, err := os.Stat(filepath.Join(dir, "abc.draft"))
	if err != nil || after.Size() > 256<<10 {
		t.Errorf("%d bytes: %v", after.Size(), err)
	}
	if list, err := store.List(); err != nil || len(list) != 1 || list[0].Folder != place {
		t.Errorf("it is for %+v: %v", list, err)
	}
	d = open(t, store, "abc")
	if diff := cmp.Diff(want, state(d.Session())); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if runtime.GOOS != "windows" && after.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", after.Mode())
	}
}

func TestDraftsAreForTheUserAlone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no such modes")
	}
	store, dir := newStore(t)
	create(t, store, "abc")
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %v", path, info.Mode())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestFinishAndDiscard(t *testing.T) {
	store, dir := newStore(t)
	d := create(t, store, "one")
	if err := d.Finish(); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Errorf("close after finish: %v", err)
	}
	create(t, store, "two").Close()
	if err := store.Discard("two"); err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 || left[0].Name() != ".notes.lock" {
		t.Errorf("left behind: %v", left)
	}
	create(t, store, "one")
}

func FuzzJournal(f *testing.F) {
	f.Add([]byte("{\"postmortem-draft\":1}\n{\"key\":\"title\",\"ins\":\"x\"}\n{\"key\":\"title\",\"at\":1,\"ins\":\"é\"}\n{\"go\":\"impact\"}\n{\"go\":\"\"}\n"))
	f.Add([]byte("{\"postmortem-draft\":1}\n{\"key\":\"title\",\"ins\":\"日\"}\n{\"key\":\"title\",\"at\":1,\"del\":1}\n"))
	f.Add([]byte("{\"postmortem-draft\":1}\n{\"key\":\"title\",\"at\":9223372036854775807,\"del\":9223372036854775807}\n"))
	f.Fuzz(func(t *testing.T, source []byte) {
		store, dir := newStore(t)
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, "fuzz.draft")
		if err := os.WriteFile(path, source, 0o600); err != nil {
			t.Fatal(err)
		}
		d, err := store.Open("fuzz")
		if err != nil {
			if now, _ := os.ReadFile(path); !bytes.Equal(now, source) {
				t.Error("a draft that can't be opened was changed")
			}
			return
		}
		d.Session().SetText(interview.Lessons, "one more")
		want := state(d.Session())
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
		d, err = store.Open("fuzz")
		if err != nil {
			t.Fatal(err)
		}
		defer d.Close()
		if diff := cmp.Diff(want, state(d.Session())); diff != "" {
			t.Errorf("-want +got\n%s", diff)
		}
	})
}
