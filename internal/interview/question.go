package interview

import "github.com/blameless-postmortem/postmortem/internal/document"

// Key names a question, and is its key in an answers file.
type Key string

// The keys of the questions.
const (
	Title       Key = "title"
	Severity    Key = "severity"
	Started     Key = "started"
	Detected    Key = "detected"
	Mitigated   Key = "mitigated"
	Resolved    Key = "resolved"
	Services    Key = "services"
	Authors     Key = "authors"
	Factors     Key = "factors"
	SLO         Key = "slo"
	Summary     Key = "summary"
	Impact      Key = "impact"
	Detection   Key = "detection"
	Response    Key = "response"
	Timeline    Key = "timeline"
	Conditions  Key = "contributing_factors"
	Views       Key = "perspectives"
	WentWell    Key = "went_well"
	Difficult   Key = "was_difficult"
	Lucky       Key = "got_lucky"
	ActionItems Key = "actions"
	Lessons     Key = "lessons"
	Supporting  Key = "supporting"
)

// Kind is the form of an answer.
type Kind int

// The kinds of answers. All from Text on may have several lines.
const (
	Line   Kind = iota // one line of text
	Choice             // one of the configured severities
	Moment             // a time
	List               // names separated by commas
	Budget             // an objective, its window and the time spent
	Text               // markdown
	Voices             // markdown, each paragraph begun with whose view it is
	Points             // one point a line, or markdown
	Events             // one event a line
	Todos              // one action item a line
)

// Long reports whether an answer of this kind may have several lines.
func (k Kind) Long() bool { return k >= Text }

// Question is one thing worth knowing about an incident.
type Question struct {
	Key     Key
	Group   string // the heading it stands under on the map
	Label   string // one or two words
	Prompt  string
	Also    string // a second way to ask the same, for whoever is stuck; or ""
	Why     string // why it is asked
	After   string // whose practice the question follows, or ""
	Example string // an answer as it may be typed
	Kind    Kind
	Section string // canonical name of the section that the answer becomes; "" for metadata
}

// Preview is the last group of the map: the document as it will be. It asks nothing.
const Preview = "Preview"

// Questions lists all questions in the order in which they are asked.
func Questions() []Question {
	return []Question{
		{
			Key: Title, Group: "Basics", Label: "title", Kind: Line,
			Prompt:  "What happened, in the words of those who were affected?",
			Why:     "a title that names the effect is found again; one that names a cause closes the question early",
			Example: "Checkout unavailable for EU customers",
		},
		{
			Key: Severity, Group: "Basics", Label: "severity", Kind: Choice,
			Prompt:  "How severe was it on your scale?",
			Why:     "it tells readers how much attention this deserves",
			Example: "SEV-2",
		},
		{
			Key: Started, Group: "Basics", Label: "started", Kind: Moment,
			Prompt:  "When did the effect begin?",
			Also:    "Say it as you would: 10:42, today 10:42, yesterday 23:10 JST, Mon 10:42, 2h ago.",
			Why:     "the effect often begins before anybody sees it: the difference is worth knowing",
			Example: "2026-11-20 09:58 +00:00",
		},
		{
			Key: Detected, Group: "Basics", Label: "detected", Kind: Moment,
			Prompt:  "When did anybody or anything first notice?",
			Also:    "+8m counts from the moment before, T+8m from the beginning.",
			Why:     "time to detect is the part that is usually cheapest to shorten",
			Example: "10:06",
		},
		{
			Key: Mitigated, Group: "Basics", Label: "mitigated", Kind: Moment,
			Prompt:  "When did it stop hurting?",
			Why:     "for those affected this is the end, whatever remains to be repaired",
			Example: "10:41",
		},
		{
			Key: Resolved, Group: "Basics", Label: "resolved", Kind: Moment,
			Prompt:  "When was everything back to normal?",
			Why:     "between mitigated and resolved lies the work that nobody sees",
			Example: "12:15",
		},
		{
			Key: Services, Group: "Basics", Label: "services", Kind: List,
			Prompt:  "Which services were affected?",
			Why:     "the next incident there will find this one",
			Example: "checkout, payments-api",
		},
		{
			Key: Authors, Group: "Basics", Label: "authors", Kind: List,
			Prompt:  "Who writes this down?",
			Why:     "readers want to know whom to ask",
			Example: "@kmori, @adiallo",
		},
		{
			Key: Factors, Group: "Basics", Label: "factor tags", Kind: List,
			Prompt:  "Which short tags describe what played a part?",
			Why:     "tags show across many incidents what one incident can't",
			Example: "configuration, missing-guardrail",
		},
		{
			Key: SLO, Group: "Basics", Label: "objective", Kind: Budget,
			Prompt:  "Which objective did this spend error budget from: percent, window, time unavailable?",
			Also:    "Where it was unavailable for some only, count the minutes times their share.",
			Why:     "the share of the budget says more than minutes do",
			After:   "Google, SRE Workbook, chapter 2",
			Example: "99.9% over 30d, unavailable 35m",
		},
		{
			Key: Summary, Group: "Summary", Label: "summary", Kind: Text, Section: document.Summary,
			Prompt:  "What would you tell somebody who has one minute?",
			Also:    "What was seen, for how long, what ended it, what is left to do?",
			Why:     "most readers stop here, so it has to stand alone",
			Example: "For 43 minutes EU customers could not pay. A proxy configuration without an upstream reached all regions at once; rolling it back ended it.",
		},
		{
			Key: Impact, Group: "Impact", Label: "impact", Kind: Text, Section: document.Impact,
			Prompt:  "What could people not do, how many of them, and for how long?",
			Also:    "Which numbers are measured, which are estimates, and what is not known yet?",
			Why:     "numbers decide how much the remedies may cost",
			After:   "Google, SRE Workbook, chapter 10",
			Example: "1,240 checkouts failed (38 % of EU traffic) between 09:58 and 10:41 UTC. No data was lost.",
		},
		{
			Key: Detection, Group: "Detection", Label: "detection", Kind: Text, Section: document.Detection,
			Prompt:  "What was noticed first, by whom or what, and what did it look like?",
			Also:    "What would have shown it in half the time?",
			Why:     "the minutes between the effect and knowing of it are the cheapest to win back",
			After:   "Atlassian's incident postmortem template",
			Example: "The synthetic checkout probe alerted at 10:06. It looked like the flapping probe of last week.",
		},
		{
			Key: Response, Group: "Response", Label: "response", Kind: Text, Section: document.Response,
			Prompt:  "What was tried, and what did each step tell?",
			Also:    "What made it hard to know what was going on? Who was needed, and how were they found?",
			Why:     "the detours show what the tools and dashboards don't",
			After:   "Etsy, Debriefing Facilitation Guide",
			Example: "Restarting the proxies changed nothing, which ruled out a leak. Comparing the regions' configuration showed the missing upstream.",
		},
		{
			Key: Timeline, Group: "Timeline", Label: "timeline", Kind: Events, Section: document.TimelineSection,
			Prompt:  "What happened when? One event a line, beginning with its time.",
			Also:    "Paste notes as they are: a line without a time joins the one above. Mark milestones: [started] [detected] [acknowledged] [mitigated] [resolved].",
			Why:     "the order of events settles what could have been known at the time",
			After:   "CCADB, Incident Reporting Guidelines",
			Example: "09:58 proxy configuration 4711 reaches all regions [started]",
		},
		{
			Key: Conditions, Group: "Factors", Label: "contributing factors", Kind: Points, Section: document.ContributingFactors,
			Prompt:  "What had to be true for this to happen? One factor a line.",
			Also:    "What made the action look right at the time? What usually prevents this, and what was different?",
			Why:     "there are always several, and each is a place where a change helps",
			After:   "PagerDuty, postmortem guide; Etsy, Debriefing Facilitation Guide",
			Example: "The configuration check accepts a region without an upstream",
		},
		{
			Key: Views, Group: "Perspectives", Label: "perspectives", Kind: Voices, Section: document.Perspectives,
			Prompt:  "What did it look like from support, from the platform, from the team next door?",
			Also:    "Begin each view with where it is from, and two or more stand side by side. What was expected there, and what was seen?",
			Why:     "each saw a different incident; where the views differ there is something to learn",
			After:   "Howie, the post-incident guide by Jeli",
			Example: "Support: tickets about a spinning button from 10:01, taken for the usual Friday load.",
		},
		{
			Key: WentWell, Group: "Went well", Label: "went well", Kind: Points, Section: document.WentWell,
			Prompt:  "What helped that we would miss? One point a line.",
			Also:    "What went as it was practised?",
			Why:     "what works is easily cut when nobody has written down that it did",
			After:   "Google, Site Reliability Engineering, appendix D",
			Example: "The rollback took four minutes, as practised in October",
		},
		{
			Key: Difficult, Group: "Difficult", Label: "was difficult", Kind: Points, Section: document.WasDifficult,
			Prompt:  "What slowed understanding or acting? One point a line.",
			Also:    "What differed from what was expected? Which goals pulled in different directions?",
			Why:     "the next responders meet the same obstacles",
			After:   "Etsy, Debriefing Facilitation Guide",
			Example: "The error-rate dashboard averages over regions, which hid a region at zero",
		},
		{
			Key: Lucky, Group: "Lucky", Label: "got lucky", Kind: Points, Section: document.GotLucky,
			Prompt:  "What would you not count on next time? One point a line.",
			Also:    "What would have made it worse?",
			Why:     "luck is a safeguard nobody built",
			After:   "Google, Site Reliability Engineering, appendix D",
			Example: "The evening peak has four times the traffic of a Friday morning",
		},
		{
			Key: ActionItems, Group: "Actions", Label: "action items", Kind: Todos, Section: document.ActionItems,
			Prompt:  "What change makes this impossible, smaller, or visible sooner? One a line.",
			Also:    "How will we know that it worked? In brackets: type (prevent, mitigate, detect, respond, learn), priority, owner, due date, factor.",
			Why:     "a change with an owner and a date gets made",
			After:   "RCA², National Patient Safety Foundation; Google, SRE Workbook, chapter 10",
			Example: "Refuse a configuration that leaves a region without an upstream (prevent, P1, @kmori, due 2026-12-15, for F1)",
		},
		{
			Key: Lessons, Group: "Lessons", Label: "lessons", Kind: Points, Section: document.LessonsLearned,
			Prompt:  "What do we know now about how our system really works? One point a line.",
			Also:    "What surprised somebody who knows the system well?",
			Why:     "this is what others read a postmortem for",
			After:   "Etsy, Debriefing Facilitation Guide",
			Example: "A region without an upstream answers 502 at once and so looks fast on the latency dashboard",
		},
		{
			Key: Supporting, Group: "Supporting", Label: "supporting", Kind: Points, Section: document.Supporting,
			Prompt:  "Which graphs, logs, chats, changes and earlier incidents belong to this? One a line.",
			Why:     "links rot less when they are collected while everybody still has them open",
			Example: "https://example.com/d/checkout?from=1795168680000",
		},
	}
}

// Groups lists the headings of the map in order; the last one is Preview.
func Groups() []string {
	var groups []string
	for _, q := range Questions() {
		if len(groups) == 0 || groups[len(groups)-1] != q.Group {
			groups = append(groups, q.Group)
		}
	}
	return append(groups, Preview)
}
