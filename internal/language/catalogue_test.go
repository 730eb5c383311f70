package language_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

func TestCatalogue(t *testing.T) {
	c, err := language.ReadCatalogue("# a comment\n\na/b = {title} names {count} = {title}\nc = plain\n")
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Text("a/b", "title", "{count}", "count", "2"); got != "{count} names 2 = {count}" {
		t.Error(got)
	}
	quoted, err := language.ReadCatalogue("q = {a:quoted} {{a}} {b} {a {\n")
	if err != nil {
		t.Fatal(err)
	}
	if got := quoted.Text("q", "a", "x \"y\""); got != `"x \"y\"" {x "y"} {b} {a {` {
		t.Error(got)
	}
	if got := c.Text("c"); got != "plain" {
		t.Error(got)
	}
	if got := c.Text("d", "title", "x"); got != "" {
		t.Error(got)
	}
	if diff := cmp.Diff([]string{"a/b", "c"}, c.Keys()); diff != "" {
		t.Error(diff)
	}
	for text, want := range map[string]string{"a = 1\nb\n": "line 2", "a = 1\n\na = 2\n": "line 3"} {
		if _, err := language.ReadCatalogue(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
