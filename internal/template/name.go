package template

import (
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// maxSlug bounds a slug, in bytes: file systems allow 255 for a name, and a branch has the prefix besides.
const maxSlug = 72

// Slug makes a title fit for a file name and a branch: lower case, letters and digits of any script, hyphens between
// words. It is never empty.
func Slug(title string) string {
	var b strings.Builder
	pending := false
	for _, r := range norm.NFD.String(strings.ToLower(title)) {
		switch {
		case r >= 0x300 && r <= 0x36f: // an accent on a Latin letter
			continue
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) && b.Len() > 0 && !pending:
			if pending && b.Len() > 0 {
				b.WriteByte('-')
			}
			pending = false
			b.WriteRune(r)
		case r == '\'' || r == '’':
		default:
			pending = true
		}
	}
	slug := norm.NFC.String(b.String())
	if len(slug) > maxSlug {
		cut := strings.ToValidUTF8(slug[:maxSlug], "")
		if i := strings.LastIndexByte(cut, '-'); i > maxSlug/2 {
			cut = cut[:i]
		}
		slug = cut
	}
	if slug == "" {
		return "incident"
	}
	return slug
}

// FileName is the name of the document: the day the incident started, in UTC, and the slug of its title. now stands in when the start is unknown.
func FileName(a Answers, now time.Time) string {
	day := Day(a)
	if day == "" {
		day = now.UTC().Format(time.DateOnly)
	}
	return day + "-" + Slug(a.Title) + ".md"
}
