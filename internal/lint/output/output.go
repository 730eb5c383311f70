package output

import (
	"fmt"
	"io"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

// Writer takes the findings of one document after another. Nothing may be written after Close.
type Writer interface {
	Document(*document.Document, []lint.Finding) error
	Close() error
}

// Formats lists the names that New knows.
func Formats() []string { return []string{"text", "json", "sarif", "github", "rdjson"} }

// Options are how a Writer writes.
type Options struct {
	Color   bool
	Quiet   bool                                        // text: no line when there are no findings
	Diff    bool                                        // text: say that only new lines were looked at
	Width   int                                         // text: columns of the terminal; 0: 80
	Version string                                      // sarif: of the program
	Rules   []lint.Rule                                 // sarif: the rules that the program has
	Page    func(l language.Language, id string) string // sarif: the markdown page of a rule in a language; nil: there are none
	Speaks  language.Language                           // text, sarif: the language of what is said around findings and of rules; nil: English
}

// New makes the Writer of a format.
func New(format string, w io.Writer, o Options) (Writer, error) {
	switch format {
	case "text":
		return newText(w, o), nil
	case "json":
		return newJSON(w), nil
	case "sarif":
		return newSARIF(w, o), nil
	case "github":
		return newGitHub(w), nil
	case "rdjson":
		return newRDJSON(w), nil
	}
	return nil, fmt.Errorf("%q is not a format of findings", format)
}

// phrases are the words of this package in the language that is spoken.
func (o Options) phrases(name string) language.Phrases {
	if o.Speaks == nil {
		return language.Phrases{}
	}
	return o.Speaks.Messages().For(name)
}

// count is how many findings of each severity there are.
type count struct{ Error, Warning, Info int }

func (c *count) add(s lint.Severity) {
	switch s {
	case lint.Error:
		c.Error++
	case lint.Warning:
		c.Warning++
	default:
		c.Info++
	}
}

func (c count) total() int { return c.Error + c.Warning + c.Info }
