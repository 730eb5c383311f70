package site

import (
	"strings"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

// words is every text of the site that does not come from a document.
type words struct {
	language.Phrases
	Lang string

	Skip, Menu, Home, Search, Services, Factors, Actions, Trends, Feed string

	Latest, Years, Severities, Undated, NoSeverity, OtherSeverity, NoPostmortems string
	Filter, FilterHelp, NoMatch, OnePostmortem, ManyPostmortems                  string
	Newer, Older, Page, Pages                                                    string

	Started, Detected, Acknowledged, Mitigated, Resolved     string
	ToDetect, ToMitigate, ToResolve                          string
	Unnoticed, Worked, CleaningUp, TimelineTitle, OnThisPage string
	Severity, Status, Written, Source, Done, Open            string
	After, Related, SharedWords                              string

	Board, BoardHelp, Overdue, DueLater, NoDate, Nothing, DoneItems, Owners, OwnersHelp, NoOwner, Due, DaysLate, DayLate, From, CutList string

	SearchLabel, SearchHelp, SearchNoScript, SearchNone, SearchOne, SearchMany, SearchLoading, SearchFailed string

	TrendsHelp, ByMonth, BySeverity, Month, Count, Total, Durations, DurationsHelp, Caveat, Measure, Known, Quarter, Median, ThreeQuarters, NineTenths, Longest string
	ActionsState, State, Items, Share, Strengths, StrengthsHelp, Strength, DataTable, Fewest                                                                    string
	Stronger, Intermediate, Weaker, Ungraded, Dropped, InTime                                                                                                   string
	Budgets, BudgetsHelp, Unavailable, OfBudget, Worst, NoService, UnderOnePercent                                                                              string
	MadeBy                                                                                                                                                      string
}

// newWords are the words in a language; nil is English.
func newWords(l language.Language) words {
	phrases, code := language.Phrases{}, "en"
	if l != nil {
		phrases, code = l.Messages().For("site"), l.Code()
	}
	say := func(english string) string { return phrases.Say(english) }
	return words{
		Phrases: phrases, Lang: code,
		Skip: say("Skip to the content"), Menu: say("Site"), Home: say("Postmortems"), Search: say("Search"), Services: say("Services"), Factors: say("Factors"), Actions: say("Action items"), Trends: say("Trends"), Feed: say("Feed"),

		Latest: say("Latest"), Years: say("Years"), Severities: say("Severities"), Undated: say("Without a date"), NoSeverity: say("Without a severity"), OtherSeverity: say("Another severity, or none"),
		NoPostmortems: say("There are no postmortems yet. The first one: postmortem new"),
		Filter:        say("Filter this list"), FilterHelp: say("by words of the title, a service or a date"), NoMatch: say("Nothing in this list matches."),
		OnePostmortem: say("1 postmortem"), ManyPostmortems: say("postmortems"),
		Newer: say("Newer"), Older: say("Older"), Page: say("Page"), Pages: say("Pages of this list"),

		Started: say("Started"), Detected: say("Detected"), Acknowledged: say("Acknowledged"), Mitigated: say("Mitigated"), Resolved: say("Resolved"),
		ToDetect: say("Time to detect"), ToMitigate: say("Time to mitigate"), ToResolve: say("Time to resolve"),
		Unnoticed: say("not yet known"), Worked: say("known, with impact"), CleaningUp: say("impact over, work left"), TimelineTitle: say("How the incident went"), OnThisPage: say("On this page"),
		Severity: say("Severity"), Status: say("Status"), Written: say("Written by"), Source: say("Document"), Done: say("done"), Open: say("open"), After: say("after"),
		Related: say("Related incidents"), SharedWords: say("Words"),

		Board:     say("Action items"),
		BoardHelp: say("What was decided to be done, the longest overdue first. An owner is whom to ask about an item; what keeps one open is a question to how the work is planned."),
		Overdue:   say("Overdue"), DueLater: say("Open, with a date"), NoDate: say("Open, without a date"), Nothing: say("Nothing here."), DoneItems: say("Done"), Owners: say("By owner"),
		OwnersHelp: say("Whom to ask, in the order of the alphabet."), NoOwner: say("Without an owner"), Due: say("due"), DaysLate: say("days overdue"), DayLate: say("1 day overdue"), From: say("from"), CutList: say("The first 2000 of them; the postmortems have all."),

		SearchLabel: say("Words to find"), SearchHelp: say("Finds the postmortems that have all the words in them."), SearchNoScript: say("Searching needs JavaScript. Without it, these lists hold every postmortem:"),
		SearchNone: say("No postmortem has all of these words."), SearchOne: say("1 postmortem"), SearchMany: say("postmortems"), SearchLoading: say("Searching…"), SearchFailed: say("A part of the index could not be loaded. Load the page again."),

		TrendsHelp: say("How incidents and what followed from them went, over all postmortems."),
		ByMonth:    say("Postmortems by month"), BySeverity: say("By severity"), Month: say("Month"), Count: say("Postmortems"), Total: say("Total"),
		Durations:     say("How long it took"),
		DurationsHelp: say("From the start of the impact. Half of the incidents took less than the median."),
		Caveat:        say("Incidents differ too much for one figure to stand for them: durations are skewed, depend on when somebody says that it began and was over, and say little about how well people responded. Look at the spread, and then read the postmortems at its ends."),
		Measure:       say("Measure"), Known: say("Known for"), Quarter: say("1 of 4 within"), Median: say("Median"), ThreeQuarters: say("3 of 4 within"), NineTenths: say("9 of 10 within"), Longest: say("Longest"),
		ActionsState: say("What became of action items"), State: say("State"), Items: say("Items"), Share: say("Share"), Strengths: say("Strength of action items"),
		StrengthsHelp: say("Stronger items change the system; weaker ones ask people to remember."), Strength: say("Strength"), DataTable: say("The figures"), Fewest: say("Fewer than five: read them one by one."),
		Stronger: say("Stronger"), Intermediate: say("Intermediate"), Weaker: say("Weaker"), Ungraded: say("Not graded"), Dropped: say("Not planned"), InTime: say("Open, not overdue"),
		Budgets: say("Error budgets"), BudgetsHelp: say("What the incidents of a service took, where their documents tell it (slo). 100 % is the budget of one whole window; the shares are added up."),
		Unavailable: say("Unavailable"), OfBudget: say("Of the budget"), Worst: say("Most in one incident"), NoService: say("Without a service"), UnderOnePercent: say("under 1 %"),
		MadeBy: say("Made by postmortem. It looks at systems, not individuals."),
	}
}

// AllOf names the list of a whole year.
func (w words) AllOf(year string) string { return w.Say("All of %s", year) }

// status is how far a document is. What is no status of ours stays as it is written.
func (w words) status(written string) string {
	switch fold(written) {
	case "draft":
		return w.known(written, w.Say("draft"))
	case "in-review":
		return w.known(written, w.Say("in-review"))
	case "final":
		return w.known(written, w.Say("final"))
	}
	return line(written)
}

// kind is the type of an action item.
func (w words) kind(written string) string {
	switch fold(written) {
	case "prevent":
		return w.known(written, w.Say("prevent"))
	case "mitigate":
		return w.known(written, w.Say("mitigate"))
	case "detect":
		return w.known(written, w.Say("detect"))
	case "respond":
		return w.known(written, w.Say("respond"))
	case "learn":
		return w.known(written, w.Say("learn"))
	}
	return line(written)
}

// known is what is said for a word of a document, as it is written where that is the word itself.
func (words) known(written, said string) string {
	if fold(written) == said {
		return line(written)
	}
	return said
}

// duration is a duration as people say it: "8 min", "2 h 17 min", "3 d 4 h".
func (w words) duration(d time.Duration) string {
	d = d.Round(time.Second)
	days, hours, minutes, seconds := d/(24*time.Hour), d/time.Hour%24, d/time.Minute%60, d/time.Second%60
	switch {
	case days > 0 && hours > 0:
		return w.Say("%d d %d h", days, hours)
	case days > 0:
		return w.Say("%d d", days)
	case hours > 0 && minutes > 0:
		return w.Say("%d h %d min", hours, minutes)
	case hours > 0:
		return w.Say("%d h", hours)
	case minutes > 0:
		return w.Say("%d min", minutes)
	}
	return w.Say("%d s", seconds)
}

// mostRead bounds how much of a text is looked at to tell its language, in bytes.
const mostRead = 4096

// textLanguage is the language that a text is in, of all, as HTML names it; "" where that is the one around it.
func textLanguage(all []language.Language, text, around string) string {
	text = strings.ToValidUTF8(text[:min(len(text), mostRead)], "")
	if l := language.Best(all, text); l != nil && l.Code() != around {
		return l.Code()
	}
	return ""
}
