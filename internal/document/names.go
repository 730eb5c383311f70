package document

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// The canonical names of a postmortem's sections, in the order of the default template.
const (
	Summary             = "summary"
	Impact              = "impact"
	TimelineSection     = "timeline"
	Detection           = "detection"
	Response            = "response"
	ContributingFactors = "contributing factors"
	Perspectives        = "perspectives"
	WentWell            = "what went well"
	WasDifficult        = "what was difficult"
	GotLucky            = "where we got lucky"
	ActionItems         = "action items"
	LessonsLearned      = "lessons learned"
	Supporting          = "supporting information"
)

// SectionNames lists the canonical names in the order of the default template.
func SectionNames() []string {
	return []string{
		Summary, Impact, TimelineSection, Detection, Response, ContributingFactors, Perspectives,
		WentWell, WasDifficult, GotLucky, ActionItems, LessonsLearned, Supporting,
	}
}

// The milestones an event may mark, in the order in which they happen.
const (
	Started      = "started"
	Detected     = "detected"
	Acknowledged = "acknowledged"
	Mitigated    = "mitigated"
	Resolved     = "resolved"
)

// MilestoneNames lists the milestones in the order in which they happen.
func MilestoneNames() []string {
	return []string{Started, Detected, Acknowledged, Mitigated, Resolved}
}

// aliases are other headings under which teams write the same thing, collected from the templates of the SRE book, PagerDuty, GitLab,
// Atlassian, Howie and CCADB, and from published postmortems.
var aliases = map[string][]string{
	Summary:             {"executive summary", "overview", "incident summary", "issue summary", "tl;dr", "tldr", "abstract", "what happened", "synopsis", "description", "incident description"},
	Impact:              {"user impact", "customer impact", "business impact", "affected", "who was affected", "impact assessment", "scope of impact", "blast radius", "damage"},
	TimelineSection:     {"timeline of events", "incident timeline", "chronology", "sequence of events", "event timeline", "events", "detailed timeline", "timeline utc", "timelines", "log"},
	Detection:           {"how was it detected", "how we found out", "discovery", "how was the incident detected", "alerting"},
	Response:            {"resolution", "mitigation", "recovery", "resolution and recovery", "response and recovery", "incident response", "remediation", "how was it resolved", "mitigation and resolution", "the fix"},
	ContributingFactors: {"contributing factor", "root cause", "root causes", "root causes and trigger", "cause", "causes", "root cause analysis", "rca", "trigger", "factors", "why it happened", "analysis", "root cause and trigger", "contributing conditions", "diagnosis", "what went wrong technically", "five whys", "5 whys"},
	Perspectives:        {"perspective", "points of view", "views", "narratives", "what it looked like"},
	WentWell:            {"went well", "things that went well", "what worked well", "what worked", "good", "what went right", "positives"},
	WasDifficult:        {"what went wrong", "what went poorly", "what didn't go well", "what did not go well", "went poorly", "went wrong", "was difficult", "difficulties", "what could have gone better", "what could be improved", "things that went poorly", "challenges", "areas for improvement", "bad", "what didn't go so well", "what went badly"},
	GotLucky:            {"got lucky", "where did we get lucky", "luck", "lucky", "what was lucky", "we got lucky", "how we got lucky"},
	ActionItems:         {"action item", "actions", "follow-ups", "follow ups", "followups", "follow-up", "follow up", "follow-up actions", "follow up actions", "follow-up items", "follow-up tasks", "next steps", "corrective actions", "corrective and preventive actions", "preventive actions", "prevention", "remediation items", "preventative measures", "preventive measures", "todo", "todos", "to do", "tasks", "improvements", "action plan", "future work", "recommendations", "preventing recurrence", "commitments"},
	LessonsLearned:      {"lessons", "lesson learned", "learnings", "takeaways", "key takeaways", "what we learned", "what did we learn", "retrospective", "lessons learnt"},
	Supporting:          {"supporting data", "supporting material", "appendix", "references", "links", "further reading", "additional information", "evidence", "attachments", "related incidents", "related links", "resources"},
}

// sectionNames maps a folded heading to the canonical name of its section.
type sectionNames map[string]string

// knownNames are the canonical names and their aliases.
var knownNames = sync.OnceValue(func() sectionNames {
	known := sectionNames{}
	for name, list := range aliases {
		known[name] = name
		for _, alias := range list {
			known[alias] = name
		}
	}
	return known
})

// names are a team's own aliases, which come before the common ones. A heading that is an alias of two sections names the first in the alphabet.
func (p Parser) names() sectionNames {
	own := sectionNames{}
	for _, name := range slices.Backward(slices.Sorted(maps.Keys(p.Aliases))) {
		own[foldHeading(name)] = foldHeading(name)
		for _, alias := range p.Aliases[name] {
			own[foldHeading(alias)] = foldHeading(name)
		}
	}
	delete(own, "")
	return own
}

// CanonicalName returns the canonical name of a heading ("Root causes:" is "contributing factors") and "" for a heading that is
// none of them. Case, numbering, emoji and punctuation at either end do not matter.
func CanonicalName(heading string) string { return sectionNames(nil).canonical(heading) }

func (own sectionNames) canonical(heading string) string {
	if len(heading) > maxHeading {
		return ""
	}
	h := foldHeading(heading)
	if name := own.lookUp(h); name != "" {
		return name
	}
	// "Incident timeline", "Root cause of the outage"
	if slices.ContainsFunc(incidentWords, func(w string) bool { return strings.Contains(h, w) }) {
		if name := own.lookUp(ofIncident().ReplaceAllString(h, "")); name != "" {
			return name
		}
	}
	// "Timeline (all times UTC)", "Impact: EU customers": what follows only qualifies the name.
	for _, separator := range []string{"(", "[", ":", " - ", " – ", " — "} {
		if first, _, found := strings.Cut(h, separator); found {
			if name := own.lookUp(foldHeading(first)); name != "" {
				return name
			}
		}
	}
	// "Root cause and resolution" is named by its first half, "Lessons and follow-ups" by the half that holds more than prose.
	name := ""
	for _, part := range strings.FieldsFunc(conjunction.Replace(h), func(r rune) bool { return r == '/' }) {
		switch n := own.lookUp(foldHeading(part)); {
		case n == TimelineSection || n == ActionItems:
			return n
		case name == "":
			name = n
		}
	}
	if name == "" && slices.ContainsFunc(actionWords, func(w string) bool { return strings.Contains(h, w) }) && actionHeading().MatchString(h) {
		return ActionItems
	}
	return name
}

// ofIncident is what a heading may say besides, since all of the document is about it.
var ofIncident = lazy(`^(?:incident|outage|issue|event) | (?:of|for|during) (?:the|this) (?:incident|outage|issue|event|problem|downtime)s?$`)

// incidentWords are the words one of which ofIncident needs, actionWords those of actionHeading: looking for them costs less.
var (
	incidentWords = []string{"incident", "outage", "issue", "event", "problem", "downtime"}
	actionWords   = []string{"action", "measures", "items", "steps", "tasks", "improvement", "follow-ups", "work", "fixes", "changes"}
)

// actionHeading is what else teams call their action items: "Short-term improvements", "Planned actions (in progress)".
var actionHeading = lazy(`^(?:(?:short|mid|medium|near|long)(?:er)?[- ]term|corrective|preventi(?:ve|tive)|preventative|remedial|remediation|follow[- ]?up|planned|future|remaining|outstanding|proposed|recommended|additional|further)` +
	`(?: (?:and|&) [a-z-]+)? (?:actions?|action items?|measures|items|steps|tasks|improvements?|follow-ups|work|fixes|changes)\b`)

var conjunction = strings.NewReplacer(" and ", "/", " & ", "/", " + ", "/")

func (own sectionNames) lookUp(folded string) string {
	if name := own[folded]; name != "" {
		return name
	}
	return knownNames()[folded]
}

// maxHeading is the longest heading, in bytes, that is looked up: longer ones are sentences.
const maxHeading = 200

// shortcode is an emoji by name: ":fire:".
var shortcode = lazy(`:[A-Za-z0-9_+-]+:`)

// foldHeading reduces a heading to what is compared: lower case, one space between words, no numbering, emoji or closing punctuation.
func foldHeading(s string) string {
	if strings.Contains(s, ":") {
		s = shortcode().ReplaceAllString(s, " ")
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case r < 0x80:
			return unicode.ToLower(r)
		case r == '’':
			return '\''
		case unicode.In(r, unicode.So, unicode.Mn, unicode.Cf, unicode.Sk): // emoji and what modifies them
			return -1
		}
		return unicode.ToLower(r)
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	if trimmed := strings.TrimLeft(s, numbering); trimmed != "" && !strings.HasPrefix(s, "5 why") {
		s = trimmed
	}
	s = strings.TrimPrefix(s, "the ")
	return strings.TrimRight(s, " :.…?!*_-–—")
}

// numbering is what may stand before a heading's words.
const numbering = "0123456789.)#*_-–—: "
