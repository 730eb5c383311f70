package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"strings"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/language"
)

// Single renders a document as one page that needs no other file, looks like those of the site and prints well. It loads nothing; of links within the
// repository and of images only the text remains. What the page says itself is in the language, of all, that the document fits best.
func Single(doc *document.Document, all []language.Language) ([]byte, error) {
	style, err := files.ReadFile("assets/style.css")
	if err != nil {
		return nil, err
	}
	layout, err := template.New("single.html").ParseFS(files, "pages/single.html")
	if err != nil {
		return nil, err
	}
	w := newWords(language.Best(all, opening(doc)))
	rendered := doc.HTML(document.HTMLOptions{Done: w.Done, Open: w.Open})
	hash := sha256.Sum256(style)
	content := struct {
		Lang, Title, Day, Severity string
		StyleHash                  template.HTMLAttr
		Style                      template.CSS
		Text                       template.HTML
	}{
		Lang: w.Lang, Title: line(doc.Title), Severity: line(doc.Meta.Severity),
		StyleHash: template.HTMLAttr("sha256-" + base64.StdEncoding.EncodeToString(hash[:])), //nolint:gosec // letters, digits, + and /
		Style:     template.CSS(style),                                                       //nolint:gosec // our own
		Text:      template.HTML(rendered.Body),                                              //nolint:gosec // HTML's result is safe
	}
	if content.Title == "" {
		content.Title = w.Say("Postmortem")
	}
	if day := doc.Day(); !day.IsZero() {
		content.Day = day.Format(time.DateOnly)
	}
	var out bytes.Buffer
	err = layout.Execute(&out, content)
	return out.Bytes(), err
}

// opening is as much of the text of a document as tells its language.
func opening(doc *document.Document) string {
	var b strings.Builder
	for i := range doc.Prose {
		if b.Len() >= mostRead {
			break
		}
		b.WriteString(doc.Prose[i].Text)
	}
	return b.String()
}
