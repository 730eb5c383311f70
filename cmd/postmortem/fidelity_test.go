package main

import (
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/github/githubtest"
	"github.com/blameless-postmortem/postmortem/internal/repo/repotest"
)

// fidelityAnswers make a document in which lint finds an error, and an action item.
const fidelityAnswers = `title: Checkout unavailable
started: 2026-11-20T09:58:00Z
summary: The operator forgot to check the queue.
actions:
  - {title: Refuse a configuration without an upstream, type: prevent, priority: P1, owner: "@kmori", due: 2026-12-15}
`

// fidelityPage shows the table of this test. UPDATE=1 rewrites it; -v prints it.
var fidelityPage = filepath.Join("..", "..", "docs", "git.md")

// obstacle is a state of a repository in which no commit can be made, or none of that kind.
type obstacle struct {
	name string
	make func(t *testing.T, s *repotest.Sandbox) (dir string)
	says string // part of what new says on its way out
	lint string // part of what lint --diff says, where it can't tell either
}

var obstacles = []obstacle{
	{name: "no identity", says: "git config --global user.name", make: func(t *testing.T, s *repotest.Sandbox) string {
		dir := s.Base("r")
		s.Write(s.Home, "gitconfig", "")
		return dir
	}},
	{name: "`user.useConfigOnly` without an address", says: "email is not configured", make: func(t *testing.T, s *repotest.Sandbox) string {
		dir := s.Base("r")
		s.Write(s.Home, "gitconfig", "[user]\nname = Kim\nuseConfigOnly = true\n")
		return dir
	}},
	{name: "`pre-commit` hook that says no", says: "not on a Friday", make: func(t *testing.T, s *repotest.Sandbox) string {
		dir := s.Base("r")
		s.Script(dir, ".git/hooks/pre-commit", "echo not on a Friday", "exit 1")
		return dir
	}},
	{name: "`commit-msg` hook that says no", says: "needs a ticket", make: func(t *testing.T, s *repotest.Sandbox) string {
		dir := s.Base("r")
		s.Script(dir, ".git/hooks/commit-msg", "echo needs a ticket", "exit 1")
		return dir
	}},
	{name: "signing key that is not there", says: "failed to sign", make: func(t *testing.T, s *repotest.Sandbox) string {
		dir := s.Base("r")
		s.Git(dir, "config", "gpg.program", s.Script(s.Home, "signer", "echo no secret key >&2", "exit 2"))
		s.Git(dir, "config", "commit.gpgsign", "true")
		return dir
	}},
	{name: "ignored `postmortems/`", says: "git ignores postmortems/", make: func(t *testing.T, s *repotest.Sandbox) string {
		dir := s.Base("r")
		s.Write(dir, ".gitignore", "postmortems/\n")
		return dir
	}},
	{name: "merge with a conflict", says: "git merge --continue", make: conflict("merge", "side")},
	{name: "rebase with a conflict", says: "git rebase --continue", make: conflict("rebase", "side")},
	{name: "cherry-pick with a conflict", says: "git cherry-pick --continue", make: conflict("cherry-pick", "side")},
	{name: "revert with a conflict", says: "git revert --continue", make: conflict("revert", "HEAD~1")},
	{name: "index locked by another git", says: "index.lock exists", make: func(t *testing.T, s *repotest.Sandbox) string {
		dir := s.Base("r")
		s.Write(dir, ".git/index.lock", "")
		return dir
	}},
	{name: "repository of another user (`safe.directory`)", says: "git config --global --add safe.directory", make: func(t *testing.T, s *repotest.Sandbox) string {
		dir := s.Base("r")
		s.Env["GIT_TEST_ASSUME_DIFFERENT_OWNER"] = "1"
		return dir
	}},
	{name: "format that this git doesn't know", says: "repository extension", lint: "repository extension", make: func(t *testing.T, s *repotest.Sandbox) string {
		dir := s.Base("r")
		s.Git(dir, "config", "core.repositoryFormatVersion", "1")
		s.Git(dir, "config", "extensions.laterThanThis", "true")
		return dir
	}},
}

// conflict stops a repository in the midst of an operation.
func conflict(command ...string) func(t *testing.T, s *repotest.Sandbox) string {
	return func(t *testing.T, s *repotest.Sandbox) string {
		dir := s.Base("r")
		s.Conflict(dir, command...)
		return dir
	}
}

// TestFidelity is what the program does in every kind of repository that people work in: new, lint --diff, the write-back of actions push and new --no-commit.
// Whatever happens the document is saved, and nothing but the document changes.
func TestFidelity(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git isn't installed")
	}
	program := asProgram(t)
	table := &fidelityTable{rows: map[string]string{}}
	t.Run("kinds", func(t *testing.T) {
		for _, k := range repotest.Kinds() {
			t.Run(k.Name, func(t *testing.T) {
				t.Parallel()
				f := newFidelity(t, program)
				dir := k.Make(t, f.Sandbox)
				f.T = t
				if !k.Calm {
					f.Disturb(dir)
				}
				table.add(k.Name, f.row(t, dir, k))
			})
		}
		for _, o := range obstacles {
			t.Run(o.name, func(t *testing.T) {
				t.Parallel()
				f := newFidelity(t, program)
				dir := o.make(t, f.Sandbox)
				f.T = t
				table.add(o.name, f.obstructed(t, dir, o))
			})
		}
		t.Run("bare", func(t *testing.T) {
			t.Parallel()
			f := newFidelity(t, program)
			dir := filepath.Join(f.Home, "bare.git")
			f.Git(f.Home, "clone", "--quiet", "--bare", f.Base("r"), dir)
			table.add("bare", f.bare(t, dir))
		})
	})
	table.compare(t)
}

// fidelity runs the program in a sandbox, beside a GitHub of its own.
type fidelity struct {
	*repotest.Sandbox
	program string
}

func newFidelity(t *testing.T, program string) *fidelity {
	s := repotest.New(t)
	server := githubtest.New(githubtest.Options{Token: githubToken})
	server.AddRepository(githubtest.Repository{Name: "acme/widgets", Assignees: []string{"kmori"}})
	server.Listen()
	t.Cleanup(func() {
		server.Close()
		if v := server.Violations(); len(v) > 0 {
			t.Errorf("GitHub would not understand: %s", strings.Join(v, "; "))
		}
	})
	maps.Copy(s.Env, map[string]string{
		"GITHUB_API_URL": server.URL(), "GITHUB_TOKEN": githubToken, "GITHUB_REPOSITORY": "acme/widgets",
		"XDG_STATE_HOME": filepath.Join(s.Home, "state"), "XDG_CACHE_HOME": filepath.Join(s.Home, "cache"), "GORACE": "atexit_sleep_ms=0",
	})
	s.Write(s.Home, "answers.yaml", fidelityAnswers)
	return &fidelity{s, program}
}

// ran is a run of the program.
type ran struct {
	code     int
	out, err string
}

func (f *fidelity) run(t *testing.T, dir string, args ...string) ran {
	t.Helper()
	cmd := exec.Command(f.program, args...)
	var out, said strings.Builder
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = dir, f.Environ(), &out, &said
	if err := cmd.Run(); cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return ran{cmd.ProcessState.ExitCode(), out.String(), said.String()}
}

func (f *fidelity) new(t *testing.T, dir string, flags ...string) ran {
	return f.run(t, dir, append([]string{"new", "--answers", filepath.Join(f.Home, "answers.yaml"), "--json", "--verbose"}, flags...)...)
}

// row does all of it in a kind of repository in which everything must work.
func (f *fidelity) row(t *testing.T, root string, k repotest.Kind) []string {
	dir := filepath.Join(root, filepath.FromSlash(k.Open))
	written := f.onlyWritten(t, root, dir)

	base := ""
	if out, err := f.TryGit(root, "rev-parse", "--verify", "--quiet", "HEAD"); err == nil {
		base = strings.TrimSpace(out)
	}
	before := f.State(root, repotest.Document)
	r := f.new(t, dir)
	if r.code != 0 {
		t.Fatalf("new: exit code %d: %s", r.code, r.err)
	}
	var result struct{ Path, Branch, Commit string }
	if err := json.Unmarshal([]byte(r.out), &result); err != nil {
		t.Fatal(err)
	}
	if result.Branch != repotest.Branch || result.Commit != strings.TrimSpace(f.Git(root, "rev-parse", "HEAD")) {
		t.Errorf("new printed %+v", result)
	}
	committed := "committed"
	if reason := logged(r, "the commit is made by git itself: "); reason != "" {
		committed = "committed by git: " + reason
	}
	if strings.Contains(k.Content, "\r") {
		k.Route = "" // the program writes line feeds alone
	}
	if (k.Route == "") != (committed == "committed") || !strings.Contains(strings.ToLower(committed), strings.ToLower(k.Route)) {
		t.Errorf("new: %s, want %q", committed, k.Route)
	}
	before.Compare(t, f.State(root, repotest.Document), false)
	f.settled(t, root, base)
	if k.Check != nil {
		k.Check(t, f.Sandbox, root)
	}

	linted := "works after the first commit"
	if base != "" {
		linted = f.lint(t, dir, base)
	}
	if r := f.run(t, dir, "lint", "--diff", "HEAD"); r.code != 0 {
		t.Errorf("lint --diff HEAD: exit code %d: %s%s", r.code, r.out, r.err)
	}
	return []string{committed, linted, f.push(t, root, dir), written}
}

// obstructed does all of it where no commit can be made.
func (f *fidelity) obstructed(t *testing.T, dir string, o obstacle) []string {
	compare := f.watch(t, dir)
	r := f.new(t, dir)
	if r.code != 2 || !strings.Contains(r.err, o.says) {
		t.Errorf("new: exit code %d, want one that says %q: %s", r.code, o.says, r.err)
	}
	if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(repotest.Document))); err != nil {
		t.Errorf("the document is not saved: %v", err)
	}
	compare()
	var linted string
	if o.lint == "" {
		linted = f.lint(t, dir, "HEAD")
	} else {
		l := f.run(t, dir, "lint", "--diff", "HEAD")
		if l.code != 2 || !strings.Contains(l.err, o.lint) {
			t.Errorf("lint: exit code %d, want one that says %q: %s", l.code, o.lint, l.err)
		}
		linted = "exit 2: " + f.reason(l, dir)
	}
	pushed := f.push(t, dir, dir)
	if err := os.Remove(filepath.Join(dir, filepath.FromSlash(repotest.Document))); err != nil {
		t.Error(err)
	}
	written := f.new(t, dir, "--no-commit")
	if written.code != 0 {
		t.Errorf("new --no-commit: %s", written.err)
	}
	return []string{"saved, exit 2: " + f.reason(r, dir), linted, pushed, "works"}
}

// bare does it where there is no place for a document.
func (f *fidelity) bare(t *testing.T, dir string) []string {
	for _, flags := range [][]string{nil, {"--no-commit"}} {
		if r := f.new(t, dir, flags...); r.code != 2 || !strings.Contains(r.err, "without a working tree") {
			t.Errorf("new %v: exit code %d: %s", flags, r.code, r.err)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "postmortems")); err == nil {
		t.Error("a document was written into the git directory")
	}
	r := f.run(t, dir, "lint", "--diff", "HEAD", "-")
	if r.code != 2 || !strings.Contains(r.err, "without a working tree") {
		t.Errorf("lint: exit code %d: %s", r.code, r.err)
	}
	push := f.run(t, dir, "actions", "push")
	if push.code != 2 {
		t.Errorf("actions push: exit code %d: %s", push.code, push.err)
	}
	no := "exit 2: " + f.reason(r, dir)
	return []string{no, no, "exit 2: " + f.reason(push, dir), no}
}

// onlyWritten is new --no-commit. The document is taken away again.
func (f *fidelity) onlyWritten(t *testing.T, root, dir string) string {
	before := f.State(root, repotest.Document)
	if r := f.new(t, dir, "--no-commit"); r.code != 0 {
		t.Errorf("new --no-commit: exit code %d: %s", r.code, r.err)
	}
	before.Compare(t, f.State(root, repotest.Document), true)
	if err := os.Remove(filepath.Join(root, filepath.FromSlash(repotest.Document))); err != nil {
		t.Errorf("the document is not saved: %v", err)
	}
	return "works"
}

// settled checks that the document is all that was committed on top of base, and that nothing is left to do for it.
func (f *fidelity) settled(t *testing.T, root, base string) {
	t.Helper()
	if out := f.Git(root, "status", "--porcelain", "--", repotest.Document); out != "" {
		t.Errorf("git status still has the document: %s", out)
	}
	changed := []string{"diff-tree", "--root", "-r", "--no-renames", "--name-only", "--no-commit-id", "HEAD"}
	if base != "" {
		changed = []string{"diff", "--no-renames", "--name-only", base, "HEAD"}
	}
	if out := f.Git(root, changed...); out != repotest.Document+"\n" {
		t.Errorf("committed: %q", out)
	}
	stored, expected := f.Git(root, "rev-parse", "HEAD:"+repotest.Document), f.Git(root, "hash-object", "--path="+repotest.Document, repotest.Document)
	if stored != expected {
		t.Errorf("stored as %s, git stores it as %s", stored, expected)
	}
	if out := f.Git(root, "fsck", "--strict"); strings.Contains(out, "error") || strings.Contains(out, "missing") {
		t.Errorf("git fsck: %s", out)
	}
	f.NoLeftovers(t, root)
}

// lint must find an error in the document and in no other. It gives what git was needed for, if it was.
func (f *fidelity) lint(t *testing.T, dir, base string) string {
	t.Helper()
	r := f.run(t, dir, "lint", "--diff", base, "--json", "--verbose")
	var result struct{ Findings []struct{ Path, Rule string } }
	if err := json.Unmarshal([]byte(r.out), &result); err != nil {
		t.Errorf("lint: exit code %d: %s", r.code, r.err)
		return ""
	}
	found := false
	for _, finding := range result.Findings {
		found = found || finding.Rule == "blame/person-fault"
		if filepath.Base(finding.Path) != filepath.Base(repotest.Document) {
			t.Errorf("lint --diff speaks of %s", finding.Path)
		}
	}
	if !found || r.code != 1 {
		t.Errorf("lint --diff: exit code %d and no finding in the document: %s%s", r.code, r.out, r.err)
	}
	if logged(r, "git finds the base of the changes: ") != "" {
		return "works, by git"
	}
	return "works"
}

// push must write a link into the document and change nothing else.
func (f *fidelity) push(t *testing.T, root, dir string) string {
	t.Helper()
	compare := f.watch(t, root)
	path, err := filepath.Rel(dir, filepath.Join(root, filepath.FromSlash(repotest.Document)))
	if err != nil {
		t.Fatal(err)
	}
	r := f.run(t, dir, "actions", "push", path, "--json", "--verbose")
	if r.code != 0 {
		t.Errorf("actions push: exit code %d: %s", r.code, r.err)
	}
	written, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(repotest.Document)))
	if err != nil || !strings.Contains(string(written), "[#1](") {
		t.Errorf("actions push wrote no link: %v\n%s", err, written)
	}
	compare()
	return "works"
}

// watch gives what fails when anything but the document changes from now on. Where git can't tell, that is the git directory.
func (f *fidelity) watch(t *testing.T, root string) (compare func()) {
	t.Helper()
	if _, err := f.TryGit(root, "status"); err == nil {
		before := f.State(root, repotest.Document)
		return func() { before.Compare(t, f.State(root, repotest.Document), true) }
	}
	before := listing(t, filepath.Join(root, ".git"))
	return func() {
		if after := listing(t, filepath.Join(root, ".git")); after != before {
			t.Errorf("the git directory changed\nbefore:\n%s\nafter:\n%s", before, after)
		}
	}
}

// listing is every file of a folder and what it holds.
func listing(t *testing.T, dir string) string {
	var all strings.Builder
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		fmt.Fprintf(&all, "%s %x\n", path, sha256.Sum256(content))
		return err
	})
	if err != nil {
		t.Error(err)
	}
	return all.String()
}

// logged is the rest of the line of --verbose that begins so.
func logged(r ran, prefix string) string {
	for line := range strings.Lines(r.err) {
		if rest, ok := strings.CutPrefix(line, prefix); ok {
			return strings.TrimSpace(rest)
		}
	}
	return ""
}

// reason is what the program said on its way out, in one line.
func (f *fidelity) reason(r ran, dir string) string {
	_, said, _ := strings.Cut("\n"+r.err, "\npostmortem: ")
	said, _, _ = strings.Cut(said, "\nhint: ")
	said = strings.NewReplacer(dir, "…", f.Home, "…", "\n", " ", "|", `\|`).Replace(strings.TrimSpace(said))
	said = regexp.MustCompile(`\s+`).ReplaceAllString(said, " ")
	said, words, _ := strings.Cut(said, ": fatal: ")
	said, more, _ := strings.Cut(said, ": error: ")
	if words+more != "" {
		said += ": …" // git's own words are not the same in each of its versions
	}
	return said
}

// fidelityTable collects the rows of TestFidelity.
type fidelityTable struct {
	mu   sync.Mutex
	rows map[string]string // by the name of the kind
}

const (
	fidelityBegin = "<!-- fidelity: rewritten by UPDATE=1 go test ./cmd/postmortem -run Fidelity -->\n"
	fidelityEnd   = "<!-- /fidelity -->\n"
	fidelityHead  = "| repository | `new` | `lint --diff` | `actions push` | `new --no-commit` |\n| --- | --- | --- | --- | --- |\n"
)

func (f *fidelityTable) add(name string, cells []string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.rows[name] = fmt.Sprintf("| %s | %s |\n", name, strings.Join(cells, " | "))
}

// compare holds the table against the one on the page. Kinds that the git here can't make stay there as they are.
func (f *fidelityTable) compare(t *testing.T) {
	page, err := os.ReadFile(fidelityPage)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(page), fidelityBegin)
	table, after, ok2 := strings.Cut(rest, fidelityEnd)
	if !ok || !ok2 {
		t.Fatalf("%s has no place for the table", fidelityPage)
	}
	kept := map[string]string{}
	for line := range strings.Lines(table) {
		name, _, _ := strings.Cut(strings.TrimPrefix(line, "| "), " | ")
		kept[name] = line
	}
	var names []string
	for _, k := range repotest.Kinds() {
		names = append(names, k.Name)
	}
	for _, o := range obstacles {
		names = append(names, o.name)
	}
	now := fidelityHead
	for _, name := range append(names, "bare") {
		row, ran := f.rows[name]
		if !ran {
			row = cmp.Or(kept[name], fmt.Sprintf("| %s | not tried: git was too old | | | |\n", name))
		}
		now += row
	}
	t.Log("\n" + now)
	switch {
	case now == table:
	case os.Getenv("UPDATE") != "":
		if err := os.WriteFile(fidelityPage, []byte(before+fidelityBegin+now+fidelityEnd+after), 0o666); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("the table in %s differs; UPDATE=1 rewrites it", fidelityPage)
	}
}
