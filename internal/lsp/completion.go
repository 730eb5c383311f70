package lsp

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// keys are those of the front matter, with what belongs behind them.
var keys = []struct{ name, about string }{
	{"title", "what users saw, in a few words"},
	{"status", "draft, in-review or final"},
	{"severity", "one of the configured scale"},
	{"started", "when it began, as 2026-11-20T09:58:00Z"},
	{"detected", "when somebody or something noticed"},
	{"mitigated", "when users no longer felt it"},
	{"resolved", "when all was as before"},
	{"services", "what was affected, as [checkout, payments-api]"},
	{"authors", `who wrote this, as ["@kmori"]`},
	{"factors", "free tags for trends, as [configuration]"},
	{"slo", "{objective: 99.9, window: 30d, unavailable: 35m}"},
}

var statuses = []string{"draft", "in-review", "final"}

func (s *server) completion(p positionParams) ([]completionItem, error) {
	items := []completionItem{}
	b := s.open[p.TextDocument.URI]
	if b == nil {
		return items, nil
	}
	read, err := s.read(b)
	if err != nil || read.settings.Linter == nil {
		return items, nil
	}
	offset := b.text.offset(p.Position)
	start := b.text.line(b.text.lineOf(p.Position)).Start
	before := string(b.text.source[min(start, offset):offset])
	// insert makes what is completed replace what of it is written.
	insert := func(text string, written int, item completionItem) {
		item.TextEdit = &textEdit{b.text.textRange(document.Span{Start: offset - written, End: offset}), text}
		items = append(items, item)
	}
	switch {
	case handleBefore(before) >= 0:
		written := before[handleBefore(before):]
		for _, handle := range s.handles(read, written) {
			insert(handle, len(written), completionItem{Label: handle, Kind: kindReference})
		}
	case inFrontMatter(b.text, p.Position.Line):
		if key, value, ok := strings.Cut(before, ":"); ok {
			value = strings.TrimLeft(value, " ")
			for i, choice := range valuesOf(strings.TrimSpace(key), read.settings) {
				insert(choice, len(value), completionItem{Label: choice, Kind: kindEnumMember, SortText: string(rune('a' + i))})
			}
			return items, nil
		}
		for i, key := range keys {
			if !hasKey(b.text, key.name, p.Position.Line) {
				insert(key.name+": ", len(before), completionItem{Label: key.name, Kind: kindProperty, Detail: key.about, SortText: string(rune('a' + i))})
			}
		}
	case strings.HasPrefix(before, "#"):
		for i, name := range document.SectionNames() {
			if _, there := read.doc.Section(name); !there {
				heading := "## " + strings.ToUpper(name[:1]) + name[1:]
				insert(heading, len(before), completionItem{Label: heading, Kind: kindModule, SortText: string(rune('a' + i))})
			}
		}
	}
	return items, nil
}

func valuesOf(key string, settings Settings) []string {
	switch key {
	case "status":
		return statuses
	case "severity":
		return settings.Severities
	}
	return nil
}

// inFrontMatter reports whether a line is between the fences of the front matter, closed or not.
func inFrontMatter(t *text, line int) bool {
	fence := func(n int) bool { return strings.TrimRight(lineOf(t, n), " \t") == "---" }
	if line < 1 || line >= len(t.starts) || !fence(0) {
		return false
	}
	for n := 1; n <= line; n++ {
		if fence(n) {
			return false
		}
	}
	return true
}

func lineOf(t *text, n int) string {
	s := t.line(n)
	return strings.TrimPrefix(string(t.source[s.Start:s.End]), "\ufeff")
}

// hasKey reports whether the front matter has a key already, in another line than this.
func hasKey(t *text, key string, line int) bool {
	for n := 1; n < len(t.starts) && strings.TrimRight(lineOf(t, n), " \t") != "---"; n++ {
		if n != line && strings.HasPrefix(lineOf(t, n), key+":") {
			return true
		}
	}
	return false
}

// handle is a person or a team on GitHub, with what stands before it; that of an e-mail address is none.
var handle = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:^|[^A-Za-z0-9._-])(@[A-Za-z0-9](?:[A-Za-z0-9-]{0,38}[A-Za-z0-9])?(?:/[A-Za-z0-9._-]+)?)`)
})

// handleBefore is where the handle begins that is being written, or -1.
func handleBefore(before string) int {
	at := strings.LastIndexByte(before, '@')
	if at < 0 || strings.ContainsFunc(before[at+1:], func(r rune) bool { return r == ' ' || r == '\t' || r == '"' || r == ',' || r == ')' }) {
		return -1
	}
	if previous, _ := utf8.DecodeLastRuneInString(before[:at]); at > 0 && strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-", previous) {
		return -1 // an e-mail address
	}
	return at
}

// newest bounds the documents of a folder that are read for the handles in them.
const newest = 100

// handles are those that the open documents and the newest ones of the folder hold, the most used first, apart from what is being written.
func (s *server) handles(read *reading, written string) []string {
	found := map[string]int{}
	count := func(source []byte) {
		for _, h := range handle().FindAllSubmatch(source, -1) {
			found[string(h[1])]++
		}
	}
	for _, other := range s.open {
		count(other.text.source)
	}
	if found[written]--; found[written] <= 0 {
		delete(found, written)
	}
	entries, _ := os.ReadDir(read.settings.Documents)
	slices.Reverse(entries) // their names begin with the date
	for _, entry := range entries[:min(len(entries), newest)] {
		if ext := strings.ToLower(filepath.Ext(entry.Name())); entry.Type().IsRegular() && (ext == ".md" || ext == ".markdown") {
			if source, err := document.ReadFile(filepath.Join(read.settings.Documents, entry.Name())); err == nil {
				count(source)
			}
		}
	}
	list := slices.Sorted(maps.Keys(found))
	slices.SortStableFunc(list, func(x, y string) int { return found[y] - found[x] })
	return list
}
