package site

import (
	"bytes"
	"cmp"
	"context"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/learn"
)

// Options are what the site needs besides the postmortems.
type Options struct {
	// Folder is where the documents are. Images and files that they link to are copied from it, and from nowhere else.
	Folder string
	// Root is the repository, which the site must not be written over; "" when there is none.
	Root string
	// Title is the name of the site; "": "Postmortems".
	Title string
	// Languages are those that documents may be in.
	Languages []language.Language
	// Speaks is the language of the site; nil: English.
	Speaks language.Language
	// BaseURL is where the site will be read, for the feed; "" when nobody knows. It begins with http:// or https://.
	BaseURL string
	Parser  document.Parser
	// Severities are the team's scale, gravest first.
	Severities []string
	// Now tells what is overdue.
	Now time.Time
	// Version is the program's: another one makes all pages anew.
	Version string
	// Progress, when set, is told from time to time how many pages of how many are made. Its calls don't overlap.
	Progress func(done, all int)
}

// Result is what a run came to.
type Result struct {
	Pages   int // files that the site has
	Written int // of them, in this run
	Removed int
	// Unread tells of documents that were there a moment ago and can't be read now. Their pages are left out.
	Unread []error
}

//go:embed pages/*.html assets
var files embed.FS

// builder is one run.
type builder struct {
	Options
	words       words
	out         *output
	folder      *os.Root
	postmortems []*postmortem
	byPath      map[string]*postmortem // by the path below the folder
	byValue     map[*learn.Postmortem]*postmortem
	services    *group
	factors     *group
	severities  *group
	years       *group
	templates   map[string]*template.Template
	version     string         // of everything that makes a page but the document
	jobs        []func() error // each makes a file, or some that belong together

	mu     sync.Mutex
	unread []error
	failed error
}

// postmortem is what the site knows of one.
type postmortem struct {
	*learn.Postmortem
	rel   string // its path below the folder, slash-separated
	Title string
	Page  string // from the root of the site
	Lang  string
	row   func() template.HTML // in a list, for a page in a folder of the site
	top   func() template.HTML // for a page at the root
	// rowKey stands for all that a row is made from.
	rowKey func() []byte
	// like are those of about its time that it has the most in common with.
	like []learn.Alike
}

// Build makes the site of a collection in the folder out, or brings it up to date. Where out can't be the site's, the error is an *OutputError.
func Build(ctx context.Context, c *learn.Collection, out string, options Options) (Result, error) {
	b := &builder{Options: options, words: newWords(options.Speaks), byPath: map[string]*postmortem{}, byValue: map[*learn.Postmortem]*postmortem{}}
	b.Title = line(cmp.Or(b.Title, b.words.Home))
	b.BaseURL = strings.TrimRight(b.BaseURL, "/")
	if err := b.loadTemplates(); err != nil {
		return Result{}, err
	}
	folder, err := os.OpenRoot(options.Folder)
	if err != nil {
		return Result{}, &OutputError{Path: options.Folder, Message: "the folder of the documents can't be opened", Err: document.WithoutPath(err), Remedy: "check that it exists and that you may read it"}
	}
	defer folder.Close()
	b.folder = folder
	if b.out, err = openOutput(out, protected(options)...); err != nil {
		return Result{}, err
	}
	defer b.out.root.Close()
	if err := b.out.begin(); err != nil {
		return Result{}, err
	}
	b.collect(c)
	b.plan()
	if err := b.run(ctx); err != nil {
		return Result{}, err
	}
	removed, err := b.out.finish()
	return Result{Pages: len(b.out.files), Written: b.out.written, Removed: removed, Unread: b.unread}, err
}

func protected(o Options) []string {
	if o.Root == "" {
		return []string{o.Folder}
	}
	return []string{o.Folder, o.Root}
}

// collect names the pages of all postmortems.
func (b *builder) collect(c *learn.Collection) {
	var stems []string
	for _, p := range c.Postmortems {
		rel, err := filepath.Rel(b.Folder, filepath.FromSlash(p.Path))
		if err != nil {
			rel = path.Base(p.Path)
		}
		rel = filepath.ToSlash(rel)
		stems = append(stems, strings.TrimSuffix(rel, ".md"))
		b.postmortems = append(b.postmortems, &postmortem{Postmortem: p, rel: rel, Title: line(p.Title), Lang: textLanguage(b.Languages, p.Title+p.Summary, b.words.Lang)})
	}
	names := newNames(stems)
	like := learn.Neighbours(c.Postmortems)
	for i, p := range b.postmortems {
		p.Page = "postmortems/" + names.of[stems[i]] + ".html"
		b.byPath[p.rel] = p
		b.byValue[p.Postmortem] = p
		p.like = like[i]
		p.row = sync.OnceValue(func() template.HTML { return b.row(p, "../") })
		p.top = sync.OnceValue(func() template.HTML { return b.row(p, "") })
		p.rowKey = sync.OnceValue(func() []byte { return b.rowData(p).key() })
	}
	b.group()
}

// plan lists the files to make. What takes the longest comes first: the words to search for, in one piece, and the postmortems.
func (b *builder) plan() {
	b.planSearch()
	for _, p := range b.postmortems {
		b.job(func() error { return b.postmortemPage(p) })
	}
	b.planIndex()
	b.planLists()
	b.planActions()
	b.planTrends()
	b.planFeed()
	for _, asset := range []string{"style.css", "site.js", "icon.svg"} {
		b.job(func() error {
			content, err := files.ReadFile("assets/" + asset)
			if err != nil {
				return err
			}
			return b.out.put("assets/"+asset, content, "", nil)
		})
	}
}

func (b *builder) job(do func() error) { b.jobs = append(b.jobs, do) }

// progressStep is after how many pages progress is told.
const progressStep = 250

// run makes the files with as many workers as there are processors.
func (b *builder) run(ctx context.Context) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var next, done atomic.Int64
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(b.jobs) {
					return
				}
				if err := b.jobs[i](); err != nil {
					cancel(err)
					return
				}
				if n := int(done.Add(1)); b.Progress != nil && n%progressStep == 0 {
					b.mu.Lock()
					b.Progress(n, len(b.jobs))
					b.mu.Unlock()
				}
			}
		})
	}
	group.Wait()
	return errors.Join(context.Cause(ctx), b.failed)
}

// page is what every page is made from.
type page struct {
	Words   *words
	Site    string
	Root    string // "../" for each folder that the page stands in
	Title   string
	Current string // the entry of the menu that it belongs to
	Search  bool   // it has the index to search in
	Body    any
}

func (b *builder) loadTemplates() error {
	b.templates = map[string]*template.Template{}
	layout, err := template.New("layout.html").Funcs(template.FuncMap{
		"date": func(t time.Time) string { return t.Format(time.DateOnly) },
	}).ParseFS(files, "pages/layout.html", "pages/parts.html")
	if err != nil {
		return err
	}
	version := [][]byte{[]byte(b.Version), fmt.Appendf(nil, "%q %s %v", b.Title, b.Parser.Settings(), b.words.Lang)}
	for _, name := range []string{"parts", "layout", "index", "list", "groups", "postmortem", "actions", "trends", "search"} {
		source, err := files.ReadFile("pages/" + name + ".html")
		if err != nil {
			return err
		}
		version = append(version, source)
		t, err := layout.Clone()
		if err == nil && name != "parts" && name != "layout" {
			t, err = t.Parse(string(source))
		}
		if err != nil {
			return err
		}
		b.templates[name] = t
	}
	b.version = sum(version...)
	return nil
}

// write renders a page and makes it the file's.
func (b *builder) write(name, template string, p page, key string, leads map[string]string) error {
	p.Words, p.Site, p.Root = &b.words, b.Title, strings.Repeat("../", strings.Count(name, "/"))
	var out bytes.Buffer
	if err := b.templates[template].ExecuteTemplate(&out, "layout.html", p); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return b.out.put(name, out.Bytes(), key, leads)
}

// row is a postmortem in a list.
type row struct {
	*postmortem
	Root     string
	Words    *words
	Severity *link
	Services []link
	Took     string
	Status   string
}

// key stands for what the row is made from, its words and its root apart.
func (r row) key() []byte {
	key := fmt.Appendf(nil, "%q %q %q %q %q", r.Page, r.Title, r.Lang, r.Took, r.Status)
	if !r.Day.IsZero() {
		key = r.Day.AppendFormat(key, time.DateOnly)
	}
	if r.Severity != nil {
		key = fmt.Appendf(key, " severity %q %q", r.Severity.Text, r.Severity.Page)
	}
	for _, s := range r.Services {
		key = fmt.Appendf(key, " %q %q", s.Text, s.Page)
	}
	return append(key, '\n')
}

// mostServices bounds the services that a row names.
const mostServices = 8

func (b *builder) rowData(p *postmortem) row {
	r := row{postmortem: p, Words: &b.words, Status: b.words.status(p.Status)}
	if p.Severity != "" {
		l := b.severities.link(p.Severity)
		r.Severity = &l
	}
	for _, s := range p.Services[:min(len(p.Services), mostServices)] {
		r.Services = append(r.Services, b.services.link(s))
	}
	if d := p.Metrics.TimeToResolve; d != nil {
		r.Took = b.words.duration(*d)
	}
	return r
}

func (b *builder) row(p *postmortem, root string) template.HTML {
	r := b.rowData(p)
	r.Root = root
	return b.part("row", r)
}

// part renders a piece that stands in several pages. A template that fails is a mistake in the program, which the run tells.
func (b *builder) part(name string, data any) template.HTML {
	var out strings.Builder
	if err := b.templates["parts"].ExecuteTemplate(&out, name, data); err != nil {
		b.fail(err)
	}
	return template.HTML(out.String()) //nolint:gosec // made by a template
}

// fail notes what ends the run once it is through.
func (b *builder) fail(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.failed = errors.Join(b.failed, err)
}

// unreadable notes a document that went away while the site was made.
func (b *builder) unreadable(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.unread = append(b.unread, err)
	slices.SortFunc(b.unread, func(a, c error) int { return strings.Compare(a.Error(), c.Error()) })
}
