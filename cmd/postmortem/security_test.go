package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/github/githubtest"
)

// The claims of docs/security.md that are about the program as a whole.

// sandbox is a machine with one user, a repository and whatever else a test lays there.
type sandbox struct {
	t          *testing.T
	root, repo string
	env        []string
}

func newSandbox(t *testing.T) *sandbox {
	t.Helper()
	root := t.TempDir()
	s := &sandbox{t: t, root: root, repo: filepath.Join(root, "repo")}
	home := filepath.Join(root, "home")
	for _, folder := range []string{home, filepath.Join(s.repo, ".git")} {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	s.env = []string{
		"PATH=" + os.Getenv("PATH"), "SystemRoot=" + os.Getenv("SystemRoot"), "HOME=" + home, "USERPROFILE=" + home, "LocalAppData=" + home,
		"XDG_STATE_HOME=" + filepath.Join(home, "state"), "XDG_CACHE_HOME=" + filepath.Join(home, "cache"), "GORACE=atexit_sleep_ms=0",
		"GIT_CONFIG_GLOBAL=" + filepath.Join(home, "gitconfig"), "GIT_CONFIG_NOSYSTEM=1",
	}
	return s
}

func (s *sandbox) write(name, text string) {
	s.t.Helper()
	name = filepath.Join(s.root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		s.t.Fatal(err)
	}
}

func (s *sandbox) link(target, name string) {
	s.t.Helper()
	if err := os.Symlink(target, filepath.Join(s.root, filepath.FromSlash(name))); err != nil {
		s.t.Skip("no symbolic links here:", err)
	}
}

// run runs the program in the repository and returns all it says, and its exit code.
func (s *sandbox) run(args ...string) (string, int) {
	s.t.Helper()
	cmd := exec.Command("postmortem", args...)
	cmd.Dir, cmd.Env = s.repo, s.env
	cmd.Stdin = strings.NewReader("")
	out, err := cmd.CombinedOutput()
	if _, exited := errors.AsType[*exec.ExitError](err); err != nil && !exited {
		s.t.Fatal(err)
	}
	return string(out), cmd.ProcessState.ExitCode()
}

// files are the files outside a folder with what they hold; links with where they lead.
func (s *sandbox) files(except string) map[string]string {
	s.t.Helper()
	held := map[string]string{}
	err := filepath.WalkDir(s.root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case path == except:
			return fs.SkipDir
		case entry.Type()&fs.ModeSymlink != 0:
			held[path], err = os.Readlink(path)
		case entry.Type().IsRegular():
			var source []byte
			source, err = os.ReadFile(path)
			held[path] = string(source)
		}
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return held
}

const evil = "\x1b]0;owned\x07\x1b[31m\u009b2J\u202e\x7f"

// hostile is a document with terminal escapes wherever a document can hold text.
const hostile = "---\ntitle: \"a\\e[31m" + "\\a\"\nseverity: \"S\\e[2J\"\nservices: [\"s\\e]0;x\\a\"]\nauthors: [\"@k" + "\\e[1m\"]\nstarted: \"09:58\\e[5m\"\n---\n" +
	"# T" + evil + "\n\n## Summary" + evil + "\n\nThe on-call engineer " + evil + " forgot to drain the node. The engineer" + evil + " forgot it.\n\n" +
	"<!-- postmortem-disable-next-line blame/person-fault" + evil + " -- " + evil + " -->\nThe engineer forgot it.\n\n<!-- postmortem-disable " + evil + " -- because -->\n\n" +
	"## Timeline\n\n- 10:42 UTC " + evil + " [detected]\n- 25:99 " + evil + "\n\n## Contributing factors\n\n- **F1" + evil + "** human error " + evil + "\n\n" +
	"## Action items\n\n- [ ] Alert " + evil + " (P1" + evil + ", @kmori" + evil + ", due 2026-12-15, owner x" + evil + ")\n- [ ] remind " + evil + " (due 1 " + evil + ") #1" + evil + "\n"

func TestNothingOfADocumentSteersTheTerminal(t *testing.T) {
	s := newSandbox(t)
	s.write("repo/postmortems/2026-11-20-a.md", hostile)
	if runtime.GOOS != "windows" {
		s.write("repo/postmortems/2026-11-20-b\x1b[31m\u202e.md", hostile)
	}
	s.write("repo/a.yaml", "title: \"x\\e[31m\\a\"\nseverity: \"\\e[2J\"\nimpact: [\"\\e[2J\"]\n")
	s.write("repo/b.yaml", "title: x\n\"k\\e[31m\": y\ntimeline: [{at: \"\\e[2J\", what: x}]\n")
	s.write("repo/chat.txt", "10:42 kaz "+evil+"\n10:43 ana "+evil+"\n")
	s.write("bad/.postmortem.yaml", "\"k\\e[31m\": y\nlint: {fail-on: \"\\e[2J\", rules: {\"\\e[2J\": off}}\ndirectory: \"../\\e[2J\"\ntemplate: \"\\e[2J\"\n")
	for _, args := range [][]string{
		{"lint"},
		{"lint", "--format", "github"},
		{"lint", "--format", "json"},
		{"lint", "--format", "sarif"},
		{"lint", "--format", "rdjson"},
		{"lint", "--suppressions"},
		{"lint", "--lang", evil},
		{"lint", "--rule", evil},
		{"lint", "--diff", evil},
		{"lint", evil},
		{"lint", "--" + evil},
		{"show", "postmortems/2026-11-20-a.md"},
		{"show", "--json", "postmortems/2026-11-20-a.md"},
		{"actions", "list"},
		{"actions", "list", "--json"},
		{"actions", "status"},
		{"actions", "status", "--format", "markdown"},
		{"actions", evil},
		{"timeline", "import", "chat.txt", "--into", "postmortems/2026-11-20-a.md", "--day", "2026-11-20", "--dry-run"},
		{"timeline", "import", "chat.txt", "--into", evil},
		{"note", evil},
		{"new", "--answers", "a.yaml", "--no-commit"},
		{"new", "--answers", "b.yaml", "--no-commit"},
		{"new", "--template", evil, "--answers", "a.yaml"},
		{"resume", evil},
		{"explain", evil},
		{"schema", evil},
		{evil},
		{"--config", evil, "lint"},
		{"--dir", evil, "lint"},
		{"--dir", filepath.Join(s.root, "bad"), "lint"},
		{"--dir", filepath.Join(s.root, "bad"), "new", "--answers", "a.yaml"},
	} {
		if runtime.GOOS == "windows" && slices.Contains(args, evil) {
			continue // such arguments don't reach a program there
		}
		out, _ := s.run(args...)
		machine := slices.ContainsFunc(args, func(a string) bool { return a == "json" || a == "--json" || a == "sarif" || a == "rdjson" })
		if i := strings.IndexFunc(out, func(r rune) bool {
			switch {
			case r == '\n', r == '\t':
				return false
			case r < ' ', r == 0x7f, r >= 0x80 && r < 0xa0:
				return true
			}
			return !machine && r >= 0x202a && r <= 0x202e
		}); i >= 0 {
			t.Errorf("postmortem %q prints a control character: %q", args, out[max(0, i-60):min(len(out), i+60)])
		}
		if out == "" {
			t.Errorf("postmortem %q says nothing, so nothing was tried", args)
		}
	}
}

// TestNothingOfADocumentIsACommandForCI: a runner takes "::" behind blanks of any kind, and "##[" (elsewhere "##vso[") anywhere in a line, for a command.
func TestNothingOfADocumentIsACommandForCI(t *testing.T) {
	s := newSandbox(t)
	s.env = append(s.env, "GITHUB_ACTIONS=true")
	const command = "::error::x ##[group]y ##vso[task.setvariable variable=z]1"
	source := "---\ntitle: \"" + command + "\"\nservices: [\"" + command + "\"]\nimpact: \"" + command + "\"\n---\n# " + command + "\n\n## Summary\n\n\u3000" + command + " The engineer should have checked the list.\n\n" +
		"<!-- postmortem-disable-next-line blame/counterfactual -- " + command + " -->\nThe engineer should have checked the list.\n\n" +
		"## Timeline\n\n- 10:42 UTC " + command + "\n\n## Contributing factors\n\n- " + command + "\n\n## Action items\n\n- [ ] " + command + " (@kmori, due 2026-01-02)\n"
	s.write("repo/postmortems/2026-11-20-a.md", source)
	s.write("repo/postmortems/2026-11-21-b.md", source)
	for _, args := range [][]string{
		{"lint"},
		{"lint", "--format", "json"},
		{"lint", "--format", "sarif"},
		{"lint", "--format", "rdjson"},
		{"lint", "--suppressions"},
		{"lint", "--suppressions", "--json"},
		{"lint", "\n" + command},
		{"show", "postmortems/2026-11-20-a.md"},
		{"show", "--json", "postmortems/2026-11-20-a.md"},
		{"list"},
		{"list", "--json"},
		{"search", "error"},
		{"search", "--json", "error"},
		{"related", "postmortems/2026-11-20-a.md"},
		{"stats", "--by", "service"},
		{"digest"},
		{"actions", "list"},
		{"actions", "list", "--json"},
		{"actions", "status"},
		{"actions", "status", "--format", "markdown"},
		{"actions", "status", "--json"},
	} {
		out, _ := s.run(args...)
		if out == "" {
			t.Errorf("%q printed nothing", args)
		}
		for line := range strings.FieldsFuncSeq(out, func(r rune) bool { return r == '\n' || r == '\r' }) {
			if strings.HasPrefix(strings.TrimSpace(line), "::") || regexp.MustCompile(`##[A-Za-z]*\[`).MatchString(line) {
				t.Errorf("%q gives the runner a command: %q", args, line)
			}
		}
	}

	// What must keep its bytes does.
	cmd := exec.Command("postmortem", "lint", "--fix", "-")
	cmd.Dir, cmd.Env, cmd.Stdin = s.repo, s.env, strings.NewReader(command+"\n")
	if out, _ := cmd.Output(); string(out) != command+"\n" {
		t.Errorf("lint --fix passed %q on as %q", command, out)
	}
}

// What a repository brings along, written by somebody else, makes the program write in that repository and nowhere else.
func TestAnUntrustedRepositoryStaysInItsFolder(t *testing.T) {
	const configuration = "repo/.postmortem.yaml"
	for name, lay := range map[string]func(*sandbox){
		"a title":        func(s *sandbox) { s.write("repo/a.yaml", "title: ../../../../outside/x\n") },
		"a folder above": func(s *sandbox) { s.write(configuration, "directory: ../outside\n") },
		"an absolute folder": func(s *sandbox) {
			s.write(configuration, "directory: "+filepath.ToSlash(filepath.Join(s.root, "outside"))+"\n")
		},
		"backslashes":                   func(s *sandbox) { s.write(configuration, "directory: '..\\outside'\n") },
		"a linked folder":               func(s *sandbox) { s.link(filepath.Join(s.root, "outside"), "repo/postmortems") },
		"a folder under a linked one":   func(s *sandbox) { s.link("../outside", "repo/docs"); s.write(configuration, "directory: docs/pm\n") },
		"a linked folder for workflows": func(s *sandbox) { s.link("../outside", "repo/.github") },
		"a linked configuration":        func(s *sandbox) { s.link("../outside/found.md", configuration) },
		"a dangling configuration":      func(s *sandbox) { s.link("../outside/new.yaml", configuration) },
		"a template above":              func(s *sandbox) { s.write(configuration, "template: ../outside/found.md\n") },
		"a linked template": func(s *sandbox) {
			s.write("repo/templates/x", "")
			s.link("../../outside/found.md", "repo/templates/default.md")
		},
		"a linked document": func(s *sandbox) {
			s.write("repo/postmortems/x", "")
			s.link("../../outside/found.md", "repo/postmortems/2026-11-20-a.md")
		},
		"a branch above": func(s *sandbox) { s.write(configuration, "git: {branch: ../../outside/x}\n") },
	} {
		t.Run(name, func(t *testing.T) {
			s := newSandbox(t)
			s.write("repo/a.yaml", "title: x\n")
			s.write("outside/found.md", "# Found\n\n## Summary\n\nSecret of another project. The dumb engineer obviously forgot. Basically, it broke.\n\n## Timeline\n\n## Action items\n\n- [ ] Fix it\n")
			lay(s)
			before := s.files(s.repo)
			said := ""
			for _, args := range [][]string{
				{"init"},
				{"new", "--answers", "a.yaml", "--no-commit"},
				{"new", "--answers", "a.yaml", "--template", "default", "--no-commit", "--json"},
				{"lint", "--fix"},
				{"lint", "--fix", "postmortems/2026-11-20-a.md"},
				{"actions", "status"},
			} {
				out, _ := s.run(args...)
				if args[len(args)-1] != "postmortems/2026-11-20-a.md" { // the user names the file: it is read, never written
					said += out
				}
			}
			after := s.files(s.repo)
			for path, text := range after {
				if strings.HasPrefix(path, filepath.Join(s.root, "home")) {
					continue // the user's own drafts and journals
				}
				if was, ok := before[path]; !ok || was != text {
					t.Errorf("%s was written", path)
				}
			}
			for path := range before {
				if _, ok := after[path]; !ok {
					t.Errorf("%s is gone", path)
				}
			}
			if strings.Contains(said, "dumb engineer") || strings.Contains(said, "Secret of") {
				t.Errorf("a file of another project was shown:\n%s", said)
			}
		})
	}
}

// The token goes to GitHub and nowhere else: not to the terminal, not into a file.
func TestTheTokenIsToldToNobody(t *testing.T) {
	server := githubtest.Start(t, githubtest.Options{Token: githubToken, BasePath: "/api/v3"})
	server.AddRepository(githubtest.Repository{Name: "acme/widgets", Assignees: []string{"kmori"}})
	s := newSandbox(t)
	s.env = append(s.env, "GITHUB_TOKEN="+githubToken, "GITHUB_API_URL="+server.URL(), "GITHUB_REPOSITORY=acme/widgets")
	s.write("repo/postmortems/2026-11-20-a.md", "# A\n\n## Action items\n\n- [ ] Alert on queue depth above 10k (detect, P1, @kmori, due 2026-12-15)\n- [ ] Halt a roll-out by itself (prevent, P1, @kmori, due 2026-12-15)\n")
	said, codes := "", []int{}
	for i, args := range [][]string{
		{"actions", "push", "--verbose"}, {"actions", "push", "--verbose", "--json"}, {"actions", "sync", "--verbose"}, {"actions", "status", "--live", "--verbose"},
	} {
		if i == 1 {
			server.Fail(githubtest.Fault{Status: 401, Times: 1})
		}
		out, code := s.run(args...)
		said += out
		codes = append(codes, code)
	}
	if !slices.Contains(codes, 0) || len(server.Issues("acme/widgets")) == 0 {
		t.Fatalf("nothing was tried: %v\n%s", codes, said)
	}
	if strings.Contains(said, githubToken) {
		t.Errorf("the token was printed:\n%s", said)
	}
	for path, text := range s.files("") {
		if strings.Contains(text, githubToken) {
			t.Errorf("the token is in %s", path)
		}
	}
}

// Input beyond the bounds is refused with a message, and not read to its end.
func TestOversizedInputIsRefused(t *testing.T) {
	s := newSandbox(t)
	s.write("repo/postmortems/2026-11-20-a.md", "# A\n"+strings.Repeat("x y\n", 33<<18))
	s.write("repo/a.yaml", "title: "+strings.Repeat("x", 2<<20)+"\n")
	s.write("big/.postmortem.yaml", "directory: "+strings.Repeat("x", 2<<20)+"\n")
	for _, args := range [][]string{
		{"lint"}, {"show", "postmortems/2026-11-20-a.md"}, {"new", "--answers", "a.yaml"}, {"--dir", filepath.Join(s.root, "big"), "lint"},
	} {
		if out, code := s.run(args...); code != 2 || !strings.Contains(out, "is larger than") || len(out) > 2000 {
			t.Errorf("postmortem %q: exit code %d, %d bytes: %.300s", args, code, len(out), out)
		}
	}
}

// A few hundred bytes of YAML that stand for gigabytes are read for what they are.
func TestYAMLBombsStaySmall(t *testing.T) {
	bomb := "a0: &a0 [x, x, x, x, x, x, x, x]\n"
	for i := range 40 {
		bomb += fmt.Sprintf("a%d: &a%d [*a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d]\n", i+1, i+1, i, i, i, i, i, i, i, i)
	}
	bomb += "title: *a40\nservices: *a40\ndirectory: *a40\n"
	s := newSandbox(t)
	s.write("repo/postmortems/2026-11-20-a.md", "---\n"+bomb+"---\n# A\n")
	s.write("repo/postmortems/2026-11-20-deep.md", "---\na: "+strings.Repeat("[", 60000)+"\n---\n# A\n")
	s.write("repo/a.yaml", bomb)
	s.write("repo/title.yaml", "title: x\n")
	s.write("repo/templates/mine.md", "---\n"+bomb+"---\n# {{title}}\n")
	s.write("bomb/.postmortem.yaml", bomb)
	for _, args := range [][]string{
		{"lint", "--rule", "structure/bad-front-matter"}, {"show", "postmortems/2026-11-20-a.md"}, {"new", "--answers", "a.yaml", "--no-commit"},
		{"new", "--template", "mine", "--answers", "title.yaml", "--no-commit"}, {"--dir", filepath.Join(s.root, "bomb"), "lint"},
	} {
		if out, _ := s.run(args...); len(out) > 64<<10 {
			t.Errorf("postmortem %q prints %d bytes", args, len(out))
		}
	}
}

var testName = regexp.MustCompile("`((?:Test|Fuzz)[A-Z]\\w*)` \\(([a-z/]+)\\)")

// Every claim in docs/security.md has a test, and every test that it names exists.
func TestSecurityClaimsAreTested(t *testing.T) {
	page := read(t, filepath.Join("..", "..", "docs", "security.md"))
	named := testName.FindAllStringSubmatch(page, -1)
	if len(named) < 20 {
		t.Errorf("only %d tests are named", len(named))
	}
	for _, m := range named {
		files, err := filepath.Glob(filepath.Join("..", "..", filepath.FromSlash(m[2]), "*_test.go"))
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(files, func(file string) bool {
			return bytes.Contains([]byte(read(t, file)), []byte("\nfunc "+m[1]+"("))
		}) {
			t.Errorf("there is no %s in %s", m[1], m[2])
		}
	}
	_, claims, found := strings.Cut(page, "\n## Claims\n")
	claims, _, _ = strings.Cut(claims, "\n## ")
	rows := 0
	for line := range strings.Lines(claims) {
		if !strings.HasPrefix(line, "| ") || strings.HasPrefix(line, "| claim") || strings.HasPrefix(line, "| ---") {
			continue
		}
		rows++
		if !testName.MatchString(line) {
			t.Errorf("no test for: %s", line)
		}
	}
	if !found || rows < 10 {
		t.Errorf("only %d claims", rows)
	}
}
