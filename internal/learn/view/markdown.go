package view

import (
	"net/url"
	"path"
	"path/filepath"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/lint/output"
)

// MarkdownText is a text from outside as words in markdown: nothing in it is markup, a link, or calls anybody. A space without width follows each @, since chats and
// GitHub look for names in the text that is shown, whatever was escaped.
func MarkdownText(s string) string {
	return strings.NewReplacer(
		`\`, `\\`, "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", "`", "\\`", "|", `\|`, "~", `\~`, "@", "@\u200b", "://", "&#58;//", "www.", "www&#46;", "&", "&amp;",
	).Replace(output.Printable(s))
}

// MarkdownCode shows a name as it is, so that a message calls nobody; "–" for none.
func MarkdownCode(name string) string {
	if name == "" {
		return "–"
	}
	return "`" + strings.NewReplacer("`", "'", "|", "/").Replace(output.Printable(name)) + "`"
}

// link is the address of a document as seen from a folder.
func link(folder, file string) string {
	rel, err := filepath.Rel(filepath.FromSlash(folder), filepath.FromSlash(file))
	if err != nil {
		rel = path.Base(file)
	}
	parts := strings.Split(filepath.ToSlash(rel), "/")
	for i := range parts {
		parts[i] = strings.NewReplacer("(", "%28", ")", "%29", ":", "%3A").Replace(url.PathEscape(parts[i]))
	}
	return strings.Join(parts, "/")
}
