package document_test

import (
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// TestDateOrder is what decides whether 03/04/2026 is of March or of April.
func TestDateOrder(t *testing.T) {
	const (
		entry = "\n## Timeline\n\n- 03/04/2026 10:42 UTC Errors\n"
		march = "2026-03-04"
		april = "2026-04-03"
	)
	for _, tt := range []struct{ name, path, source, want string }{
		{"nothing", "x.md", "# Outage\n" + entry, march},
		{"a day above 12 behind it", "x.md", "# Outage\n" + entry + "- 23/04/2026 09:00 UTC Closed\n", april},
		{"a day above 12 before it", "x.md", "# Outage\n\nThe plan of 28/02/2026 was for one cell.\n" + entry, april},
		{"with dashes", "x.md", "# Outage\n" + entry + "\nReviewed on 23-04-2026.\n", april},
		{"with a year of two digits", "x.md", "# Outage\n" + entry + "\nReviewed on 23/04/26.\n", april},
		{"without a year, at a time", "x.md", "# Outage\n" + entry + "- 23/04 09:00 UTC Closed\n", april},
		{"without a year, in a cell", "x.md", "# Outage\n" + entry + "\n| Day | Note |\n|-|-|\n| 23/04 | Closed |\n", april},
		{"the month first", "x.md", "# Ausfall\n\n## Auswirkungen\n\nReviewed on 04/23/2026.\n" + entry, march},
		{"numbers against each other", "x.md", "# Ausfall\n\n## Auswirkungen\n\nSince 23/04/2026, until 04/24/2026.\n" + entry, march},
		{"fractions and paths", "x.md", "# Outage\n\n23/24 nodes, v23/04/2026, https://example.com/23/04/2026, 23/04/20260\n" + entry, march},
		{"front matter, day first", "x.md", "---\ndate: 2026-04-03\n---\n# Outage\n" + entry, april},
		{"front matter, month first", "x.md", "---\ndate: 2026-03-04\n---\n# Ausfall\n\n## Auswirkungen\n\nViele.\n" + entry, march},
		{"front matter of another day", "x.md", "---\ndate: 2026-04-05\n---\n# Outage\n" + entry, march},
		{"the name of the file", "postmortems/2026-04-03-outage.md", "# Outage\n" + entry, april},
		{"the title", "x.md", "# Outage of 3 April 2026\n" + entry, april},
		{"a date among the action items", "x.md", "# Outage\n" + entry + "\n## Action items\n\n- [ ] Cap the retries (due 2026-04-03)\n", march},
		{"the head against itself", "2026-04-03.md", "---\ndate: 2026-03-04\n---\n# Outage\n" + entry, march},
		{"the head against a number", "2026-04-03.md", "# Outage\n\nReviewed on 04/23/2026.\n" + entry, march},
		{"German headings", "x.md", "# Ausfall\n\n## Auswirkungen\n\nViele.\n" + entry, april},
		{"French headings", "x.md", "# Panne\n\n**Chronologie**\n\nVoir plus bas.\n" + entry, april},
		{"Spanish headings", "x.md", "# Caída\n\n### 3. Línea de tiempo:\n\n- 03/04/2026 10:42 UTC Errores\n", april},
		{"Russian headings", "x.md", "# Сбой\n\n## Хронология\n\n- 03/04/2026 10:42 UTC Ошибки\n", april},
		{"Chinese headings", "x.md", "# Outage\n\n## 影响范围\n\nAll.\n" + entry, march},
		{"an English heading that is French too", "x.md", "# Outage\n\n## Consequences\n\nSome.\n" + entry, march},
		{"a European zone", "x.md", "# Outage\n\n## Timeline\n\n- 03/04/2026 10:42 CEST Errors\n", april},
		{"a European zone that is declared", "x.md", "# Outage\n\n## Timeline\n\nAll times are in Europe/Berlin.\n\n- 03/04/2026 10:42 Errors\n", april},
		{"British summer", "x.md", "# Outage\n\n## Timeline\n\n- 03/04/2026 10:42 BST Errors\n", april},
		{"an American zone", "x.md", "# Outage\n\n## Timeline\n\n- 03/04/2026 10:42 PST Errors\n", march},
		{"Latin American zones", "x.md", "# Outage\n\n## Timeline\n\nAll times are in America/Bogota.\n\n- 03/04/2026 10:42 Errors\n", april},
		{"Brazil's zone", "x.md", "# Outage\n\n## Timeline\n\n- 03/04/2026 10:42 BRT Errors\n", april},
		{"Canada's zones", "x.md", "# Outage\n\n## Timeline\n\nAll times are in America/Halifax.\n\n- 03/04/2026 10:42 Errors\n", march},
		{"both zones", "x.md", "# Outage\n\n## Timeline\n\n- 03/04/2026 18:42 CET (09:42 PST) Errors\n", march},
		{"an abbreviation that is no zone", "x.md", "# Outage\n\nThe BST index and the CAT scan are slow.\n" + entry, march},
		{"headings over zones", "x.md", "# Ausfall\n\n## Zeitverlauf\n\n- 03/04/2026 10:42 PST Fehler\n", april},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := document.Parse(tt.path, []byte(tt.source))
			if len(d.Timeline.Events) == 0 || d.Timeline.Events[0].At.IsZero() {
				t.Fatalf("no event with a time in %q", tt.source)
			}
			equal(t, tt.want, d.Timeline.Events[0].At.UTC().Format("2006-01-02"))
		})
	}
}

// TestDateOrderEverywhere is that all that a document dates with numbers is read in its order.
func TestDateOrderEverywhere(t *testing.T) {
	const day = "2026-04-03"
	front := document.Parse("x.md", []byte("---\nstarted: 03/04/2026 10:42 UTC\n---\n# Outage until 23/04/2026\n"))
	equal(t, day, front.Meta.Started.Format("2006-01-02"))

	table := document.Parse("x.md", []byte("# Outage\n\n| | |\n|-|-|\n| Date | 03/04/2026 |\n| Closed | 23/04/2026 |\n\n## Timeline\n\n| Date | Time (UTC) | Event |\n|-|-|-|\n| 03/04 | 10:42 | Errors |\n| 04/04 | 08:00 | None |\n"))
	equal(t, day, table.Day().Format("2006-01-02"))
	equal(t, []string{"04-03 10:42:00 | Errors", "04-04 08:00:00 | None"}, events(table))

	dated := document.Parse("x.md", []byte("# Outage\n\n## Timeline\n\n### 03/04/2026\n\n- 10:42 UTC Errors\n\n### 04/04/2026\n\n- 08:00 UTC None\n\n## Action items\n\n| Action | Due | Status |\n|-|-|-|\n| Cap retries | 05/06/2026 | open |\n| Alert on lag | 23/06/2026 | open |\n| Drill it | 7/6 | open |\n| Page two | | ETA 08/06/2026 |\n\n- [ ] Write it down (@kmori, due 09/06/2026)\n- [ ] Test it – @kmori, 10/06/2026\n"))
	equal(t, []string{"04-03 10:42:00 | Errors", "04-04 08:00:00 | None"}, events(dated))
	var due []string
	for _, a := range dated.Actions {
		due = append(due, a.Due)
	}
	equal(t, []string{"2026-06-05", "2026-06-23", "2026-06-07", "2026-06-08", "2026-06-09", "2026-06-10"}, due)
}

// TestDateOrderOfTheHead is that what is read of a document without its text has the order that its text tells.
func TestDateOrderOfTheHead(t *testing.T) {
	sameHead(t, "x.md", "# Outage\n\n**Start:** 03/04/2026 10:42 UTC\n\n## Summary\n\nShort.\n\n## Impact\n\nThe last order is of 23/04/2026.\n")
	sameHead(t, "x.md", "---\ntitle: Outage\nstatus: final\nseverity: SEV-2\nservices: [checkout]\nstarted: 03/04/2026 10:42 UTC\n---\n## Impact\n\nThe last order is of 23/04/2026.\n")
	equal(t, "2026-04-03", document.Parser{}.Head("x.md", []byte("# Outage\n\n**Start:** 03/04/2026 10:42 UTC\n\n## Summary\n\nShort.\n\n## Impact\n\nThe last order is of 23/04/2026.\n")).Started.Format("2006-01-02"))
}

// TestYearOfDue is that a due date without a year is the next such day from the incident on.
func TestYearOfDue(t *testing.T) {
	for _, tt := range []struct{ item, want string }{
		{"- [ ] Cap retries (@kmori, due Dec 15)", "2026-12-15"},
		{"- [ ] Cap retries (@kmori, due 15 December)", "2026-12-15"},
		{"- [ ] Cap retries (@kmori, by 14 March)", "2027-03-14"},
		{"- [ ] Cap retries. Owner: Kim. Due: Mar 14", "2027-03-14"},
		{"- [ ] Cap retries – @kmori – Nov 20", "2026-11-20"},
		{"- [ ] Cap retries (@kmori, due Nov 19th)", "2027-11-19"},
		{"| Action | Due |\n|-|-|\n| Cap retries | by Friday, 4 Dec |", "2026-12-04"},
		{"| Action | Due |\n|-|-|\n| Cap retries | 12/4 |", "2026-12-04"},
		{"- [ ] Cap retries — Kim, 20/03", "2027-03-20"},
		{"- [ ] Man the phones — Kim, 24/7", ""},
		{"- [ ] Cap retries (1/2)", ""},
		{"| Action | Due |\n|-|-|\n| Cap retries | Feb 29 |", "Feb 29"},
		{"| Action | Due |\n|-|-|\n| Cap retries | early December |", "early December"},
		{"| 対応 | 期限 |\n|-|-|\n| 上限を設ける | 12月4日 |", "2026-12-04"},
	} {
		d := parse("# Outage of 2026-11-20\n\n## Action items\n\n" + tt.item + "\n")
		if len(d.Actions) != 1 || d.Actions[0].Due != tt.want {
			t.Errorf("%s: %+v, want %s", tt.item, d.Actions, tt.want)
		}
	}
	equal(t, "Dec 15", parse("## Action items\n\n- [ ] Cap retries (@kmori, due Dec 15)\n").Actions[0].Due)
}
