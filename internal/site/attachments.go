package site

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// maxAttachment bounds a file that is copied beside the pages, in bytes.
const maxAttachment = 32 << 20

// The kinds of files that are copied: none that a browser would run.
var (
	imageKinds = []string{".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"}
	otherKinds = []string{".pdf", ".txt", ".log", ".csv", ".tsv", ".json", ".yaml", ".yml", ".diff", ".patch", ".zip", ".gz"}
)

// leads is where an address in a document leads, from the root of the site: to another document's page, or to a copy of a file of the folder, which it
// makes. "" when it leads nowhere on the site.
func (b *builder) leads(from *postmortem, address string, image bool) string {
	target, fragment, _ := strings.Cut(address, "#")
	target, _, _ = strings.Cut(target, "?")
	target, err := url.PathUnescape(target)
	if err != nil || target == "" || strings.HasPrefix(target, "/") || strings.ContainsAny(target, "\x00\\") {
		return ""
	}
	target = path.Join(path.Dir(from.rel), target)
	if !filepath.IsLocal(filepath.FromSlash(target)) {
		return ""
	}
	if to, ok := b.byPath[target]; ok && !image {
		if fragment != "" {
			return to.Page + "#" + fragment
		}
		return to.Page
	}
	return b.attach(target, image)
}

// attach copies a file of the folder, by its content: so it has a harmless name, and is there once. Symbolic links are followed within the folder alone.
func (b *builder) attach(target string, image bool) string {
	kind := strings.ToLower(path.Ext(target))
	if !slices.Contains(imageKinds, kind) && (image || !slices.Contains(otherKinds, kind)) {
		return ""
	}
	info, err := b.folder.Stat(filepath.FromSlash(target))
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxAttachment {
		return ""
	}
	content, err := b.folder.ReadFile(filepath.FromSlash(target))
	if err != nil || kind == ".svg" && !isDrawing(content) {
		return ""
	}
	name := "files/" + sum(content) + kind
	if err := b.out.put(name, content, "", nil); err != nil {
		b.fail(err)
		return ""
	}
	return name
}

// isDrawing reports whether an SVG only draws: opened by itself it could also run scripts and load things.
func isDrawing(content []byte) bool {
	d := xml.NewDecoder(bytes.NewReader(content))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return true
		}
		if err != nil {
			return false
		}
		switch t := token.(type) {
		case xml.Directive:
			if bytes.Contains(bytes.ToUpper(t), []byte("ENTITY")) {
				return false
			}
		case xml.ProcInst:
			if t.Target != "xml" {
				return false
			}
		case xml.CharData: // of a style sheet, perhaps
			if text := strings.ToLower(string(t)); strings.Contains(text, "@import") || strings.Contains(text, "url(") && !strings.Contains(text, "url(#") {
				return false
			}
		case xml.StartElement:
			switch strings.ToLower(t.Name.Local) {
			case "script", "foreignobject", "iframe", "object", "embed", "handler", "set", "animate", "audio", "video":
				return false
			}
			for _, a := range t.Attr {
				name, value := strings.ToLower(a.Name.Local), strings.TrimSpace(a.Value)
				if strings.HasPrefix(name, "on") || name == "href" && !strings.HasPrefix(value, "#") || strings.Contains(strings.ToLower(value), "url(") && !strings.Contains(value, "url(#") {
					return false
				}
			}
		}
	}
}
