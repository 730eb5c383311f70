package document

import "strings"

// state is what a status says of an action item.
type state int

const (
	stateless    state = iota // no state that we know
	stateOpen                 // still to be done, whatever has been done of it
	stateDone                 //
	stateDropped              // will not be done, or not here
)

// states are the words for a state that stand alone: in brackets, or as the whole of a cell.
var states = map[string]state{
	"open": stateOpen, "new": stateOpen, "todo": stateOpen, "to do": stateOpen, "to-do": stateOpen, "not started": stateOpen, "not done": stateOpen, "planned": stateOpen, "scheduled": stateOpen,
	"in progress": stateOpen, "in-progress": stateOpen, "inprogress": stateOpen, "wip": stateOpen, "work in progress": stateOpen, "started": stateOpen, "ongoing": stateOpen, "underway": stateOpen, "under way": stateOpen,
	"in review": stateOpen, "under review": stateOpen, "in development": stateOpen, "in testing": stateOpen, "pending": stateOpen, "blocked": stateOpen, "on hold": stateOpen, "paused": stateOpen, "waiting": stateOpen,
	"deferred": stateOpen, "postponed": stateOpen, "backlog": stateOpen, "assigned": stateOpen, "reopened": stateOpen, "incomplete": stateOpen, "partially done": stateOpen, "partially complete": stateOpen, "partial": stateOpen,
	"未着手": stateOpen, "対応中": stateOpen, "進行中": stateOpen, "作業中": stateOpen, "未対応": stateOpen, "未完了": stateOpen,

	"done": stateDone, "completed": stateDone, "complete": stateDone, "closed": stateDone, "fixed": stateDone, "resolved": stateDone, "shipped": stateDone, "merged": stateDone, "deployed": stateDone,
	"finished": stateDone, "implemented": stateDone, "released": stateDone, "already done": stateDone, "all done": stateDone, "delivered": stateDone,
	"✅": stateDone, "☑": stateDone, "✔": stateDone, "✓": stateDone, ":white_check_mark:": stateDone, ":heavy_check_mark:": stateDone, ":ballot_box_with_check:": stateDone, ":check:": stateDone,
	"完了": stateDone, "対応済": stateDone, "対応済み": stateDone, "済": stateDone, "済み": stateDone, "実施済": stateDone, "実施済み": stateDone,

	"not planned": stateDropped, "won't do": stateDropped, "wont do": stateDropped, "won't fix": stateDropped, "wont fix": stateDropped, "wontfix": stateDropped, "won't implement": stateDropped, "will not do": stateDropped,
	"will not fix": stateDropped, "cancelled": stateDropped, "canceled": stateDropped, "abandoned": stateDropped, "obsolete": stateDropped, "rejected": stateDropped, "declined": stateDropped, "dropped": stateDropped,
	"discarded": stateDropped, "not needed": stateDropped, "no longer needed": stateDropped, "not required": stateDropped, "not applicable": stateDropped, "superseded": stateDropped, "duplicate": stateDropped, "moved": stateDropped,
	"transferred": stateDropped, "closed as not planned": stateDropped, "closed as duplicate": stateDropped, "invalid": stateDropped, "deleted": stateDropped, "withdrawn": stateDropped,
	"中止": stateDropped, "見送り": stateDropped, "対応不要": stateDropped, "不要": stateDropped, "対応しない": stateDropped,
}

// readState reads a state that is all of a text, with what may be told behind it: "moved to owner/repo#7", "fixed in 1.4.2", "blocked by #7".
func readState(text string) state {
	if len(text) > maxState {
		return stateless
	}
	s := strings.ToLower(strings.Trim(strings.ReplaceAll(text, "’", "'"), " .!\uFE0F*"))
	if st, ok := states[s]; ok {
		return st
	}
	for _, joint := range []string{" to ", " in ", " by ", " of ", " on ", " as ", " with ", " for ", " into ", " since ", " via "} {
		if head, rest, ok := strings.Cut(s, joint); ok && strings.TrimSpace(rest) != "" {
			if st := states[head]; st != stateless && (st != stateOpen || joint != " to " && joint != " in ") {
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
	s := strings.ToLower(strings.TrimSpace(strings.ReplaceAll(text, "’", "'")))
	switch s {
	case "x", "[x]", "yes", "y", "true", "100%":
		return stateDone
	case "[ ]", "no", "n", "false":
		return stateOpen
	}
	for n := min(len(s), 32); n > 0; n-- {
		if n < len(s) && (s[n]&0xC0 == 0x80 || isLetter(s[n]) && isLetter(s[n-1])) {
			continue
		}
		if st := states[strings.TrimRight(s[:n], " .,;:!–—-([\uFE0F")]; st != stateless {
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
