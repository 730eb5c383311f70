package site

import (
	"cmp"
	"html/template"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/learn"
)

// item is an action item on the board.
type item struct {
	learn.Action
	Title, Owner string
	Kind         string // the type in words
	From         *postmortem
	Late         int // days
	Issue        string
	IssueURL     string
	DueDay       string
	row          func() template.HTML
}

// longestList is how many action items of one state are listed. Nobody reads on for longer, and the postmortems have all of them.
const longestList = 2000

// planActions are the board: what is open, in three lists by date; what is done; and the open items of each owner, in the order of their names.
func (b *builder) planActions() {
	var overdue, dated, undated, done []*item
	owners := map[string][]*item{}
	names := map[string]string{}
	for _, p := range b.postmortems {
		for _, a := range p.Actions {
			i := &item{Action: a, Title: line(a.Title), Owner: line(a.Owner), From: p, Late: a.Late(b.Now), Issue: line(a.Issue), Kind: b.words.kind(a.Type)}
			if lower := strings.ToLower(a.IssueURL); strings.HasPrefix(lower, "https://") || strings.HasPrefix(lower, "http://") {
				i.IssueURL = a.IssueURL
			}
			if !a.Due.IsZero() {
				i.DueDay = a.Due.Format(time.DateOnly)
			}
			i.row = sync.OnceValue(func() template.HTML { return b.itemRow(i) }) // it stands in up to three lists
			switch {
			case a.Done:
				done = append(done, i)
				continue
			case a.Dropped:
				continue
			case i.Late > 0:
				overdue = append(overdue, i)
			case !a.Due.IsZero():
				dated = append(dated, i)
			default:
				undated = append(undated, i)
			}
			f := fold(a.Owner)
			owners[f] = append(owners[f], i)
			if names[f] == "" {
				names[f] = cmp.Or(i.Owner, b.words.NoOwner)
			}
		}
	}
	byDue := func(a, b *item) int { return a.Due.Compare(b.Due) }
	slices.SortStableFunc(overdue, byDue)
	slices.SortStableFunc(dated, byDue)

	sorted := slices.Sorted(maps.Keys(owners))
	pages := newNames(sorted)
	var ownerLinks []link
	for _, f := range sorted {
		ownerLinks = append(ownerLinks, link{Text: names[f], Page: "actions/owner-" + pages.of[f] + ".html"})
	}
	lists := []struct {
		title, page string
		items       []*item
	}{
		{b.words.Overdue, "actions/overdue.html", overdue}, {b.words.DueLater, "actions/dated.html", dated},
		{b.words.NoDate, "actions/undated.html", undated}, {b.words.DoneItems, "actions/done.html", done},
	}
	var states []link
	for _, l := range lists {
		states = append(states, link{Text: l.title, Page: l.page, Count: len(l.items)})
		b.planItems(l.page, l.title, l.items[:min(len(l.items), longestList)], len(l.items) > longestList)
	}
	for k, f := range sorted {
		slices.SortStableFunc(owners[f], func(a, b *item) int {
			if a.Due.IsZero() != b.Due.IsZero() {
				return -byDue(a, b) // those without a date last
			}
			return byDue(a, b)
		})
		b.planItems(ownerLinks[k].Page, names[f], owners[f], false)
	}
	b.job(func() error {
		body := board{States: states, Owners: ownerLinks, Items: b.items(overdue[:min(len(overdue), pageSize)])}
		return b.write("actions/index.html", "actions", page{Title: b.words.Board, Current: "actions", Body: body}, "", nil)
	})
}

// board is a page of action items; the first one has the links to the others.
type board struct {
	States, Owners []link
	Items          []template.HTML
	Pager          pager
	Cut            bool // there are more than are listed
}

func (b *builder) planItems(name, title string, items []*item, more bool) {
	paged(items, name, func(name string, items []*item, p pager) {
		b.job(func() error {
			return b.write(name, "actions", page{Title: title, Current: "actions", Body: board{Items: b.items(items), Pager: p, Cut: more}}, "", nil)
		})
	})
}

// items are action items as they stand in lists.
func (b *builder) items(items []*item) []template.HTML {
	var all []template.HTML
	for _, i := range items {
		all = append(all, i.row())
	}
	return all
}

func (b *builder) itemRow(i *item) template.HTML {
	return b.part("item", struct {
		*item
		Words *words
	}{i, &b.words})
}
