package document_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/blameless-postmortem/postmortem/internal/cputime"
	"github.com/blameless-postmortem/postmortem/internal/document"
)

// pageOptions are those of a site that knows one other document and one image.
var pageOptions = document.HTMLOptions{
	Link:  func(a string) (string, bool) { return "other.html", strings.HasPrefix(a, "other.md") },
	Image: func(a string) (string, bool) { return "../files/graph.png", a == "graph.png" },
	Done:  "done", Open: "open",
}

func render(source string) document.HTML {
	return document.Parse("2026-11-20-x.md", []byte(source)).HTML(pageOptions)
}

func TestHTML(t *testing.T) {
	tests := map[string]struct{ source, want string }{
		"the title is the page's":     {"---\ntitle: A b\n---\n# A *b*\n\n## C\n", `<h2 id="c" dir="auto">C</h2>`},
		"sections at level 1":         {"# One\n\n# Two\n\n## Three\n", `<h2 id="two" dir="auto">Two</h2> <h3 id="three" dir="auto">Three</h3>`},
		"headings of the same words":  {"## A\n\n## A\n\n## A-1\n", `<h2 id="a" dir="auto">A</h2> <h2 id="a-1" dir="auto">A</h2> <h2 id="a-1-1" dir="auto">A-1</h2>`},
		"a heading of marks":          {"## !!!\n", `<h2 id="section" dir="auto">!!!</h2>`},
		"entities and escapes":        {`a &amp; b &lt;i&gt; \<u\> "c"` + "\n", `<p dir="auto">a &amp; b &lt;i&gt; &lt;u&gt; &quot;c&quot;</p>`},
		"a list of tasks":             {"- [x] a\n- [ ] b\n", `<ul> <li dir="auto" class="task"><input type="checkbox" disabled checked aria-label="done"> a </li> <li dir="auto" class="task"><input type="checkbox" disabled aria-label="open"> b </li> </ul>`},
		"a numbered list":             {"3. a\n", `<ol start="3"> <li dir="auto">a </li> </ol>`},
		"code":                        {"```sh\n<b>\n```\n", `<pre tabindex="0"><code>&lt;b&gt; </code></pre>`},
		"a table":                     {"|a|b|\n|-|-:|\n|`x\\|y`|2|\n", `<div class="scroll" tabindex="0"><table> <thead><tr><th scope="col" dir="auto">a</th><th scope="col" class="right" dir="auto">b</th></tr></thead> <tbody> <tr><td dir="auto"><code>x|y</code></td><td class="right" dir="auto">2</td></tr> </tbody> </table></div>`},
		"a link to the web":           {"[a](https://b.example/c?d=e&f)\n", `<p dir="auto"><a href="https://b.example/c?d=e&amp;f" rel="noopener noreferrer">a</a></p>`},
		"a bare address":              {"see https://b.example/c_d.\n", `<p dir="auto">see <a href="https://b.example/c_d" class="address" rel="noopener noreferrer">https://b.example/c_d</a>.</p>`},
		"a link to another document":  {"[a](other.md#b)\n", `<p dir="auto"><a href="other.html">a</a></p>`},
		"a link to nowhere":           {"[a](gone.md)\n", `<p dir="auto">a</p>`},
		"a link to a heading":         {"[a](#c-d) [b](#e)\n\n## C d\n", `<p dir="auto"><a href="#c-d">a</a> b</p> <h2 id="c-d" dir="auto">C d</h2>`},
		"a link by reference":         {"[a][1]\n\n[1]: https://b.example\n", `<p dir="auto"><a href="https://b.example" rel="noopener noreferrer">a</a></p>`},
		"an image":                    {"![a \"b\"](graph.png)\n", `<p dir="auto"><img src="../files/graph.png" alt="a &#34;b&#34;" loading="lazy"></p>`},
		"an image of another place":   {"![a](https://b.example/c.png)\n", `<p dir="auto"><a href="https://b.example/c.png" rel="noopener noreferrer">a</a></p>`},
		"an image that is not there":  {"![a](gone.png)\n", `<p dir="auto">a</p>`},
		"HTML that marks up":          {"a<br>b <kbd onclick=x()>c</kbd> <u>d\n", `<p dir="auto">a<br>b <kbd>c</kbd> <u>d</u></p>`},
		"HTML around markdown":        {"<details open>\n<summary>a</summary>\n\n- b\n\n</details>\n\nc\n", `<details> <summary>a</summary> <ul> <li dir="auto">b </li> </ul> </details> <p dir="auto">c</p>`},
		"HTML that is never closed":   {"> <div>\n\na\n", `<blockquote> <div> </div></blockquote> <p dir="auto">a</p>`},
		"HTML that closes the page":   {"</p></article></main></body>\n\na\n", `<p dir="auto">a</p>`},
		"blocks between words":        {"a <div>b</div> <table>c\n", `<p dir="auto">a b c</p>`},
		"an image in HTML":            {"<p align=center><img src=graph.png onerror=x alt='a'></p>\n", `<p><img src="../files/graph.png" alt="a" loading="lazy"></p>`},
		"comments":                    {"a <!-- b -->\n\n<!-- postmortem-disable blame -- c -->\n", `<p dir="auto">a </p>`},
		"a script":                    {"<script>\nalert(1)\n</script>\n\na\n", `<p dir="auto">a</p>`},
		"a script between words":      {"a <script>alert(1)</script>\n", `<p dir="auto">a alert(1)</p>`},
		"a script in a link":          {"[a](javascript:x) [b](JaVa&#x0A;Script:x) [c](<java\tscript:x>) [d](data:text/html,x) [e](vbscript:x) [f](file:///etc/passwd)\n", `<p dir="auto">a b c d e f</p>`},
		"a script in HTML's link":     {"<a href='&#106;avascript:x'>a</a> <a href=\"\x01javascript:x\">b</a>\n", `<p dir="auto">a b</p>`},
		"a host alone":                {"[a](//b.example/c) [d](\\\\\\\\e.example)\n", `<p dir="auto"><a href="https://b.example/c" rel="noopener noreferrer">a</a> <a href="https://e.example" rel="noopener noreferrer">d</a></p>`},
		"a scheme alone":              {"[a](https:) <a href=\"mailto:\">b</a>\n", `<p dir="auto">a b</p>`},
		"a link in a link":            {"[a <a href=https://c.example>b</a>](https://d.example)\n", `<p dir="auto"><a href="https://d.example" rel="noopener noreferrer">a b</a></p>`},
		"marks that reorder":          {"a \u202eb&#x202e; `c\u2066` \x1b[31m\n", "<p dir=\"auto\">a \ufffdb\ufffd <code>c\ufffd</code> \ufffd[31m</p>"},
		"front matter and order mark": {"\ufeff---\ntitle: a\n---\nb\r\nc\r\n", `<p dir="auto">b c</p>`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := strings.Join(strings.Fields(render(test.source).Body), " ")
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestHTMLTellsItsHeadings(t *testing.T) {
	got := render("# T\n\n## A & *b*\n\ntext\n\n#### 日本 語\n").Headings
	want := []document.HTMLHeading{{ID: "a--b", Text: "A & b", Level: 2}, {ID: "日本-語", Text: "日本 語", Level: 4}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// checkSafe fails when a rendered body, read as a browser reads it, holds anything that is not plain text and its marks.
func checkSafe(t *testing.T, body string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader("<!doctype html><body><article>" + body + "</article><footer></footer>"))
	if err != nil {
		if strings.Contains(err.Error(), "512") {
			t.Skip("the parser of the test does not go that deep")
		}
		t.Fatal(err)
	}
	elements := strings.Fields("a abbr article b blockquote body br caption cite code dd del details div dl dt em figcaption figure footer h2 h3 h4 h5 h6 head hr html i img input ins kbd li mark ol p pre q s samp small span strong sub summary sup table tbody td tfoot th thead tr u ul var wbr")
	attributes := strings.Fields("href rel src alt loading id dir class tabindex scope type disabled checked aria-label start")
	ids := map[string]bool{}
	for n := range root.Descendants() {
		if n.Type == html.CommentNode {
			t.Errorf("a comment: %q", n.Data)
		}
		if n.Type != html.ElementNode {
			continue
		}
		if !slices.Contains(elements, n.Data) {
			t.Errorf("an element <%s>", n.Data)
		}
		if n.Data == "footer" && n.Parent.Data != "body" {
			t.Errorf("the document is not closed: <footer> stands in <%s>", n.Parent.Data)
		}
		for _, a := range n.Attr {
			if !slices.Contains(attributes, a.Key) {
				t.Errorf("an attribute %s of <%s>", a.Key, n.Data)
			}
			switch a.Key {
			case "id":
				if ids[a.Val] || a.Val == "" || strings.ContainsAny(a.Val, " .:") {
					t.Errorf("the id %q", a.Val)
				}
				ids[a.Val] = true
			case "href":
				if !strings.HasPrefix(a.Val, "#") && a.Val != "other.html" && !slices.ContainsFunc([]string{"http:", "https:", "mailto:"}, func(s string) bool { return len(a.Val) > len(s) && strings.EqualFold(a.Val[:len(s)], s) }) {
					t.Errorf("a link to %q", a.Val)
				}
			case "src":
				if a.Val != "../files/graph.png" {
					t.Errorf("an image from %q", a.Val)
				}
			}
		}
	}
	if i := strings.IndexFunc(body, func(r rune) bool {
		return r < ' ' && r != '\n' && r != '\t' || r == 0x7f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
	}); i >= 0 {
		t.Errorf("a character that acts on the page: %q", body[i:min(len(body), i+10)])
	}
}

func FuzzHTML(f *testing.F) {
	for _, s := range []string{
		"<details>\n\n- [x] a <b>c\n\n</details></article>", "|<a href=x>|\n|-|\n|</table><script>|\n", "[a](javascript:x)<img src=x onerror=y>",
		"<svg/onload=alert(1)><math><mi//xlink:href=\"data:x,<script>\">", "# T\n\n<h1>x</h1>\n<table><tr><td>\n\n# U\n\n</td></tr></table>",
		"![x](<javascript:y> \"onerror='z'\")", "<a href=\"https://x\">a</a></a><a\nhref='#b'>\n\n# b", "&#x202e;&#0;&NewLine;\\<b>", "<pre>\n<code>\n\n*x*\n", "<textarea></p><title></textarea>",
		"> 1. <select><option>\n>    <style>*{}</style>\n", "<!-- --!> <script>x</script> -->", "<?php <script> ?>", "<![CDATA[<script>]]>",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source string) {
		checkSafe(t, render(strings.ToValidUTF8(source, "?")).Body)
	})
}

func TestHTMLOfHostileDocumentsIsSafeAndSoon(t *testing.T) {
	for name, source := range map[string]func(n int) string{
		"elements in elements": func(n int) string { return strings.Repeat("<div>", n) },
		"links":                func(n int) string { return strings.Repeat("<a href='https://x.example'>", n) },
		"blocks of elements":   func(n int) string { return strings.Repeat("<div><b>\n\n", n/5) },
		"closing":              func(n int) string { return strings.Repeat("<b>", 60) + strings.Repeat("</i>", n) },
		"headings":             func(n int) string { return strings.Repeat("## a\n", n/5) },
		"a large table": func(n int) string {
			return strings.Repeat("|a", n/20) + "\n" + strings.Repeat("|-", n/20) + "\n|x|y\n|x|y\n"
		},
		"many rows":          func(n int) string { return "|a|b\n|-|-\n" + strings.Repeat("|x|y\n", n/10) },
		"one long heading":   func(n int) string { return "# " + strings.Repeat("a", 20*n) },
		"addresses":          func(n int) string { return strings.Repeat("https://a.example/", n/10) },
		"words and brackets": func(n int) string { return strings.Repeat("( www.", n/5) },
		"quotations":         func(n int) string { return strings.Repeat(">", n) },
	} {
		t.Run(name, func(t *testing.T) {
			cputime.Linear(t, name, 1_000, func(n int) { render(source(n)) })
			large := source(8_000)
			got := render(large)
			if len(got.Body) > 200*len(large)+1000 {
				t.Errorf("%d bytes became %d", len(large), len(got.Body))
			}
			checkSafe(t, got.Body)
		})
	}
}

// What the examples of this package look like holds for real documents too: whatever it is, it is safe.
func TestHTMLOfTheExamplesIsSafe(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "..", "postmortems", "*.md"))
	if err != nil || len(files) < 2 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		checkSafe(t, render(string(source)).Body)
	}
}

func BenchmarkHTML(b *testing.B) {
	source, err := os.ReadFile(filepath.Join("..", "..", "postmortems", "2026-10-14-eu-customers-could-not-pay.md"))
	if err != nil {
		b.Fatal(err)
	}
	d := document.Parse("x.md", source)
	b.SetBytes(int64(len(source)))
	for b.Loop() {
		d.HTML(pageOptions)
	}
}
