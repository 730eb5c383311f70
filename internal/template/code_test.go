package template_test

import (
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/template"
)

// A template is text with places in it: what would be code elsewhere stays as it is, in the template and in the answers.
func TestTemplatesRunNoCode(t *testing.T) {
	for _, code := range []string{
		`{{printf "%s" "x"}}`, `{{ .Title }}`, `{{template "x"}}`, "${HOME}", "$(id)", "`id`", "<%= 1 %>", "{% include '/etc/passwd' %}", "{{{title}}", "{{ env \"GITHUB_TOKEN\" }}",
	} {
		source := "# {{title}}\n\n## Summary\n\n## Our own\n\n" + code + "\n"
		out, err := template.Render(template.Template{Path: "own.md", Source: []byte(source)}, template.Answers{Title: "T", Sections: map[string]string{"summary": code}})
		if err != nil {
			t.Errorf("%s: %v", code, err)
			continue
		}
		want := strings.ReplaceAll(code, "{{title}}", "T")
		if got := strings.Count(string(out), code); got != 2 && !strings.Contains(string(out), "## Our own\n\n"+want) {
			t.Errorf("%s stands there %d times:\n%s", code, got, out)
		}
	}
}
