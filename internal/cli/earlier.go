package cli

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/interview"
)

const (
	mostEarlier = 300 // documents that an interview looks into, the latest first
	mostCommits = 500 // that are looked through for owners
)

// pastIncidents are the documents that an interview recalls: owners, and incidents like this one. They are read when first asked for.
type pastIncidents struct {
	documents func() []*document.Document
}

func (w *documentWriter) past() pastIncidents {
	return pastIncidents{sync.OnceValue(func() []*document.Document {
		folder, err := w.place.Folder(w.config.Directory)
		if err != nil {
			return nil
		}
		files, err := os.ReadDir(folder)
		if err != nil {
			return nil
		}
		var documents []*document.Document
		for _, f := range slices.Backward(files) { // names begin with the date
			if !strings.HasSuffix(f.Name(), ".md") || strings.EqualFold(f.Name(), "README.md") || len(documents) == mostEarlier {
				continue
			}
			path := filepath.Join(folder, f.Name())
			if source, err := document.ReadFile(path); err == nil {
				documents = append(documents, parser(w.config).Parse(displayPath(path), source))
			}
		}
		return documents
	})}
}

// owners lists who owns actions and writes postmortems here, then who commits.
func (w *documentWriter) owners(ctx context.Context, past pastIncidents) []string {
	count := map[string]int{}
	var names []string
	add := func(name string) {
		name = strings.TrimSpace(name)
		if name == "" {
			return
		}
		if count[name] == 0 {
			names = append(names, name)
		}
		count[name]++
	}
	for _, d := range past.documents() {
		for _, a := range d.Actions {
			add(a.Owner)
		}
		for _, author := range d.Meta.Authors {
			add(author)
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return count[b] - count[a] })
	if r, err := w.app.open("."); err == nil {
		for _, name := range r.Authors(ctx, mostCommits) {
			add(name)
		}
	}
	return names
}

// likeness is the share, by weight, of the words told so far that an earlier incident must hold to be shown.
const likeness = 0.3

// earlier finds the incidents that share the rarest words with what is told so far.
func (p pastIncidents) earlier(words string) []interview.Earlier {
	wanted := wordSet(words)
	if len(wanted) < 2 {
		return nil
	}
	documents := p.documents()
	sets := make([]map[string]bool, len(documents))
	seen := map[string]int{}
	for i, d := range documents {
		sets[i] = wordSet(told(d))
		for word := range sets[i] {
			seen[word]++
		}
	}
	weight := func(word string) float64 { return math.Log(1 + float64(len(documents))/float64(1+seen[word])) }
	all := 0.0
	for word := range wanted {
		all += weight(word)
	}
	type scored struct {
		i     int
		score float64
	}
	var list []scored
	for i, set := range sets {
		score, shared := 0.0, 0
		for word := range wanted {
			if set[word] {
				score += weight(word)
				shared++
			}
		}
		if shared >= 2 && score >= likeness*all {
			list = append(list, scored{i, score})
		}
	}
	slices.SortStableFunc(list, func(a, b scored) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return 0
	})
	var found []interview.Earlier
	for _, s := range list[:min(len(list), 3)] {
		d := documents[s.i]
		e := interview.Earlier{Title: d.Title, Path: d.Path}
		for _, a := range d.Actions {
			e.Actions = append(e.Actions, a.Title)
		}
		found = append(found, e)
	}
	return found
}

// told is what a document says of an incident in few words.
func told(d *document.Document) string {
	parts := []string{d.Title, strings.Join(d.Meta.Services, " "), strings.Join(d.Meta.Factors, " ")}
	for _, f := range d.Factors {
		parts = append(parts, f.Text)
	}
	for i := range d.Prose {
		if d.SectionName(d.Prose[i].Section) == document.Summary && d.Prose[i].Kind != document.Heading {
			parts = append(parts, d.Prose[i].Text)
		}
	}
	return strings.Join(parts, "\n")
}

// wordSet is the words of a text that may tell one incident from another. Scripts without blanks between words give pairs of characters.
func wordSet(text string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		runes := []rune(word)
		if unicode.In(runes[0], unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
			for i := range len(runes) - 1 {
				set[string(runes[i:i+2])] = true
			}
			continue
		}
		if len(runes) > 2 && !slices.Contains(common, word) {
			set[strings.TrimSuffix(word, "s")] = true
		}
	}
	return set
}

// common are the words that incidents share whatever they were.
var common = []string{
	"the", "and", "for", "was", "were", "with", "that", "this", "from", "not", "could", "are", "but", "had", "has", "all", "its", "into", "when",
	"which", "while", "after", "before", "because", "than", "then", "there", "they", "their", "who", "what", "how", "can", "did", "been", "only", "some",
	"incident", "outage", "unavailable", "down", "error", "errors", "failed", "failure", "users", "customers", "service", "services", "minutes", "hours",
}
