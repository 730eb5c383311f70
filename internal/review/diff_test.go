package review_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/github/githubtest"
	"github.com/blameless-postmortem/postmortem/internal/review"
)

// Each history is made by git, and so is the difference. A comment in a wrong place is refused by the fake as it is by GitHub, and then no place is left.
func TestHistories(t *testing.T) {
	long := strings.Repeat("It went on.\n\n", 20)
	for name, test := range map[string]struct {
		before  string // the document in main; "" for none
		history func(*world)
		want    []string // "path:first-last"
		summary string   // is in the summary
	}{
		"new document": {"", func(w *world) { w.write(report, calm+"\n"+human) }, []string{report + ":7-7"}, ""},
		"old findings": {calm + "\n" + human, func(w *world) { w.write(report, calm+"\n"+human+"\n"+forgot) }, []string{report + ":9-9"}, ""},
		"no newline at the end": {strings.TrimSuffix(calm, "\n"), func(w *world) {
			w.write(report, calm+"\n"+strings.TrimSuffix(human, "\n"))
		}, []string{report + ":7-7"}, ""},
		"crlf": {strings.ReplaceAll(calm, "\n", "\r\n"), func(w *world) {
			w.write(report, strings.ReplaceAll(calm+"\n"+human+"\n"+forgot, "\n", "\r\n"))
		}, []string{report + ":7-7", report + ":9-9"}, ""},
		"line ends change": {calm + "\n" + human, func(w *world) {
			w.write(report, strings.ReplaceAll(calm+"\n"+human, "\n", "\r\n"))
		}, []string{report + ":7-7"}, ""},
		"deletions only": {calm + "\n" + human + "\n" + forgot, func(w *world) { w.write(report, calm+"\n"+human) }, nil, "Nothing to remark"},
		"two hunks": {calm + "\n" + long, func(w *world) {
			w.write(report, calm+"\n"+human+"\n"+long+human)
		}, []string{report + ":7-7", report + ":49-49"}, ""},
		"half a paragraph": {calm + "\nThe engineer\nlooked at it. " + human, func(w *world) {
			w.write(report, calm+"\nThe on-call engineer\nforgot to drain it. "+human)
		}, []string{report + ":7-8"}, ""},
		"rename": {calm + "\n" + long + human, func(w *world) {
			w.git("mv", report, "postmortems/new name's.md")
			w.write("postmortems/new name's.md", calm+"\n"+long+human+"\n"+forgot)
		}, []string{"postmortems/new name's.md:49-49"}, ""},
		"rename without a change": {calm + "\n" + long + human, func(w *world) { w.git("mv", report, "postmortems/other.md") }, nil, "Nothing to remark"},
		"moved into the folder":   {"", func(w *world) { w.write("postmortems/deep/er/x.markdown", human) }, []string{"postmortems/deep/er/x.markdown:1-1"}, ""},
		"removed":                 {calm + "\n" + human, func(w *world) { w.git("rm", "--quiet", report) }, nil, ""},
		"main was merged": {calm, func(w *world) {
			w.git("switch", "--quiet", "main")
			w.write(report, human+"\n"+calm)
			w.write("postmortems/main.md", human)
			w.commit("in main")
			w.git("switch", "--quiet", "topic")
			w.write(report, calm+"\n"+forgot)
			w.commit("in topic")
			w.git("merge", "--quiet", "--no-edit", "main")
		}, []string{report + ":9-9"}, ""},
		"main went on": {calm, func(w *world) {
			w.git("switch", "--quiet", "main")
			w.write(report, human+"\n"+calm)
			w.commit("in main")
			w.git("switch", "--quiet", "topic")
			w.write(report, calm+"\n"+forgot)
		}, []string{report + ":7-7"}, ""},
		"binary": {"", func(w *world) { w.write(report, "# x\n\x00\x01\xff\n") }, nil, "could not be read"},
		"submodule": {"", func(w *world) {
			w.commit("work")
			w.git("update-index", "--add", "--cacheinfo", "160000,"+w.base+","+report)
			w.git("commit", "--quiet", "-m", "submodule")
			if err := os.MkdirAll(filepath.Join(w.folder, report), 0o755); err != nil {
				w.t.Fatal(err)
			}
		}, nil, ""},
		"link": {"", func(w *world) {
			w.write("secret.md", human)
			w.write("postmortems/x", "")
			if err := os.Symlink("../secret.md", filepath.Join(w.folder, report)); err != nil {
				w.t.Skip(err)
			}
		}, nil, ""},
		"empty": {"", func(w *world) { w.write(report, "") }, nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			if test.before != "" {
				w.git("switch", "--quiet", "main")
				w.write(report, test.before)
				w.commit("before")
				w.git("switch", "--quiet", "topic")
				w.git("merge", "--quiet", "main")
			}
			test.history(w)
			w.push()
			for _, checkout := range []struct {
				name   string
				folder func(*world) string
			}{
				{"head", func(w *world) string { return w.folder }},
				{"nothing", func(*world) string { return "" }},
				{"merge", func(w *world) string { return w.clone("--quiet", "--no-local", ".merge") }},
				{"base", func(w *world) string { return w.clone("--quiet", "--no-local", "--branch=main", ".base") }},
				{"shallow", func(w *world) string { return w.clone("--quiet", "--no-local", "--depth=1", ".shallow") }},
			} {
				fresh := w.again()
				if checkout.name != "head" && !slices.Contains([]string{"old findings", "crlf", "rename", "main was merged", "main went on"}, name) {
					continue
				}
				folder := checkout.folder(fresh)
				fresh.run(func(o *review.Options) { o.Root = folder })
				if got := fresh.places(); !slices.Equal(got, test.want) {
					t.Errorf("%s checked out: got %q, want %q", checkout.name, got, test.want)
				}
				if test.summary != "" && !strings.Contains(fresh.summary(), test.summary) {
					t.Errorf("%s checked out: no %q in\n%s", checkout.name, test.summary, fresh.summary())
				}
			}
		})
	}
}

// clone makes a clone of the repository beside it. One that is called .merge has the head merged into main checked out, as actions/checkout does.
func (w *world) clone(args ...string) string {
	w.t.Helper()
	folder := filepath.Join(w.t.TempDir(), args[len(args)-1])
	w.git(append(append([]string{"clone"}, args[:len(args)-1]...), w.folder, folder)...)
	if args[len(args)-1] == ".merge" {
		inside := &world{t: w.t, box: w.box, folder: folder}
		inside.git("checkout", "--quiet", "--detach", "origin/main")
		inside.git("merge", "--quiet", "--no-edit", "--no-ff", w.pull().HeadSHA)
	}
	return folder
}

// Where GitHub shows no difference, git tells which lines are new; without a history nothing is said, but for how to get it.
func TestNoPatch(t *testing.T) {
	w := newWorld(t)
	w.git("switch", "--quiet", "main")
	w.write(report, calm+"\n"+forgot)
	w.commit("before")
	w.git("switch", "--quiet", "topic")
	w.git("merge", "--quiet", "main")
	w.write(report, calm+"\n"+human+"\n"+forgot)
	w.write("postmortems/new.md", calm+"\n"+human)
	w.push()
	w.server.EditPull(repoName, w.number, func(p *githubtest.PullRequest) {
		for i := range p.Files {
			p.Files[i].Patch = ""
		}
	})
	other := w.again()
	w.run(func(o *review.Options) { o.Changed = w.changed(w.folder) })
	if s := w.summary(); len(w.places()) > 0 || !strings.Contains(s, "`"+report+":7`") || strings.Contains(s, "`"+report+":9`") || !strings.Contains(s, "`postmortems/new.md:7`") {
		t.Errorf("got %q\n%s", w.places(), s)
	}
	shallow := other.clone("--quiet", "--no-local", "--depth=1", ".shallow")
	other.run(func(o *review.Options) { o.Root, o.Changed = shallow, w.changed(shallow) })
	if s := other.summary(); !strings.Contains(s, "fetch-depth: 0") || strings.Contains(s, "`"+report+":") || !strings.Contains(s, "`postmortems/new.md:7`") {
		t.Errorf("got %s", s)
	}
}

// A suggestion, applied as GitHub does, makes its finding go and changes nothing else.
func TestSuggestions(t *testing.T) {
	const unused = "<!-- postmortem-disable-next-line blame/hindsight -- checked -->"
	const key = "AKIAIOSFODNN7QWERTYU"
	for name, test := range map[string]struct{ before, want string }{
		"alone on its line":   {calm + "\n" + unused + "\nIt ended.\n", calm + "\nIt ended.\n"},
		"between blank lines": {calm + "\n" + unused + "\n\nIt ended.\n", calm + "\nIt ended.\n"},
		"in a wrapped line":   {calm + "\nIt " + unused + " went\non.\n", calm + "\nIt  went\non.\n"},
		"at the end":          {calm + "\n" + unused, calm},
		"in code":             {calm + "\n- ```` x ``` " + key + " ````\n", calm + "\n- ```` x ``` [redacted] ````\n"},
		"in a fence":          {calm + "\n```\n" + key + "\n```\n", calm + "\n```\n[redacted]\n```\n"},
		"crlf":                {strings.ReplaceAll(calm+"\nkey "+key+" here\n", "\n", "\r\n"), calm + "\nkey [redacted] here\n"},
		"two in a line":       {calm + "\nkeys " + key + " and AKIAIOSFODNN7QWERTYV\n", calm + "\nkeys [redacted] and [redacted]\n"},
	} {
		w := newWorld(t)
		w.write(report, test.before)
		w.push()
		w.run()
		lines := strings.SplitAfter(strings.ReplaceAll(test.before, "\r\n", "\n"), "\n")
		applied := false
		for _, r := range slices.Backward(w.pull().Remarks) {
			if strings.Contains(outsideCode(r.Body), key) || strings.Contains(r.Body, key) {
				t.Errorf("%s: the key is repeated:\n%s", name, r.Body)
			}
			text, ok := suggestion(r.Body)
			if !ok {
				continue
			}
			first := r.StartLine
			if first == 0 {
				first = r.Line
			}
			applied = true
			lines = slices.Replace(lines, first-1, min(r.Line, len(lines)), text)
		}
		if got := strings.Join(lines, ""); !applied || strings.TrimRight(got, "\n") != strings.TrimRight(test.want, "\n") {
			t.Errorf("%s: got %q, want %q\n%v", name, got, test.want, w.pull().Remarks)
		}
	}
}

// suggestion is the text of the suggestion in a comment, whole lines.
func suggestion(body string) (string, bool) {
	before, after, ok := strings.Cut(body, "`suggestion\n")
	if !ok {
		return "", false
	}
	fence := strings.Repeat("`", len(before)-len(strings.TrimRight(before, "`"))+1)
	if strings.HasPrefix(after, fence) {
		return "", true
	}
	text, _, ok := strings.Cut(after, "\n"+fence)
	return text + "\n", ok
}

// A rewrite that leaves words to the author is told, not offered for a click.
func TestRewriteWithGap(t *testing.T) {
	for source, want := range map[string]string{
		calm + "\n" + forgot: "> The on-call engineer did not drain the node because",
		"# 決済障害\n\n## 概要\n\n担当者が確認を怠った。\n": "確認を行わなかった",
	} {
		w := newWorld(t)
		w.write(report, source)
		w.push()
		w.run()
		body := w.pull().Remarks[0].Body
		if _, ok := suggestion(body); ok || !strings.Contains(body, want) {
			t.Errorf("got %s", body)
		}
	}
}

// More keys than one remark tells of: none can offer its lines, which the others' keys stand in.
func TestSecretsAreNotRepeated(t *testing.T) {
	w := newWorld(t)
	var keys []string
	for i := range 12 {
		keys = append(keys, fmt.Sprintf("AKIAIOSFODNN7QWERTY%c", 'A'+i))
	}
	w.write(report, "---\naudience: key AKIAIOSFODNN7QWERTYX\n---\n"+calm+"\nThe keys were "+strings.Join(keys, ", ")+".\n\n"+
		"<!-- postmortem-disable-next-line blame -- the key is AKIAIOSFODNN7QWERTYZ -->\n"+human)
	w.push()
	w.run()
	p := w.pull()
	texts := []string{w.summary()}
	for _, r := range p.Remarks {
		texts = append(texts, r.Body)
	}
	if len(p.Remarks) < 2 || strings.Contains(strings.Join(texts, "\n"), "AKIAIOSF") {
		t.Errorf("got %s", strings.Join(texts, "\n"))
	}
}
