package document

import (
	"bytes"
	"html"
	"slices"

	tokens "golang.org/x/net/html"
)

// The elements of a document's own HTML that are kept, without their attributes: they mark text up and do nothing.
const (
	phrasingElement = iota + 1
	blockElement
	voidElement
	silentElement // dropped with what is in it
)

func rawElement(name string) int {
	switch name {
	case "b", "strong", "i", "em", "u", "s", "del", "ins", "sub", "sup", "kbd", "code", "samp", "var", "mark", "small", "q", "cite", "abbr", "a", "span":
		return phrasingElement
	case "p", "div", "blockquote", "pre", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "details", "summary", "figure", "figcaption":
		return blockElement
	case "br", "wbr", "hr", "img":
		return voidElement
	case "script", "style", "iframe", "object", "embed", "template", "noscript", "noembed", "noframes", "title", "textarea", "select", "xmp", "plaintext":
		return silentElement
	}
	return 0
}

// maxRaw is how deep the elements of a document's own HTML may nest.
const maxRaw = 64

// html writes a piece of the document's own HTML: the text, and of the elements those that are kept. An element that is opened here may be
// closed by a later piece beside this one, as markdown within <details> has it.
func (r *htmlRenderer) html(source []byte) {
	z := tokens.NewTokenizer(bytes.NewReader(source))
	silent := ""
	for {
		kind := z.Next()
		if kind == tokens.ErrorToken {
			return
		}
		token := z.Token()
		switch kind {
		case tokens.TextToken:
			if silent == "" {
				r.print(html.EscapeString(token.Data))
			}
		case tokens.StartTagToken, tokens.SelfClosingTagToken:
			if silent != "" {
				continue
			}
			if rawElement(token.Data) == silentElement {
				if !r.phrasing && kind == tokens.StartTagToken { // between words, what follows is no longer part of the piece
					silent = token.Data
				}
				continue
			}
			r.openRaw(token, kind == tokens.SelfClosingTagToken)
		case tokens.EndTagToken:
			if token.Data == silent {
				silent = ""
				continue
			}
			if at := slices.Index(r.raw[r.floor:], token.Data); at >= 0 {
				last := len(r.raw) - 1
				for r.raw[last] != token.Data {
					last--
				}
				r.closeRaw(last)
			}
		}
	}
}

func (r *htmlRenderer) openRaw(token tokens.Token, closed bool) {
	kind := rawElement(token.Data)
	switch {
	case kind == voidElement && token.Data == "img":
		r.image(attribute(token, "src"), attribute(token, "alt"))
		return
	case kind == voidElement && (token.Data != "hr" || !r.phrasing):
		r.print("<", token.Data, ">")
		return
	case kind != phrasingElement && (kind != blockElement || r.phrasing), len(r.raw) >= maxRaw:
		return
	case closed: // HTML knows no such thing, and would take the rest of the page for its content
		return
	case token.Data == "a":
		href, external, ok := r.href(attribute(token, "href"))
		if !ok || r.links > 0 {
			return
		}
		r.links++
		r.print(`<a href="`, html.EscapeString(href), `"`)
		if external {
			r.print(` rel="noopener noreferrer"`)
		}
		r.print(">")
	default:
		r.print("<", token.Data, ">")
	}
	r.raw = append(r.raw, token.Data)
}

// closeRaw closes the elements from the given one on, the innermost first.
func (r *htmlRenderer) closeRaw(from int) {
	for len(r.raw) > from {
		name := r.raw[len(r.raw)-1]
		r.raw = r.raw[:len(r.raw)-1]
		r.print("</", name, ">")
		if name == "a" {
			r.links--
		}
	}
}

func attribute(token tokens.Token, name string) string {
	for _, a := range token.Attr {
		if a.Key == name && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}
