package document

import (
	"slices"
	"strings"
)

// Some group their items by who does them: "**Platform team:**", "### @kmori", "**LB**" over a list. What the items are about may stand there as well, so
// that handles and teams are owners, and names and initials only where the others of the section are too.

// ownerLabel is what may be the name of an owner in a label or a heading over items, "" where it is none.
func ownerLabel(text string) string {
	text = strings.Trim(text, " *_:：")
	if text == "" || len(text) > maxLabel {
		return ""
	}
	for _, before := range [...]string{"owner: ", "assigned to ", "assignee: ", "for ", "responsible: "} {
		if len(text) > len(before) && strings.EqualFold(text[:len(before)], before) {
			text = strings.TrimLeft(text[len(before):], "* ")
			break
		}
	}
	for _, behind := range [...]string{"'s actions", "'s action items", "'s tasks", "’s actions", "’s action items", "’s tasks", " action items", " actions", " tasks", " to do", " todos"} {
		if cut, found := strings.CutSuffix(text, behind); found {
			text = cut
			break
		}
	}
	for name := range strings.SplitSeq(conjunction.Replace(text), "/") {
		if name = strings.TrimSpace(name); !isHandle(name) && !areInitials(name) && !isNameList(name) {
			return ""
		}
	}
	return text
}

// areInitials reports whether a word may be the initials of a person: "KM", "N.P.". Many of them stand for a thing, see isShortForm.
func areInitials(word string) bool {
	word = strings.ReplaceAll(word, ".", "")
	return (len(word) == 2 || len(word) == 3) && strings.Trim(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// isShortForm knows the short acronyms that headings over items hold.
func isShortForm(word string) bool {
	switch word {
	case "AI", "API", "APM", "AWS", "BE", "CD", "CDN", "CI", "CLI", "CMS", "CPU", "CRM", "CSP", "CSS", "DB", "DDL", "DNS", "DR", "DX", "ECS", "EKS", "ERP", "ETL", "FE", "GCP", "GKE", "GPU", "HA", "HR", "IAC", "IAM", "IP", "IT", "JS", "JVM", "KPI", "LB",
		"LLM", "ML", "MQ", "MVP", "NA", "NTP", "OS", "PHP", "PII", "PM", "PR", "QA", "RDS", "RUM", "SDK", "SEV", "SLA", "SLI", "SLO", "SOP", "SQL", "SQS", "SSH", "SSL", "SSO", "TBD", "TLS", "TTL", "UAT", "UI", "UX", "VM", "VPC", "VPN", "WAF", "WAL", "XSS":
		return true
	}
	return false
}

// groupHabit is how a section groups its items.
type groupHabit struct {
	items, named int // named: under a label that may be an owner
	names        map[string]bool
	sure         int // of the names, once they are counted
	counted      bool
}

// findGroups looks for the labels that are owners and reports whether there are any that were not known.
func (d *Document) findGroups() bool {
	habits := map[int]*groupHabit{}
	sections := make([]int, len(d.Actions))
	known := d.knownNames()
	found := people{names: map[string]bool{}, groups: map[string]bool{}}
	for i, a := range d.Actions {
		if a.marks.told {
			continue
		}
		sections[i] = -1
		if over := d.sectionsOver(a.Span.Start); len(over) > 0 {
			sections[i] = over[0]
		}
		h := habits[sections[i]]
		if h == nil {
			h = &groupHabit{names: map[string]bool{}}
			habits[sections[i]] = h
		}
		h.items++
		if a.marks.over != "" {
			h.named++
			h.names[a.marks.over] = true
		}
	}
	for i, a := range d.Actions {
		name := a.marks.over
		if name == "" || a.marks.told {
			continue
		}
		h := habits[sections[i]]
		if isCrew(name) || hasGivenName(name) && strings.Count(name, " ") < 2 || len(h.names) > 1 && 3*h.named >= 2*h.items && h.own(name, known) {
			found.groups[name] = true
		}
	}
	return len(found.groups) > 0 && d.learn(found)
}

// own reports whether one of the labels of a section is the name of a person or a team, by itself and by what the others are.
func (h *groupHabit) own(label string, known map[string]bool) bool {
	if !h.counted {
		h.counted = true
		for name := range h.names {
			if isOwner(name, known) {
				h.sure++
			}
		}
	}
	if isOwner(label, known) {
		return 2*h.sure > len(h.names)
	}
	return 4*h.sure >= 3*len(h.names)
}

// isOwner reports whether a label by itself is rather an owner than anything else.
func isOwner(label string, known map[string]bool) bool {
	return isCrew(label) || surelyOwns(label, known) || areInitials(label) && !isShortForm(label)
}

// isCrew reports whether a label is the handle or the name of a team, or of several.
func isCrew(label string) bool {
	for name := range strings.SplitSeq(conjunction.Replace(label), "/") {
		name = strings.TrimSpace(name)
		if !isHandle(name) && (!isTeam(name) || strings.HasPrefix(strings.ToLower(name), "team ")) && !slices.Contains(crews[:], strings.ToLower(name)) {
			return false
		}
	}
	return true
}

// ownGroups gives the items their owners that stand over them.
func (d *Document) ownGroups() {
	for i := range d.Actions {
		if a := &d.Actions[i]; a.Owner == "" && a.marks.over != "" && d.people != nil && d.people.groups[a.marks.over] {
			a.Owner = a.marks.over
		}
	}
}
