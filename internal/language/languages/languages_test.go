package languages_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/language/languages"
)

func TestCodes(t *testing.T) {
	if diff := cmp.Diff([]string{"en", "ja"}, languages.Codes(languages.All())); diff != "" {
		t.Error(diff)
	}
}

// saidArguments are the arguments of functions that are handed on to Phrases.Say, counted ones those that are to Phrases.Count.
var (
	saidArguments = map[string][]int{
		"Say": {0}, "say": {0}, "sayf": {0}, "bind": {1}, // in several packages
		"note": {0}, "tell": {0}, "showProgress": {0}, "fitted": {1}, // in cli
		"remarks": {1}, "reportLacking": {1, 2, 3}, // in rules
	}
	countedArguments = map[string]int{"Count": 1, "count": 1}
	// saidFields are fields that a package says from a list.
	saidFields = map[string][]string{
		"rules":     {"Summary"},
		"interview": {"Group", "Label", "Prompt", "Also", "Why", "Example"},
	}
)

// packageWords is what a package says.
type packageWords struct {
	files     []*ast.File
	constants map[string]string
	literals  map[string]bool // all of its texts, those of rules also without their group
	said      map[string]bool // English texts that it is sure to say
}

// spoken reads the packages of the program, by their names.
func spoken(t *testing.T) map[string]*packageWords {
	t.Helper()
	all := map[string]*packageWords{}
	root := os.DirFS("../..")
	err := fs.WalkDir(root, ".", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || path.Dir(name) == "language" {
			return err
		}
		source, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, source, 0)
		if err != nil {
			return err
		}
		p := all[file.Name.Name]
		if p == nil {
			p = &packageWords{constants: map[string]string{}, literals: map[string]bool{}, said: map[string]bool{}}
			all[file.Name.Name] = p
		}
		p.files = append(p.files, file)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, p := range all {
		for _, read := range []func(ast.Node){p.readConstant, func(n ast.Node) { p.read(name, n) }} {
			for _, file := range p.files {
				ast.Inspect(file, func(n ast.Node) bool {
					read(n)
					return true
				})
			}
		}
	}
	return all
}

// readConstant notes what a name stands for.
func (p *packageWords) readConstant(n ast.Node) {
	if spec, ok := n.(*ast.ValueSpec); ok && len(spec.Names) == len(spec.Values) {
		for i, name := range spec.Names {
			if text, ok := p.literal(spec.Values[i]); ok {
				p.constants[name.Name] = text
			}
		}
	}
}

// read notes what a piece of code says.
func (p *packageWords) read(name string, n ast.Node) {
	switch n := n.(type) {
	case *ast.BasicLit, *ast.BinaryExpr:
		if text, ok := p.literal(n.(ast.Expr)); ok {
			p.literals[text] = true
			if _, name, ok := strings.Cut(text, "/"); ok {
				p.literals[name] = true
			}
		}
	case *ast.CallExpr:
		called := ""
		switch f := n.Fun.(type) {
		case *ast.Ident:
			called = f.Name
		case *ast.SelectorExpr:
			if x, ok := f.X.(*ast.Ident); !ok || x.Name != "strings" && x.Name != "bytes" {
				called = f.Sel.Name
			}
		}
		for _, i := range saidArguments[called] {
			if i < len(n.Args) {
				if text, ok := p.literal(n.Args[i]); ok {
					p.said[text] = true
				}
			}
		}
		if i, ok := countedArguments[called]; ok && i < len(n.Args) {
			if text, ok := p.literal(n.Args[i]); ok {
				p.said["%d "+text+"s"] = true
			}
		}
	case *ast.KeyValueExpr:
		if key, ok := n.Key.(*ast.Ident); ok && slices.Contains(saidFields[name], key.Name) {
			if text, ok := p.literal(n.Value); ok {
				p.said[text] = true
			}
		}
	}
}

// literal is a text that stands in the code, in one piece or in several, or by its name.
func (p *packageWords) literal(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, err == nil && e.Kind == token.STRING
	case *ast.Ident:
		text, ok := p.constants[e.Name]
		return text, ok
	case *ast.BinaryExpr:
		x, okX := p.literal(e.X)
		y, okY := p.literal(e.Y)
		return x + y, okX && okY && e.Op == token.ADD
	}
	return "", false
}

var (
	verb   = regexp.MustCompile(`%[-0-9.*]*(?:\[\d\])?([a-z])`)
	letter = regexp.MustCompile(`\pL`)
)

// verbs are the places that a text has to fill in. What is quoted in English stands in brackets elsewhere.
func verbs(text string) []string {
	list := []string{}
	for _, m := range verb.FindAllStringSubmatch(text, -1) {
		list = append(list, strings.NewReplacer("q", "s", "v", "s").Replace(m[1]))
	}
	slices.Sort(list)
	return list
}

// says reports whether a text stands in the code, as a literal of its own, behind the group of a rule, or as the noun that is counted. Some is said from a list or an error.
func (p *packageWords) says(english string) bool {
	noun, counted := strings.CutPrefix(english, "%d ")
	return p.said[english] || p.literals[english] || counted && p.literals[strings.TrimSuffix(noun, "s")]
}

// A language says whatever the program says, with the same places to fill in, and nothing else.
func TestCatalogues(t *testing.T) {
	packages := spoken(t)
	for _, lang := range languages.All()[1:] {
		own := lang.Messages()
		has := map[string]bool{}
		for _, key := range own.Keys() {
			has[key] = true
			name, english, _ := strings.Cut(key, "/")
			p := packages[name]
			if p == nil {
				t.Errorf("%s has words for %q, and there is no package %s", lang.Code(), key, name)
				continue
			}
			if !p.says(english) && !packages["document"].says(english) {
				t.Errorf("%s has words for %q, which package %s does not say", lang.Code(), english, name)
			}
			if diff := cmp.Diff(verbs(english), verbs(own.For(name).Say(english))); diff != "" {
				t.Errorf("%s, %s: the places to fill in differ:\n%s", lang.Code(), key, diff)
			}
		}
		for name, p := range packages {
			for english := range p.said {
				if letter.MatchString(verb.ReplaceAllString(english, "")) && !has[name+"/"+english] {
					t.Errorf("%s has no words for %s/%s", lang.Code(), name, strings.ReplaceAll(english, "\n", `\n`))
				}
			}
		}
	}
}
