package learn_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/learn"
)

func TestUpdateIndex(t *testing.T) {
	const b, e = learn.IndexBegin, learn.IndexEnd
	for name, tt := range map[string]struct{ in, want string }{
		"empty":             {"", b + "\n\nTABLE\n\n" + e + "\n"},
		"added":             {"# P\n", "# P\n\n" + b + "\n\nTABLE\n\n" + e + "\n"},
		"added, no newline": {"# P", "# P\n\n" + b + "\n\nTABLE\n\n" + e + "\n"},
		"added, blank":      {"# P\n\n", "# P\n\n" + b + "\n\nTABLE\n\n" + e + "\n"},
		"added, CRLF":       {"# P\r\nx\r\n", "# P\r\nx\r\n\r\n" + b + "\r\n\r\nTABLE\r\n\r\n" + e + "\r\n"},
		"between":           {"\ufeffa \t\n" + b + "\nold\n" + e + "\nz\n\n\n", "\ufeffa \t\n" + b + "\n\nTABLE\n\n" + e + "\nz\n\n\n"},
		"between, CRLF":     {"a\r\n  " + b + "\r\n" + e + "\r\nz", "a\r\n  " + b + "\r\n\r\nTABLE\r\n\r\n" + e + "\r\nz"},
		"at the end":        {b + "\n" + e, b + "\n\nTABLE\n\n" + e},
		"in code":           {"```\n" + b + "\n```\n~~~~\n" + e + "\n~~~\n~~~~\n" + b + "\n" + e + "\n", "```\n" + b + "\n```\n~~~~\n" + e + "\n~~~\n~~~~\n" + b + "\n\nTABLE\n\n" + e + "\n"},
	} {
		got, err := learn.UpdateIndex("README.md", []byte(tt.in), "TABLE\n")
		if err != nil || string(got) != tt.want {
			t.Errorf("%s:\n%q\nwant\n%q (%v)", name, got, tt.want, err)
		}
		again, err := learn.UpdateIndex("README.md", got, "TABLE\n")
		if err != nil || !bytes.Equal(again, got) {
			t.Errorf("%s: the second time it is\n%q (%v)", name, again, err)
		}
	}
	for in, line := range map[string]int{"x\n```\ny": 2, "x\n" + b + "\n": 2, b: 1, e + "\n" + b: 1, b + "\n" + b + "\n" + e: 2, b + "\n" + e + "\n" + e: 3} {
		var marker *learn.MarkerError
		if _, err := learn.UpdateIndex("README.md", []byte(in), "TABLE"); !errors.As(err, &marker) || marker.Line != line || marker.Hint() == "" {
			t.Errorf("%q: %v", in, err)
		}
	}
}

func FuzzUpdateIndex(f *testing.F) {
	f.Add("a\r\n" + learn.IndexBegin + "\nx\n" + learn.IndexEnd + "\nz")
	f.Add("```\n" + learn.IndexBegin)
	f.Fuzz(func(t *testing.T, readme string) {
		got, err := learn.UpdateIndex("README.md", []byte(readme), "| a |\n| b |\n")
		if err != nil {
			return
		}
		before, rest, found := strings.Cut(readme, learn.IndexBegin)
		if found && strings.Count(readme, learn.IndexBegin) == 1 && strings.Count(readme, learn.IndexEnd) == 1 && !strings.ContainsAny(readme, "`~") {
			_, after, _ := strings.Cut(rest, learn.IndexEnd)
			if strings.Contains(string(got), "| a |") && (!strings.HasPrefix(string(got), before) || !strings.HasSuffix(string(got), after)) {
				t.Errorf("%q became %q", readme, got)
			}
		}
		again, err := learn.UpdateIndex("README.md", got, "| a |\n| b |\n")
		if err == nil && !bytes.Equal(got, again) {
			t.Errorf("%q, then %q", got, again)
		}
	})
}
