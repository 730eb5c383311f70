package document

import (
	"slices"
	"strings"
)

// nameByWhen finds the action items where no section is named for them: under a heading whose sections tell when things are done or how far they
// are, some of them to come ("Short-term", "In progress").
func (d *Document) nameByWhen(r *reader) {
	d.nameBesideTerms()
	type division struct{ parts, toCome int }
	var divisions map[int]division
	named := slices.ContainsFunc(d.Sections, func(s Section) bool { return s.Name == ActionItems })
	for _, s := range d.Sections {
		if s.Parent < 0 || s.Name != "" || d.Sections[s.Parent].Name != "" && d.Sections[s.Parent].Name != Response {
			continue
		}
		if is, toCome := tellsWhen(s.Heading); is && (!named || stateOf(s.folded) != stateless) { // beside named ones, those that tell how far they are
			if divisions == nil {
				divisions = map[int]division{}
			}
			v := divisions[s.Parent]
			if v.parts++; toCome {
				v.toCome++
			}
			divisions[s.Parent] = v
		}
	}
	for section, v := range divisions {
		if v.parts > 1 && v.toCome > 0 && d.Sections[section].Level > 1 {
			d.Sections[section].Name = ActionItems
		}
	}
	if named {
		return
	}
	d.nameTerms()
	d.nameRemediation(r)
	d.nameByWork(r)
	d.nameChecklists(r)
}

// nameBesideTerms takes a section that tells when things are done for action items where one beside it is: "Immediate (done)", beside "Short-term (to do)".
func (d *Document) nameBesideTerms() {
	var divided map[int]bool // by section: its parts hold action items
	for _, s := range d.Sections {
		if s.Name != ActionItems || s.Parent < 0 || d.Sections[s.Parent].Name != "" {
			continue
		}
		if is, _ := tellsWhen(s.Heading); is {
			if divided == nil {
				divided = map[int]bool{}
			}
			divided[s.Parent] = true
		}
	}
	if divided == nil {
		return
	}
	for i, s := range d.Sections {
		if s.Name == "" && s.Parent >= 0 && divided[s.Parent] {
			if is, _ := tellsWhen(s.Heading); is {
				d.Sections[i].Name = ActionItems
			}
		}
	}
}

// tellsWhen reports whether a heading says of what stands under it when it is done or how far it is, and nothing else; and whether some of it is
// to come.
func tellsWhen(heading string) (is, toCome bool) {
	if len(heading) > maxLabel {
		return false, false
	}
	words := strings.ToLower(heading)
	if i := strings.IndexAny(words, "([:"); i >= 0 {
		words = words[:i]
	}
	words = strings.Trim(words, " *_.-–—")
	switch words {
	case "immediate", "immediately", "now":
		return true, false
	case "short-term", "short term", "medium-term", "medium term", "mid-term", "mid term", "near-term", "near term", "long-term", "long term", "next", "later",
		"future", "this week", "this month", "this quarter", "this sprint", "next week", "next month", "next quarter", "next sprint":
		return true, true
	}
	st := stateOf(words)
	return st != stateless, st == stateOpen
}

// nameTerms takes sections beside the others that are named for a term, two of them or more, for action items: "Short term", "Long-term".
func (d *Document) nameTerms() {
	term := func(s Section) bool {
		is, toCome := tellsWhen(s.Heading)
		return s.Name == "" && is && toCome && strings.Contains(strings.ToLower(s.Heading), "term") && (s.Parent < 0 || d.Sections[s.Parent].Name == "")
	}
	count := 0
	for _, s := range d.Sections {
		if term(s) {
			count++
		}
	}
	for i := range d.Sections {
		if count > 1 && term(d.Sections[i]) {
			d.Sections[i].Name = ActionItems
		}
	}
}

// isStateLabel reports whether a paragraph is nothing but a state of what is listed under it: "Completed:", "Still to do:".
func isStateLabel(text string) bool {
	label, found := strings.CutSuffix(strings.TrimSpace(text), ":")
	return found && len(label) <= maxLabel && stateOf(strings.ToLower(strings.Trim(label, "*_ "))) != stateless
}

// nameRemediation takes a section that is named for the remediation for action items, where no other holds them, most of its list is work, and some
// of that is still to do: "Cap the retries" rather than "We capped the retries".
func (d *Document) nameRemediation(r *reader) {
	type list struct {
		items, work int
		toCome      bool
		told        bool // a label says how far they are: "Completed:"
	}
	var lists map[int]*list
	for i, s := range d.Sections {
		if s.Name == ActionItems {
			return
		}
		if s.Name == Response && isRemediation(s.folded) {
			if lists == nil {
				lists = map[int]*list{}
			}
			lists[i] = &list{}
		}
	}
	if lists == nil {
		return
	}
	for k := range r.blocks {
		b := &r.blocks[k]
		l := lists[b.Section]
		if l != nil && b.Kind == Paragraph && b.item < 0 && isStateLabel(b.Text) {
			l.told = true
		}
		if l == nil || b.item < 0 || r.items[b.item].depth > 0 || r.items[b.item].block != k {
			continue
		}
		l.items++
		labelled := actionLabel(b.Text) > 0
		if b.task || labelled || isWork(b.Text) {
			l.work++
		}
		l.toCome = l.toCome || b.task || labelled || namesWork(b.Text) || commitsTo(b.Text) == willDo
	}
	for i, l := range lists {
		if l.toCome && 2*l.work >= l.items || l.told && l.items > 0 {
			d.Sections[i].Name = ActionItems
		}
	}
}

// isRemediation reports whether a heading may be over what was done to end an incident as well as over what keeps it from coming back.
func isRemediation(folded string) bool {
	switch folded {
	case "remediation", "remediations", "remediation steps", "mitigations", "permanent fix", "permanent resolution", "long-term fix", "long term fix", "long-term resolution", "long term resolution", "proposed fix", "proposed resolution":
		return true
	}
	return false
}

// workWords are those one of which is in a heading that may be over work to do, whatever else it says: "Resolving actions", "How we make it safer from
// now on: tasks".
var workWords = hints("action", "measure", "task", "follow", "improve", "prevent", "remedia", "to-do", "todo", "recommend", "next", "plan", "harden", "fix", "change", "commit", "safeguard")

// nameByWork takes a section that no name is known for, and whose heading speaks of work, for action items where no other holds them and most of its list is
// work to do.
func (d *Document) nameByWork(r *reader) {
	type list struct {
		items, work int
		named       bool // its heading says that there is work under it
	}
	var lists map[int]*list
	for i, s := range d.Sections {
		if s.Name == ActionItems {
			return
		}
		if s.Name == "" && (s.Level > 1 || i > 0) && len(s.folded) <= maxHeading && d.SectionName(i) == "" && workWords.in(s.folded, pairsOf(s.folded)) && !isForOthers(s.folded) {
			if lists == nil {
				lists = map[int]*list{}
			}
			lists[i] = &list{named: isWorkHeading(s.folded)}
		}
	}
	if lists == nil {
		return
	}
	for k := range r.blocks {
		b := &r.blocks[k]
		l := lists[b.Section]
		if l == nil || b.item < 0 || r.items[b.item].depth > 0 || r.items[b.item].block != k {
			continue
		}
		l.items++
		if b.task || namesWork(b.Text) || isGerund(b.Text) || commitsTo(b.Text) == willDo || saysDuty(b.Text) {
			l.work++
		}
	}
	for i, l := range lists {
		if l.items > 1 && (3*l.work >= 2*l.items || l.named && 2*l.work >= l.items) {
			d.Sections[i].Name = ActionItems
		}
	}
}

// isWorkHeading reports whether a heading ends with a word for work to do.
func isWorkHeading(folded string) bool {
	switch folded[strings.LastIndexByte(folded, ' ')+1:] {
	case "actions", "measures", "tasks", "follow-ups", "followups", "improvements", "recommendations", "safeguards", "todos", "to-dos", "fixes":
		return true
	}
	return false
}
