package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/blameless-postmortem/postmortem/internal/config"
	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/language/languages"
	"github.com/blameless-postmortem/postmortem/internal/lint"
	"github.com/blameless-postmortem/postmortem/internal/lint/output"
	"github.com/blameless-postmortem/postmortem/internal/lint/rules"
	"github.com/blameless-postmortem/postmortem/internal/redact"
	"github.com/blameless-postmortem/postmortem/internal/site"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

type exportOptions struct {
	external bool
	format   string
	out      string
	allow    []string
	json     bool
}

func (a *app) exportCommand() *cobra.Command {
	var o exportOptions
	cmd := &cobra.Command{
		Use:   "export PATH --external",
		Short: "Make the edition of a postmortem that readers outside may have",
		Long: `Writes a postmortem without what belongs inside: people become their roles; handles, e-mail addresses, hosts, network addresses, tickets, accounts,
credentials, links to internal pages and the terms that the team configured are replaced; comments and internal metadata go.

Then it looks at the result as a reader would. What it can't decide is listed by line and column, nothing is written, and it exits with 1: name a person
or a term under export in .postmortem.yaml, let a word pass with --allow, or reword the sentence.

No program knows which facts tell who somebody is: read the result once more before you publish it. docs/export.md tells what is replaced.`,
		Example: `  postmortem export postmortems/2026-11-20-checkout.md --external > public.md
  postmortem export postmortems/2026-11-20-checkout.md --external --out public/
  postmortem export postmortems/2026-11-20-checkout.md --external --format html --out public.html
  postmortem export - --external --json < draft.md`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return &usageError{"export takes one file, or - for standard input", "postmortem export PATH --external"}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return a.export(cmd.Context(), o, args[0]) },
	}
	a.registerLanguage(cmd)
	flags := cmd.Flags()
	flags.BoolVar(&o.external, "external", false, "make the edition for readers outside, the only one there is")
	flags.StringVar(&o.format, "format", "markdown", "write in this `format`: markdown, or html, one page that needs no other file and prints well")
	offer(cmd, "format", "markdown", "html")
	flags.StringVar(&o.out, "out", "", "write to this `file`, or into this folder under a name made of the redacted title; it must not exist")
	flags.StringArrayVar(&o.allow, "allow", nil, "let this `word`, host or address stay (repeatable)")
	flags.BoolVar(&o.json, "json", false, "print what was replaced and what is left instead of the edition")
	return cmd
}

func (a *app) export(ctx context.Context, o exportOptions, path string) error {
	switch {
	case !o.external:
		return &usageError{"export makes the edition for readers outside, and wants to be told so", "postmortem export " + path + " --external"}
	case o.format != "markdown" && o.format != "html":
		return &usageError{fmt.Sprintf("--format %q is none of markdown, html", o.format), ""}
	}
	doc, c, err := a.document(ctx, path)
	if err != nil {
		return err
	}
	options, err := redaction(doc, c, o.allow, a.colleagues(ctx))
	if err != nil {
		return err
	}
	result := redact.Redact(doc, options)
	if o.json {
		if err := writeJSON(a.env.Out, newExported(doc, result)); err != nil {
			return err
		}
	}
	if len(result.Left) > 0 {
		a.tellLeft(doc, result)
		return errCheck
	}
	return a.writeEdition(o, c, result)
}

// colleagues are those who commit here, as far as git tells.
func (a *app) colleagues(ctx context.Context) []string {
	r, err := a.open(".")
	if err != nil {
		return nil
	}
	return r.Authors(ctx, mostCommits)
}

// redaction is what the configuration says of the edition of a document for outside, with the linter's eyes for people, credentials and numbers.
func redaction(doc *document.Document, c config.Config, allow, people []string) (redact.Options, error) {
	spoken := languages.All()
	kinds := map[string]redact.Kind{"blame/naming": redact.Person, "safety/secret": redact.Secret, "safety/personal-data": redact.Number}
	on := map[string]lint.Severity{}
	var only []string
	for rule := range kinds {
		only, on[rule] = append(only, rule), lint.Error
	}
	linter, err := lint.New(rules.All(), spoken, lint.Options{
		Only: only, Severities: on, Language: c.Language, Vocabulary: language.Vocabulary{Systems: c.Lint.Words.Systems},
	})
	if err != nil {
		return redact.Options{}, err
	}
	lexicon, ok := spoken[0].(redact.Lexicon)
	if !ok {
		return redact.Options{}, errors.New("the first language has no list of names")
	}
	var familyName func(string) string
	for _, l := range spoken {
		if knows, ok := l.(interface{ FamilyName(text string) string }); ok {
			familyName = knows.FamilyName
		}
	}
	return redact.Options{
		Roles: c.Export.Roles, Terms: c.Export.Terms, InternalHosts: c.Export.InternalHosts, Allow: append(allow, c.Export.Allow...),
		People: people, Lexicon: lexicon, FamilyName: familyName, Japanese: linter.Language(doc).Code() == "ja",
		Detect: func(doc *document.Document) []redact.Found {
			var found []redact.Found
			for _, f := range linter.Lint(doc) {
				if kind := kinds[f.Rule]; kind != "" {
					found = append(found, redact.Found{Kind: kind, Span: f.Span})
				}
			}
			return found
		},
	}, nil
}

// tellLeft lists what the author has to decide: on a terminal with the words themselves, which --allow wants to be told; elsewhere they are hidden, for logs are
// read by many.
func (a *app) tellLeft(doc *document.Document, result redact.Result) {
	why := a.wordsOf("redact")
	for _, l := range result.Left {
		at := doc.Position(l.Span.Start)
		word := masked(doc, l.Span)
		if a.env.ErrTerminal {
			word = output.Printable(string(doc.Source[l.Span.Start:l.Span.End]))
		}
		fmt.Fprintf(a.env.Err, "%s:%d:%d: %s: %s: %s\n", harmless(doc.Path), at.Line, at.Column, l.Kind, word, why.Say(l.Why))
	}
	say := a.words()
	if n := len(result.Left); n > 1 {
		fmt.Fprintln(a.env.Err, say.Say("%d places are left for you to decide; nothing was written", n))
	} else {
		fmt.Fprintln(a.env.Err, say.Say("1 place is left for you to decide; nothing was written"))
	}
	fmt.Fprintln(a.env.Err, say.Say("hint: name people under export: roles and words under export: terms in %s, let a word pass with --allow WORD, or reword the sentence", a.configName()))
}

// masked is as much of a word as its author needs to find it.
func masked(doc *document.Document, s document.Span) string {
	const longest = 12
	first, n := utf8.DecodeRune(doc.Source[s.Start:s.End])
	rest := min(utf8.RuneCount(doc.Source[s.Start+n:s.End]), longest)
	return output.Printable(string(first)) + strings.Repeat("•", rest)
}

// writeEdition writes the result where it is wanted.
func (a *app) writeEdition(o exportOptions, c config.Config, result redact.Result) error {
	if len(result.Kept) > 0 {
		a.note("links that stay lead to %s", strings.Join(result.Kept, ", "))
	}
	edition, ending := result.Source, ".md"
	doc := parser(c).Parse("", result.Source)
	if o.format == "html" {
		var err error
		if edition, err = site.Single(doc, languages.All()); err != nil {
			return err
		}
		ending = ".html"
	}
	if o.out == "" {
		if o.json {
			return nil
		}
		_, err := a.env.Out.Write(edition)
		return err
	}
	name := o.out
	if strings.HasSuffix(filepath.ToSlash(name), "/") {
		if err := os.MkdirAll(name, 0o755); err != nil {
			return err
		}
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		name = filepath.Join(name, editionName(doc)+ending)
	}
	if err := document.Create(name, edition); err != nil {
		if errors.Is(err, document.ErrExists) || errors.Is(err, fs.ErrExist) {
			return &usageError{fmt.Sprintf("%s is there already", filepath.ToSlash(name)), "choose another --out, or remove the earlier edition"}
		}
		return err
	}
	a.note("written: %s", filepath.ToSlash(name))
	return nil
}

// exported is a redaction in JSON. It never repeats what was found.
type exported struct {
	Path         string        `json:"path"`
	Replacements []replacement `json:"replacements"`
	Left         []leftOver    `json:"left"`
	Kept         []string      `json:"kept"`   // hosts that links lead to
	Source       *string       `json:"source"` // the edition; null while something is left
}

type replacement struct {
	Line        int    `json:"line"`
	Column      int    `json:"column"`
	Kind        string `json:"kind"`
	Replacement string `json:"replacement"`
}

type leftOver struct {
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Kind    string `json:"kind"`
	Excerpt string `json:"excerpt"` // hidden but for its first character
	Message string `json:"message"`
}

func newExported(doc *document.Document, result redact.Result) exported {
	out := exported{Path: doc.Path, Replacements: []replacement{}, Left: []leftOver{}, Kept: list(result.Kept)}
	for _, r := range result.Replacements {
		at := doc.Position(r.Span.Start)
		out.Replacements = append(out.Replacements, replacement{at.Line, at.Column, string(r.Kind), r.Text})
	}
	for _, l := range result.Left {
		at := doc.Position(l.Span.Start)
		out.Left = append(out.Left, leftOver{at.Line, at.Column, string(l.Kind), masked(doc, l.Span), l.Why})
	}
	if len(result.Left) == 0 {
		text := string(result.Source)
		out.Source = &text
	}
	return out
}

// editionName is the file name of an edition, without its ending: the name inside may tell what the title no longer does.
func editionName(doc *document.Document) string {
	name := template.Slug(doc.Title)
	if at := doc.MilestoneTime(document.Started); !at.IsZero() {
		name = at.UTC().Format("2006-01-02") + "-" + name
	}
	return name
}
