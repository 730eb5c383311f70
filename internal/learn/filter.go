package learn

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/agnivade/levenshtein"
)

// Filter chooses postmortems. Values of one field are alternatives, fields add up; a field without values chooses all. Upper and lower case, and for
// severities and statuses punctuation too, are the same.
type Filter struct {
	// Since and Until are the first and the last day; zero: open. Either leaves out what has no day.
	Since, Until time.Time
	// Factors are Postmortem.Tags, Owners are Postmortem.Owners, with or without "@".
	Severities, Services, Factors, Statuses, Owners []string
}

// NeedsText reports whether a filter compares what Reader.Heads does not read.
func (f Filter) NeedsText() bool { return len(f.Factors)+len(f.Owners) > 0 }

// Empty reports whether a filter chooses all.
func (f Filter) Empty() bool {
	return f.Since.IsZero() && f.Until.IsZero() && len(f.Severities)+len(f.Services)+len(f.Factors)+len(f.Statuses)+len(f.Owners) == 0
}

// field is what a filter compares.
type field struct {
	name, plural string
	wanted       func(*Filter) *[]string
	values       func(*Postmortem) []string
}

// fields are in the order in which they are asked for.
func fields() []field {
	return []field{
		{"severity", "severities", func(f *Filter) *[]string { return &f.Severities }, func(p *Postmortem) []string { return []string{p.Severity} }},
		{"service", "services", func(f *Filter) *[]string { return &f.Services }, func(p *Postmortem) []string { return p.Services }},
		{"factor", "factors", func(f *Filter) *[]string { return &f.Factors }, func(p *Postmortem) []string { return p.Tags }},
		{"status", "statuses", func(f *Filter) *[]string { return &f.Statuses }, func(p *Postmortem) []string { return []string{p.Status} }},
		{"owner", "owners", func(f *Filter) *[]string { return &f.Owners }, (*Postmortem).Owners},
	}
}

// UnknownValueError says that no postmortem at all has a value that a filter asks for.
type UnknownValueError struct {
	Field string // "severity"
	Value string
	Known []string // the values that there are, the most frequent first
	all   string   // the plural of the field
}

// Error names the value.
func (e *UnknownValueError) Error() string {
	return fmt.Sprintf("no postmortem has the %s %q", e.Field, e.Value)
}

// mostKnown is how many values a hint lists.
const mostKnown = 12

// Hint says which values there are: the one that was probably meant, or the most frequent.
func (e *UnknownValueError) Hint() string {
	if len(e.Known) == 0 {
		return fmt.Sprintf("no postmortem names any %s", e.Field)
	}
	nearest := slices.MinFunc(e.Known, func(a, b string) int {
		return levenshtein.ComputeDistance(foldKey(a), foldKey(e.Value)) - levenshtein.ComputeDistance(foldKey(b), foldKey(e.Value))
	})
	if len(e.Known) > mostKnown {
		if levenshtein.ComputeDistance(foldKey(nearest), foldKey(e.Value)) <= max(1, len(e.Value)/3) {
			return fmt.Sprintf("did you mean %s?", nearest)
		}
		return fmt.Sprintf("the most frequent %s are %s", e.all, strings.Join(e.Known[:mostKnown], ", "))
	}
	return fmt.Sprintf("the %s are %s", e.all, strings.Join(e.Known, ", "))
}

// foldKey makes the spellings of a value equal: "SEV-1" and "sev1", "@kmori" and "kmori", "in review" and "In-Review".
func foldKey(s string) string {
	folded := strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			return -1
		}
		return fold(r)
	}, s)
	if folded == "" {
		return strings.TrimSpace(s)
	}
	return folded
}

// Select returns the postmortems that a filter chooses, in their order. The error is of type *UnknownValueError.
func (c *Collection) Select(f Filter) ([]*Postmortem, error) { return c.Narrow(c.Postmortems, f) }

// Narrow returns those of some postmortems of the collection that a filter chooses, in their order. The error is that of Select: it is about all of the collection.
func (c *Collection) Narrow(some []*Postmortem, f Filter) ([]*Postmortem, error) {
	chosen := slices.Clone(some)
	for _, field := range fields() {
		wanted := map[string]bool{}
		for _, value := range *field.wanted(&f) {
			key := foldKey(value)
			wanted[key] = true
			if !slices.ContainsFunc(c.Postmortems, func(p *Postmortem) bool {
				return slices.ContainsFunc(field.values(p), func(v string) bool { return foldKey(v) == key })
			}) {
				return nil, &UnknownValueError{Field: field.name, Value: value, Known: c.values(field.values), all: field.plural}
			}
		}
		if len(wanted) > 0 {
			chosen = slices.DeleteFunc(chosen, func(p *Postmortem) bool {
				return !slices.ContainsFunc(field.values(p), func(v string) bool { return wanted[foldKey(v)] })
			})
		}
	}
	if !f.Since.IsZero() || !f.Until.IsZero() {
		chosen = slices.DeleteFunc(chosen, func(p *Postmortem) bool {
			return p.Day.IsZero() || !f.Since.IsZero() && p.Day.Before(f.Since) || !f.Until.IsZero() && p.Day.After(f.Until)
		})
	}
	return chosen, nil
}

// values are the values that postmortems have, the most frequent first.
func (c *Collection) values(of func(*Postmortem) []string) []string {
	count := map[string]int{}
	var all []string
	for _, p := range c.Postmortems {
		for _, v := range of(p) {
			if v == "" {
				continue
			}
			if count[v] == 0 {
				all = append(all, v)
			}
			count[v]++
		}
	}
	slices.SortFunc(all, func(a, b string) int { return cmp.Or(count[b]-count[a], strings.Compare(a, b)) })
	return all
}
