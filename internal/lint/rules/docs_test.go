package rules_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/language/languages"
	"github.com/blameless-postmortem/postmortem/internal/lint/rules"
)

// TestDocsAreThePages holds docs/rules to what "postmortem explain" prints; UPDATE=1 writes the folder anew.
func TestDocsAreThePages(t *testing.T) {
	folder := filepath.FromSlash("../../../docs/rules")
	want := map[string]string{"README.md": index()}
	for _, r := range rules.All() {
		want[r.ID+".md"] = rules.Page(r.ID)
		for _, lang := range languages.All() {
			if page := lang.Page(r.ID); page != "" {
				want[lang.Code()+"/"+r.ID+".md"] = page
			}
		}
	}
	if os.Getenv("UPDATE") != "" {
		if err := os.RemoveAll(folder); err != nil {
			t.Fatal(err)
		}
		for name, page := range want {
			path := filepath.Join(folder, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(page), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	got := map[string]string{}
	err := fs.WalkDir(os.DirFS(folder), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		page, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(name)))
		got[name] = strings.ReplaceAll(string(page), "\r\n", "\n")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("docs/rules (-want +got; UPDATE=1 rewrites it):\n%s", diff)
	}
}

// index is the table of all rules.
func index() string {
	var b strings.Builder
	b.WriteString("# Rules\n\nWhat `postmortem lint` looks for. Each page is what `postmortem explain RULE` prints; these files are generated from the same text.\n")
	group := ""
	for _, r := range rules.All() {
		if r.Group() != group {
			group = r.Group()
			fmt.Fprintf(&b, "\n## %s\n\n| rule | by default | finds |\n| --- | --- | --- |\n", group)
		}
		severity := r.Severity.String()
		if r.Optional {
			severity = "off"
		}
		fmt.Fprintf(&b, "| [%s](%s.md)", r.ID, r.ID)
		for _, lang := range languages.All() {
			if lang.Page(r.ID) != "" {
				fmt.Fprintf(&b, " [%s](%s/%s.md)", lang.Code(), lang.Code(), r.ID)
			}
		}
		fmt.Fprintf(&b, " | %s | %s |\n", severity, r.Summary)
	}
	return b.String()
}
