package site_test

import (
	"crypto/sha256"
	"encoding/base64"
	"html"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/language/languages"
	"github.com/blameless-postmortem/postmortem/internal/site"
)

func TestSingle(t *testing.T) {
	source := "---\ntitle: \"</title><script>x()</script>\"\nstarted: 2026-11-20T09:58:00Z\nseverity: SEV-2\n---\n" +
		"# Down\n\n<script>x()</script>\n\n[a](javascript:x) ![b](https://example.com/b.png) [c](d.md)\n\n- [x] Alert\n"
	got, err := site.Single(document.Parse("x.md", []byte(source)), languages.All())
	if err != nil {
		t.Fatal(err)
	}
	page := string(got)
	for _, bad := range []string{"<script", "javascript:", "<img", "<link", "src=", "url(", "@import"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page has %s", bad)
		}
	}
	for _, want := range []string{"2026-11-20", "SEV-2", "@media print", "<title>&lt;/title&gt;", `aria-label="done"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %s", want)
		}
	}
	_, style, _ := strings.Cut(page, "<style>")
	style, _, _ = strings.Cut(style, "</style>")
	hash := sha256.Sum256([]byte(style))
	if !strings.Contains(html.UnescapeString(page), "'sha256-"+base64.StdEncoding.EncodeToString(hash[:])+"'") {
		t.Error("the policy does not allow the page's own style")
	}
}
