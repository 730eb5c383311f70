package document

import "strings"

// nameChecklists takes a checklist for action items where no other section holds them: it has boxes to tick, most of them for work that is done once. What
// to do whenever something breaks is none: "Page the on-call engineer".
func (d *Document) nameChecklists(r *reader) {
	type list struct{ boxes, work, steps int }
	var lists map[int]*list
	for i, s := range d.Sections {
		if s.Name == ActionItems {
			return
		}
		if s.Name == "" && isOwnChecklist(s.folded) && (s.Level > 1 || i > 0) && !d.underRunbook(s.Parent) {
			if lists == nil {
				lists = map[int]*list{}
			}
			lists[i] = &list{}
		}
	}
	for k := range r.blocks {
		b := &r.blocks[k]
		l := lists[b.Section]
		if l == nil || b.item < 0 || !b.task || r.items[b.item].block != k || r.items[b.item].depth > 0 {
			continue
		}
		l.boxes++
		switch text := strings.TrimSpace(b.Text); {
		case isResponseStep(text):
			l.steps++
		case isWork(text):
			l.work++
		}
	}
	for i, l := range lists {
		if 2*l.work >= l.boxes && l.work > l.steps {
			d.Sections[i].Name = ActionItems
		}
	}
}

// isOwnChecklist reports whether a folded heading is of a checklist that may be of this incident: "checklist", "post-incident checklist".
func isOwnChecklist(folded string) bool {
	words, found := strings.CutSuffix(strings.Replace(folded, "check list", "checklist", 1), "checklist")
	switch strings.NewReplacer("-", " ").Replace(strings.TrimSpace(words)) {
	case "", "post incident", "postincident", "after incident", "after the incident", "post mortem", "postmortem", "post outage", "closing", "closure", "close out", "recovery", "final", "review", "fix", "implementation", "resolution":
		return found
	}
	return false
}

// underRunbook reports whether a section is about how to respond to whatever comes, or about anything else than what to learn.
func (d *Document) underRunbook(section int) bool {
	switch d.SectionName(section) {
	case "", LessonsLearned, WasDifficult:
	default:
		return true
	}
	for ; section >= 0; section = d.Sections[section].Parent {
		folded := d.Sections[section].folded
		for _, word := range [...]string{"runbook", "playbook", "how to", "procedure", "process", "template", "guide", "if it happens", "if this happens"} {
			if d.Sections[section].Level > 1 && strings.Contains(folded, word) {
				return true
			}
		}
	}
	return false
}

// isResponseStep reports whether an item begins with what responders do during an incident.
func isResponseStep(text string) bool {
	word, rest, _ := strings.Cut(strings.ToLower(text), " ")
	switch word {
	case "acknowledge", "alert", "announce", "assess", "call", "check", "collect", "communicate", "confirm", "contain", "declare", "engage", "escalate", "inform", "isolate", "join", "notify", "page", "post", "restart", "triage", "verify":
		return true
	case "roll", "open", "start", "create", "assign", "update":
		for _, what := range [...]string{"back", "a bridge", "a call", "a channel", "an incident", "the incident", "a war room", "the status page", "status page", "an incident commander", "roles", "a slack channel"} {
			if strings.HasPrefix(rest, what) {
				return true
			}
		}
	}
	return false
}
