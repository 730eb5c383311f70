package config

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var known = Known{
	Rules:    []string{"blame", "blame/hindsight", "action", "action/no-due-date", "action/no-owner"},
	Sections: []string{"summary", "impact", "contributing factors"},
}

func TestParse(t *testing.T) {
	const whole = `
directory: docs/incidents
template: mine
language: ja
severities: [critical, minor]
sections:
  required: [Summary, impact]
  aliases: {contributing factors: [root causes, why]}
lint:
  fail-on: warning
  rules: {blame/hindsight: off, action: error}
  words: {systems: [hermes, "the operator"], people: [acme support]}
github: {repository: acme/widgets, labels: [pm, ops], label-by: [type], assign: false, milestone: Q4, reviewers: [kmori, "@octocat", acme/platform], tracking-issue: true}
actions: {targets: {p0: 2w, P3: 90d}}
git: {branch: "{{.Date}}/{{.Slug}}", commit: false, push: true, pull-request: true}
`
	got, err := Parse("x", []byte(whole), known)
	if err != nil {
		t.Fatal(err)
	}
	want := Config{
		Directory: "docs/incidents", Template: "mine", Language: "ja", Severities: []string{"critical", "minor"},
		Sections: Sections{Required: []string{"summary", "impact"}, Aliases: map[string][]string{"contributing factors": {"root causes", "why"}}},
		Lint: Lint{
			FailOn: "warning", Likely: true, Rules: map[string]string{"blame/hindsight": "off", "action": "error"},
			Words: Words{Systems: []string{"hermes", "the operator"}, People: []string{"acme support"}},
		},
		GitHub:  GitHub{Repository: "acme/widgets", Labels: []string{"pm", "ops"}, LabelBy: []string{"type"}, Milestone: "Q4", Reviewers: []string{"kmori", "@octocat", "acme/platform"}, Tracking: true},
		Actions: Actions{Targets: map[string]int{"P0": 14, "P3": 90}},
		Git:     Git{Branch: "{{.Date}}/{{.Slug}}", Push: true, PullRequest: true},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestParseKeepsDefaults(t *testing.T) {
	for _, source := range []string{"", "# only a comment\n", "lint:\n", "lint: {rules: }\ngit: {commit: }\n", "---\n"} {
		got, err := Parse("x", []byte(source), known)
		if err != nil {
			t.Errorf("%q: %v", source, err)
		}
		if diff := cmp.Diff(Default(), got); diff != "" {
			t.Errorf("%q: %s", source, diff)
		}
	}
}

func TestParseProblems(t *testing.T) {
	for _, test := range []struct {
		source, want, hint string
	}{
		{"directry: x", `c.yaml:1: unknown key "directry"`, `did you mean "directory"?`},
		{"lint:\n  fail_on: error", `c.yaml:2: unknown key "fail_on"`, `did you mean "fail-on"?`},
		{"lint: {fail-on: warn}", `c.yaml:1: "warn" is not a value of this key`, `did you mean "warning"?`},
		{"lint: {rules: {blame/hindsite: off}}", `c.yaml:1: there is no rule "blame/hindsite"`, `did you mean "blame/hindsight"?`},
		{"lint: {rules: {blame: loud}}", `c.yaml:1: "loud" is not a severity`, "known here: error, warning, info, off"},
		{"lint: [a]", `c.yaml:1: "lint" is not a list of keys and values`, `write it as lines of "key: value"`},
		{"actions: {targets: {P5: 4w}}", `c.yaml:1: "P5" is not a priority`, "known here: P0, P1, P2, P3, P4"},
		{"actions: {targets: {P1: 28}}", `c.yaml:1: "28" is not a time`, "write days or weeks: 28d, 4w"},
		{"actions: {targets: {P1: -4w}}", `c.yaml:1: "-4w" is not a time`, "write days or weeks: 28d, 4w"},
		{"actions: {targets: 4w}", "c.yaml:1: priorities with their times are expected here", "write it as {P0: 4w, P2: 60d}"},
		{"- a", `c.yaml:1: the file is not a list of keys and values`, `write it as lines of "key: value"`},
		{"language: en\nlanguage: ja", "c.yaml:2: the key \"language\" stands here twice", "keep one of them"},
		{"directory: ../out", `c.yaml:1: "../out" leads out of the repository`, "write a path relative to the root of the repository"},
		{"directory: /etc", `c.yaml:1: "/etc" leads out of the repository`, "write a path relative to the root of the repository"},
		{`directory: 'c:\x'`, `c.yaml:1: "c:\\x" leads out of the repository`, "write a path relative to the root of the repository"},
		{"directory: .git/hooks", `c.yaml:1: ".git/hooks" belongs to git`, "choose another folder"},
		{`directory: 'sub\.GIT\x'`, `c.yaml:1: "sub\\.GIT\\x" belongs to git`, "choose another folder"},
		{"template: ../../etc/passwd.md", `c.yaml:1: "../../etc/passwd.md" leads out of the repository`, "write a path relative to the root of the repository"},
		{"github: {repository: acme}", `c.yaml:1: "acme" is not a repository`, "write it as owner/name, or host/owner/name for a server of your own"},
		{"github: {reviewers: [kim mori]}", `c.yaml:1: "kim mori" is neither a person nor a team on GitHub`, "write people as kmori, teams as acme/platform"},
		{"github: {assign: perhaps}", `c.yaml:1: "perhaps" is neither true nor false`, "write true or false"},
		{"git: {branch: 'a b'}", `c.yaml:1: "a b" can't be a branch name`, "for example postmortem/{{.Slug}}; it may hold {{.Slug}}, {{.Date}}, {{.Severity}}"},
		{"git: {branch: 'x/{{.Slgu}}'}", `c.yaml:1: "x/{{.Slgu}}" can't be a branch name`, "for example postmortem/{{.Slug}}; it may hold {{.Slug}}, {{.Date}}, {{.Severity}}"},
		{"sections: {required: [impact, sumary]}", `c.yaml:1: "sumary" is not a section that is known here`, `did you mean "summary"?`},
		{"sections: {aliases: {contributng factors: [why]}}", `c.yaml:1: "contributng factors" is not a section`, `did you mean "contributing factors"?`},
		{"severities: {a: b}", "c.yaml:1: a list is expected here", "write it as [one, two]"},
		{"language: [en]", "c.yaml:1: one value is expected here, not a list or a mapping", "write one value behind the key, in the same line"},
		{"a: &x 1\nlanguage: *x", "c.yaml:1: unknown key \"a\"", ""},
		{"a: [", "c.yaml:1: is not valid YAML: did not find expected node content", "check indentation and quotes"},
	} {
		_, err := Parse("c.yaml", []byte(test.source), known)
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("%q: no error", test.source)
			continue
		}
		if first, _, _ := strings.Cut(e.Error(), " ("); !strings.HasPrefix(first, test.want) {
			t.Errorf("%q:\n got %s\nwant %s", test.source, e.Error(), test.want)
		}
		if len(e.Problems) == 1 && e.Hint() != test.hint {
			t.Errorf("%q:\n got %s\nwant %s", test.source, e.Hint(), test.hint)
		}
	}
}

// A file of aliases that unfold to billions of values is refused or read at once.
func TestParseBomb(t *testing.T) {
	var b strings.Builder
	b.WriteString("a0: &a0 [x, x, x, x, x, x, x, x, x]\n")
	for i := range 30 {
		b.WriteString(strings.ReplaceAll(strings.ReplaceAll("aN: &aN [*aM, *aM, *aM, *aM, *aM, *aM, *aM, *aM]\n", "N", string(rune('a'+i))), "M", map[bool]string{true: "0", false: string(rune('a' + i - 1))}[i == 0]))
	}
	if _, err := Parse("c.yaml", []byte(b.String()), known); err == nil {
		t.Error("unknown keys must be an error")
	}
}

func TestLocate(t *testing.T) {
	root := t.TempDir()
	mkdir(t, root, "repo/.git")
	mkdir(t, root, "repo/a/b")
	mkdir(t, root, "plain/a")
	touch(t, root, FileName) // above every repository: never used
	touch(t, root, "repo/"+FileName)
	touch(t, root, "plain/"+FileName)

	for _, test := range []struct {
		dir, root, file string
		repository      bool
	}{
		{"repo/a/b", "repo", "repo/" + FileName, true},
		{"repo", "repo", "repo/" + FileName, true},
		{"plain", "plain", "plain/" + FileName, false},
		{"plain/a", "plain/a", "", false},
	} {
		got, err := Locate(filepath.Join(root, test.dir))
		if err != nil {
			t.Fatal(err)
		}
		want := Place{Root: filepath.Join(root, test.root), Repository: test.repository}
		if test.file != "" {
			want.File = filepath.Join(root, test.file)
		}
		if got != want {
			t.Errorf("%s: got %+v, want %+v", test.dir, got, want)
		}
	}

	touch(t, root, "repo/a/"+FileName)
	if got, _ := Locate(filepath.Join(root, "repo/a/b")); got.File != filepath.Join(root, "repo/a", FileName) {
		t.Errorf("the nearest file counts, got %s", got.File)
	}
}

func TestFolderStaysInside(t *testing.T) {
	root := t.TempDir()
	outside := t.TempDir()
	mkdir(t, root, "real")
	for link, target := range map[string]string{"out": outside, "in": filepath.Join(root, "real")} {
		if err := os.Symlink(target, filepath.Join(root, link)); err != nil {
			t.Skip("no symbolic links here:", err)
		}
	}
	place := Place{Root: root}
	for _, rel := range []string{"real", "real/new/deep", "in", "in/new", "new"} {
		if _, err := place.Folder(rel); err != nil {
			t.Errorf("%s: %v", rel, err)
		}
	}
	for _, rel := range []string{"out", "out/new/deep"} {
		if got, err := place.Folder(rel); err == nil {
			t.Errorf("%s leads to %s", rel, got)
		}
	}
}

func TestBranchName(t *testing.T) {
	if got := BranchName("pm/{{.Date}}-{{.Slug}}-{{.Severity}}", "x", "2026-11-20", "SEV-2"); got != "pm/2026-11-20-x-sev-2" {
		t.Error(got)
	}
}

// A link to a file elsewhere is refused before anything of that file is read; one within the repository, as monorepos have it, is none of our business.
func TestFileStaysInside(t *testing.T) {
	root, outside := t.TempDir(), t.TempDir()
	mkdir(t, root, ".git")
	mkdir(t, root, "a")
	mkdir(t, root, "b")
	touch(t, outside, "secret.yaml")
	touch(t, root, "shared.yaml")
	for link, target := range map[string]string{"a": filepath.Join(outside, "secret.yaml"), "b": filepath.Join("..", "shared.yaml")} {
		if err := os.Symlink(target, filepath.Join(root, link, FileName)); err != nil {
			t.Skip("no symbolic links here:", err)
		}
	}
	for dir, ok := range map[string]bool{"a": false, "b": true} {
		place, err := Locate(filepath.Join(root, dir))
		if err != nil || place.File == "" {
			t.Fatalf("%s: %+v, %v", dir, place, err)
		}
		if err := place.CheckFile(); (err == nil) != ok {
			t.Errorf("%s: %v", dir, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("lint: {rules: {blame: off}}\n"))
	f.Add([]byte("a: &a [*a]\n"))
	f.Fuzz(func(t *testing.T, source []byte) {
		c, err := Parse("c.yaml", source, known)
		if err == nil && (filepath.IsAbs(c.Directory) || strings.HasPrefix(c.Directory, "..")) {
			t.Errorf("directory %q leads out", c.Directory)
		}
	})
}

func mkdir(t *testing.T, parts ...string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Join(parts...), 0o755); err != nil {
		t.Fatal(err)
	}
}

func touch(t *testing.T, parts ...string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(parts...), nil, 0o644); err != nil {
		t.Fatal(err)
	}
}
