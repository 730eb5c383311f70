package interview_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/interview"
	"github.com/blameless-postmortem/postmortem/internal/language/languages"
)

// spokenWords are what the interview says: the questions, and what the code hands to say, sayf, count and bind.
func spokenWords(t *testing.T) map[string]bool {
	t.Helper()
	said := map[string]bool{}
	for _, q := range interview.Questions() {
		for _, text := range []string{q.Group, q.Label, q.Prompt, q.Also, q.Why, q.Example} {
			said[text] = true
		}
	}
	said[interview.Preview] = true
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			called := ""
			switch f := call.Fun.(type) {
			case *ast.Ident:
				called = f.Name
			case *ast.SelectorExpr:
				called = f.Sel.Name
			}
			for i, arg := range call.Args {
				literal, ok := arg.(*ast.BasicLit)
				if !ok || literal.Kind != token.STRING {
					continue
				}
				text, err := strconv.Unquote(literal.Value)
				if err != nil {
					t.Fatal(err)
				}
				switch {
				case (called == "say" || called == "sayf") && i == 0, called == "bind" && i == 1:
					said[text] = true
				case called == "count" && i == 1:
					said["%d "+text+"s"] = true
				}
			}
			return true
		})
	}
	return said
}

// A language has words for whatever the interview says, with the same verbs to fill in, and for nothing else but what is said from a list or an error.
func TestWords(t *testing.T) {
	said := spokenWords(t)
	verb := regexp.MustCompile(`%(?:\[\d\])?([a-z])`)
	letters := regexp.MustCompile(`\pL`)
	var code strings.Builder
	files, _ := filepath.Glob("*.go")
	for _, name := range files {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(name, "_test.go") {
			code.Write(source)
		}
	}
	for _, lang := range languages.All()[1:] {
		own := lang.Messages()
		for text := range said {
			if !letters.MatchString(verb.ReplaceAllString(text, "")) {
				continue
			}
			words := own.Text("interview/" + strings.ReplaceAll(text, "\n", `\n`))
			if words == "" {
				t.Errorf("%s has no words for interview/%s", lang.Code(), strings.ReplaceAll(text, "\n", `\n`))
				continue
			}
			verbs := func(s string) []string {
				var list []string
				for _, m := range verb.FindAllStringSubmatch(s, -1) {
					list = append(list, m[1])
				}
				slices.Sort(list)
				return list
			}
			if !slices.Equal(verbs(text), verbs(words)) {
				t.Errorf("%s fills in other places than %q: %q", lang.Code(), text, words)
			}
		}
		for _, key := range own.Keys() {
			text, ok := strings.CutPrefix(key, "interview/")
			text = strings.ReplaceAll(text, `\n`, "\n")
			if ok && !said[text] && !strings.Contains(code.String(), strings.Trim(strconv.Quote(strings.TrimPrefix(text, "no ")), `"`)) {
				t.Errorf("%s has words for %q, which the interview does not say", lang.Code(), text)
			}
		}
	}
}
