package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// state is what a status says of an action item.
type state int

const (
	stateless    state = iota // no state that we know
	stateOpen                 // still to be done, whatever has been done of it
	stateDone                 //
	stateDropped              // will not be done, or not here
)

// stateOf is what the words for a state that stand alone say: in brackets, or as the whole of a cell. They are in lower case.
func stateOf(words string) state {
	switch words {
	case "open", "new", "todo", "to do", "to-do", "not started", "not done", "planned", "scheduled", "in progress", "in-progress", "inprogress", "wip",
		"work in progress", "started", "ongoing", "underway", "under way", "in review", "under review", "in development", "in testing", "pending", "blocked", "on hold",
		"paused", "waiting", "deferred", "postponed", "backlog", "assigned", "reopened", "incomplete", "partially done", "partially complete", "partial", "未着手", "対応中",
		"進行中", "作業中", "未対応", "未完了", "未", "未実施", "未定", "実施中", "実装中", "着手", "着手済", "着手済み", "着手中", "起票", "起票済", "起票済み", "予定", "対応予定", "実施予定", "完了予定", "計画中",
		"検討中", "調査中", "確認中", "レビュー中", "レビュー待ち", "待ち", "保留", "保留中", "継続", "継続中", "一部完了", "一部対応済", "一部対応済み", "新規", "オープン":
		return stateOpen
	case "done", "completed", "complete", "closed", "fixed", "resolved", "shipped", "merged", "deployed", "finished", "implemented", "released", "already done",
		"all done", "delivered", "rolled out", "launched", "live", "✅", "☑", "✔", "✓", ":white_check_mark:", ":heavy_check_mark:", ":ballot_box_with_check:", ":check:", "完了", "対応済", "対応済み", "済", "済み",
		"実施済", "実施済み", "完了済", "完了済み", "対応完了", "実施完了", "作業完了", "終了", "クローズ", "クローズ済", "クローズ済み", "解決", "解決済", "解決済み", "修正済", "修正済み", "導入済", "導入済み",
		"適用済", "適用済み", "反映済", "反映済み", "リリース済", "リリース済み", "マージ済", "マージ済み", "実装済", "実装済み", "追加済", "追加済み", "完了しました", "完了した":
		return stateDone
	case "not planned", "won't do", "wont do", "won't fix", "wont fix", "wontfix", "won't implement", "will not do", "will not fix", "cancelled", "canceled",
		"abandoned", "obsolete", "rejected", "declined", "dropped", "discarded", "not needed", "no longer needed", "not required", "not applicable", "superseded",
		"duplicate", "moved", "transferred", "closed as not planned", "closed as duplicate", "invalid", "deleted", "withdrawn", "中止", "見送り", "対応不要", "不要", "対応しない", "対応なし", "取り下げ", "取下げ", "却下", "不採用", "実施しない":
		return stateDropped
	}
	return foreignState(words)
}

// readState reads a state that is all of a text, with what may be told behind it: "moved to owner/repo#7", "fixed in 1.4.2", "blocked by #7".
func readState(text string) state {
	if len(text) > maxState {
		return stateless
	}
	s := lowered(strings.Trim(strings.ReplaceAll(text, "’", "'"), " .!。\u3000\uFE0F*"))
	if st := stateOf(s); st != stateless {
		return st
	}
	for _, joint := range []string{" to ", " in ", " by ", " of ", " on ", " as ", " with ", " for ", " into ", " since ", " via ", " during ", " after "} {
		if head, rest, ok := strings.Cut(s, joint); ok && strings.TrimSpace(rest) != "" {
			if st := stateOf(head); st != stateless && (st != stateOpen || joint != " to " && joint != " in ") {
				return st
			}
		}
	}
	return stateless
}

// maxState is how long a state with what is told behind it can be.
const maxState = 80

// readStatus reads what a field for the status says: a state at its beginning counts, whatever follows ("Done ✅", "closed 2021-03-04").
func readStatus(text string) state {
	if st := readState(text); st != stateless {
		return st
	}
	if n := leadingSign(text); n > 0 && n < len(text) { // "🟢 Complete"
		if st := readState(text[n:]); st != stateless {
			return st
		}
	}
	if isDatedState(text) || isStateBehindDate(text) {
		return stateDone
	}
	text = text[:min(len(text), 2*maxState)]
	s := strings.ToLower(strings.TrimSpace(strings.ReplaceAll(text, "’", "'")))
	for piece := range strings.FieldsFuncSeq(strings.ReplaceAll(s, " - ", ","), func(r rune) bool { return strings.ContainsRune("–—(),;:/（）、：", r) }) {
		if readState(strings.TrimSpace(piece)) == stateDropped { // "Closed – won't fix"
			return stateDropped
		}
	}
	switch s {
	case "x", "[x]", "yes", "y", "true", "100%", "ja", "oui", "sí", "si", "sim", "sì", "да", "是", "はい":
		return stateDone
	case "[ ]", "no", "n", "false", "nein", "non", "não", "nee", "нет", "否", "いいえ":
		return stateOpen
	}
	for n := min(len(s), 32); n > 0; n-- {
		if n < len(s) && (s[n]&0xC0 == 0x80 || isLetter(s[n]) && isLetter(s[n-1]) || goesOnInJapanese(s[:n], s[n:])) {
			continue
		}
		if st := stateOf(strings.TrimRight(s[:n], " .,;:!–—-([\uFE0F")); st != stateless {
			return st
		}
	}
	return stateless
}

// setStatus notes a state that is written at the item.
func (a *ActionItem) setStatus(text string, st state) {
	a.Status = text
	a.settle(st)
}

// settle makes the item done or dropped. That it was dropped counts for more: people tick and strike through what they drop.
func (a *ActionItem) settle(st state) {
	switch st {
	case stateDropped:
		a.Done, a.Dropped = false, true
	case stateDone:
		a.Done = !a.Dropped
	}
}

// goesOnInJapanese reports whether a word in Japanese does not end between two parts of a text: 完了 is no word of 完了予定.
func goesOnInJapanese(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	return last >= 0x3040 && next >= 0x3040 && unicode.IsLetter(last) && unicode.IsLetter(next)
}
