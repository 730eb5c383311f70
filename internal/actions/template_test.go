package actions_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/actions"
	"github.com/blameless-postmortem/postmortem/internal/github/githubtest"
)

func TestTemplate(t *testing.T) {
	template, err := actions.ParseTemplate("templates/action-item.md", "\ufeff## What\r\n\r\n{{what}}\r\n\r\n## Why\n\n{{ why }}\n\n## Done when\n\n{{done-when}}\n\n## More\n\n- due: {{due}}\n- who: {{owner}}\n\nIn {{services}} {{date}}.\n\nAsk in the channel.\n\n## Never\n")
	if err != nil {
		t.Fatal(err)
	}
	server := newServer(t, githubtest.Options{})
	m := newMachine(t)
	m.write(key, "# T\n\n# Action items\n\n- [ ] Say {{why}} $1 (due 2026-12-15)\n")
	options := m.options(server, server.Transport())
	options.Template = template
	if _, err := actions.Push(t.Context(), m.sources(), options); err != nil {
		t.Fatal(err)
	}
	body, _, _ := strings.Cut(server.Issues(repoName)[0].Body, "\n\nTracked by")
	if want := "## What\n\nSay {{why}} $1\n\n## More\n\n- due: 2026-12-15\n\nAsk in the channel."; body != want {
		t.Errorf("got\n%s\nwant\n%s", body, want)
	}
}

func TestBadTemplates(t *testing.T) {
	for source, want := range map[string]string{
		"{{what}}\n{{who}}":                     "x.md:2: there is no field {{who}}",
		"words":                                 "x.md: has no field, so that every issue would say the same",
		"{{}}":                                  "x.md:1: there is no field {{}}",
		"{{what}}" + strings.Repeat("x", 1<<15): "x.md: is longer than 16 KiB",
	} {
		_, err := actions.ParseTemplate("x.md", source)
		var fault *actions.TemplateError
		if !errors.As(err, &fault) || fault.Error() != want || !strings.Contains(fault.Hint(), "{{done-when}}") {
			t.Errorf("%.20q: got %v, want %s", source, err, want)
		}
	}
}

// Whatever stands in a template that was accepted, an issue made from it can be found again and says what its item says.
func FuzzTemplate(f *testing.F) {
	for _, seed := range []string{
		"{{what}}", "## A\n\n{{why}}\n\n## B\n\n{{due}}", "{{what}} {{ due }}\n- {{owner}}\n", "{{what}}\n<!-- postmortem-action: 00000000-0000000000000000 -->", "# {{what}}\n#\n##\n", "{{{what}}}",
	} {
		f.Add(seed, "Alert on `queue` depth (P1, @kmori, due 2026-12-15)")
	}
	f.Fuzz(func(t *testing.T, source, line string) {
		template, err := actions.ParseTemplate("x.md", source)
		if err != nil {
			return
		}
		first := actions.RenderTemplate(template, map[string]string{"what": line})
		if first != actions.RenderTemplate(template, map[string]string{"what": line}) {
			t.Error("the same item gives another text")
		}
		if _, id, ok := actions.ReadReference(first + "\n\n" + actions.ReferenceText("a.md", "01234567", "0123456789abcdef", "")); !ok || id != "01234567-0123456789abcdef" {
			t.Errorf("the reference is lost in %q", first)
		}
	})
}
