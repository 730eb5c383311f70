package main

import (
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
)

var repositoryRoot = filepath.Join("..", "..")

// pages are the texts for people: those at the top, and everything under docs.
func pages(t *testing.T) []string {
	t.Helper()
	files := []string{filepath.Join(repositoryRoot, "README.md"), filepath.Join(repositoryRoot, "CONTRIBUTING.md"), filepath.Join(repositoryRoot, "postmortems", "README.md")}
	err := filepath.WalkDir(filepath.Join(repositoryRoot, "docs"), func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && filepath.Ext(path) == ".md" {
			files = append(files, path)
		}
		return err
	})
	if err != nil || len(files) < 20 {
		t.Fatalf("%d pages: %v", len(files), err)
	}
	return files
}

var (
	fence     = regexp.MustCompile("(?ms)^ *```(\\w*)\n(.*?)^ *```$")
	inline    = regexp.MustCompile("`([^`\n]+)`")
	reference = regexp.MustCompile(`\]\(([^()\s]+)\)|src="([^"]+)"`)
	heading   = regexp.MustCompile(`(?m)^#+ (.*)$`)
)

// block is a fenced block of a page; mark is the comment before it.
type block struct{ language, text, mark string }

func blocks(page string) []block {
	var list []block
	for _, m := range fence.FindAllStringSubmatchIndex(page, -1) {
		b := block{language: page[m[2]:m[3]], text: page[m[4]:m[5]]}
		if before := strings.TrimSpace(page[:m[0]]); strings.HasSuffix(before, "-->") {
			b.mark = strings.TrimSpace(strings.TrimSuffix(before[strings.LastIndex(before, "<!--")+4:], "-->"))
		}
		list = append(list, b)
	}
	return list
}

// anchors are the ids that GitHub gives the headings of a page.
func anchors(page string) []string {
	var list []string
	for _, m := range heading.FindAllStringSubmatch(fence.ReplaceAllString(page, ""), -1) {
		id := strings.Map(func(r rune) rune {
			switch {
			case r == ' ':
				return '-'
			case strings.ContainsRune("`.,:;!?()/'’\"", r):
				return -1
			}
			return r
		}, strings.ToLower(m[1]))
		list = append(list, id)
	}
	return list
}

func TestLinksOfPagesResolve(t *testing.T) {
	count := 0
	for _, file := range pages(t) {
		page := inline.ReplaceAllString(fence.ReplaceAllString(read(t, file), ""), "")
		for _, m := range reference.FindAllStringSubmatch(page, -1) {
			target, anchor, _ := strings.Cut(m[1]+m[2], "#")
			if strings.Contains(target, ":") {
				continue // elsewhere
			}
			count++
			path := file
			if target != "" {
				path = filepath.Join(filepath.Dir(file), filepath.FromSlash(target))
			}
			if _, err := os.Stat(path); err != nil {
				t.Errorf("%s: %s leads nowhere", file, m[0])
			} else if anchor != "" && !slices.Contains(anchors(read(t, path)), anchor) {
				t.Errorf("%s: %s has no heading #%s", file, path, anchor)
			}
		}
	}
	if count < 40 {
		t.Errorf("only %d links were followed", count)
	}
}

// Every page of docs is reached from its table of contents; those of rules from theirs.
func TestEveryPageIsInTheTableOfContents(t *testing.T) {
	contents := read(t, filepath.Join(repositoryRoot, "docs", "README.md"))
	files, err := filepath.Glob(filepath.Join(repositoryRoot, "docs", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if name := filepath.Base(file); name != "README.md" && !strings.Contains(contents, "]("+name+")") {
			t.Errorf("docs/README.md doesn't lead to %s", name)
		}
	}
}

var call = regexp.MustCompile(`^(?:\$ )?postmortem((?: \S+)+)`)

// The commands that pages show exist, and have the flags that are shown with them.
func TestCommandsInPagesExist(t *testing.T) {
	folder := t.TempDir()
	run(t, "man", folder)
	count := 0
	for _, file := range pages(t) {
		page := read(t, file)
		var lines []string
		for _, b := range blocks(page) {
			if slices.Contains([]string{"sh", "console"}, b.language) || b.mark == "workflow" {
				for line := range strings.Lines(b.text) {
					line = strings.TrimPrefix(strings.TrimSpace(line), "- run: ")
					lines = append(lines, line)
				}
			}
		}
		for _, m := range inline.FindAllStringSubmatch(fence.ReplaceAllString(page, ""), -1) {
			lines = append(lines, m[1])
		}
		for _, line := range lines {
			m := call.FindStringSubmatch(strings.TrimRight(line, "\n"))
			if m == nil {
				continue
			}
			count++
			manual, rest := "postmortem", strings.Fields(m[1])
			for len(rest) > 0 {
				word := strings.Trim(strings.Split(rest[0], `\|`)[0], `.,;:`)
				if word == "help" || word == "--help" || word == "--version" {
					rest = nil
					break
				}
				if _, err := os.Stat(filepath.Join(folder, manual+"-"+word+".1")); err != nil {
					break
				}
				manual, rest = manual+"-"+word, rest[1:]
			}
			if manual == "postmortem" && len(rest) > 0 && !strings.HasPrefix(rest[0], "-") && rest[0] != "COMMAND" {
				t.Errorf("%s: there is no command: %s", file, line)
				continue
			}
			text := strings.ReplaceAll(read(t, filepath.Join(folder, manual+".1")), `\-`, "-")
			for _, word := range rest {
				if slices.Contains([]string{"|", ">", ">>", "&&", "#", "<"}, word) {
					break
				}
				if flag, _, _ := strings.Cut(strings.Trim(word, "`.,;"), "="); strings.HasPrefix(flag, "--") && !strings.Contains(text, `\fB`+flag+`\fR`) {
					t.Errorf("%s: %s has no flag %s: %s", file, manual, flag, line)
				}
			}
		}
	}
	if count < 60 {
		t.Errorf("only %d commands were looked up", count)
	}
}

// docs/configuration.md tells of every key, of its default, and of no other key. What init writes has them all.
func TestEveryKeyIsInTheConfigurationPage(t *testing.T) {
	var schema map[string]any
	if err := json.Unmarshal(run(t, "schema", "config"), &schema); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{}
	var walk func(name string, schema map[string]any)
	walk = func(name string, schema map[string]any) {
		properties, _ := schema["properties"].(map[string]any)
		if schema["additionalProperties"] != false || len(properties) == 0 {
			want[name] = schema["default"]
			return
		}
		for key, value := range properties {
			walk(strings.TrimPrefix(name+"."+key, "."), value.(map[string]any))
		}
	}
	walk("", schema)

	got := map[string]any{}
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z.-]+)` \\| (.*?) \\|").FindAllStringSubmatch(read(t, filepath.Join(repositoryRoot, "docs", "configuration.md")), -1) {
		var value any
		if strings.HasPrefix(m[2], "`") {
			if err := yaml.Unmarshal([]byte(strings.Trim(m[2], "`")), &value); err != nil {
				t.Errorf("%s: %v", m[1], err)
			}
		}
		got[m[1]] = value
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("docs/configuration.md (-what the program knows +what the page says):\n%s", diff)
	}

	var starter map[string]any
	if err := yaml.Unmarshal([]byte(uncomment(read(t, filepath.Join(repositoryRoot, "templates", "init", "postmortem.yaml")))), &starter); err != nil {
		t.Fatal(err)
	}
	for name := range want {
		group, key, nested := strings.Cut(name, ".")
		value, there := starter[group]
		for nested && there {
			group, key, nested = strings.Cut(key, ".")
			value, there = value.(map[string]any)[group]
		}
		if !there {
			t.Errorf("what init writes lacks %s", name)
		}
	}
}

// The configurations in pages are read without a complaint, and their workflows are as careful as ours.
func TestExamplesInPagesWork(t *testing.T) {
	configurations, workflows := 0, 0
	for _, name := range []string{"configuration.md", "templates.md", "adoption.md", "editors.md", "ci.md", "report.md", "export.md"} {
		for _, b := range blocks(read(t, filepath.Join(repositoryRoot, "docs", name))) {
			switch {
			case b.mark == "workflow":
				workflows++
				trustsNobody(t, name, b.text)
			case b.language == "yaml" && name != "ci.md":
				configurations++
				dir := t.TempDir()
				if err := os.Mkdir(filepath.Join(dir, ".git"), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(dir, ".postmortem.yaml"), []byte(b.text), 0o644); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(dir, "answers.yaml"), []byte("title: x\n"), 0o644); err != nil {
					t.Fatal(err)
				}
				run(t, "--dir", dir, "new", "--answers", "answers.yaml", "--no-commit", "--quiet")
			}
		}
	}
	if configurations < 5 || workflows < 3 {
		t.Errorf("%d configurations, %d workflows", configurations, workflows)
	}

	// The first workflow is the one that init writes.
	dir := t.TempDir()
	run(t, "--dir", dir, "init")
	var want, got any
	if err := yaml.Unmarshal([]byte(read(t, filepath.Join(dir, ".github", "workflows", "postmortems.yaml"))), &want); err != nil {
		t.Fatal(err)
	}
	for _, b := range blocks(read(t, filepath.Join(repositoryRoot, "docs", "ci.md"))) {
		if b.mark == "workflow" {
			if err := yaml.Unmarshal([]byte(b.text), &got); err != nil {
				t.Fatal(err)
			}
			break
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("docs/ci.md (-what init writes +what the page shows):\n%s", diff)
	}
}

func answersFile(t *testing.T) string {
	t.Helper()
	file, err := filepath.Abs(filepath.Join(repositoryRoot, "docs", "answers.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// The template in docs/templates.md, with the configuration beside it, makes documents that lack nothing.
func TestTheTemplateInItsPage(t *testing.T) {
	dir := t.TempDir()
	files := map[string]string{"markdown": filepath.Join("templates", "default.md"), "yaml": ".postmortem.yaml"}
	if err := os.MkdirAll(filepath.Join(dir, ".git"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "templates"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, b := range blocks(read(t, filepath.Join(repositoryRoot, "docs", "templates.md"))) {
		if b.mark == "example" {
			if err := os.WriteFile(filepath.Join(dir, files[b.language]), []byte(b.text), 0o644); err != nil {
				t.Fatal(err)
			}
			delete(files, b.language)
		}
	}
	if len(files) > 0 {
		t.Fatalf("no example of %v", slices.Collect(maps.Keys(files)))
	}
	path := strings.TrimSpace(string(run(t, "--dir", dir, "new", "--answers", answersFile(t), "--no-commit", "--quiet")))
	text := read(t, filepath.Join(dir, filepath.FromSlash(path)))
	for _, want := range []string{"team: payments", "## What made it possible\n\n- **F1**", "## What we'll change\n\n- [ ] ", "## Glossary", "An incident of 2026-11-20."} {
		if !strings.Contains(text, want) {
			t.Errorf("the document lacks %q:\n%s", want, text)
		}
	}
	run(t, "--dir", dir, "lint", "--rule", "structure/missing-section", "--rule", "structure/bad-front-matter")
}

// The rule in CONTRIBUTING.md compiles where it says.
func TestTheRuleInContributing(t *testing.T) {
	page := read(t, filepath.Join(repositoryRoot, "CONTRIBUTING.md"))
	list := blocks(page)
	i := slices.IndexFunc(list, func(b block) bool { return b.mark == "rule" })
	if i < 0 {
		t.Fatal("no rule")
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "bare_duration.go")
	if err := os.WriteFile(file, []byte(regexp.MustCompile(`(?m)^   `).ReplaceAllString(list[i].text, "")), 0o644); err != nil {
		t.Fatal(err)
	}
	place, err := filepath.Abs(filepath.Join(repositoryRoot, "internal", "lint", "rules", "bare_duration.go"))
	if err != nil {
		t.Fatal(err)
	}
	overlay, err := json.Marshal(map[string]any{"Replace": map[string]string{place: file}})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "overlay.json"), overlay, 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "vet", "-overlay", filepath.Join(dir, "overlay.json"), "./internal/lint/rules")
	cmd.Dir = repositoryRoot
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	for _, path := range regexp.MustCompile("`(internal/[a-z/]+|\\.ci/run|go\\.mod)`").FindAllStringSubmatch(page, -1) {
		if _, err := os.Stat(filepath.Join(repositoryRoot, filepath.FromSlash(path[1]))); err != nil {
			t.Errorf("CONTRIBUTING.md speaks of %s, which isn't there", path[1])
		}
	}
}
