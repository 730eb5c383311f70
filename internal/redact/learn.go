package redact

import (
	"bytes"
	"slices"
	"strings"
)

var (
	nameWithHandle = lazy(`(\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+){1,3}) ?[(\[<]{1,2}(@[\w.-]+|[\w.+-]+@[\w.-]+)[)\]>]`)
	nameWithPage   = lazy(`\[@?([^\[\]\n]{2,60})\]\(https?://(?:www\.)?(?:github|gitlab)\.com/([\w-]+)/?\)`)
)

// signOff is somebody who stands for what is written: "Reviewed by Ana Souza", "Signed-off-by: Ana Souza <ana@corp.io>", "— Ana, on behalf of the team".
var signOff = lazy(`(?im)^[\s>*_|+-]*(?:(?:prepared|written|reviewed|approved|authored|reported|led|facilitated|compiled|edited|signed[ -]off|co-authored|acked|tested)[ -]by|thanks to|sincerely|regards|signed)[\s:*_,–—-]+([^\n|]{2,120})$`)

// hints reports whether a part of somebody's name stands in the document where it is no ordinary word.
func (r *redactor) hints(name string) bool {
	for _, key := range keysOf(name) {
		ordinary := len(key) < 3 || r.people.ordinary(key)
		if slices.ContainsFunc(r.words, func(w word) bool {
			return w.key == key && (!ordinary || w.capital && !months()[key] && !opensSentence(r.view.text, w.start))
		}) {
			return true
		}
	}
	return false
}

// japaneseSignOff is the same in Japanese: "作成者：山田次郎".
var japaneseSignOff = lazy(`(?m)^[\s>*_|+-]*(?:作成者?|執筆者?|報告者?|承認者?|対応者|責任者|記入者?|実施者)[*_]*\s*[:：][*_]*\s*([^\n|、,，（(：:]{2,20})`)

// tables learns whom the tables of people name: those that have a column for them.
func (r *redactor) tables() {
	column := -1
	for line := range bytes.SplitSeq(r.view.text, []byte("\n")) {
		row := strings.Split(strings.Trim(strings.TrimSpace(string(line)), "|"), "|")
		for i := range row {
			row[i] = strings.Trim(row[i], " *_:`")
		}
		switch {
		case !bytes.Contains(line, []byte("|")):
			column = -1
		case column < 0:
			column = slices.IndexFunc(row, func(cell string) bool { return peopleColumns()[folded(cell)] })
			if slices.ContainsFunc(row, func(cell string) bool { return folded(cell) == "role" }) {
				column = max(column, slices.IndexFunc(row, func(cell string) bool { return folded(cell) == "name" }))
			}
			if column < 0 {
				column = len(row) // of none of this table
			}
		case column < len(row):
			r.people.entry(row[column], true)
		}
	}
}

// peopleColumns are the heads of columns in which people stand.
var peopleColumns = set("responder responders who person people assignee participant participants attendee attendees author authors reviewer reviewers engineer engineers dri 担当 担当者 主担当 対応者 作成者 執筆者 報告者 承認者 責任者 参加者 実施者 氏名 名前")

// learn finds out who is named.
func (r *redactor) learn(found []Found) {
	p := r.people
	for _, list := range [][]string{r.doc.Meta.Authors, r.doc.Meta.People} {
		for _, entry := range list {
			p.entry(entry, true)
		}
	}
	for i := range r.doc.Actions {
		owner := r.doc.Actions[i].Owner
		p.entry(owner, isHan(firstRune(owner)) || isKana(firstRune(owner))) // a team says so by its last letter
	}
	for _, name := range r.options.People {
		if !r.options.allowed(strings.TrimPrefix(name, "@")) && r.hints(name) {
			p.entry(name, true)
		}
	}
	text := r.view.text
	for _, m := range signOff().FindAllSubmatch(text, -1) {
		name, _, _ := strings.Cut(string(m[1]), " for ")
		p.entry(name, true)
	}
	for _, m := range japaneseSignOff().FindAllSubmatch(text, -1) {
		p.entry(string(m[1]), true)
	}
	r.tables()
	for _, m := range nameWithHandle().FindAllSubmatch(text, -1) {
		p.entry(string(m[1])+" "+string(m[2]), true)
	}
	for _, m := range nameWithPage().FindAllSubmatch(text, -1) {
		if !p.isTeam(string(m[2])) && p.isName(string(m[1]), true) {
			p.unite([]*person{p.full(string(m[1])), p.handle(string(m[2]))})
		}
	}
	for _, m := range mailForm().FindAllSubmatchIndex(text, -1) {
		if isMail(r, text, m[0], m[1]) {
			p.mailbox(string(text[m[2]:m[3]]))
		}
	}
	for _, m := range anyHandle().FindAllSubmatchIndex(text, -1) {
		if r.isHandle(m) && m[4] < 0 && !r.markup.code[r.view.from[m[0]]] && !p.isTeam(string(text[m[2]:m[3]])) && !r.options.allowed(string(text[m[2]:m[3]])) {
			p.handle(string(text[m[2]:m[3]]))
		}
	}
	for i, w := range r.words { // Priya Raman
		given, only := p.lexicon.GivenName(w.key)
		if !given || !w.capital || i+1 == len(r.words) {
			continue
		}
		next := r.words[i+1]
		surname := next.capital && string(text[w.end:next.start]) == " " && p.surname(next.key) && !teamWords()[next.key] && next.end-next.start > 2 && !allCapitals(text[next.start:next.end])
		if surname && (only || !everyday()[w.key]) && !r.options.allowed(string(text[w.start:next.end])) {
			p.full(string(text[w.start:next.end]))
		}
	}
	slices.SortStableFunc(found, func(a, b Found) int { return b.Span.Len() - a.Span.Len() }) // whole names before their parts
	for _, f := range found {
		if f.Kind == Person {
			name := strings.TrimPrefix(string(newView(r.doc.Source[f.Span.Start:f.Span.End]).text), "@")
			name = strings.TrimSuffix(strings.TrimSuffix(name, "'s"), "’s")
			if p.isName(name, true) && !r.options.allowed(name) {
				p.full(name)
			}
		}
	}
	for _, m := range japaneseNames().FindAllSubmatch(text, -1) {
		if name := string(slices.Concat(m[1], m[2])); !isCalling(name) {
			p.full(name)
		}
	}
}
