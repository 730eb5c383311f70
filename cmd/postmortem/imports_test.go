package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/blameless-postmortem/postmortem/"

// mayImport is the architecture: which packages of the module a package may import. A package that is not listed here fails the test:
// first decide where it stands.
var mayImport = map[string][]string{
	"cmd/postmortem":                {"internal/cli"},
	"internal/cli":                  {"internal/actions", "internal/config", "internal/document", "internal/github", "internal/importer", "internal/interview", "internal/language", "internal/language/languages", "internal/learn", "internal/learn/view", "internal/lint", "internal/lint/output", "internal/lint/rules", "internal/lsp", "internal/reading", "internal/redact", "internal/repo", "internal/review", "internal/site", "internal/template"},
	"internal/interview":            {"internal/document", "internal/interview/background", "internal/language", "internal/lint", "internal/template"},
	"internal/interview/background": {},
	"internal/lint":                 {"internal/document", "internal/language"},
	"internal/lint/rules":           {"internal/document", "internal/language", "internal/lint"},
	"internal/lint/output":          {"internal/document", "internal/language", "internal/lint"},
	"internal/language":             {},
	"internal/language/english":     {"internal/language"},
	"internal/language/japanese":    {"internal/language"},
	"internal/language/languages":   {"internal/language", "internal/language/english", "internal/language/japanese"},
	"internal/document":             {},
	"internal/template":             {"internal/document", "templates"},
	"internal/repo":                 {},
	"internal/repo/repotest":        {},
	"internal/cputime":              {},
	"internal/golden":               {},
	"internal/github":               {},
	"internal/github/githubtest":    {},
	"internal/actions":              {"internal/document", "internal/github"},
	"internal/config":               {},
	"internal/lsp":                  {"internal/document", "internal/language", "internal/lint"},
	"internal/importer":             {"internal/document"},
	"internal/redact":               {"internal/document"},
	"internal/review":               {"internal/document", "internal/github", "internal/language", "internal/lint", "internal/repo"},
	"internal/learn":                {"internal/document"},
	"internal/learn/learntest":      {},
	"internal/reading":              {"internal/document", "internal/language", "internal/lint/output"},
	"internal/learn/view":           {"internal/document", "internal/language", "internal/learn", "internal/lint/output"},
	"internal/site":                 {"internal/document", "internal/language", "internal/learn"},
	"templates":                     {},
}

// The map in docs/design.md shows every package, by its path or, beside its parent, by its name.
func TestDesignShowsEveryPackage(t *testing.T) {
	page := read(t, filepath.Join("..", "..", "docs", "design.md"))
	for pkg := range mayImport {
		if !strings.Contains(page, "`"+pkg+"`") && !strings.Contains(page, "`"+path.Base(pkg)+"`") && !strings.Contains(page, "`"+pkg+"/`") {
			t.Errorf("docs/design.md does not show %s", pkg)
		}
	}
	for _, m := range regexp.MustCompile("(?m)^\\| `((?:internal|cmd)/[^`]*)` \\|").FindAllStringSubmatch(page, -1) {
		if _, ok := mayImport[m[1]]; !ok {
			t.Errorf("docs/design.md shows %s, which is not in the tree", m[1])
		}
	}
}

// onlyImporter confines a library to one package.
var onlyImporter = map[string]string{
	"github.com/yuin/goldmark":           "internal/document",
	"github.com/google/go-github":        "internal/github",
	"github.com/go-git/go-git":           "internal/repo",
	"github.com/charmbracelet/bubbletea": "internal/interview",
}

// Tests may import more: the whole program is assembled in some of them.
func TestImportsRunOneWay(t *testing.T) {
	seen := map[string]bool{}
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && file != root && strings.HasPrefix(entry.Name(), ".") {
			return fs.SkipDir
		}
		if entry.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		rel, err := filepath.Rel(root, filepath.Dir(file))
		if err != nil {
			return err
		}
		pkg := filepath.ToSlash(rel)
		allowed, listed := mayImport[pkg]
		if !listed {
			t.Errorf("%s: the package is not in the table of imports", pkg)
			return nil
		}
		seen[pkg] = true
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range parsed.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if own, ok := strings.CutPrefix(imported, module); ok && !slices.Contains(allowed, own) {
				t.Errorf("%s may not import %s", path.Join(pkg, filepath.Base(file)), own)
			}
			for library, home := range onlyImporter {
				if (imported == library || strings.HasPrefix(imported, library+"/")) && pkg != home {
					t.Errorf("%s imports %s, which is for %s alone", path.Join(pkg, filepath.Base(file)), imported, home)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for pkg := range mayImport {
		if !seen[pkg] {
			t.Errorf("%s is in the table of imports but not in the tree", pkg)
		}
	}
}
