package actions_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/blameless-postmortem/postmortem/internal/actions"
	"github.com/blameless-postmortem/postmortem/internal/cputime"
)

const (
	someDigest   = "6aae1815"
	someNonce    = "6c525580f8dcfea1"
	someDocument = "8c52ef80-b35859cd"
)

func TestReference(t *testing.T) {
	text := actions.ReferenceText(key, someDigest, someNonce, someDocument)
	line, comment, _ := strings.Cut(text, "\n")
	for name, test := range map[string]struct {
		body string
		key  string // "" for no reference
	}{
		"whole":              {"**What:** x\n\n" + text, key},
		"comment stripped":   {"**What:** x\n\n" + line, key},
		"line edited away":   {"**What:** x\n\n" + comment, key},
		"windows line ends":  {strings.ReplaceAll("x\n\n"+text, "\n", "\r\n"), key},
		"without backquotes": {strings.ReplaceAll(line, "`", ""), key},
		"text added below":   {text + "\nSee also #3.\n\n> quoted", key},
		"two: the last":      {actions.ReferenceText("other.md", "00000000", "0000000000000000", "") + text, key},
		"empty":              {"", ""},
		"empty marker":       {"<!-- postmortem-action: -->", ""},
		"empty id":           {"<!-- postmortem-action:  path=x document= -->", ""},
		"short id":           {"<!-- postmortem-action: 6aae1815-6c52 path=x -->", ""},
		"empty line":         {"Tracked by `postmortem`: `` · ``", ""},
		"line without id":    {"Tracked by `postmortem`: `" + key + "`", ""},
		"quoted by somebody": {"> " + line, ""},
		"in a sentence":      {"It was " + line, ""},
	} {
		t.Run(name, func(t *testing.T) {
			gotKey, id, ok := actions.ReadReference(test.body)
			if ok != (test.key != "") || gotKey != test.key || ok && id != someDigest+"-"+someNonce {
				t.Errorf("got %q %q %v, want %q", gotKey, id, ok, test.key)
			}
		})
	}
}

func TestReferenceOfStrangePaths(t *testing.T) {
	for _, path := range []string{"a b.md", "日本/障害.md", "x-->y.md", "100%.md", "a`b.md", "a\nb.md", "#1.md"} {
		text := actions.ReferenceText(path, someDigest, someNonce, someDocument)
		if _, comment, _ := strings.Cut(text, "<!--"); strings.Count(comment, "-->") != 1 {
			t.Errorf("%q ends the comment: %s", path, text)
		}
		if got, _, ok := actions.ReadReference(text); !ok || got != path {
			t.Errorf("%q: got %q, %v", path, got, ok)
		}
	}
}

func TestHugeBody(t *testing.T) {
	for _, part := range []string{"<!-- postmortem-action: ", "Tracked by `postmortem`: `", "<!-- postmortem-action: 6aae1815-6c525580f8dcfea1 path=a"} {
		cputime.Linear(t, part, 100_000, func(size int) { actions.ReadReference(strings.Repeat(part, size/len(part))) })
	}
}

var wellFormed = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{16}$`)

func FuzzReadReference(f *testing.F) {
	f.Add(actions.ReferenceText(key, someDigest, someNonce, someDocument))
	f.Add("Tracked by `postmortem`: `` · ``\n<!-- postmortem-action: -->")
	f.Fuzz(func(t *testing.T, body string) {
		path, id, ok := actions.ReadReference(body)
		if ok && !wellFormed.MatchString(id) {
			t.Errorf("%q gave the id %q", body, id)
		}
		if !ok || path == "" || !utf8.ValidString(path) {
			return
		}
		again, _, ok := actions.ReadReference(actions.ReferenceText(path, someDigest, someNonce, ""))
		if !ok || again != path {
			t.Errorf("%q was written and read as %q", path, again)
		}
	})
}
