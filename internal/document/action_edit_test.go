package document_test

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/cputime"
	"github.com/blameless-postmortem/postmortem/internal/document"
)

const section = "## Action items\n"

// edited applies the edits of the first item of a document.
func edited(t *testing.T, source string, edit func(*document.Document) ([]document.Edit, error)) string {
	t.Helper()
	d := parse(source)
	edits, err := edit(d)
	if err != nil {
		t.Errorf("%q: %v", source, err)
		return ""
	}
	got, err := document.Apply(d.Source, edits...)
	if err != nil {
		t.Fatal(err)
	}
	return string(got)
}

func TestSetDone(t *testing.T) {
	const table = "| Action | Status |\n|-|-|\n"
	for _, tt := range []struct{ open, done string }{
		{"- [ ] a\n", "- [x] a\n"},
		{"1. [ ] a (P1, in progress)\n", "1. [x] a (P1, in progress)\n"},
		{"- a\n", "- a (done)\n"},
		{"- a (P1, @k)\n", "- a (P1, @k, done)\n"},
		{"- a (P1, done when x, y)", "- a (P1, done, done when x, y)"},
		{"- a #7\r\n", "- a (done) #7\r\n"},
		{"- 弁を替える（担当: @k）\n", "- 弁を替える（担当: @k、状態: 完了）\n"},
		{"- **a**\n", "- **a** (done)\n"},
		{"- a\n  - Status: open\n", "- a\n  - Status: done\n"},
		{table + "| a | Open |\n", table + "| a | Done |\n"},
		{table + "| a | Open |\n| b | Closed |\n", table + "| a | Closed |\n| b | Closed |\n"},
		{table + "| a | ❌ |\n| b | ✅ |\n", table + "| a | ✅ |\n| b | ✅ |\n"},
		{"| Action | Owner |\n|-|-|\n| a | b |", "| Action | Owner |\n|-|-|\n| ~~a~~ | b |"},
	} {
		done := edited(t, section+tt.open, func(d *document.Document) ([]document.Edit, error) { return d.SetDone(0, true) })
		equal(t, section+tt.done, done)
		if strings.Contains(tt.open, "❌") {
			continue
		}
		equal(t, section+tt.open, edited(t, done, func(d *document.Document) ([]document.Edit, error) { return d.SetDone(0, false) }))
	}
	for _, tt := range []struct {
		source string
		done   bool
		want   string
	}{
		{"- [X] a\n", false, "- [ ] a\n"},
		{"- [x] a (done)\n", false, "- [ ] a\n"},
		{"- ~~a~~\n", false, "- a\n"},
		{"- ~~a~~ done\n", false, "- a\n"},
		{"- ✅ a\n", false, "- a\n"},
		{"- Done: a\n", false, "- a\n"},
		{"- [ ] a (P1, not planned)\n", true, "- [x] a (P1)\n"},
		{"- [x] a (won't fix)\n", true, "- [x] a\n"},
		{table + "| a |\n", true, table + "| a | Done |\n"},
		{table + "| a ||\n", true, table + "| a | Done |\n"},
		{"- [x] a\n", true, "- [x] a\n"},
	} {
		equal(t, section+tt.want, edited(t, section+tt.source, func(d *document.Document) ([]document.Edit, error) { return d.SetDone(0, tt.done) }))
	}
	if _, err := parse(section).SetDone(0, true); err == nil {
		t.Error("no error where there is no item")
	}
}

func TestSetField(t *testing.T) {
	const table = "|Action|Owner|Due|Prio|Status|\n|-|-|-|-|-|\n"
	for _, tt := range []struct {
		source string
		field  document.ActionField
		value  string
		want   string
	}{
		{"- [ ] a", document.ActionOwner, "@k", "- [ ] a (@k)"},
		{"- [ ] a", document.ActionOwner, "Jane Doe", "- [ ] a (owner Jane Doe)"},
		{"- [ ] a #7\n", document.ActionPriority, "p1", "- [ ] a (P1) #7\n"},
		{"- [ ] a (P1)\n", document.ActionDue, "2026-12-15", "- [ ] a (P1, due 2026-12-15)\n"},
		{"- [ ] a (P1, due 2026-12-15)\n", document.ActionDue, "2027-01-15", "- [ ] a (P1, due 2027-01-15)\n"},
		{"- [ ] a (P1, due 2026-12-15)\n", document.ActionDue, "", "- [ ] a (P1)\n"},
		{"- [ ] a (P1, due 2026-12-15)\n", document.ActionPriority, "", "- [ ] a (due 2026-12-15)\n"},
		{"- [ ] a (P1)  \n", document.ActionPriority, "", "- [ ] a  \n"},
		{"- [ ] a (@a, @b, P1)\n", document.ActionOwner, "@c", "- [ ] a (@c, P1)\n"},
		{"- [ ] a (@a)\n", document.ActionOwner, "Jane Doe", "- [ ] a (owner Jane Doe)\n"},
		{"- [ ] a - @a\n", document.ActionOwner, "@b", "- [ ] a - @b\n"},
		{"- [ ] a - @a\n", document.ActionOwner, "", "- [ ] a\n"},
		{"- P1: a\n", document.ActionPriority, "P2", "- P2: a\n"},
		{"- P1: a\n", document.ActionPriority, "", "- a\n"},
		{"- [ ] a (P1, done when x, y)\n", document.ActionFactor, "F1, F3", "- [ ] a (P1, for F1, F3, done when x, y)\n"},
		{"- [ ] a (for F1, F3, P1)\n", document.ActionFactor, "F2", "- [ ] a (for F2, P1)\n"},
		{"- [ ] a (done when x)\n", document.ActionType, "detect", "- [ ] a (detect, done when x)\n"},
		{"- [ ] a (P1)\n", document.ActionStatus, "not planned", "- [ ] a (P1, not planned)\n"},
		{"- [ ] a [#7](" + issues + "7) (P1)\n", document.ActionStatus, "moved to o/r#8", "- [ ] a [#7](" + issues + "7) (P1, moved to o/r#8)\n"},
		{"- [ ] a (P1)\n", document.ActionStatus, "moved to o/r#7", "- [ ] a (P1, moved to o/r#7)\n"},
		{"- [ ] a (P1)\n", document.ActionStatus, "with the vendor", "- [ ] a (P1, status: with the vendor)\n"},
		{"- [ ] a (P1, not planned)\n", document.ActionStatus, "", "- [ ] a (P1)\n"},
		{"- [ ] **a** (P1)\n", document.ActionTitle, "b", "- [ ] **b** (P1)\n"},
		{"- [ ] **a** b `c` (P1)\n", document.ActionTitle, "d", "- [ ] d (P1)\n"},
		{"- [ ] a (P1)\n", document.ActionTitle, "use *all* of it", "- [ ] use \\*all\\* of it (P1)\n"},
		{"- a\n  - Owner: @k\n", document.ActionOwner, "@l", "- a\n  - Owner: @l\n"},
		{"- a\r\n  - Owner: @k\r\n- b\r\n", document.ActionOwner, "", "- a\r\n- b\r\n"},
		{"- [ ] 弁を替える\n", document.ActionOwner, "@k", "- [ ] 弁を替える（担当: @k）\n"},
		{"- [ ] 弁を替える（優先度: P1）\n", document.ActionOwner, "検針課", "- [ ] 弁を替える（優先度: P1、担当: 検針課）\n"},
		{"- [ ] 弁を替える（種別: 予防、担当: @k）\n", document.ActionType, "detect", "- [ ] 弁を替える（種別: 検知、担当: @k）\n"},
		{"- [ ] 弁を替える（担当: @k、期限: 2026-12-15）\n", document.ActionDue, "2027-01-15", "- [ ] 弁を替える（担当: @k、期限: 2027-01-15）\n"},
		{"- [ ] 弁を替える（担当: @k、期限: 2026-12-15）\n", document.ActionOwner, "", "- [ ] 弁を替える（期限: 2026-12-15）\n"},
		{"- [ ] 弁を替える（担当: @k、完了条件: 鳴る、光る）\n", document.ActionFactor, "F1, F3", "- [ ] 弁を替える（担当: @k、要因: F1, F3、完了条件: 鳴る、光る）\n"},
		{"- [ ] 弁を替える（担当: @k）\n", document.ActionStatus, "not planned", "- [ ] 弁を替える（担当: @k、状態: not planned）\n"},
		{"- [ ] 弁を替える（担当: @k） [#7](" + issues + "7)\n", document.ActionStatus, "moved to o/r#8", "- [ ] 弁を替える（担当: @k、状態: moved to o/r#8） [#7](" + issues + "7)\n"},
		{"- [ ] 弁を替える (担当: @k、P1)\n", document.ActionDue, "2026-12-15", "- [ ] 弁を替える (担当: @k、P1、期限: 2026-12-15)\n"},
		{"- [ ] 弁を替える (P1, @k)\n", document.ActionDue, "2026-12-15", "- [ ] 弁を替える (P1, @k, due 2026-12-15)\n"},
		{table + "| a | x |", document.ActionOwner, "@k", table + "| a | @k |"},
		{table + "| a | x |\n", document.ActionOwner, "", table + "| a |  |\n"},
		{table + "| a | x |\n", document.ActionPriority, "P1", table + "| a | x | | P1 |\n"},
		{table + "|a||||\n", document.ActionPriority, "P1", table + "|a||| P1 |\n"},
		{table + "|a|\n", document.ActionOwner, "a|b", table + "|a | a\\|b|\n"},
	} {
		equal(t, section+tt.want, edited(t, section+tt.source, func(d *document.Document) ([]document.Edit, error) { return d.SetField(0, tt.field, tt.value) }))
	}
}

func TestSetFieldRefuses(t *testing.T) {
	d := parse(section + "- [ ] a (P1)\n\n|Action|\n|-|\n|b|\n")
	var column *document.NoColumnError
	if _, err := d.SetField(1, document.ActionOwner, "@k"); !errors.As(err, &column) || column.Field != document.ActionOwner || column.Line != 6 || column.Hint() == "" {
		t.Errorf("no column: %v", err)
	}
	for _, tt := range []struct {
		field      document.ActionField
		value, err string
	}{
		{document.ActionTitle, "", "needs a title"}, {document.ActionType, "magic", "no type"}, {document.ActionPriority, "P7", "no priority"},
		{document.ActionFactor, "F1, Fx", "no id"}, {document.ActionOwner, "a\nb", "one line"}, {document.ActionOwner, "TBD", "says nothing"}, {99, "x", "no field"},
	} {
		if _, err := d.SetField(0, tt.field, tt.value); err == nil || !strings.Contains(err.Error(), tt.err) {
			t.Errorf("%v %q: error %v, want %q", tt.field, tt.value, err, tt.err)
		}
	}
}

func TestReplaceLink(t *testing.T) {
	const link = "[p/q#8](https://github.com/p/q/issues/8)"
	for source, want := range map[string]string{
		"- a [#7](" + issues + "7) (P1)\n":           "- a " + link + " (P1)\n",
		"- a (P1) #7\n":                              "- a (P1) " + link + "\n",
		"- a <" + issues + "7>\n":                    "- a " + link + "\n",
		"- a " + issues + "7\n":                      "- a " + link + "\n",
		"- [**#7**](" + issues + "7 \"x\") a\n":      "- " + link + " a\n",
		"|Action|Issue|\n|-|-|\n|a|7|\n":             "|Action|Issue|\n|-|-|\n|a|" + link + "|\n",
		"|Action|Issue|\n|-|-|\n|a|" + issues + "7|": "|Action|Issue|\n|-|-|\n|a|" + link + "|",
	} {
		equal(t, section+want, edited(t, section+source, func(d *document.Document) ([]document.Edit, error) {
			return d.ReplaceLink(0, "p/q#8", "https://github.com/p/q/issues/8")
		}))
	}
	if _, err := parse(section+"- a\n").ReplaceLink(0, "#7", issues+"7"); err == nil || !strings.Contains(err.Error(), "no link") {
		t.Errorf("no link: %v", err)
	}
}

var fields = []document.ActionField{
	document.ActionTitle, document.ActionType, document.ActionPriority, document.ActionOwner, document.ActionDue, document.ActionFactor, document.ActionDoneWhen, document.ActionStatus,
}

var values = map[document.ActionField][]string{
	document.ActionTitle: {"Drain nodes", "use `x` *now*", "a | b", "排水する"}, document.ActionType: {"detect", "learn", ""}, document.ActionPriority: {"P0", "P3", ""},
	document.ActionOwner: {"@kmori", "Jane Doe", "@org/team", "a|b", ""}, document.ActionDue: {"2027-01-31", "end of Q1", ""}, document.ActionFactor: {"F1", "F1, F9", ""},
	document.ActionDoneWhen: {"it fires", "x, y", ""}, document.ActionStatus: {"in progress", "not planned", "moved to o/r#7", "with the vendor", ""},
}

// TestActionEditsProperty is that an edit leaves all bytes outside its spans, gives the item what was asked for and changes no other item, and
// that an edit undone leaves the document as it was where it says how.
func TestActionEditsProperty(t *testing.T) {
	made, refused := map[string]int{}, map[string]int{}
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 2))
		d := parse(randomDocument(r))
		for i, before := range d.Actions {
			field := fields[r.IntN(len(fields))]
			value := values[field][r.IntN(len(values[field]))]
			for name, edit := range map[string]func(*document.Document) ([]document.Edit, error){
				"done":         func(d *document.Document) ([]document.Edit, error) { return d.SetDone(i, !before.Done) },
				field.String(): func(d *document.Document) ([]document.Edit, error) { return d.SetField(i, field, value) },
				"link": func(d *document.Document) ([]document.Edit, error) {
					return d.ReplaceLink(i, "#77", "https://github.com/o/r/issues/77")
				},
			} {
				if name == "link" && before.Issue == nil {
					continue
				}
				edits, err := edit(d)
				if err != nil {
					refused[name]++
					continue
				}
				made[name]++
				got, err := document.Apply(d.Source, edits...)
				if err != nil {
					t.Fatal(err)
				}
				after := parse(string(got))
				if len(after.Actions) != len(d.Actions) {
					t.Fatalf("%s: %q\n%q: %d items, were %d", name, d.Source, got, len(after.Actions), len(d.Actions))
				}
				for k := range after.Actions {
					if k != i {
						sameItem(t, d, after, k)
					}
				}
				a := after.Actions[i]
				switch name {
				case "type", "priority", "due date", "factor", "status", "done when":
					if edited := d.Actions[i]; len(edits) > 0 && !strings.Contains(a.Type+a.Priority+a.Due+strings.Join(a.Factors, ", ")+a.Status+a.DoneWhen, value) {
						t.Fatalf("%s %q: %q\n%q: was %+v, is %+v", name, value, d.Source, got, edited, a)
					}
				case "done":
					if a.Done == before.Done {
						t.Fatalf("%q\n%q: done is %v", d.Source, got, a.Done)
					}
				case "link":
					if a.Issue == nil || a.Issue.URL != "https://github.com/o/r/issues/77" {
						t.Fatalf("%q\n%q: %+v", d.Source, got, a.Issue)
					}
				case "title":
					equal(t, value, a.Title)
				}
			}
		}
	}
	for name, n := range made {
		if n < 10 || refused[name] > n/2 {
			t.Errorf("%s: %d edits made, %d refused", name, n, refused[name])
		}
	}
}

// TestEditsOfManyItems is that edits made from one parse can be applied together, and that eight times as many take about eight times as long.
func TestEditsOfManyItems(t *testing.T) {
	for name, source := range map[string]func(n int) string{
		"list": func(n int) string { return section + strings.Repeat("- [ ] Drain nodes first (P1, @kmori)\n", n) },
		"groups": func(n int) string {
			return "# x\n\n" + section + "\n" + strings.Repeat("### Detection\n\n- Prevent:\n  - Drain nodes first [#7](https://github.com/o/r/issues/7)\n    - Owner: @k\n\n", n)
		},
		"table": func(n int) string {
			return section + "\n|Action|Status|\n|-|-|\n" + strings.Repeat("| Drain nodes first | Open |\n", n)
		},
	} {
		cputime.Linear(t, name, 100, func(n int) {
			d := parse(source(n))
			if len(d.Actions) != n {
				t.Fatalf("%s: %d items", name, len(d.Actions))
			}
			var all []document.Edit
			for i := range d.Actions {
				edits, err := d.SetDone(i, true)
				if err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				all = append(all, edits...)
			}
			got, err := document.Apply(d.Source, all...)
			if err != nil {
				t.Fatal(err)
			}
			after := document.Parse("", got)
			for i, a := range after.Actions {
				if !a.Done || a.Title != d.Actions[i].Title || len(after.Actions) != n {
					t.Fatalf("%s: item %d is %+v", name, i, a)
				}
			}
		})
	}
}
