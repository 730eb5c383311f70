package interview

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// Action items name contributing factors by their place in the list: F2 is the second. When the list is edited, what the action items say is
// rewritten so that each keeps to the factor that it named.

// goneFactor stands in an action item for a factor that is no longer in the list.
const goneFactor = "F?"

// factorList are the contributing factors as far as they are told, with the ids that the document will give them.
func factorList(text string) []document.Factor {
	if text = points(text); text == "" {
		return nil
	}
	factors := document.Parse("", []byte("## Contributing factors\n\n"+text+"\n")).Factors
	if slices.ContainsFunc(factors, func(f document.Factor) bool { return f.ID != "" }) { // then nobody numbers the others
		return slices.DeleteFunc(factors, func(f document.Factor) bool { return f.ID == "" })
	}
	for i := range factors {
		factors[i].ID = fmt.Sprintf("F%d", i+1)
	}
	return factors
}

// relink makes action items that name factors of one list name the same factors of another, and counts those whose factor is gone.
func relink(todos string, from, to []document.Factor) (string, int) {
	ids := sameFactors(from, to)
	gone := 0
	lines := strings.SplitAfter(todos, "\n")
	for i, line := range lines {
		for _, at := range slices.Backward(factorsIn(line)) {
			id, ok := ids[strings.ToUpper(line[at.Start:at.End])]
			switch {
			case !ok: // it never was in the list
				continue
			case id == "":
				id = goneFactor
				gone++
			}
			line = line[:at.Start] + id + line[at.End:]
		}
		lines[i] = line
	}
	return strings.Join(lines, ""), gone
}

// sameFactors tells which id each factor of one list has in another: "" for one that is gone. Factors are the same when their words are, or
// else when they are more like each other than any others.
func sameFactors(from, to []document.Factor) map[string]string {
	ids := map[string]string{}
	taken := make([]bool, len(to))
	for _, exact := range []bool{true, false} {
		for {
			best, a, b := 0.0, -1, -1
			for i, f := range from {
				if _, ok := ids[f.ID]; ok {
					continue
				}
				for j, g := range to {
					if taken[j] || exact && f.Text != g.Text {
						continue
					}
					if l := likeness(f.Text, g.Text); l > best {
						best, a, b = l, i, j
					}
				}
			}
			if best < alike {
				break
			}
			ids[from[a].ID], taken[b] = to[b].ID, true
		}
	}
	for _, f := range from {
		if _, ok := ids[f.ID]; !ok {
			ids[f.ID] = ""
		}
	}
	return ids
}

// alike is the likeness from which a text is taken for another one reworded.
const alike = 0.6

// likeness is how much of the shorter of two texts is in the longer one: the share of its pairs of letters, which works in scripts
// with and without blanks between words. 1 is all of it.
func likeness(a, b string) float64 {
	if a == b {
		return 1
	}
	x, y := letterPairs(a), letterPairs(b)
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	return float64(common(x, y)) / float64(min(len(x), len(y)))
}

// common counts the pairs that two texts share.
func common(x, y map[[2]rune]bool) int {
	n := 0
	for pair := range x {
		if y[pair] {
			n++
		}
	}
	return n
}

func letterPairs(text string) map[[2]rune]bool {
	pairs := map[[2]rune]bool{}
	last := rune(0)
	for _, r := range strings.ToLower(text) {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			last = 0
			continue
		}
		if last != 0 {
			pairs[[2]rune{last, r}] = true
		}
		last = r
	}
	return pairs
}

var (
	factorIDsPattern = lazy(`(?i)\bF\d{1,3}\b`)
	namesPattern     = lazy(`(?i)(?:^|[(\[,;|·（、，]|\b(?:for|factors?|addresses):?|要因[:：]?)\s*$`)
	endsPattern      = lazy(`^\s*(?:$|[)\],;|·）、，])`)
)

// factorsIn is where an action item names factors; "F2" among its other words is none.
func factorsIn(line string) []document.Span {
	var found []document.Span
	title := readTodo(strings.TrimSpace(line)).Title
	at := strings.Index(line, title)
	for _, m := range factorIDsPattern().FindAllStringIndex(line, -1) {
		inTitle := at >= 0 && m[0] >= at && m[1] <= at+len(title)
		if !inTitle && namesPattern().MatchString(line[:m[0]]) && endsPattern().MatchString(line[m[1]:]) {
			found = append(found, document.Span{Start: m[0], End: m[1]})
		}
	}
	return found
}

// factors is factorList of the answer as it stands.
func (m *screen) factors() []document.Factor {
	if text := m.s.Text(Conditions); m.factorsOf != text || m.factorsRead == nil {
		m.factorsOf, m.factorsRead = text, factorList(text)
	}
	return m.factorsRead
}

// linkFactor links the action item at the cursor to the next factor, and after the last to none.
func (m *screen) linkFactor() {
	factors := m.factors()
	todos := m.s.understand().todos
	e := m.edit
	if e.line >= len(todos) || todos[e.line].blank || len(factors) == 0 {
		return
	}
	next := factors[0].ID
	for i, f := range factors {
		if todos[e.line].answers(f.ID) {
			next = ""
			if i+1 < len(factors) {
				next = factors[i+1].ID
			}
		}
	}
	line := e.lines[e.line].text
	after := withFactor(line, next)
	start := e.offset() - e.col
	e.replace(document.Span{Start: start, End: start + len(line)}, after)
}

// answers reports whether an action item names a factor.
func (t todo) answers(id string) bool {
	return slices.Contains(strings.Split(t.Factor, ", "), id)
}

var (
	factorPattern     = lazy(`(?i)([,、，]\s*)?(?:\bfor |要因[:： ]?\s*)F(?:\d{1,3}\b|\?)(?:[,、，]\s*F(?:\d{1,3}\b|\?))*`)
	gonePattern       = lazy(`(?i)(?:\bfor |要因[:： ]?\s*)F\?|[,、，]\s*F\?`)
	emptyFieldPattern = lazy(`^\s*[,、，]?\s*`)
)

// withFactor writes the factor into an action item; "" takes it out.
func withFactor(line, id string) string {
	line = strings.TrimRightFunc(line, unicode.IsSpace)
	if closing := open(line); closing != "" { // the author is still in the brackets
		line = strings.TrimRight(line, ", 、，") + closing
		for _, empty := range [...]string{"()", "（）"} {
			line = strings.TrimSpace(strings.TrimSuffix(line, empty))
		}
	}
	fields := lastBrackets(line)
	read := readTodo(line)
	if fields.inside == "" || !hasFields(read.Action) && !read.gone {
		if id == "" {
			return line
		}
		return line + " (for " + id + ")"
	}
	rest := emptyFieldPattern().ReplaceAllString(factorPattern().ReplaceAllString(fields.inside, ""), "")
	if id != "" {
		id = fields.labelled("for", "要因", id)
	}
	return fields.with(fields.both(strings.TrimSpace(rest), id))
}

// withoutGone takes the factors that are gone out of an action item, and reports whether there were any.
func withoutGone(line string) (string, bool) {
	if !strings.Contains(line, goneFactor) {
		return line, false
	}
	fields := lastBrackets(line)
	if fields.inside == "" || !gonePattern().MatchString(fields.inside) {
		return line, false
	}
	ids := factorIDsPattern().FindAllString(factorPattern().FindString(fields.inside), -1)
	rest := strings.TrimLeft(factorPattern().ReplaceAllString(fields.inside, ""), ", 、，")
	if len(ids) > 0 {
		rest = fields.both(rest, fields.labelled("for", "要因", strings.Join(ids, ", ")))
	}
	return fields.with(rest), true
}
