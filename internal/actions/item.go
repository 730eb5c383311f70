package actions

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// Source is a document to work on.
type Source struct {
	File string // to be opened: relative to the working directory of the process, or absolute
	Path string // as the user named it, slash-separated: for output
	Key  string // relative to the repository's root, slash-separated: names the document in its issues
}

// Item is one action item of a document.
type Item struct {
	Path     string // the document, as in Source
	Line     int    // 1-based
	ID       string // names the item within its document, until it is reworded
	Title    string
	Type     string
	Priority string
	Owner    string
	Due      string // an ISO date where it was understood
	Factor   string // "F2", "F1, F3" or words
	DoneWhen string
	Status   string // as written: "in progress", "not planned", or ""
	Done     bool
	Dropped  bool   // it will not be done here; never together with Done
	Issue    *Issue // nil when nothing tracks it
}

// Issue is what tracks an item.
type Issue struct {
	Number int    // 0 when it is no GitHub issue
	URL    string // "" when the document names only the number
	Text   string // as the document shows it: "#123", "OPS-12"
}

// List returns the action items of documents in their order, done ones too. Unread tells of the files that could not be
// read, in their order; the errors name file and remedy (*document.FileError).
func List(sources []Source, parser document.Parser) (items []Item, unread []error) {
	files, unread := readFiles(sources, parser)
	for _, f := range files {
		for _, e := range f.entries {
			items = append(items, e.item)
		}
	}
	return items, unread
}

// Items returns the action items of one parsed document.
func Items(doc *document.Document) []Item {
	f := newFile(Source{Path: doc.Path, Key: doc.Path}, doc)
	items := make([]Item, len(f.entries))
	for i, e := range f.entries {
		items[i] = e.item
	}
	return items
}

// file is a document while it is worked on.
type file struct {
	source  Source
	doc     *document.Document
	digest  string   // of title and of start, one of which stays when the file is renamed
	entries []*entry // one for each of doc.Actions
	broken  error    // why it can't be written

	rehearsed bool // whether that was tried

	linted   *document.Document // the version that findings are about
	findings []Finding
}

// entry is an action item while it is worked on.
type entry struct {
	file   *file
	index  int // in file.doc.Actions, -1 when it is there no more
	item   Item
	words  string    // the title, normalised
	digest string    // of words and of how many items before it have the same
	place  [2]string // digests of the items before and after it, "" at the ends
	fields string    // digest of everything but the title
	result *Result
	issue  *tracked // the issue that this run opened or took
	synced bool     // document and issue were compared
	nonce  string   // of an earlier attempt to open it, to be used again
}

func readFiles(sources []Source, parser document.Parser) (files []*file, unread []error) {
	seen := map[string]bool{}
	for _, s := range sources {
		id := filepath.Clean(s.File)
		if seen[id] {
			continue
		}
		seen[id] = true
		source, err := document.ReadFile(s.File)
		if err != nil {
			unread = append(unread, err)
			continue
		}
		files = append(files, newFile(s, parser.Parse(s.Path, source)))
	}
	return files, unread
}

func newFile(source Source, doc *document.Document) *file {
	f := &file{source: source, doc: doc, digest: documentDigest(doc)}
	f.entries = newEntries(f, doc)
	return f
}

// nothing is the digest of what a document does not say.
const nothing = "00000000"

func documentDigest(doc *document.Document) string {
	title, start := nothing, nothing
	if words := normalise(doc.Title); words != "" {
		title = digest(words)
	}
	if !doc.Meta.Started.IsZero() {
		start = digest(doc.Meta.Started.UTC().Format(time.RFC3339))
	}
	return title + "-" + start
}

// sameDocument reports whether two digests have the title or the start in common.
func sameDocument(a, b string) bool {
	titleA, startA, _ := strings.Cut(a, "-")
	titleB, startB, _ := strings.Cut(b, "-")
	return titleA != "" && titleA != nothing && titleA == titleB || startA != "" && startA != nothing && startA == startB
}

func newEntries(f *file, doc *document.Document) []*entry {
	entries := make([]*entry, len(doc.Actions))
	times := map[string]int{}
	for i, a := range doc.Actions {
		words := normalise(a.Title)
		e := &entry{
			file: f, index: i, words: words, digest: digest(words, strconv.Itoa(times[words])),
			fields: digest(a.Type, a.Priority, a.Owner, a.Due, a.Factor, a.DoneWhen),
		}
		times[words]++
		e.item = Item{
			Path: f.source.Path, Line: doc.Position(a.Span.Start).Line, ID: e.digest, Title: a.Title, Type: a.Type, Priority: a.Priority,
			Owner: a.Owner, Due: a.Due, Factor: cmp.Or(strings.Join(a.Factors, ", "), a.Factor), DoneWhen: a.DoneWhen, Status: a.Status, Done: a.Done, Dropped: a.Dropped,
		}
		if a.Issue != nil {
			e.item.Issue = &Issue{Number: a.Issue.Number, URL: a.Issue.URL, Text: a.Issue.Text}
		}
		entries[i] = e
	}
	for i, e := range entries {
		if i > 0 {
			e.place[0] = entries[i-1].digest
		}
		if i+1 < len(entries) {
			e.place[1] = entries[i+1].digest
		}
	}
	return entries
}

// unlinked are the items that want an issue.
func (f *file) unlinked() []*entry {
	var all []*entry
	for _, e := range f.entries {
		if e.index >= 0 && e.wantsIssue() && e.issue == nil {
			all = append(all, e)
		}
	}
	return all
}

// closed says why an item is not open.
func (i Item) closed() string {
	if i.Dropped {
		return "not to be done"
	}
	return "done already"
}

// Open reports whether the item is still to be done here.
func (i Item) Open() bool { return !i.Done && !i.Dropped }

func (e *entry) wantsIssue() bool {
	return e.item.Issue == nil && e.item.Open() && strings.TrimSpace(e.item.Title) != ""
}

// root is the folder that Key is relative to, "" when it can't be told.
func (s Source) root() string {
	root, ok := strings.CutSuffix(filepath.ToSlash(s.File), s.Key)
	switch {
	case !ok:
		return ""
	case root == "":
		return "."
	}
	return filepath.FromSlash(root)
}

// inRepository reports whether Key is a path inside the repository.
func (s Source) inRepository() bool {
	return s.Key != "" && !path.IsAbs(s.Key) && filepath.IsLocal(filepath.FromSlash(s.Key))
}

// normalise leaves of a text what makes it the same to a reader: letters and digits in lower case, words apart by one space. A text without any is kept as it is.
func normalise(s string) string {
	s = oneLine(s)
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
	if len(words) == 0 {
		return s
	}
	return strings.Join(words, " ")
}

// digest is eight hexadecimal digits for a list of texts.
func digest(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(strconv.Itoa(len(p)) + ":" + p))
	}
	return hex.EncodeToString(h.Sum(nil)[:4])
}

// likeness of two normalised texts is between 0 and 1: how many pairs of neighbouring characters they share (Dice's coefficient), which works without knowing
// where a language parts its words.
func likeness(a, b string) float64 {
	pairs, total := map[[2]rune]int{}, 0
	each(a, func(p [2]rune) { pairs[p]++; total++ })
	shared := 0
	each(b, func(p [2]rune) {
		total++
		if pairs[p] > 0 {
			pairs[p]--
			shared++
		}
	})
	if total == 0 {
		return 0
	}
	return 2 * float64(shared) / float64(total)
}

func each(s string, f func([2]rune)) {
	last := rune(-1)
	for _, r := range s {
		if last >= 0 && last != ' ' && r != ' ' {
			f([2]rune{last, r})
		}
		last = r
	}
}
