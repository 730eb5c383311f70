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
// Atlassian, Howie and CCADB, and from published postmortems. What only varies one of them is in headPatterns instead, but for what is common: a look-up
// costs less.
var aliases = sync.OnceValue(func() map[string][]string {
	return map[string][]string{
		Summary: {"overview", "tl;dr", "tldr", "abstract", "what happened", "synopsis", "description", "incident description", "problem statement", "problem description", "description of the incident", "problem summary", "in short", "in brief",
			"サマリー", "要約", "概要", "何が起きたか"},
		Impact: {"affected", "who was affected", "scope of impact", "blast radius", "damage", "effects", "effect", "consequences", "affected customers", "affected users", "影響", "影響範囲"},
		TimelineSection: {"chronology", "sequence of events", "events", "key events", "log", "incident log", "event log", "order of events", "how it unfolded", "what happened when",
			"タイムライン", "時系列", "経緯"},
		Detection: {"discovery", "alerting", "identified", "identification", "incident detection", "how we found out", "detection and alerting", "monitoring and detection", "fault detection", "検知", "検出"},
		Response: {"resolution", "resolution and recovery", "mitigation", "mitigations", "recovery", "remediation", "the fix", "fix", "solution", "workaround", "repair", "incident response", "how we responded", "how was it resolved", "how it was resolved", "steps taken", "actions taken", "action taken", "what we did", "what did we do",
			"対応", "復旧", "復旧対応", "緩和", "解決", "対応内容", "暫定対応"},
		ContributingFactors: {"root cause", "root causes", "root cause analysis", "cause", "causes", "rca", "trigger", "triggers", "factors", "why it happened", "why did it happen", "why did this happen", "why this happened", "how did it happen", "how did this happen", "analysis", "diagnosis", "what went wrong technically", "five whys", "5 whys", "the five whys", "the 5 whys", "the cause", "technical analysis", "incident analysis", "technical details",
			"根本原因", "根本原因分析", "原因", "直接原因", "寄与要因", "要因", "原因分析"},
		Perspectives: {"perspective", "points of view", "views", "narratives", "what it looked like", "それぞれの視点"},
		WentWell:     {"what worked", "went well", "good", "the good", "positives", "successes", "keep doing", "うまくいったこと", "良かったこと", "良かった点"},
		WasDifficult: {"what went wrong", "what went poorly", "went poorly", "went wrong", "was difficult", "difficulties", "challenges", "areas for improvement", "areas of improvement", "bad", "the bad", "negatives", "opportunities for improvement", "improvement areas", "pain points",
			"うまくいかなかったこと", "難しかったこと", "悪かったこと", "改善点", "課題"},
		GotLucky: {"luck", "運が良かったこと", "幸運だったこと"},
		ActionItems: {"action item", "actions", "ais", "follow-ups", "follow ups", "followups", "follow-up", "follow up", "followup", "next steps", "what's next", "what is next", "what are the next steps", "prevention", "prevention plan", "preventing recurrence", "prevention of recurrence", "recurrence prevention", "todo", "todos", "to do", "to-do", "tasks", "tickets", "improvements", "action plan", "future work", "recommendations", "commitments", "mitigation plan", "remediation plan", "improvement plan", "way forward", "review actions", "remediation and prevention", "next actions", "next action", "moving forward", "going forward", "future plans", "work items", "open items", "where do we go from here", "what's changing", "what is changing", "what will change", "our commitments",
			"to-dos", "suggestions", "capa", "looking ahead", "looking forward", "path forward", "plan forward", "road ahead", "plan of action", "our plan", "follow-through", "backlog", "preventive controls", "proposed controls", "recommended controls", "additional controls", "where we go from here", "what comes next", "risk mitigation", "measures", "action tracker", "actionables", "actionable items", "change register", "permanent fixes", "quick wins", "next phase", "recommended next phase", "process fix", "process fixes", "permanent solutions", "permanent solution",
			"future works", "future preventions", "future considerations", "future-proofing", "future direction", "future directions", "preventions", "remediations", "repair items", "action steps", "next-steps", "what next", "where we go next", "steps forward", "steps going forward", "actions going forward", "prevent recurrence", "avoid recurrence", "todo's", "tickets created", "tickets filed", "issues created", "issues filed", "follow-on actions", "follow-on work", "proposals", "mitigation items", "mitigation strategies", "enhancements", "improvement", "key actions", "priority actions", "priority fixes", "durable fixes", "definitive fix", "definitive fixes", "ongoing work", "work in progress", "not yet done", "loose ends", "things to do", "what's left", "what is left", "homework", "where to go from here", "what now", "now what", "changes we're making", "changes we are making", "resolutions for the future", "remediation roadmap", "permanent corrective actions", "permanent corrective action", "completed action items", "closed action items", "repairs", "repair actions", "assigned tasks", "backlog items", "a.i.s", "follow through", "where do we go next", "lessons and actions", "lessons and action items", "controls to implement", "what needs fixing", "what should we fix",
			"アクションアイテム", "アクション", "再発防止策", "再発防止", "恒久対応", "今後の対応", "対策", "次のステップ", "todoリスト"},
		LessonsLearned: {"lessons", "lessons learnt", "key takeaways", "learning", "learnings", "takeaways", "insights", "retrospective", "reflections", "reflection", "what we learned", "what did we learn", "what have we learned", "what we've learned", "教訓", "学び", "学んだこと", "得られた教訓"},
		Supporting: {"supporting", "supporting data", "supporting material", "supporting materials", "supporting documents", "supporting evidence", "appendix", "appendices", "references", "reference", "links", "further reading", "see also", "additional information", "additional resources", "evidence", "attachments", "resources", "useful links", "graphs", "screenshots", "glossary", "chat log", "chat logs", "logs",
			"参考資料", "参考", "参考リンク", "付録", "関連リンク", "関連資料", "補足"},
	}
})

// qualified is a pattern for what stands behind the qualifiers of a heading.
func qualified(expr string) *pattern {
	return &pattern{expr: expr, bare: true}
}

// withoutQualifiers drops the words that may stand before the word which names a section: "detailed incident timeline".
func withoutQualifiers(folded string) string {
	for {
		word, rest, found := strings.Cut(folded, " ")
		if !found || !isQualifier(word) {
			return folded
		}
		folded = rest
	}
}

func isQualifier(word string) bool {
	switch word {
	case "detailed", "full", "brief", "short", "quick", "initial", "preliminary", "final", "complete", "high-level", "executive", "management",
		"technical", "general", "overall", "public", "internal", "external", "incident", "outage", "issue", "event", "problem", "postmortem",
		"post-mortem", "post-incident", "service", "system", "user", "users", "customer", "customers", "client", "end-user", "business", "financial",
		"security", "data", "product", "production", "merchant", "member", "community", "organisational", "organizational", "operational", "estimated",
		"retro", "retrospective", "smart", "measured", "potential", "total", "actual", "main", "primary", "secondary", "underlying", "ultimate", "direct", "immediate", "proximate",
		"probable", "likely", "suspected", "possible", "key", "most", "important", "critical", "additional", "other", "major":
		return true
	}
	return false
}

// headPatterns name the sections whose headings vary too much to be listed. They are for what foldHeading leaves, and the first that matches counts.
var headPatterns = sync.OnceValue(func() *patternIndex {
	return indexOf([]hintedPattern{
		{Supporting, hints("relat"), lazy(`^related (?:incidents?|issues?|links?|documents?|documentation|docs|tickets?|resources|reading|material|prs?|outages|events|postmortems|issues / prs|issues/prs|bugs)\b`)},
		{Supporting, hints("appendi"), lazy(`^appendi(?:x|ces)\b`)},
		{Supporting, hints("log", "transcript"), lazy(`\b(?:chat|slack|irc|command|console) (?:logs?|transcript)$`)},
		{GotLucky, hints("luck"), lazy(`^(?:[\w']+ ){0,5}(?:luck|lucky|luckily)\b(?: [\w']+){0,3}$`)},
		{WasDifficult, hints("what ", "things ", "where "), lazy(`^(?:what|things|where|which things) (?:(?:we|that|things|it|could|can|should|did|have|has|been) )*(?:(?:went|gone|go|going|was|were|worked) (?:so |really |too |very |as )?(?:wrong|poorly|badly|bad|difficult|hard|slow|well as|less well)|didn't|did not|not (?:go|work)|(?:have )?(?:done|gone) better|be(?:en)? (?:improved?|better|done better)|gone better|went better|go better|do better|struggled?|improve)\b`)},
		{WentWell, hints("what ", "things "), lazy(`^(?:what|things|which things) (?:(?:we|that|things|has|have|did) )*(?:(?:went|gone|go|going|did|do|done|worked) (?:really |very |so )?(?:well|right|good|smoothly)|worked|helped|was good)$`)},
		{LessonsLearned, hints("lesson"), lazy(`^(?:[\w'-]+ ){0,3}lessons?(?: (?:(?:we )?learn(?:ed|t)?|from .*|and .*|for .*|identified))?$`)},
		{LessonsLearned, hints("learn"), lazy(`^(?:key |main |our |technical |organi[sz]ational )?(?:learnings?|what (?:did |have |has )?(?:we|i|the team)(?:'ve)? (?:have )?learn(?:ed|t)?)(?: (?:from|about|during|and why) .*)?$`)},
		{LessonsLearned, hints("takeaway"), lazy(`^(?:key|main|our) takeaways?$`)},
		{TimelineSection, hints("timeline"), qualified(`^timelines?(?: of (?:the )?(?:\w+ )?(?:events?|incident|outage|happenings)\b.*| for (?:the |this )?(?:incident|outage|event)| utc| \(.*| overview| summary| details?)?$`)},
		{TimelineSection, hints("timeline"), lazy(`^timelines?[^a-z ]`)},
		{TimelineSection, hints("chronolog"), lazy(`^(?:[\w-]+ ){0,3}chronolog(?:y|ical (?:order|events|timeline|account|description))\b`)},
		{TimelineSection, hints("events"), lazy(`^(?:(?:key|main|major|important|detailed|notable|significant) )*(?:incident |outage )?(?:events|sequence of events)$`)},
		{ActionItems, hints("prevent", "avoid"), lazy(`^(?:how|what) (?:[\w']+ ){0,5}(?:to )?(?:prevent|preventing|avoid) \b|^how (?:can|do|will|should) (?:\w+ ){1,4}be (?:prevented|avoided)\b|^preventing (?:it|this|a|future|similar|the)\b|^(?:[\w-]+ ){1,2}prevention$`)},
		{ActionItems, hints("prevent", "avoid"), lazy(`^prevention (?:measures?|steps|actions?|ideas|tasks|strateg(?:y|ies))\b|^(?:steps|measures|changes|actions?|work)(?: taken| planned| needed)? (?:to|for) (?:prevent|avoid)|^avoiding (?:it|this|a|future|similar|the|recurrence)\b`)},
		{ActionItems, hints("commitment"), lazy(`^(?:our )?commitments?(?: to (?:you|our \w+|improve\w*))?$`)},
		{ActionItems, hints("again"), lazy(`^(?:how (?:we|are we|will we|do we|will you|to)|what (?:we|are we|will we|will you|will i|i)(?:'ll|'m|'re)?|making|ensuring|stopping|keeping) .*\b(?:happen(?:s|ing)?|occur(?:s|ring)?|recur(?:s|ring)?|break(?:s|ing)?) again$`)},
		{ActionItems, hints("we're", "we are", "we will", "we'll", "we plan", "are we", "will we"), lazy(`^(?:changes|steps|actions?|improvements|measures|work|fixes) (?:that )?we(?:'re| are| will|'ll| plan to)(?: \w+){0,5}$|^(?:how )?we(?:'re| are| will|'ll) (?:also )?(?:fix|fixing|improve|improving|address|addressing|chang(?:e|ing)) .*|^how (?:are we|will we) (?:fix|fixing|improve|improving|address|addressing) .*`)},
		{ActionItems, hints("improvement ", "improvements ", "ideas for ", "suggestions for ", "proposals for ", "plan for ", "plans for "), lazy(`^improvements? (?:needed|required|actions?|items|tasks|ideas|measures|suggestions|roadmap|made|planned|proposed|identified|implemented|completed|delivered|underway|in progress|to (?:be )?made?|to (?:the |our )?[\w-]+(?: [\w-]+)?$)\b|^(?:ideas|suggestions|proposals|plans?) for (?:\w+ )?improvements?$`)},
		{ActionItems, hints("improvements", "opportunities"), lazy(`^(?:[\w-]+ ){1,3}improvements(?: (?:needed|required|planned|proposed|made))?$|^improvement opportunities$`)},
		{ActionItems, hints("changes"), lazy(`^(?:(?:process|policy|procedural|procedure|organi[sz]ational|cultural|tooling|architectural|architecture|workflow)(?: and [a-z]+)? )+changes$|^changes to (?:our|the) process(?:es)?$`)},
		{ActionItems, hints("planned", "proposed", "needed", "required", "pending", "outstanding", "remaining", "agreed", "recommended", "underway", " to add", " to make", " to do", " to take", " to implement"), qualified(`^(?:actions?|mitigations?|remediations?|improvements?|fixes|changes|measures|work|tasks|safeguards|guardrails) (?:(?:still |are )?(?:planned|proposed|needed|required|pending|outstanding|remaining|agreed|recommended|underway)|to (?:add|make|do|take|implement))$`)},
		{ActionItems, hints("still ", "further ", "also "), lazy(`^(?:still|further|also) (?:recommended|needed|required|planned|open|outstanding|pending|to do)(?: (?:steps|work|actions?|items))?$`)},
		{ActionItems, hints("hardening", "safeguards", "guardrails", "countermeasures", "counter-measures", "counter measures"), lazy(`^(?:[\w-]+ ){0,2}(?:hardening|safeguards|guardrails|countermeasures|counter[- ]measures)(?: (?:added|planned|measures|steps|tasks|plan|work|to add|implemented))?$`)},
		{ActionItems, hints(" plan"), lazy(`^(?:permanent |long-term )?(?:fix|prevention|hardening|implementation|resolution|follow[- ]?up|corrective|preventive|stabili[sz]ation)(?: action)? plan$`)},
		{ActionItems, hints(" status", " tracking", " tracker", " backlog", " progress"), lazy(`^(?:remediation|follow[- ]?up|action items?|actions|improvement) (?:status|tracking|tracker|backlog|progress)$`)},
		{ActionItems, hints("tracking"), lazy(`^(?:jira|clickup|linear|asana|trello|youtrack|redmine|ticket|issue|task|follow[- ]?up|action)s?[- ]tracking$`)},
		{ActionItems, hints("todo", "to-do"), lazy(`^(?:[\w-]+ ){1,2}(?:todos?|to-dos?)(?: list)?$`)},
		{ActionItems, hints("review "), lazy(`^(?:post[- ]?(?:incident|mortem) )?review (?:actions?|action items|follow[- ]?ups?|tasks)$`)},
		{ActionItems, hints("jira ", "clickup ", "linear ", "asana ", "trello ", "youtrack ", "redmine ", "tracking ", "follow", "remediation ", "prevention "), lazy(`^(?:jira|clickup|linear|asana|trello|youtrack|redmine|tracking|follow[- ]?up|remediation|prevention) (?:tickets?|issues?|prs?|bugs?|pull requests)$`)},
		{ActionItems, hints(" change", " do", " fix", " address"), lazy(`^(?:what|things|work|items|everything|technical debt)(?: that| still| we)?(?: (?:needs?|remains?|left|will|should|must|has|have) to(?: be)?| (?:should|must|will)(?: be)?| to(?: be)?) (?:changed?|do|done|fix|fixed|address|addressed)\b(?: (?:next|now|first|about it))?$|^(?:still|left) to do$`)},
		{ActionItems, hints("we have", "we've", "has been"), lazy(`^what (?:(?:we have|we've|has been) already|we have|we've) (?:done|changed|fixed|improved)(?: (?:so far|since|already|to (?:prevent|avoid) .*))?$`)},
		{ActionItems, hints("task", "work item", "action"), lazy(`^(?:tasks?|work items?|action items?|actions?) (?:to|for|in order to) (?:be done|do|address|fix|resolve|prevent|avoid|improve|complete)\b`)},
		{ActionItems, hints("recommendation"), qualified(`^(?:(?:action|actionable|improvement|follow-up|remediation|prevention) )*recommendations?(?: (?:for|to|from|and next steps|going forward)\b.*)?$`)},
		{ActionItems, hints("list"), lazy(`^(?:tasks?|to-?do|to do|improvements?|remediation|follow[- ]?ups?|prevention) ?(?:check)?list$|^(?:(?:actions?|action items?|preventi(?:on|ve)|corrective|remediation|follow[- ]?up|improvement|hardening|recurrence)[ -])+(?:actions? |measures? |items? )?check ?list$`)},
		{ActionItems, hints("next"), lazy(`^(?:our |the |recommended |planned |proposed |immediate )?next steps?\b|^what (?:\w+ ){0,4}(?:doing|do|happens) next$`)},
		{ActionItems, hints("what are we", "what we", "what will we"), lazy(`^what (?:are we|we are|we're|will we|we will|we'll|we are going to|we're going to|are we going to|we plan to) (?:doing|do|change|changing|improve|improving)\b(?: (?:next|now|differently|about (?:it|this)|to (?:prevent|improve|avoid|fix|stop)).*)?$`)},
		{ActionItems, hints("will be"), lazy(`^what will be (?:done|changed|improved)\b(?: (?:next|now|differently|about (?:it|this)|to (?:prevent|improve|avoid|fix|stop)).*)?$`)},
		{ActionItems, hints("better"), lazy(`^(?:how|what) (?:we(?:'ll| will| can| are going to)|will we|can we) (?:do|be doing) better(?: (?:next time|in (?:the )?future))?$`)},
		{ActionItems, hints("forward"), lazy(`^(?:mitigations?|improvements?|changes|fixes|measures|steps|our plans?|plans?) (?:going|moving) forward$|^(?:going|moving) forward,? we\b`)},
		{ActionItems, hints("plan to", "plans to", "plan for", "plans for", "to be made", "are we making", "we are making", "we're making"), lazy(`^(?:our )?plans? (?:to|for) (?:prevent|avoid|preventing|avoiding)\b|^(?:changes|improvements) to be made$|^what (?:changes|improvements) (?:are we|we are|we're) making\b`)},
		{ActionItems, hints("being done"), lazy(`^what(?:'s| is) being done\b.*`)},
		{ActionItems, hints("action item", "actions item", "up action", "action plan", "action list", "action point", "action log", "action register", "actions register", "actions log", "actions list", "actions plan", "actions point"), qualified(`^(?:action items?|follow[- ]?up actions?|actions? items?|actions? (?:plan|list|points?|log|register))(?: .*)?$`)},
		{ActionItems, hints("action ", "actions "), lazy(`^actions? (?:following|after|from|to (?:be taken|take|prevent)|for|we will|we are)\b`)},
		{ActionItems, hints("follow"), lazy(`^(?:[\w-]+ ){0,3}follow[- ]?ups?(?: (?:items?|tasks?|actions?|work|tickets?|issues?|questions and actions))?$`)},
		{ContributingFactors, hints("root cause"), lazy(`^(?:[\w'-]+ ){0,4}root causes?\b`)},
		{ContributingFactors, hints("contribut"), lazy(`^(?:[\w'-]+ ){0,2}contribut(?:ing|ory) (?:factors?|causes?|conditions?|circumstances|elements)\b`)},
		{ContributingFactors, hints("cause"), qualified(`^causes?(?: analysis| and effect|\(s\))?$`)},
		{ContributingFactors, hints("cause"), lazy(`^causes? of\b|^what caused\b|^caused by$`)},
		{ContributingFactors, hints("why"), lazy(`^why (?:did|was|were|it|this|the) .*\b(?:happen(?:ed)?|fail(?:ed)?|occur(?:red)?|broke|break|down|go wrong|went wrong)$|^(?:the )?(?:five|5) whys?\b|\b(?:five|5) whys?$`)},
		{ContributingFactors, hints("trigger"), qualified(`^triggers?(?: events?)?$`)},
		{Detection, hints("detect"), qualified(`^detection(?: (?:and|of|method|time|details?)\b.*)?$`)},
		{Detection, hints("detect"), lazy(`^how (?:\w+ ){0,4}(?:detect(?:ed)?)\b|^time to detect(?:ion)?$`)},
		{Detection, hints("how "), lazy(`^how (?:did|was|were|have) (?:we|the (?:team|issue|incident|problem|outage)|it|this|you) (?:\w+ )?(?:found|find out|discovered|discover|noticed?|know|learn about|identified|identify|alerted)\b`)},
		{Response, hints("how "), lazy(`^how (?:did|was|were|have|it|we|the) (?:\w+ ){0,4}(?:resolved?|fix(?:ed)?|mitigated?|recover(?:ed)?|respond(?:ed)?|restored?)\b`)},
		{Response, hints("resolution", "mitigation", "recovery", "response", "remediation", "restoration", "containment"), qualified(`^(?:resolution|mitigation|mitigations|recovery|response|remediation|restoration|containment)(?: (?:and (?:recovery|resolution|response|mitigation)|steps?(?: taken)?|process|details?|summary|efforts?|of .*|taken|timeline details))?$`)},
		{Response, hints("step", "fix", "mitigation", "resolution", "workaround", "response"), lazy(`^steps? (?:taken )?to (?:resolve|resolution|mitigate|recover|recovery|fix|restore)\b|^fix(?:es)? (?:applied|implemented|deployed)$|^(?:immediate|temporary|short[- ]term|permanent|initial|interim) (?:fix|fixes|mitigation|resolution|workaround|response)$`)},
		{Impact, hints("impact"), qualified(`^(?:[a-z]+-facing )?impacts?(?: (?:on|to|of|for|analysis|assessment|summary|details?|statement|overview|metrics|and|duration and|description)\b.*)?$`)},
		{Impact, hints("impact"), lazy(`^(?:scope|severity|extent|duration) and impact$|^what was (?:the )?(?:\w+ )?impact(?:ed)?$`)},
		{Impact, hints("affected", "impacted"), lazy(`^(?:who|what|which \w+) (?:was|were|is) (?:affected|impacted)$`)},
		{Summary, hints("summary"), qualified(`^summary(?: of (?:events|what happened|findings))?$`)},
		{Summary, hints("overview"), qualified(`^overview$`)},
		{Summary, hints("what happened"), lazy(`^what happened\b(?: (?:in|and|on|exactly|summary).*)?$`)},
	})
})

// sectionNames maps a folded heading to the canonical name of its section.
type sectionNames map[string]string

// knownNames are the canonical names and their aliases.
var knownNames = sync.OnceValue(func() sectionNames {
	known := sectionNames{}
	for name, list := range aliases() {
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

// CanonicalName is CanonicalName with the parser's own headings.
func (p Parser) CanonicalName(heading string) string { return p.names().canonical(heading) }

func (own sectionNames) canonical(heading string) string {
	if len(heading) > maxHeading {
		return ""
	}
	return own.canonicalFolded(foldHeading(heading))
}

// others are those outside the team whom advice is given to.
const others = `(?:customers?|users?|end[- ]users?|readers?|clients?|consumers?|integrators?|subscribers?|tenants?|merchants?|players|others|you|everyone|operators|node operators|validators|administrators|admins|partners|publishers|downstream (?:users|projects|consumers)|other (?:teams|projects|organi[sz]ations|companies|users))`

var forOthers = lazy(`^(?:(?:our|further|general|security|immediate) )*(?:recommendations?|suggestions?|advice|guidance|(?:(?:recommended|suggested|required|necessary|possible|needed) )?(?:actions?|steps|next steps|measures|mitigations?|remediation)(?: (?:required|needed|recommended))?) (?:for|to|by|from|of) (?:(?:our|all|the|affected|impacted|existing|self-hosted) )*` + others + `$` +
	`|^(?:(?:recommended|required|suggested) )?(?:customer|user|end-user|client|operator) (?:actions?|steps|recommendations?|mitigations?|guidance|remediation)(?: (?:required|needed|recommended))?$` +
	`|^(?:for|to) (?:(?:our|all|the|affected|impacted) )*` + others + `$|^what (?:(?:should|can|must|do) )?(?:(?:our|affected|impacted) )?` + others + ` (?:(?:should|can|must|need to|have to) )?do\b`)

// otherWords are those one of which forOthers needs.
var otherWords = hints("custom", "user", "reader", "client", "consumer", "integrator", "subscriber", "tenant", "merchant", "player", "other", "you", "everyone", "operator", "validator", "admin", "partner", "publisher", "downstream")

// isForOthers reports whether a folded heading is over advice to those outside the team: "recommendations for customers", "what you should do".
func isForOthers(folded string) bool {
	return len(folded) <= maxHeading && otherWords.in(folded, pairsOf(folded)) && forOthers.compiled().MatchString(folded)
}

// canonicalFolded is canonical for a folded heading.
func (own sectionNames) canonicalFolded(h string) string {
	name := own.foldedName(h)
	if name == ActionItems && own[h] == "" && (isForOthers(h) || isFollowUpReport(h)) {
		return ""
	}
	return name
}

// followUpReport is a heading over what was found or done afterwards, and not over what is to be done: "follow-up (2026-05-03)", "follow-up: cause found".
var followUpReport = lazy(`\bfollow[- ]?up ?(?:\(|:|-|–|—) ?(?:20\d\d-\d\d|(?:root )?causes? |[a-z -]{0,30}\b(?:found|update|report|findings|results|analysis|investigation|meeting)\b)|^follow[- ]?up (?:update|report|findings|investigation|analysis|meeting|incident)$`)

func isFollowUpReport(folded string) bool {
	return strings.Contains(folded, "follow") && len(folded) <= maxHeading && followUpReport.compiled().MatchString(folded)
}

func (own sectionNames) foldedName(h string) string {
	if name := own.lookUp(h); name != "" {
		return name
	}
	// "Incident timeline", "Root cause of the outage"
	plain := withoutIncident(h)
	if name := own.named(plain); name != "" {
		if second := own.secondHalf(plain); second != "" && name != TimelineSection && name != ActionItems {
			return second
		}
		return name
	}
	if strings.HasSuffix(h, "(時系列)") || strings.HasSuffix(h, "(タイムライン)") || strings.Contains(h, "(timeline") { // "何が起きたか（時系列）"
		return TimelineSection
	}
	if rest := withoutPhase(h); rest != "" { // "Phase 3: Improvement plan"
		if name := own.canonicalFolded(rest); name == TimelineSection || name == ActionItems {
			return name
		}
	}
	// "Timeline (all times UTC)", "Impact: EU customers": what follows only qualifies the name.
	marked := !onlyWords(h)
	if marked {
		if name := own.bracketed(h); name != "" {
			return name
		}
	}
	for i := 0; marked && i < len(qualifies); i++ {
		if first, _, found := strings.Cut(h, qualifies[i]); found {
			if name := own.named(foldHeading(first)); name != "" {
				return name
			}
		}
	}
	if actionWords.in(h, pairsOf(h)) && actionHeading.compiled().MatchString(h) {
		return ActionItems
	}
	if plain == foldHeading(plain) && !strings.Contains(plain, " and ") && (!marked || !joins.in(plain, allPairs)) {
		return ""
	}
	// "Root cause and resolution" is named by its first half, "Lessons and follow-ups" by the half that holds more than prose.
	name := ""
	for _, part := range strings.FieldsFunc(conjunction.Replace(plain), func(r rune) bool { return r == '/' || r == '／' || r == '・' }) {
		n := own.named(foldHeading(part))
		if n == "" && actionWords.in(part, pairsOf(part)) && actionHeading.compiled().MatchString(foldHeading(part)) {
			n = ActionItems
		}
		switch {
		case n == TimelineSection || n == ActionItems:
			return n
		case name == "":
			name = n
		}
	}
	return name
}

// named is the name of a folded heading without what qualifies it.
func (own sectionNames) named(folded string) string {
	if name := own.lookUp(folded); name != "" {
		return name
	}
	if len(folded) > maxLabel {
		if lessLikely.compiled().MatchString(folded) {
			return ActionItems
		}
		return ""
	}
	if holdsJapanese(folded) {
		if name := japaneseName(folded); name != "" {
			return name
		}
		return foreignName(folded)
	}
	for p := range headPatterns().matching(folded) {
		return p.name
	}
	return foreignName(folded)
}

// secondHalf is the name of the action items or the timeline where a heading ends with it: "root cause and action items".
func (own sectionNames) secondHalf(h string) string {
	for _, joint := range [...]string{" and ", " & ", " / ", " + "} {
		if i := strings.LastIndex(h, joint); i > 0 {
			switch name := own.lookUp(foldHeading(h[i+len(joint):])); name {
			case ActionItems, TimelineSection:
				return name
			}
		}
	}
	return ""
}

// lessLikely is the question under which reviews of clouds tell what is done: "How are we making incidents like this less likely or less impactful?"
var lessLikely = lazy(`^how (?:are we|we are|we're|is [\w -]{1,40}?|will we|do we|can we) (?:making|make) .{0,60}\bless (?:likely|impactful)\b`)

// bracketed is the name that stands in brackets behind the same in another language: "Tindakan perbaikan (action items)".
func (own sectionNames) bracketed(h string) string {
	_, rest, found := cutAt(h, "(", "（")
	inner, _, closed := cutAt(rest, ")", "）")
	if !found || !closed {
		return ""
	}
	switch name := own.lookUp(foldHeading(inner)); name {
	case ActionItems, TimelineSection, ContributingFactors, LessonsLearned, Impact, Summary:
		return name
	}
	return ""
}

// cutAt cuts a text around the first of two signs.
func cutAt(text, sign, other string) (before, after string, found bool) {
	i, j := strings.Index(text, sign), strings.Index(text, other)
	if i < 0 || j >= 0 && j < i {
		return strings.Cut(text, other)
	}
	return strings.Cut(text, sign)
}

// onlyWords reports whether a folded heading is nothing but ASCII letters, digits and spaces.
func onlyWords(s string) bool {
	for i := range len(s) {
		if b := s[i]; (b < 'a' || b > 'z') && b != ' ' && !isDigit(b) {
			return false
		}
	}
	return true
}

// qualifies part a section's name from what only qualifies it.
var qualifies = []string{"(", "（", "[", ":", "：", " - ", " – ", " — "}

// withoutPhase is a heading behind what numbers it in words, "" where nothing does: "phase 2: recovery".
func withoutPhase(h string) string {
	word, rest, _ := strings.Cut(h, " ")
	if len(word) == len("d5:") && word[0] == 'd' && isDigit(word[1]) && word[2] == ':' { // of an 8D report
		return rest
	}
	switch word {
	case "phase", "part", "section", "chapter", "fase", "teil", "partie", "parte":
	default:
		return ""
	}
	digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
	if digits == 0 {
		return ""
	}
	behind := strings.TrimLeft(rest[digits:], ":. -–—")
	if len(behind) == len(rest)-digits {
		return ""
	}
	return behind
}

// withoutIncident drops what a heading may say besides, since all of the document is about it: "incident timeline", "impact of the outage".
func withoutIncident(h string) string {
	if first, rest, found := strings.Cut(h, " "); found {
		switch first {
		case "incident", "outage", "issue", "event":
			h = rest
		}
	}
	rest, last := cutLastWord(h)
	switch strings.TrimSuffix(last, "s") {
	case "incident", "outage", "issue", "event", "problem", "downtime":
	default:
		return h
	}
	rest, last = cutLastWord(rest)
	if last != "the" && last != "this" {
		return h
	}
	rest, last = cutLastWord(rest)
	if last != "of" && last != "for" && last != "during" {
		return h
	}
	return rest
}

// cutLastWord parts a heading before its last word; last is empty where it has no other.
func cutLastWord(h string) (rest, last string) {
	at := strings.LastIndexByte(h, ' ')
	if at < 0 {
		return h, ""
	}
	return h[:at], h[at+1:]
}

// actionWords are the words one of which actionHeading needs: looking for them costs less.
var actionWords = hints("action", "measure", "items", "steps", "tasks", "improvement", "follow-ups", "work", "fixes", "changes", "mitigation", "enhancement", "follow-up", "followup", "plan", "remediation", "solution", "safeguards", "fix", "mechanisms", "edits", "guardrails", "modifications", "adjustments")

// actionHeading is what else teams call their action items: "Short-term improvements", "Planned actions (in progress)".
var actionHeading = lazy(`^(?:(?:short|mid|medium|near|long)(?:er)?[- ]term|corrective|preventi(?:ve|tive)|preventative|remedial|remediation|follow[- ]?up|planned|future|remaining|proposed|recommended|suggested|required|necessary|needed|agreed|additional|further|outstanding|open|resulting|pending|upcoming|systemic|structural|risk mitigation|post-?(?:incident|mortem))` +
	`(?: (?:and|&) [a-z-]+)?(?: (?:safety|process|technical|code|system|policy|preventive|corrective|security|monitoring))? (?:actions?|action items?|measures?|items|steps|tasks|improvements?|enhancements?|follow-?ups?|work|fixes|plans?|changes|mitigations?|remediations?|safeguards|solutions?|fix|mechanisms|edits|guardrails|modifications|adjustments)\b`)

var (
	conjunction = strings.NewReplacer(" and ", "/", " & ", "/", " + ", "/")
	joins       = hints(" & ", " + ", "/", "／", "・")
)

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
	if strings.Count(s, ":") > 1 {
		s = shortcode.compiled().ReplaceAllString(s, " ")
	}
	s = foldWords(s)
	if holdsJapanese(s) {
		if n, _ := headMark(s); n > 0 {
			s = s[n:] // "(1) 影響"
		} else {
			s = s[hanNumber(s):]
		}
		s = strings.TrimLeft(s, "・ 第")
	}
	if s == "" {
		return s
	}
	if !isLetter(s[0]) && !strings.HasPrefix(s, "5 why") {
		if trimmed := strings.TrimLeft(s, numbering); trimmed != "" {
			s = trimmed
		}
	}
	if n := romanNumber(s); n > 0 {
		s = s[n:]
	}
	s = strings.TrimPrefix(s, "the ")
	if s == "" || isWord(s[len(s)-1]) {
		return s
	}
	return strings.TrimRight(s, " :.…?!*_-–—")
}

// hanNumber is the length of the number in Chinese characters that a heading begins with: "三、", "(三)", "第三部分:".
func hanNumber(s string) int {
	const digits = "零一二三四五六七八九十"
	number := strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(s, "("), "（"), "第")
	rest := strings.TrimLeft(number, digits)
	if len(rest) == len(number) {
		return 0
	}
	for _, unit := range [...]string{"部分", "章", "节"} {
		rest = strings.TrimPrefix(rest, unit)
	}
	for _, sign := range [...]string{"、", "．", ".", "：", ":", ")", "）"} {
		if behind, found := strings.CutPrefix(rest, sign); found {
			return len(s) - len(strings.TrimLeft(behind, " "))
		}
	}
	return 0
}

// foldWords puts a text in lower case, without emoji and with one space between words.
func foldWords(s string) string {
	if isFolded(s) {
		return s
	}
	if folded, ok := foldASCII(s); ok {
		return folded
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case r < 0x80:
			return unicode.ToLower(r)
		case r >= 'ぁ' && r <= 'ゖ', r >= 'ァ' && r <= 'ヺ', r >= '一' && r <= '龠':
			return r
		case r >= '！' && r <= '～' || r == '\u3000':
			return unicode.ToLower(narrow(r))
		case r == '【' || r == '】' || r >= '①' && r <= '⑳':
			return ' '
		case r == '’':
			return '\''
		case r == '\u2010' || r == '\u2011': // hyphens that don't break a line
			return '-'
		case r == 'ℹ' || unicode.In(r, unicode.So, unicode.Mn, unicode.Cf, unicode.Sk): // emoji and what modifies them
			return -1
		}
		return unicode.ToLower(r)
	}, s)
	return oneSpaced(s)
}

// foldASCII is foldWords for a text in ASCII; ok is false for another.
func foldASCII(s string) (folded string, ok bool) {
	out := make([]byte, 0, maxLabel) // most are no longer
	gap := false
	for i := range len(s) {
		b := s[i]
		switch {
		case b >= 0x80:
			return "", false
		case b == ' ' || b >= '\t' && b <= '\r':
			gap = len(out) > 0
			continue
		case b >= 'A' && b <= 'Z':
			b += 'a' - 'A'
		}
		if gap {
			out = append(out, ' ')
			gap = false
		}
		out = append(out, b)
	}
	return string(out), true
}

// isFolded reports whether foldWords has nothing to do, as far as that is plain.
func isFolded(s string) bool {
	before := byte(' ')
	for i := range len(s) {
		b := s[i]
		if b >= 0x80 || b < ' ' || b >= 'A' && b <= 'Z' || b == ' ' && before == ' ' {
			return false
		}
		before = b
	}
	return before != ' '
}

// numbering is what may stand before a heading's words.
const numbering = "0123456789.)#*_-–—: "

// romanNumber is the length of "iv. " or "a) " before a heading's words, 0 when it does not begin so.
func romanNumber(s string) int {
	n := 0
	for n < len(s) && strings.IndexByte("ivx", s[n]) >= 0 {
		n++
	}
	if n == 0 && s != "" && isLetter(s[0]) {
		n = 1
	}
	if n == 0 || n+2 >= len(s) || s[n] != '.' && s[n] != ')' || s[n+1] != ' ' {
		return 0
	}
	return n + 2
}
