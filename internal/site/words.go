package site

// words is every text of the site that does not come from a document.
type words struct {
	Lang string

	Skip, Menu, Home, Search, Services, Factors, Actions, Trends, Feed string

	Latest, AllOf, Years, Severities, Undated, NoSeverity, OtherSeverity, NoPostmortems string
	Filter, FilterHelp, NoMatch, OnePostmortem, ManyPostmortems                         string
	Newer, Older, Page, Pages                                                           string

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

// english is the only language so far.
func english() words {
	return words{
		Lang: "en",
		Skip: "Skip to the content", Menu: "Site", Home: "Postmortems", Search: "Search", Services: "Services", Factors: "Factors", Actions: "Action items", Trends: "Trends", Feed: "Feed",

		Latest: "Latest", AllOf: "All of", Years: "Years", Severities: "Severities", Undated: "Without a date", NoSeverity: "Without a severity", OtherSeverity: "Another severity, or none",
		NoPostmortems: "There are no postmortems yet. The first one: postmortem new",
		Filter:        "Filter this list", FilterHelp: "by words of the title, a service or a date", NoMatch: "Nothing in this list matches.",
		OnePostmortem: "1 postmortem", ManyPostmortems: "postmortems",
		Newer: "Newer", Older: "Older", Page: "Page", Pages: "Pages of this list",

		Started: "Started", Detected: "Detected", Acknowledged: "Acknowledged", Mitigated: "Mitigated", Resolved: "Resolved",
		ToDetect: "Time to detect", ToMitigate: "Time to mitigate", ToResolve: "Time to resolve",
		Unnoticed: "not yet known", Worked: "known, with impact", CleaningUp: "impact over, work left", TimelineTitle: "How the incident went", OnThisPage: "On this page",
		Severity: "Severity", Status: "Status", Written: "Written by", Source: "Document", Done: "done", Open: "open", After: "after", Related: "Related incidents", SharedWords: "Words",

		Board:     "Action items",
		BoardHelp: "What was decided to be done, the longest overdue first. An owner is whom to ask about an item; what keeps one open is a question to how the work is planned.",
		Overdue:   "Overdue", DueLater: "Open, with a date", NoDate: "Open, without a date", Nothing: "Nothing here.", DoneItems: "Done", Owners: "By owner",
		OwnersHelp: "Whom to ask, in the order of the alphabet.", NoOwner: "Without an owner", Due: "due", DaysLate: "days overdue", DayLate: "1 day overdue", From: "from", CutList: "The first 2000 of them; the postmortems have all.",

		SearchLabel: "Words to find", SearchHelp: "Finds the postmortems that have all the words in them.", SearchNoScript: "Searching needs JavaScript. Without it, these lists hold every postmortem:",
		SearchNone: "No postmortem has all of these words.", SearchOne: "1 postmortem", SearchMany: "postmortems", SearchLoading: "Searching…", SearchFailed: "A part of the index could not be loaded. Load the page again.",

		TrendsHelp: "How incidents and what followed from them went, over all postmortems.",
		ByMonth:    "Postmortems by month", BySeverity: "By severity", Month: "Month", Count: "Postmortems", Total: "Total",
		Durations:     "How long it took",
		DurationsHelp: "From the start of the impact. Half of the incidents took less than the median.",
		Caveat:        "Incidents differ too much for one figure to stand for them: durations are skewed, depend on when somebody says that it began and was over, and say little about how well people responded. Look at the spread, and then read the postmortems at its ends.",
		Measure:       "Measure", Known: "Known for", Quarter: "1 of 4 within", Median: "Median", ThreeQuarters: "3 of 4 within", NineTenths: "9 of 10 within", Longest: "Longest",
		ActionsState: "What became of action items", State: "State", Items: "Items", Share: "Share", Strengths: "Strength of action items",
		StrengthsHelp: "Stronger items change the system; weaker ones ask people to remember.", Strength: "Strength", DataTable: "The figures", Fewest: "Fewer than five: read them one by one.",
		Stronger: "Stronger", Intermediate: "Intermediate", Weaker: "Weaker", Ungraded: "Not graded", Dropped: "Not planned", InTime: "Open, not overdue",
		Budgets: "Error budgets", BudgetsHelp: "What the incidents of a service took, where their documents tell it (slo). 100 % is the budget of one whole window; the shares are added up.",
		Unavailable: "Unavailable", OfBudget: "Of the budget", Worst: "Most in one incident", NoService: "Without a service", UnderOnePercent: "under 1 %",
		MadeBy: "Made by postmortem. It looks at systems, not individuals.",
	}
}
