package document_test

import (
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// TestTrailingFields is that the fields of an item are read in whatever order and with whatever signs between them.
func TestTrailingFields(t *testing.T) {
	for _, tt := range trailingFields {
		t.Run(tt.item, func(t *testing.T) {
			d := parse("# Outage 2026-11-20\n\n## Action items\n\n- [ ] " + tt.item + "\n")
			var got []string
			for _, a := range d.Actions {
				got = append(got, shown(d, a))
			}
			equal(t, tt.want, strings.Join(got, "\n"))
		})
	}
}

// TestTrailingFieldsAreEdited is that every field of these items can be changed where it stands, and added where it is not.
func TestTrailingFieldsAreEdited(t *testing.T) {
	for _, tt := range trailingFields {
		for field, value := range map[document.ActionField]string{
			document.ActionTitle: "Do y", document.ActionOwner: "@new", document.ActionDue: "2027-01-02", document.ActionPriority: "P4",
		} {
			source := "# Outage 2026-11-20\n\n## Action items\n\n- [ ] " + tt.item + "\n"
			got := edited(t, source, func(d *document.Document) ([]document.Edit, error) { return d.SetField(0, field, value) })
			before, after := parse(source).Actions[0], parse(got).Actions
			if len(after) != 1 {
				t.Errorf("%s: %q has %d items", tt.item, got, len(after))
				continue
			}
			want := [...]string{before.Title, before.Owner, before.Due, before.Priority}
			for i, f := range [...]document.ActionField{document.ActionTitle, document.ActionOwner, document.ActionDue, document.ActionPriority} {
				if f == field {
					want[i] = value
				}
			}
			equal(t, want, [...]string{after[0].Title, after[0].Owner, after[0].Due, after[0].Priority})
		}
	}
}

var trailingFields = []struct{ item, want string }{
	{"Add a probe (Duty manager, due 2026-12-15)", "Add a probe; owner=Duty manager; due=2026-12-15"},
	{"Add a probe (DBA group, due 2026-12-15, P1)", "Add a probe; prio=P1; owner=DBA group; due=2026-12-15"},
	{"Add a probe (See the plan, due 2026-12-15)", "Add a probe (See the plan, due 2026-12-15)"},
	{"@kim: Do x – due 2026-12-15, #42", "Do x; owner=@kim; due=2026-12-15; issue=#42"},
	{"Do x – @kim, 2026-12-15, #42", "Do x; owner=@kim; due=2026-12-15; issue=#42"},
	{"Do x – @kim, by 2026-12-15, #42", "Do x; owner=@kim; due=2026-12-15; issue=#42"},
	{"Do x – Kim Mori, done", "Do x; owner=Kim Mori; status=done; done"},
	{"Do x — Kim, in progress (#42)", "Do x; owner=Kim; status=in progress; issue=#42"},
	{"Do x — the first half, done", "Do x — the first half, done"},
	{"Do x – Kim Mori, 2026-12-15", "Do x; owner=Kim Mori; due=2026-12-15"},
	{"Do x — owner: Kim; due: 2026-12-15; #42", "Do x; owner=Kim; due=2026-12-15; issue=#42"},
	{"Do x, P1, #42", "Do x; prio=P1; issue=#42"},
	{"Do x, owner @kim, due 2026-12-15", "Do x; owner=@kim; due=2026-12-15"},
	{"Do x — owner @kim", "Do x; owner=@kim"},
	{"[#7](https://github.com/o/r/issues/7)(P1)", "; prio=P1; issue=#7"},
	{"Ask the owner @kim", "Ask the owner; owner=@kim"},
	{"Do x, #42", "Do x; issue=#42"},
	{"Do x [@kim] [P1] [#42]", "Do x; prio=P1; owner=@kim; issue=#42"},
	{"Do x [@kim, due 2026-12-15]", "Do x; owner=@kim; due=2026-12-15"},
	{"Do x. Owner: @kim. Due: 2026-12-15.", "Do x; owner=@kim; due=2026-12-15"},
	{"Do x. Owner: St. John", "Do x; owner=St. John"},
	{"**@kim** Do x by 2026-12-15", "Do x; owner=@kim; due=2026-12-15"},
	{"@kim Write it down", "Write it down; owner=@kim"},
	{"@kim write it down", "write it down; owner=@kim"},
	{"@kim and @ann write it down", "@kim and @ann write it down"},
	{"@babel/core Upgrade to the new release", "@babel/core Upgrade to the new release"},
	{"[@kim] Do x", "Do x; owner=@kim"},
	{"(@kim): Do x", "Do x; owner=@kim"},
	{"Do x - [P1] - @kim - 2026-12-15", "Do x; prio=P1; owner=@kim; due=2026-12-15"},
	{"Do x — @kim — 2026-12-15", "Do x; owner=@kim; due=2026-12-15"},
	{"Do x | P1 | @kim | 2026-12-15", "Do x; prio=P1; owner=@kim; due=2026-12-15"},
	{"Do x → @kim, due 2026-12-15", "Do x; owner=@kim; due=2026-12-15"},
	{"Do x. Owner: Kim. Due: Dec 15, 2026", "Do x; owner=Kim; due=2026-12-15"},
	{"Do x @kim @ann", "Do x; owner=@kim, @ann"},
	{"Do x – @kim and @ann", "Do x; owner=@kim, @ann"},
	{"Do x (@kim/@ann, 2026-12-15)", "Do x; owner=@kim, @ann; due=2026-12-15"},
	{"Talk to @kim and @ann", "Talk to @kim and @ann"},
	{"Move the rules of @org/one", "Move the rules of @org/one"},
	{"Do x (P1) – due 2026-12-15", "Do x; prio=P1; due=2026-12-15"},
	{"Do x (@kim), by 2026-12-15", "Do x; owner=@kim; due=2026-12-15"},
	{"Set the level – high", "Set the level – high"},
	{"Alert on two things – disk, memory", "Alert on two things – disk, memory"},
	{"Read the report – Monitoring, 2026 edition", "Read the report – Monitoring, 2026 edition"},
	{"Repeat the drill – 2026-12-15", "Repeat the drill – 2026-12-15"},
	{"Do x (storage team, Q1)", "Do x; owner=storage team; due=Q1"},
	{"Do x – storage team, end of June", "Do x; owner=storage team; due=end of June"},
	{"Do x – @kim, next sprint", "Do x; owner=@kim; due=next sprint"},
	{"Do x. **Owner:** Kim Mori **Due:** 2026-12-15", "Do x; owner=Kim Mori; due=2026-12-15"},
	{"Do x. Owner: @kim, Due: 2026-12-15, Status: open", "Do x; owner=@kim; due=2026-12-15; status=open"},
	{"Do x. **Verantwortlich:** Kim **Frist:** 15.12.2026", "Do x; owner=Kim; due=2026-12-15"},
	{"Do x (#42), done", "Do x; status=done; issue=#42; done"},
	{"Do x, in progress", "Do x; status=in progress"},
	{"Do x. Implemented in alerts.yml.", "Do x; status=Implemented in alerts.yml; done"},
	{"Do x. Completed 2 July.", "Do x; status=Completed 2 July; done"},
	{"Do x (b/123456)", "Do x; issue=b/123456"},
}

// TestActionStatesAndNames is states, dates and names that stand with each other behind an item.
func TestActionStatesAndNames(t *testing.T) {
	for _, tt := range []struct{ name, source, want string }{
		{"the date of a state is not when it is due", "- Add a probe (done, 2026-11-03)\n- Limit retries (@kim, 2026-11-03, done)\n- Move the cron (done, due 2026-11-03)\n", "Add a probe; status=done, 2026-11-03; done\nLimit retries; owner=@kim; due=2026-11-03; status=done; done\nMove the cron; due=2026-11-03; status=done; done"},
		{"a name before the state", "- Add a probe - Kim Mori - Resolved\n- Limit retries - Ana Lee - Open\n", "Add a probe; owner=Kim Mori; status=Resolved; done\nLimit retries; owner=Ana Lee; status=Open"},
		{"a name and a date without a year", "- Add a probe – Kim, by 12/15\n- Limit retries – Ana, Q1\n", "Add a probe; owner=Kim; due=12/15\nLimit retries; owner=Ana; due=Q1"},
		{"labels in brackets", "- Add a probe (assigned: Kim, ETA: Dec 12)\n- Limit retries (Ana & Kim, done)\n", "Add a probe; owner=Kim; due=Dec 12\nLimit retries; owner=Ana & Kim; status=done; done"},
		{"one name over items", "**Alex**\n\n- Add a probe\n- Limit retries\n", "Add a probe; owner=Alex\nLimit retries; owner=Alex"},
		{"several names before items", "- [Kim] Add a probe\n- [Bob, Ana] Limit retries\n", "Add a probe; owner=Kim\nLimit retries; owner=Bob, Ana"},
		{"fields in brackets before items", "- (P1, Kim) Limit all retries\n- [P2, @ana] Add a probe\n- (First, second) try the switch\n", "Limit all retries; prio=P1; owner=Kim\nAdd a probe; prio=P2; owner=@ana\n(First, second) try the switch"},
		{"bare fields under items", "- Add a probe\n  - Kim\n  - 2026-12-01\n- Limit retries\n  - @ana\n  - done\n- Move the cron\n  - Grafana\n", "Add a probe; owner=Kim; due=2026-12-01\nLimit retries; owner=@ana; done\nMove the cron"},
		{"labels over what is left", "Completed action items:\n\n- Add a probe\n\nOutstanding:\n\n- Limit retries\n", "Add a probe; done\nLimit retries"},
		{"a state before its sign", "- Limit retries – *done* ✅\n", "Limit retries; status=done; done"},
		{"a state behind the heading", "### Follow-ups — done\n\n- Add a probe\n\n### Probes – gateway\n\n- Limit retries\n", "Add a probe; done\nLimit retries"},
		{"one thing over items", "**Grafana**\n\n- Add a probe\n", "Add a probe"},
		{"a state within", "1. **Add a probe (done 2026-11-03)** — there was none\n2. Limit retries (open): five at most\n3. **Move the cron (weekly)** — it is late\n", "Add a probe (done 2026-11-03) — there was none; status=done 2026-11-03; done; written=Add a probe (done 2026-11-03)** — there was none\nLimit retries (open): five at most; status=open\nMove the cron (weekly) — it is late; written=Move the cron (weekly)** — it is late"},
		{"in Japanese", "1. 監視を追加する(2026-08-17 実装済み) — x\n2. 無音検知(未対応) — y\n3. 期間の延長 (2026/9/1 完了)\n4. ログの整理（9/30 完了予定）\n5. 未対応：手順書\n", "監視を追加する(2026-08-17 実装済み) — x; status=2026-08-17 実装済み; done\n無音検知(未対応) — y; status=未対応\n期間の延長; status=2026/9/1 完了; done\nログの整理; due=2026-09-30\n手順書; status=未対応"},
		{"in other languages", "1. 알림 추가 (담당: 김철수, 기한: 2026-06-15)\n2. Adicionar alerta — Ana — até 15/06/2026\n", "알림 추가; owner=김철수; due=2026-06-15\nAdicionar alerta; owner=Ana; due=2026-06-15"},
	} {
		t.Run(tt.name, func(t *testing.T) { equal(t, tt.want, titles("# Outage\n\n## Action items\n\n"+tt.source)) })
	}
}

// TestTrackedItems is issues that are named between an item and its fields, or in what is nested under it.
func TestTrackedItems(t *testing.T) {
	for _, tt := range []struct{ section, want string }{
		{"- Limit retries: [o/r#7](" + issues + "7) (Storage team, due 2026-12-15)\n- Test it, [o/r#8](" + issues + "8) (due 2026-12-15)\n- Read [o/r#9](" + issues + "9) (due 2026-12-15)\n",
			"Limit retries; owner=Storage team; due=2026-12-15; issue=o/r#7\nTest it; due=2026-12-15; issue=o/r#8\nRead o/r#9; due=2026-12-15; issue=o/r#9; written=Read [o/r#9"},
		{"- Limit retries\n  - Tracked in " + issues + "7\n- Test it\n  - The rest is tracked here: " + issues + "8\n- Page\n  - Filed as #9.\n- Call\n  - This is not tracked in #10\n  - #11 had another cause\n",
			"Limit retries; issue=" + issues + "7\nTest it; issue=" + issues + "8\nPage; issue=#9\nCall"},
	} {
		t.Run(tt.section, func(t *testing.T) { equal(t, tt.want, titles("# Outage\n\n## Action items\n\n"+tt.section)) })
	}
}
