package document

import (
	"bytes"
	"html"
	"slices"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// inline flattens the inline content of a node: what a reader sees, with the place that every byte came from. The block is good until the next one is asked for.
func (r *reader) inline(n ast.Node) *block {
	b := &r.current
	*b = block{item: -1, row: -1}
	if lines := n.Lines(); lines != nil && lines.Len() > 0 {
		b.Span = Span{lines.At(0).Start, lines.At(lines.Len() - 1).Stop}
		b.Span = trimSpan(r.text, b.Span)
	}
	_, cell := n.(*extast.TableCell)
	f := flattener{r: r, b: b, cell: cell, text: r.flat[:0], offsets: r.segments[:0], breaks: r.lineBreaks[:0]}
	f.children(n)
	b.offsets, b.breaks = r.kept.keep(f.offsets), r.keptBreaks.keep(f.breaks)
	if len(f.offsets) == 1 && f.offsets[0].same {
		b.Text = r.whole[f.offsets[0].source.Start:f.offsets[0].source.End]
	} else {
		b.Text = string(f.text)
	}
	r.flat, r.segments, r.lineBreaks = f.text, f.offsets, f.breaks
	b.bareURLs()
	return b
}

// slab keeps short slices: one allocation serves many.
type slab[T any] struct{ room []T }

// keep copies a slice to where the others are.
func (s *slab[T]) keep(short []T) []T {
	if len(short) == 0 {
		return nil
	}
	const many = 64
	if cap(s.room)-len(s.room) < len(short) {
		s.room = make([]T, 0, max(many, len(short)))
	}
	from := len(s.room)
	s.room = append(s.room, short...)
	return s.room[from:len(s.room):len(s.room)]
}

type flattener struct {
	r    *reader
	b    *block
	cell bool // of a table: a pipe in code is escaped too

	text    []byte
	offsets []segment
	breaks  []int
}

func (f *flattener) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		f.node(c)
	}
}

func (f *flattener) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		f.raw(n.Segment.Start, n.Segment.Stop, !n.IsRaw())
		if n.SoftLineBreak() || n.HardLineBreak() {
			f.stand(" ", Span{n.Segment.Stop, n.Segment.Stop + 1})
			f.breaks = append(f.breaks, len(f.text))
		}
	case *ast.CodeSpan:
		start := len(f.text)
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if t, ok := c.(*ast.Text); ok {
				f.code(t.Segment.Start, t.Segment.Stop)
			}
		}
		f.b.Code = append(f.b.Code, Span{start, len(f.text)})
	case *ast.AutoLink:
		start := len(f.text)
		if pos := n.Pos(); pos >= 0 {
			label := n.Label(f.r.text)
			f.add(pos+1, pos+1+len(label))
		}
		f.b.Code = append(f.b.Code, Span{start, len(f.text)})
	case *ast.Link:
		start := len(f.text)
		f.children(n)
		f.b.Links = append(f.b.Links, Span{start, len(f.text)})
		f.b.linkURLs = append(f.b.linkURLs, string(n.Destination))
	case *ast.Image:
		// What an image shows is not prose.
	case *ast.RawHTML:
		if last := n.Segments.Len() - 1; last >= 0 {
			f.breakInLine(n.Segments.At(0))
			f.r.comments(Span{n.Segments.At(0).Start, n.Segments.At(last).Stop})
		}
	case *ast.Emphasis:
		start := len(f.text)
		f.children(n)
		if n.Level == 2 {
			f.b.strong = append(f.b.strong, Span{start, len(f.text)})
		}
	case *extast.Strikethrough:
		start := len(f.text)
		f.children(n)
		f.b.struck = append(f.b.struck, Span{start, len(f.text)})
	case *extast.TaskCheckBox:
		f.b.task, f.b.done = true, n.IsChecked
	default:
		f.children(n)
	}
}

// breakInLine takes a "<br>" with more of its line behind it for the end of a line.
func (f *flattener) breakInLine(tag text.Segment) {
	if len(f.text) == 0 || !isBreak(f.r.text[tag.Start:tag.Stop]) {
		return
	}
	rest := f.r.text[tag.Stop:max(tag.Stop, f.b.Span.End)]
	behind := bytes.TrimLeft(rest, " \t")
	if len(behind) == 0 || behind[0] == '\n' || behind[0] == '\r' {
		return
	}
	if len(behind) == len(rest) && f.text[len(f.text)-1] != ' ' {
		f.stand(" ", Span{tag.Start, tag.Start + 1})
	}
	if !f.cell {
		f.breaks = append(f.breaks, len(f.text))
	}
}

// isBreak reports whether a tag is that of a line break: "<br>", "<br/>", "<BR />".
func isBreak(tag []byte) bool {
	const name = "<br"
	return len(tag) > len(name) && bytes.EqualFold(tag[:len(name)], []byte(name)) && len(bytes.Trim(tag[len(name):], " />")) == 0
}

// bareURLs adds the addresses that are written into the text as they are to Code.
func (b *block) bareURLs() {
	if !strings.Contains(b.Text, "://") {
		return
	}
	var urls []Span
	code, link := 0, 0 // the first that does not end before what is looked at
	for at := 0; ; {
		i := strings.Index(b.Text[at:], "://")
		if i < 0 {
			break
		}
		i += at
		start := i
		for start > at && isLetter(b.Text[start-1]) {
			start--
		}
		at = i + len("://")
		for code < len(b.Code) && b.Code[code].End <= start {
			code++
		}
		for link < len(b.Links) && b.Links[link].End <= start {
			link++
		}
		if scheme := b.Text[start:i]; scheme != "http" && scheme != "https" ||
			code < len(b.Code) && b.Code[code].Start <= start || link < len(b.Links) && b.Links[link].Start <= start {
			continue
		}
		end := len(b.Text)
		if n := strings.IndexFunc(b.Text[at:], endsURL); n >= 0 {
			end = at + n
		}
		if end = start + len(strings.TrimRight(b.Text[start:end], ".,;:!?)]*_'")); end > at {
			urls = append(urls, Span{start, end})
			at = end
		}
	}
	if len(urls) > 0 {
		b.Code = append(b.Code, urls...)
		slices.SortFunc(b.Code, func(x, y Span) int { return x.Start - y.Start })
	}
}

func endsURL(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("<>\"`|", r) }

// isStruck reports whether all of a part of the text is struck through.
func (b *block) isStruck(text Span) bool {
	for _, s := range b.struck {
		if strings.TrimSpace(b.Text[text.Start:max(text.Start, min(s.Start, text.End))]) == "" {
			text.Start = max(text.Start, min(s.End, text.End))
		}
	}
	return len(b.struck) > 0 && strings.TrimSpace(b.Text[text.Start:text.End]) == ""
}

func isLetter(b byte) bool { return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' }

// raw adds source text as a reader sees it; in prose a backslash before punctuation and the name of an entity are not seen.
func (f *flattener) raw(start, end int, prose bool) {
	src := f.r.text[start:end]
	if !prose || bytes.IndexByte(src, '\\') < 0 && bytes.IndexByte(src, '&') < 0 {
		f.add(start, end)
		return
	}
	from := 0
	for i := 0; i < len(src); i++ {
		seen, n := "", 0
		switch {
		case src[i] == '\\' && i+1 < len(src) && isPunct(src[i+1]):
			seen, n = string(src[i+1]), 2
		case src[i] == '&':
			if end := bytes.IndexByte(src[i:min(len(src), i+maxEntity)], ';'); end > 0 {
				if entity := string(src[i : i+end+1]); html.UnescapeString(entity) != entity {
					seen, n = html.UnescapeString(entity), end+1
				}
			}
		}
		if n > 0 {
			f.add(start+from, start+i)
			f.stand(seen, Span{start + i, start + i + n})
			from = i + n
			i += n - 1
		}
	}
	f.add(start+from, end)
}

// maxEntity is the length of the longest entity, "&CounterClockwiseContourIntegral;".
const maxEntity = 33

// code adds the content of a code span.
func (f *flattener) code(start, end int) {
	for f.cell {
		i := bytes.Index(f.r.text[start:end], []byte(`\|`))
		if i < 0 {
			break
		}
		f.add(start, start+i)
		f.stand("|", Span{start + i, start + i + len(`\|`)})
		start += i + len(`\|`)
	}
	f.add(start, end)
}

// add appends the bytes of the source from start to end.
func (f *flattener) add(start, end int) {
	if start < end {
		f.offsets = append(f.offsets, segment{at: len(f.text), source: Span{start, end}, same: true})
		f.text = append(f.text, f.r.text[start:end]...)
	}
}

// stand appends text that stands for other bytes of the source.
func (f *flattener) stand(text string, source Span) {
	f.offsets = append(f.offsets, segment{at: len(f.text), source: source})
	f.text = append(f.text, text...)
}

func isPunct(b byte) bool {
	return b >= '!' && b <= '/' || b >= ':' && b <= '@' || b >= '[' && b <= '`' || b >= '{' && b <= '~'
}

// collectProse hands the blocks over with their event and action.
func (d *Document) collectProse(r *reader) {
	d.Prose = make([]Block, len(r.blocks))
	for i := range r.blocks {
		d.Prose[i] = r.blocks[i].Block
	}
}
