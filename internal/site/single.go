package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// Single renders a document as one page that needs no other file, looks like those of the site and prints well. It loads nothing; of links within the
// repository and of images only the text remains.
func Single(doc *document.Document) ([]byte, error) {
	style, err := files.ReadFile("assets/style.css")
	if err != nil {
		return nil, err
	}
	layout, err := template.New("single.html").ParseFS(files, "pages/single.html")
	if err != nil {
		return nil, err
	}
	w := english()
	rendered := doc.HTML(document.HTMLOptions{Done: w.Done, Open: w.Open})
	hash := sha256.Sum256(style)
	content := struct {
		Lang, Title, Day, Severity string
		StyleHash                  template.HTMLAttr
		Style                      template.CSS
		Text                       template.HTML
	}{
		Lang: language(rendered.Body), Title: line(doc.Title), Severity: line(doc.Meta.Severity),
		StyleHash: template.HTMLAttr("sha256-" + base64.StdEncoding.EncodeToString(hash[:])), //nolint:gosec // letters, digits, + and /
		Style:     template.CSS(style),                                                       //nolint:gosec // our own
		Text:      template.HTML(rendered.Body),                                              //nolint:gosec // HTML's result is safe
	}
	if content.Lang == "" {
		content.Lang = w.Lang
	}
	if content.Title == "" {
		content.Title = "Postmortem"
	}
	if day := doc.Day(); !day.IsZero() {
		content.Day = day.Format(time.DateOnly)
	}
	var out bytes.Buffer
	err = layout.Execute(&out, content)
	return out.Bytes(), err
}
