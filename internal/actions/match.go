package actions

import (
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/github"
)

// tracked is an issue that was opened for some item.
type tracked struct {
	github.Issue
	ref    reference
	known  bool    // ref is: there is a reference in the body, or the journal has one
	record *record // what the journal knows of it, nil for nothing
}

// cutShort reports whether this machine opened it and never came to write the link.
func (t *tracked) cutShort() bool { return t.record != nil && t.record.Event != linked }

// enough likeness for a reworded title: "Alert on queue depth" and "Alert when the queue is too deep" are above it, two random items below.
const enough = 0.6

// track joins what GitHub lists with what the journal knows.
func (p *pass) track(issues []github.Issue) []*tracked {
	byNumber := map[int]*record{}
	for _, r := range p.journal.records {
		if r.Number > 0 && r.in(p.repo) {
			byNumber[r.Number] = r
		}
	}
	all := make([]*tracked, 0, len(issues))
	for _, i := range issues {
		p.hosts[hostOf(i.URL)] = true
		t := &tracked{Issue: i}
		if t.ref, t.known = readReference(i.Body); t.known {
			t.record = p.journal.byNonce[t.ref.nonce]
		}
		if t.record == nil {
			t.record = byNumber[i.Number]
		}
		if r := t.record; r != nil && r.in(p.repo) {
			if !t.known {
				t.ref, t.known = r.reference(), true
			}
			if t.ref.document == "" && t.ref.nonce == r.nonce() {
				t.ref.document = r.Document
			}
		} else {
			t.record = nil
		}
		all = append(all, t)
	}
	slices.SortFunc(all, func(a, b *tracked) int { return a.Number - b.Number })
	return all
}

// linkedNumbers are the issues that some item of the documents links to.
func (p *pass) linkedNumbers() map[int]bool {
	linked := map[int]bool{}
	for _, f := range p.files {
		for _, e := range f.entries {
			if n := p.numberOf(e); n > 0 {
				linked[n] = true
			}
		}
	}
	return linked
}

// numberOf is the issue in our repository that an item is tracked by, 0 for none.
func (p *pass) numberOf(e *entry) int {
	if e.issue != nil {
		return e.issue.Number
	}
	if e.index < 0 || e.item.Issue == nil {
		return 0
	}
	link := e.file.doc.Actions[e.index].Issue
	if link == nil || link.Owner != "" && !p.isOurs(link.Owner+"/"+link.Repo) || p.elsewhere(link.URL) {
		return 0
	}
	return link.Number
}

// elsewhere reports whether a link leads to another host than that of the repository.
func (p *pass) elsewhere(link string) bool {
	u, err := url.Parse(link)
	if err != nil || u.Host == "" {
		return err != nil
	}
	return !strings.EqualFold(u.Host, p.repo.Repository.Host) && !p.hosts[strings.ToLower(u.Hostname())]
}

// hostOf is the name of the host of an address.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}

// isOurs reports whether owner/name is the repository, under its present name or one that it had.
func (p *pass) isOurs(name string) bool { return p.names[strings.ToLower(name)] }

// belongs reports whether something opened from one document, as its reference says, belongs to f.
func (p *pass) belongs(ref reference, f *file) bool {
	if ref.key == "" || !f.source.inRepository() {
		return ref.key != "" && ref.key == f.source.Key
	}
	if ref.key == f.source.Key {
		return true
	}
	if !f.source.lacks(ref.key) {
		return false // the document it was opened from is still there
	}
	heirs := 0
	for _, g := range p.files {
		if isHeir(ref, g) {
			heirs++
		}
	}
	if heirs == 0 && ref.document == "" {
		return p.heirs[ref.key] == f
	}
	return heirs == 1 && isHeir(ref, f)
}

// lacks reports whether the repository of s has no file with a key.
func (s Source) lacks(key string) bool {
	root := s.root()
	if root == "" || !filepath.IsLocal(filepath.FromSlash(key)) {
		return false
	}
	_, err := os.Lstat(filepath.Join(root, filepath.FromSlash(key)))
	return os.IsNotExist(err)
}

// match finds the issues that items have already, and returns the items that want one.
func (p *pass) match(issues []*tracked) (missing []*entry) {
	p.inherit(issues)
	for _, f := range p.files {
		p.pair(f, issues)
		p.reuse(f, issues)
		for _, e := range f.entries {
			switch {
			case e.issue != nil:
				e.result.State = Adopted
				e.result.Item.Issue = &Issue{Number: e.issue.Number, URL: e.issue.URL, Text: linkText(e.issue.Number)}
				if !e.issue.Open {
					e.result.Reason = linkText(e.issue.Number) + " is closed"
				}
			case e.result.State == Failed:
				p.note(e.result.Err)
			case e.wantsIssue():
				missing = append(missing, e)
			}
		}
	}
	return missing
}

// inherit finds the new names of documents by their items, where the issues tell no more than a path that is gone: the document that has most of the items, in the same words.
func (p *pass) inherit(issues []*tracked) {
	p.heirs = map[string]*file{}
	votes := map[string]map[*file]int{}
	for _, t := range issues {
		if !t.known || t.ref.document != "" || t.ref.isTracking() || t.ref.key == "" {
			continue
		}
		for _, f := range p.files {
			if !f.source.inRepository() || !f.source.lacks(t.ref.key) {
				continue
			}
			for _, e := range f.entries {
				if p.numberOf(e) != t.Number && (!e.wantsIssue() || t.ref.digest != e.digest || !t.hasTitle(e)) {
					continue
				}
				if votes[t.ref.key] == nil {
					votes[t.ref.key] = map[*file]int{}
				}
				votes[t.ref.key][f]++
			}
		}
	}
	for key, count := range votes {
		most := 0
		for f, n := range count {
			switch {
			case n > most:
				most, p.heirs[key] = n, f
			case n == most:
				p.heirs[key] = nil // which of them nobody can tell
			}
		}
	}
}

// isHeir reports whether f looks like the document of ref under a new name. Where the issue does not tell title and start, the name of the file must do.
func isHeir(ref reference, f *file) bool {
	if ref.document == "" {
		return path.Base(ref.key) == path.Base(f.source.Key)
	}
	return sameDocument(ref.document, f.digest)
}

// pair gives each unlinked item of f the issue that was opened for it, if there is one. Items for which that is unclear get an UnclearError.
func (p *pass) pair(f *file, issues []*tracked) {
	taken := p.linkedNumbers()
	var orphans []*tracked
	for _, t := range issues {
		if t.known && !t.ref.isTracking() && !taken[t.Number] && p.belongs(t.ref, f) {
			orphans = append(orphans, t)
		}
	}
	take := func(e *entry, t *tracked) {
		e.issue = t
		orphans = slices.DeleteFunc(orphans, func(o *tracked) bool { return o == t })
	}
	// The same words. Of several the open one counts, then the first: the others are duplicates.
	for _, e := range f.unlinked() {
		var best *tracked
		for _, t := range orphans {
			if t.ref.digest == e.digest && (best == nil || t.Open && !best.Open) {
				best = t
			}
		}
		if best != nil {
			take(e, best)
			orphans = slices.DeleteFunc(orphans, func(o *tracked) bool { return o.ref.digest == e.digest })
		}
	}
	orphans = slices.DeleteFunc(orphans, func(t *tracked) bool { return !t.Open })
	// The same title, whatever the digest says: another item with these words came or went. Then in other words, the surest first.
	around := p.orderOf(f, issues)
	for _, fits := range []func(*entry, *tracked) bool{
		func(e *entry, t *tracked) bool { return t.hasTitle(e) },
		reworded,
		func(e *entry, t *tracked) bool { return p.akin(e, t) && around.fits(e, t) },
		p.akin,
	} {
		for _, match := range unique(f.unlinked(), orphans, fits) {
			take(match.a, match.b)
		}
	}
	// What could still belong together is a question.
	for _, t := range issues {
		if heir, ok := p.heirs[t.ref.key]; ok && heir == nil && t.known && t.Open && !taken[t.Number] && t.ref.document == "" {
			orphans = append(orphans, t)
		}
	}
	for _, e := range f.unlinked() {
		for _, t := range orphans {
			if t.hasTitle(e) || reworded(e, t) || p.akin(e, t) || t.mayBe(e) && (t.cutShort() || around.fits(e, t)) {
				e.result.State = Failed
				e.result.Err = &UnclearError{
					Path: e.item.Path, Line: e.item.Line, Title: oneLine(e.item.Title), Named: oneLine(t.Title),
					Issue: Issue{Number: t.Number, URL: t.URL, Text: linkText(t.Number)},
				}
				break
			}
		}
	}
}

// words is the issue's title, normalised; without the characters that keep mentions from calling.
func (t *tracked) words() string { return normalise(oneLine(t.Title)) }

type couple[A, B any] struct {
	a A
	b B
}

// unique are the couples that fit each other and nobody else.
func unique[A, B comparable](as []A, bs []B, fits func(A, B) bool) []couple[A, B] {
	var found []couple[A, B]
	partners := make(map[B]int)
	for _, a := range as {
		var only B
		count := 0
		for _, b := range bs {
			if fits(a, b) {
				only = b
				count++
				partners[b]++
			}
		}
		if count == 1 {
			found = append(found, couple[A, B]{a, only})
		}
	}
	return slices.DeleteFunc(found, func(c couple[A, B]) bool { return partners[c.b] > 1 })
}

// hasTitle reports whether an issue has the words of an item.
func (t *tracked) hasTitle(e *entry) bool {
	return e.words == t.words() || normalise(issueTitle(e.item.Title)) == t.words()
}

// mayBe reports whether an issue may have been opened for an item in other words: it was not when the item stood beside the one that it was opened for.
func (t *tracked) mayBe(e *entry) bool {
	return t.record == nil || !slices.Contains(t.record.Others, e.digest)
}

// reworded reports whether an item reads like the one an issue was opened for, or stands where it stood with the same fields.
func reworded(e *entry, t *tracked) bool {
	return t.mayBe(e) && (likeness(e.words, t.words()) >= enough || t.record != nil && e.like(t.record))
}

// like reports whether an item may be the one of a record, in other words: by likeness, or because everything but its words is the same.
func (e *entry) like(r *record) bool {
	if slices.Contains(r.Others, e.digest) {
		return false
	}
	return likeness(e.words, normalise(r.Title)) >= enough || r.Place == e.place && r.Fields == e.fields
}

// akin reports whether an issue tells of an item's owner, due date, factor and criterion, of at least two of them, as the item does, and carries its labels.
func (p *pass) akin(e *entry, t *tracked) bool {
	if !t.mayBe(e) {
		return false
	}
	if _, added, removed := p.labelsOf(e, t); len(added)+len(removed) > 0 {
		return false
	}
	if due := dueDate().FindStringSubmatch(t.Body); due != nil && due[2] != e.item.Due {
		return false
	}
	values, told := p.values(e), 0
	for _, name := range []string{"owner", "due", "why", "done-when"} {
		switch value := values[name]; {
		case value == "":
		case !strings.Contains(t.Body, value):
			return false
		default:
			told++
		}
	}
	return told >= 2
}

// order is how the issues of a document follow each other.
type order struct {
	numbers []int          // of all issues that belong to the document, in their order
	before  map[*entry]int // of the item right before, 0 for none
	after   map[*entry]int
}

// orderOf tells which issues stand around each item of a document.
func (p *pass) orderOf(f *file, issues []*tracked) order {
	o := order{before: map[*entry]int{}, after: map[*entry]int{}}
	for _, t := range issues {
		if t.known && !t.ref.isTracking() && p.belongs(t.ref, f) {
			o.numbers = append(o.numbers, t.Number)
		}
	}
	for i, e := range f.entries {
		if i > 0 {
			o.before[e] = p.numberOf(f.entries[i-1])
		}
		if i+1 < len(f.entries) {
			o.after[e] = p.numberOf(f.entries[i+1])
		}
	}
	return o
}

// fits reports whether an issue was opened between those of the items around e: issues are opened in the order of the items.
func (o order) fits(e *entry, t *tracked) bool {
	before, after := 0, 0
	for _, n := range o.numbers {
		switch {
		case n < t.Number:
			before = max(before, n)
		case n > t.Number && (after == 0 || n < after):
			after = n
		}
	}
	return o.before[e] == before && o.after[e] == after && before+after > 0
}

// reuse gives unlinked items the random number of an attempt that may yet turn out to have opened an issue, so that both carry the same. An attempt whose issue is known is
// nobody's any more, and one for the words of another item is that item's.
func (p *pass) reuse(f *file, issues []*tracked) {
	open := slices.DeleteFunc(p.doubtful(f), func(r *record) bool { return r.reference().isTracking() || hasNonce(issues, r.nonce()) })
	give := func(e *entry, r *record) {
		e.nonce = r.nonce()
		open = slices.DeleteFunc(open, func(o *record) bool { return o == r })
	}
	for _, e := range f.entries {
		at := slices.IndexFunc(open, func(r *record) bool { return e.index >= 0 && r.reference().digest == e.digest })
		if at >= 0 {
			give(e, open[at])
		}
	}
	without := slices.DeleteFunc(f.unlinked(), func(e *entry) bool { return e.nonce != "" })
	for _, match := range unique(without, open, (*entry).like) {
		give(match.a, match.b)
	}
}

// doubtful are the attempts for this document of which nobody knows whether they opened an issue.
func (p *pass) doubtful(f *file) []*record {
	var all []*record
	for _, r := range p.journal.records {
		if r.Event == intended && r.Number == 0 && r.in(p.repo) && p.belongs(r.reference(), f) {
			all = append(all, r)
		}
	}
	return all
}
