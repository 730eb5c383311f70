package document

import (
	"bytes"
	"slices"
	"time"
)

// Head is what a list of documents shows of one, the same that Parse finds: Document.Title, Document.Day, and of Document.Meta the words and the start.
type Head struct {
	Title, Status, Severity string
	Services                []string
	Started, Day            time.Time
}

// FrontHead is the head of a document whose front matter decides all of it; false where the text has a say. It costs a fraction of Parse.
func (p Parser) FrontHead(path string, source []byte) (Head, bool) {
	if !mayOpenFront(source) {
		return Head{}, false
	}
	d, front, _ := p.open(path, source, source)
	d.readTitle()
	d.readWords(front)
	d.titleOfReport()
	// A severity that is a priority, and a title or a start under another name, give way to what the text says.
	ranked := slices.ContainsFunc(front, func(e entry) bool { return e.kind == metaSeverity && e.Value != "" })
	if d.Title == "" || d.Meta.Status == "" || !ranked || len(d.Meta.Services) == 0 || d.Meta.Started.IsZero() {
		return Head{}, false
	}
	return d.head(), true
}

// mayOpenFront reports whether a document may begin with front matter.
func mayOpenFront(source []byte) bool {
	source = bytes.TrimPrefix(source, []byte("\xef\xbb\xbf"))
	return bytes.HasPrefix(source, []byte("---")) || bytes.HasPrefix(source, []byte("+++"))
}

// Head is the head of any document. Where it can, it leaves out the text that holds no metadata; timeline, actions and prose it does not read.
func (p Parser) Head(path string, source []byte) Head {
	if sketch, ok := p.sketch(source); ok {
		d, front, body := p.open(path, sketch, source)
		d.readBlocks(front, body)
		if !d.zoneless && !d.Day().IsZero() {
			return d.head()
		}
	}
	d, front, body := p.open(path, source, source)
	r := d.readBlocks(front, body)
	if d.Day().IsZero() {
		d.readTimeline(&r)
	}
	return d.head()
}

func (d *Document) head() Head {
	return Head{Title: d.Title, Status: d.Meta.Status, Severity: d.Meta.Severity, Services: d.Meta.Services, Started: d.Meta.Started, Day: d.Day()}
}
