package languages_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/language/languages"
)

// Every language has words for what the first has, with the same places to fill, and a code of its own.
func TestCatalogues(t *testing.T) {
	all := languages.All()
	first := all[0].Messages()
	place := regexp.MustCompile(`\{[a-z]+`)
	seen := map[string]bool{}
	for _, lang := range all {
		if seen[lang.Code()] {
			t.Errorf("%s is listed twice", lang.Code())
		}
		seen[lang.Code()] = true
		own := lang.Messages()
		for _, key := range first.Keys() {
			if own.Text(key) == "" {
				t.Errorf("%s has no words for %s", lang.Code(), key)
				continue
			}
			want, got := place.FindAllString(first.Text(key), -1), place.FindAllString(own.Text(key), -1)
			slices.Sort(want)
			slices.Sort(got)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s, %s: the places to fill differ:\n%s", lang.Code(), key, diff)
			}
		}
		for _, key := range own.Keys() {
			group, _, _ := strings.Cut(key, "/")
			// Questions and blanks are the language's own; the interview has its English in the code, and a test of its own.
			if !slices.Contains([]string{"question", "blank", "interview", "output", "summary", "template"}, group) && first.Text(key) == "" {
				t.Errorf("%s has words for %s, which nothing asks for", lang.Code(), key)
			}
		}
	}
	if diff := cmp.Diff([]string{"en", "ja"}, languages.Codes(languages.All())); diff != "" {
		t.Error(diff)
	}
}

// No key of the first language is left over: it stands in the code, whole or in two parts, with or without the ends that the code adds to many.
func TestKeysAreUsed(t *testing.T) {
	var code strings.Builder
	err := fs.WalkDir(os.DirFS("../.."), ".", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		source, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(name)))
		code.Write(source)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	literals := map[string]bool{}
	for _, m := range regexp.MustCompile(`"[^"\n]*"`).FindAllString(code.String(), -1) {
		literals[strings.Trim(m, `"`)] = true
	}
	used := func(key string) bool {
		for i := range key {
			if literals[key[:i]] && literals[key[i:]] {
				return true
			}
		}
		return literals[key]
	}
	for _, key := range languages.All()[0].Messages().Keys() {
		if !used(key) && !used(strings.TrimSuffix(key, ".ask")) && !used(strings.TrimSuffix(key, ".all")) {
			t.Errorf("nothing asks for %s", key)
		}
	}
}
