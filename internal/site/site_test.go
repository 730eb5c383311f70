package site_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/golden"
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/language/languages"
	"github.com/blameless-postmortem/postmortem/internal/learn"
	"github.com/blameless-postmortem/postmortem/internal/learn/learntest"
	"github.com/blameless-postmortem/postmortem/internal/site"
)

// workplace is a folder of documents and one for their site.
type workplace struct {
	t           *testing.T
	folder, out string
	title, base string
	grade       func(string) string
	version     string
	speaks      language.Language
}

func newWorkplace(t *testing.T) *workplace {
	t.Helper()
	root := t.TempDir()
	w := &workplace{t: t, folder: filepath.Join(root, "postmortems"), out: filepath.Join(root, "site"), version: "1"}
	if err := os.Mkdir(w.folder, 0o755); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *workplace) write(name, content string) {
	w.t.Helper()
	file := filepath.Join(w.folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
		w.t.Fatal(err)
	}
}

func (w *workplace) examples() {
	w.t.Helper()
	for i := range 40 {
		name, source := learntest.Document(i)
		w.write(name, string(source))
	}
}

func (w *workplace) try() (site.Result, error) {
	w.t.Helper()
	var paths []string
	err := filepath.WalkDir(w.folder, func(p string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() && (strings.HasSuffix(p, ".md") || strings.HasSuffix(p, ".markdown")) {
			paths = append(paths, p)
		}
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	all, err := learn.Reader{Grade: w.grade}.Read(w.t.Context(), paths)
	if err != nil {
		w.t.Fatal(err)
	}
	return site.Build(w.t.Context(), all, w.out, site.Options{
		Folder: w.folder, Root: filepath.Dir(w.folder), Title: w.title, BaseURL: w.base, Version: w.version,
		Severities: []string{"SEV-1", "SEV-2", "SEV-3", "SEV-4"}, Now: learntest.Newest(), Languages: languages.All(), Speaks: w.speaks,
	})
}

func (w *workplace) build() site.Result {
	w.t.Helper()
	r, err := w.try()
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

// files are the contents of the site by their names.
func (w *workplace) files() map[string]string {
	w.t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(w.out, func(p string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(p)
		rel, _ := filepath.Rel(w.out, p)
		all[filepath.ToSlash(rel)] = string(content)
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return all
}

const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"

// check goes through all pages as a browser and a reader do: each is well formed, carries the policy, loads nothing from elsewhere, and has no link that leads nowhere.
func (w *workplace) check() {
	w.t.Helper()
	files := w.files()
	ids := map[string]map[string]bool{}
	parsed := map[string]*html.Node{}
	for name, content := range files {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		root, err := html.Parse(strings.NewReader(content))
		if err != nil {
			w.t.Fatal(name, err)
		}
		parsed[name], ids[name] = root, map[string]bool{}
		for n := range root.Descendants() {
			for _, a := range n.Attr {
				if a.Key == "id" {
					if ids[name][a.Val] {
						w.t.Errorf("%s: the id %q is there twice", name, a.Val)
					}
					ids[name][a.Val] = true
				}
			}
		}
	}
	if len(parsed) < 8 {
		w.t.Fatalf("%d pages", len(parsed))
	}
	for name, root := range parsed {
		policies, headings := 0, 0
		for n := range root.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			for _, a := range n.Attr {
				w.checkAttribute(name, n, a, files, ids)
			}
			switch n.Data {
			case "meta":
				if attr(n, "http-equiv") == "Content-Security-Policy" && attr(n, "content") == policy {
					policies++
				}
			case "h1":
				headings++
			case "script", "link":
				if n.FirstChild != nil {
					w.t.Errorf("%s: <%s> within the page", name, n.Data)
				}
			case "style", "iframe", "object", "embed", "form", "base", "audio", "video":
				w.t.Errorf("%s: <%s>", name, n.Data)
			case "img":
				if !hasAttr(n, "alt") {
					w.t.Errorf("%s: an image without a text", name)
				}
			case "footer":
				if n.Parent.Data != "body" {
					w.t.Errorf("%s: what a document opens is not closed: the footer stands in <%s>", name, n.Parent.Data)
				}
			}
		}
		if policies != 1 || headings != 1 {
			w.t.Errorf("%s: %d policies and %d main headings", name, policies, headings)
		}
	}
}

func (w *workplace) checkAttribute(name string, n *html.Node, a html.Attribute, files map[string]string, ids map[string]map[string]bool) {
	w.t.Helper()
	switch {
	case strings.HasPrefix(a.Key, "on"), a.Key == "style", a.Key == "srcset", a.Key == "srcdoc", a.Key == "action":
		w.t.Errorf("%s: the attribute %s of <%s>", name, a.Key, n.Data)
	case a.Key == "aria-labelledby" || a.Key == "aria-describedby" || a.Key == "for":
		for id := range strings.FieldsSeq(a.Val) {
			if !ids[name][id] {
				w.t.Errorf("%s: %s names %q, which isn't there", name, a.Key, id)
			}
		}
	case a.Key == "href" || a.Key == "src":
		u, err := url.Parse(a.Val)
		if err != nil {
			w.t.Errorf("%s: %q: %v", name, a.Val, err)
			return
		}
		if u.IsAbs() {
			if n.Data != "a" || !slices.Contains([]string{"http", "https", "mailto"}, u.Scheme) {
				w.t.Errorf("%s: <%s %s=%q>", name, n.Data, a.Key, a.Val)
			}
			return
		}
		target := path.Join(path.Dir(name), u.Path)
		if u.Path == "" {
			target = name
		}
		if _, ok := files[target]; !ok || u.Host != "" || strings.HasPrefix(u.Path, "/") {
			w.t.Errorf("%s: %q leads nowhere", name, a.Val)
		}
		if u.Path == "" && u.Fragment != "" && !ids[name][u.Fragment] {
			w.t.Errorf("%s: %q leads nowhere in the page", name, a.Val)
		}
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

func TestSite(t *testing.T) {
	w := newWorkplace(t)
	w.examples()
	w.grade = func(string) string { return "weaker" }
	w.build()
	w.check()
	files := w.files()
	for _, name := range []string{"index.html", "trends.html", "search.html", "actions/index.html", "actions/done.html", "services/index.html", "factors/index.html", "years/2026.html", "severities/sev-2.html", "feed.xml", "assets/style.css", "assets/site.js", "search/index.js", "search/words-0.js"} {
		if files[name] == "" {
			t.Errorf("there is no %s", name)
		}
	}
}

func TestErrorBudgetsAreAddedUpByService(t *testing.T) {
	w := newWorkplace(t)
	document := "---\ntitle: %s\nstarted: 2026-03-0%d\n%sslo: {objective: 99.9, window: 30d, unavailable: %dm}\n---\n\n## Summary\n\ntext\n"
	w.write("a.md", fmt.Sprintf(document, "A", 1, "services: [Cart]\n", 20))
	w.write("b.md", fmt.Sprintf(document, "B", 2, "services: [cart]\n", 10))
	w.write("c.md", fmt.Sprintf(document, "C", 3, "", 5))
	w.build()
	w.check()
	page := w.files()["trends.html"]
	for _, row := range []string{ // of 43.2 minutes
		`<bdi>Cart</bdi></a></th><td class="right">2</td><td class="right">30 min</td><td class="right">69 %</td><td class="right">46 %</td>`,
		`Without a service</th><td class="right">1</td><td class="right">5 min</td><td class="right">12 %</td><td class="right">12 %</td>`,
	} {
		if !strings.Contains(page, row) {
			t.Errorf("there is no %s", row)
		}
	}
}

func TestEmptySite(t *testing.T) {
	w := newWorkplace(t)
	w.build()
	w.check()
	if !strings.Contains(w.files()["index.html"], "There are no postmortems yet") {
		t.Error("the first page doesn't say that there are none")
	}
}

// A page of each kind, whole. Rewrite them with UPDATE=1.
func TestPages(t *testing.T) {
	w := newWorkplace(t)
	source, err := os.ReadFile(filepath.Join("..", "..", "postmortems", "2026-10-14-eu-customers-could-not-pay.md"))
	if err != nil {
		t.Fatal(err)
	}
	w.write("2026-10-14-eu-customers-could-not-pay.md", string(source))
	w.write("2026-10-02-queue.md", "---\ntitle: 注文のキューが止まった\nseverity: SEV-3\nstarted: 2026-10-02T00:00:00Z\nresolved: 2026-10-04T03:00:00Z\nservices: [checkout]\n---\n## Summary\n\nキューが止まった。[次の障害](2026-10-14-eu-customers-could-not-pay.md#impact)\n")
	w.base = "https://acme.example/postmortems/"
	w.build()
	w.check()
	files := w.files()
	for _, name := range []string{"index.html", "postmortems/2026-10-14-eu-customers-could-not-pay.html", "services/checkout.html", "actions/index.html", "trends.html", "feed.xml", "search/index.js"} {
		golden.Equal(t, filepath.Join("testdata", strings.ReplaceAll(name, "/", "_")), files[name])
	}
}

func TestFeedIsAtomWithLastingNames(t *testing.T) {
	type feed struct {
		XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
		ID      string   `xml:"id"`
		Updated string   `xml:"updated"`
		Entries []struct {
			ID      string `xml:"id"`
			Title   string `xml:"title"`
			Updated string `xml:"updated"`
			Link    struct {
				Href string `xml:"href,attr"`
			} `xml:"link"`
		} `xml:"entry"`
	}
	read := func(w *workplace) feed {
		var f feed
		if err := xml.Unmarshal([]byte(w.files()["feed.xml"]), &f); err != nil {
			t.Fatal(err)
		}
		return f
	}
	w := newWorkplace(t)
	w.base = "https://acme.example/pm"
	w.write("2026-01-02-a.md", "# A \x01 & <b> \u202e\n\n## Summary\n\ntext\n")
	w.build()
	before := read(w)
	w.write("2026-01-02-a.md", "# Another title\n\n## Summary\n\ntext\n")
	w.write("2026-01-03-b.md", "# B\n")
	w.write("undated.md", "# C\n")
	w.build()
	after := read(w)
	if len(before.Entries) != 1 || len(after.Entries) != 2 {
		t.Fatalf("%d and %d entries", len(before.Entries), len(after.Entries))
	}
	if before.ID != after.ID || before.Entries[0].ID != after.Entries[1].ID || after.Entries[0].ID == after.Entries[1].ID {
		t.Error("the names don't last")
	}
	if got := after.Entries[0].Link.Href; got != "https://acme.example/pm/postmortems/2026-01-03-b.html" {
		t.Errorf("the link is %q", got)
	}
	if _, err := time.Parse(time.RFC3339, after.Updated); err != nil || after.Updated != after.Entries[0].Updated {
		t.Errorf("updated %q: %v", after.Updated, err)
	}
}

func TestHostileDocumentsAreHarmless(t *testing.T) {
	w := newWorkplace(t)
	nasty := "\"><script>alert(1)</script><img src=x onerror=alert(1)>{{.}}</title>\u202e\x1b[31m"
	yaml := strings.NewReplacer("\"", "\\\"", "\x1b", "\\x1b").Replace(nasty)
	w.write("a.md", "---\ntitle: \""+yaml+"\"\nseverity: \""+yaml+"\"\nstatus: \""+yaml+"\"\nservices: [\""+yaml+"\", \"../../etc\", \"con\", \"\"]\nauthors: [\""+yaml+"\"]\nfactors: [\"javascript:alert(1)\"]\nstarted: 9999-12-31T23:59:59Z\n---\n# x\n\n## "+nasty+
		"\n\n</article></main></body>\n\n[a](javascript:x) ![b](../../../../etc/passwd) ![c](data:image/png;base64,x) [d](/etc/passwd) [e](../secret.txt)\n\n## Action items\n\n- [ ] "+nasty+" (@"+nasty+", due 2020-01-01) [x](javascript:alert(1))\n")
	w.write("long.md", "# "+strings.Repeat("long ", 200_000)+"\n")
	w.write("table.md", "# t\n\n"+strings.Repeat("|a", 3000)+"\n"+strings.Repeat("|-", 3000)+"\n"+strings.Repeat("|x\n", 3000))
	w.write("deep/a.md", "# deep\n\n[up](../a.md) [gone](b.md)\n")
	w.write("deep-a.md", "# not the same\n")
	w.write("Deep-A.markdown", "# nor this\n")
	w.write("con.md", "# a device\n")
	w.write("日本 語&<b>#?%41.md", "# odd name\n")
	w.write(strings.Repeat("n", 200)+".md", "# long name\n")
	w.write("future.md", "---\ntitle: f\nstarted: 2026-01-02T00:00:00Z\nresolved: 2025-01-01T00:00:00Z\ndetected: 2026-01-01T00:00:00Z\n---\n")
	if err := os.WriteFile(filepath.Join(filepath.Dir(w.folder), "secret.txt"), []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.build()
	w.check()
	seen := map[string]bool{}
	for name, content := range w.files() {
		if strings.Contains(content, "<script>alert") || strings.Contains(content, "\u202e") || strings.Contains(content, "\x1b") {
			t.Errorf("%s holds what a document put there", name)
		}
		if lower := strings.ToLower(name); seen[lower] {
			t.Errorf("%s is there twice on a disk that does not know case", name)
		} else {
			seen[lower] = true
		}
		if strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-./") != "" && name != site.ManifestName {
			t.Errorf("the name %q", name)
		}
		if len(content) > 1<<20 && !strings.HasPrefix(name, "search/") && !strings.Contains(name, "table") {
			t.Errorf("%s has %d bytes", name, len(content))
		}
	}
}

func TestImagesAndFilesBesideDocuments(t *testing.T) {
	w := newWorkplace(t)
	outside := filepath.Join(filepath.Dir(w.folder), "outside.png")
	if err := os.WriteFile(outside, []byte("outside"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.write("img/graph a.png", "png")
	w.write("img/good.svg", `<svg xmlns="http://www.w3.org/2000/svg"><rect width="1" height="1"/></svg>`)
	w.write("img/bad.svg", `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`)
	w.write("img/handler.svg", `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`)
	w.write("page.html", "<script>alert(1)</script>")
	w.write("data.csv", "a,b")
	w.write("2026-01-02-a.md", "# A\n\n![graph](img/graph%20a.png) ![good](img/good.svg) ![bad](img/bad.svg) ![handler](img/handler.svg) [page](page.html) [data](./data.csv) ![out](link.png) ![up](../outside.png)\n")
	if err := os.Symlink(outside, filepath.Join(w.folder, "link.png")); err != nil {
		t.Log("no symbolic links here:", err)
	}
	w.build()
	w.check()
	var copied []string
	for name, content := range w.files() {
		if strings.HasPrefix(name, "files/") {
			copied = append(copied, content[:min(len(content), 4)]+path.Ext(name))
		}
	}
	slices.Sort(copied)
	if diff := cmp.Diff([]string{"<svg.svg", "a,b.csv", "png.png"}, copied); diff != "" {
		t.Errorf("copied: -want +got:\n%s", diff)
	}
	// An image that changed is copied again, and its page names the new one.
	w.write("img/graph a.png", "another png")
	if got := w.build(); got.Written != 2 || got.Removed != 1 {
		t.Errorf("after an image changed: %+v", got)
	}
	w.check()
}

func TestOnlyWhatChangedIsWritten(t *testing.T) {
	w := newWorkplace(t)
	w.examples()
	w.build()
	old := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	for name := range w.files() {
		if err := os.Chtimes(filepath.Join(w.out, name), old, old); err != nil {
			t.Fatal(err)
		}
	}
	rewritten := func() []string {
		var names []string
		for name := range w.files() {
			info, err := os.Stat(filepath.Join(w.out, name))
			if err != nil {
				t.Fatal(err)
			}
			if !info.ModTime().Equal(old) && name != site.ManifestName {
				names = append(names, name)
			}
		}
		slices.Sort(names)
		return names
	}
	if got := w.build(); got.Written != 0 || got.Removed != 0 {
		t.Errorf("nothing changed, and: %+v", got)
	}
	if got := rewritten(); len(got) > 0 {
		t.Errorf("nothing changed, and %q were written", got)
	}
	name, source := learntest.Document(3)
	w.write(name, string(source)+"\n- one more line about zymurgy\n")
	w.build()
	page := "postmortems/" + strings.TrimSuffix(name, ".md") + ".html"
	if diff := cmp.Diff([]string{page, "search/words-0.js"}, rewritten()); diff != "" {
		t.Errorf("one document changed: -want +got:\n%s", diff)
	}
	// A page that somebody cut off is made again.
	if err := os.WriteFile(filepath.Join(w.out, page), []byte("cut"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := w.build(); got.Written != 1 || !strings.Contains(w.files()[page], "zymurgy") {
		t.Errorf("a page was damaged: %+v", got)
	}
	// Another version makes other pages.
	w.title = "Another title"
	if got := w.build(); got.Written < 40 {
		t.Errorf("the title changed: %+v", got)
	}
	w.check()
}

// A site that was brought up to date is, to the byte, the one that is made anew.
func TestBroughtUpToDateIsAsMadeAnew(t *testing.T) {
	name, plain := learntest.Document(3)
	for _, edit := range []struct{ name, from, to string }{
		{"severity", "severity: SEV-", "severity: X-"},
		{"status", "status: ", "status: not "},
		{"services", "services: [", "services: [another one, "},
		{"factors", "factors: [", "factors: [another one, "},
		{"title", "title: \"", "title: \"New: "},
		{"time to resolve", "resolved: 2026-", "resolved: 2027-"},
		{"day", "started: 2026-", "started: 2025-"},
	} {
		t.Run(edit.name, func(t *testing.T) {
			w := newWorkplace(t)
			w.examples()
			w.build()
			source := strings.Replace(string(plain), edit.from, edit.to, 1)
			if source == string(plain) {
				t.Fatalf("the document has no %q", edit.from)
			}
			w.write(name, source)
			if got := w.build(); got.Written < 2 {
				t.Errorf("the row of a postmortem changed: %+v", got)
			}
			updated := w.files()
			w.out = filepath.Join(t.TempDir(), "anew")
			w.build()
			anew := w.files()
			delete(updated, site.ManifestName)
			delete(anew, site.ManifestName)
			if diff := cmp.Diff(anew, updated); diff != "" {
				t.Errorf("-anew +updated:\n%.2000s", diff)
			}
		})
	}
}

func TestWhatIsGoneIsRemoved(t *testing.T) {
	w := newWorkplace(t)
	w.write("2026-01-02-a.md", "---\ntitle: a\nservices: [lonely]\n---\n[b](2026-01-03-b.md)\n")
	w.write("2026-01-03-b.md", "---\ntitle: b\nservices: [other]\n---\n")
	w.build()
	if err := os.WriteFile(filepath.Join(w.out, "CNAME"), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(w.out, "services", "mine.txt"), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(w.folder, "2026-01-03-b.md")); err != nil {
		t.Fatal(err)
	}
	w.build()
	w.check() // no link to it is left
	files := w.files()
	for _, gone := range []string{"postmortems/2026-01-03-b.html", "services/other.html"} {
		if _, ok := files[gone]; ok {
			t.Errorf("%s is still there", gone)
		}
	}
	if files["CNAME"] != "mine" || files["services/mine.txt"] != "mine" {
		t.Error("a file of somebody else is gone")
	}
}

func TestFoldersThatAreNotTheSites(t *testing.T) {
	refused := func(t *testing.T, w *workplace, want string) {
		t.Helper()
		_, err := w.try()
		var outErr *site.OutputError
		if !errors.As(err, &outErr) || !strings.Contains(err.Error(), want) || outErr.Hint() == "" {
			t.Errorf("got %v, want it to say %q", err, want)
		}
	}
	t.Run("the documents", func(t *testing.T) {
		w := newWorkplace(t)
		w.out = w.folder
		refused(t, w, "not its own")
	})
	t.Run("the repository", func(t *testing.T) {
		w := newWorkplace(t)
		w.out = filepath.Join(w.folder, "..")
		refused(t, w, "not its own")
	})
	t.Run("what they are in", func(t *testing.T) {
		w := newWorkplace(t)
		w.out = filepath.Join(w.folder, "..", "..")
		refused(t, w, "not its own")
	})
	t.Run("a link to the documents", func(t *testing.T) {
		w := newWorkplace(t)
		if err := os.Symlink(w.folder, w.out); err != nil {
			t.Skip(err)
		}
		refused(t, w, "not its own")
	})
	t.Run("a folder with files", func(t *testing.T) {
		w := newWorkplace(t)
		if err := os.MkdirAll(w.out, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(w.out, "index.html"), []byte("mine"), 0o644); err != nil {
			t.Fatal(err)
		}
		refused(t, w, "holds files")
		if got := w.files(); len(got) != 1 || got["index.html"] != "mine" {
			t.Errorf("the folder was touched: %v", got)
		}
	})
	t.Run("a file where a page should be", func(t *testing.T) {
		w := newWorkplace(t)
		w.build()
		if err := os.MkdirAll(filepath.Join(w.out, "postmortems"), 0o755); err != nil {
			t.Fatal(err)
		}
		mine := filepath.Join(w.out, "postmortems", "2026-01-02-a.html")
		if err := os.WriteFile(mine, []byte("mine"), 0o644); err != nil {
			t.Fatal(err)
		}
		w.write("2026-01-02-a.md", "# a\n")
		refused(t, w, "was not made here")
		if got, _ := os.ReadFile(mine); string(got) != "mine" {
			t.Error("the file was replaced")
		}
	})
	t.Run("a manifest that names files elsewhere", func(t *testing.T) {
		w := newWorkplace(t)
		w.build()
		w.write("kept.md", "# kept\n")
		if err := os.WriteFile(filepath.Join(w.out, site.ManifestName), []byte(`{"version":1,"files":{"../postmortems/kept.md":{},"/etc/passwd":{},".":{}}}`), 0o644); err != nil {
			t.Fatal(err)
		}
		_, _ = w.try()
		if _, err := os.Stat(filepath.Join(w.folder, "kept.md")); err != nil {
			t.Error(err)
		}
	})
	t.Run("a manifest that is none", func(t *testing.T) {
		w := newWorkplace(t)
		w.build()
		if err := os.WriteFile(filepath.Join(w.out, site.ManifestName), []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
		refused(t, w, "can't be read")
	})
}

func TestARunThatWasCutOffIsTakenUp(t *testing.T) {
	w := newWorkplace(t)
	w.examples()
	w.build()
	want := w.files()
	// What a killed process leaves: some pages, a half-written file, and the manifest of the beginning.
	if err := os.WriteFile(filepath.Join(w.out, site.ManifestName), []byte(`{"version":1,"unfinished":true,"files":{}}`), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(w.out, ".postmortem-site-1-1.tmp"), []byte("half"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(w.out, "trends.html")); err != nil {
		t.Fatal(err)
	}
	w.build()
	if diff := cmp.Diff(want, w.files()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestADocumentThatGoesAwayMeanwhile(t *testing.T) {
	w := newWorkplace(t)
	w.write("a.md", "# a\n")
	all, err := learn.Reader{}.Read(t.Context(), []string{filepath.Join(w.folder, "a.md")})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(w.folder, "a.md")); err != nil {
		t.Fatal(err)
	}
	r, err := site.Build(t.Context(), all, w.out, site.Options{Folder: w.folder})
	var fileErr *document.FileError
	if err != nil || len(r.Unread) != 1 || !errors.As(r.Unread[0], &fileErr) {
		t.Errorf("got %+v, %v", r, err)
	}
}

func TestLongListsOfActionItemsEnd(t *testing.T) {
	w := newWorkplace(t)
	w.write("a.md", "# a\n\n## Action items\n\n"+strings.Repeat("- [ ] Drain nodes before the upgrade\n", 2100))
	w.build()
	w.check()
	files := w.files()
	if _, ok := files["actions/undated.9.html"]; ok || !strings.Contains(files["actions/undated.8.html"], "The first 2000 of them") {
		t.Error("the list doesn't end at 2000, or doesn't say so")
	}
	if !strings.Contains(files["actions/index.html"], `<span class="count">2100</span>`) {
		t.Error("the count isn't that of all")
	}
}

// TestPrintIsLight is that the colours of the dark scheme are those of screens alone, and that an address that is its own text is not printed twice.
func TestPrintIsLight(t *testing.T) {
	w := newWorkplace(t)
	w.write("a.md", "# A\n\nSee https://example.com/x and [y](https://example.com/y).\n")
	w.build()
	style := w.files()["assets/style.css"]
	for _, media := range regexp.MustCompile(`@media[^{]*prefers-color-scheme[^{]*`).FindAllString(style, -1) {
		if !strings.Contains(media, "screen and") {
			t.Errorf("%q is printed", media)
		}
	}
	if !strings.Contains(style, `a[href^="http"]:not(.address)::after`) || !strings.Contains(w.files()["postmortems/a.html"], `href="https://example.com/x" class="address"`) {
		t.Error("addresses are printed twice")
	}
}

// TestRelatedIncidentsAreNamedWithWhy is that a page names what is like its incident, and follows when that is renamed.
func TestRelatedIncidentsAreNamedWithWhy(t *testing.T) {
	w := newWorkplace(t)
	front := func(title, service, factor string) string {
		return fmt.Sprintf("---\ntitle: %q\nservices: [%s]\nfactors: [%s]\n---\n", title, service, factor)
	}
	for i := range 8 {
		w.write(fmt.Sprintf("2026-01-0%d.md", i+1), front(fmt.Sprint("Other ", i), fmt.Sprint("s", i), fmt.Sprint("f", i)))
	}
	w.write("2026-02-01.md", front("Proxy <refused> the region", "edge", "configuration"))
	w.write("2026-02-02.md", front("A region was missing", "edge", "configuration"))
	w.build()
	page := w.files()["postmortems/2026-02-01.html"]
	for _, want := range []string{"Related incidents", `href="../postmortems/2026-02-02.html"`, "Services: <bdi>edge</bdi>", "Factors: <bdi>configuration</bdi>", "Words: <bdi>region</bdi>"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(w.files()["postmortems/2026-01-01.html"], "Related incidents") {
		t.Error("a page names incidents that have nothing in common with its own")
	}
	w.write("2026-02-02.md", front("Another name", "edge", "configuration"))
	w.build()
	if page := w.files()["postmortems/2026-02-01.html"]; !strings.Contains(page, "Another name") || strings.Contains(page, "was missing") {
		t.Error("the page names its neighbour as it was")
	}
}
