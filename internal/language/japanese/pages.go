package japanese

import "embed"

//go:embed pages
var pages embed.FS

// Page is the markdown page that explains a rule.
func (*Japanese) Page(rule string) string {
	page, err := pages.ReadFile("pages/" + rule + ".md")
	if err != nil {
		return ""
	}
	return string(page)
}
