package interview

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// A journal is a text file of one JSON object a line. The first line tells the version; every other one is a change: Ins replaces Del
// bytes at byte At of the answer to Key, or Go is the question that the interview went to. What a journal says is the sum of its whole
// lines: a last line that is cut short, by a crash in the middle of a write, is not there.

// journalVersion is the version of the format that this program writes. It reads this one and older ones.
const journalVersion = 1

type journalHead struct {
	Version int    `json:"postmortem-draft"`
	Place   string `json:"place,omitempty"`
}

type change struct {
	Key Key     `json:"key,omitempty"`
	At  int     `json:"at,omitempty"`
	Del int     `json:"del,omitempty"`
	Ins string  `json:"ins,omitempty"`
	Go  *string `json:"go,omitempty"` // a key, "" for the preview
}

// state is what a journal records.
type state struct {
	texts map[Key]string
	at    Key
	place string // the folder that the document is for, absolute; "" when unknown

	// factors is the list of contributing factors that the action items number: it lags behind while the list is edited.
	factors string
}

func (st state) clone() state {
	st.texts = maps.Clone(st.texts)
	return st
}

// versionError says that a draft was written by a later version of this program.
type versionError struct{ version int }

func (e *versionError) Error() string {
	return fmt.Sprintf("the draft has format %d and this version reads up to %d", e.version, journalVersion)
}

// Hint says what to do next.
func (e *versionError) Hint() string {
	return "go on with the version that began it, or update this one"
}

// readJournal returns what the journal says and how many of its bytes say it. What follows those is damaged or cut short.
func readJournal(source []byte) (state, int, error) {
	st := state{texts: map[Key]string{}, at: Title}
	known := map[Key]bool{}
	for _, q := range Questions() {
		known[q.Key] = true
	}
	read := 0
	for n := 0; ; n++ {
		end := bytes.IndexByte(source[read:], '\n')
		if end < 0 {
			return st, read, nil
		}
		line := source[read : read+end]
		if n == 0 {
			var head journalHead
			if json.Unmarshal(line, &head) != nil || head.Version < 1 {
				return st, 0, nil
			}
			if head.Version > journalVersion {
				return st, 0, &versionError{head.Version}
			}
			st.place = head.Place
		} else {
			var c change
			if !utf8.Valid(line) || json.Unmarshal(line, &c) != nil || !st.apply(c, known) {
				return st, read, nil
			}
		}
		read += end + 1
	}
}

// apply makes a change; false when it doesn't fit.
func (st *state) apply(c change, known map[Key]bool) bool {
	if c.Go != nil {
		if key := Key(*c.Go); key == "" || known[key] {
			st.at, st.factors = key, st.texts[Conditions] // going on numbers the action items
			return true
		}
		return false
	}
	text := st.texts[c.Key]
	if !known[c.Key] || c.At < 0 || c.Del < 0 || c.At > len(text) || c.Del > len(text)-c.At {
		return false
	}
	if !onRune(text, c.At) || !onRune(text, c.At+c.Del) {
		return false
	}
	st.put(c.Key, text[:c.At]+c.Ins+text[c.At+c.Del:])
	if c.Key == Conditions && st.at != Conditions {
		st.factors = st.texts[Conditions]
	}
	return true
}

func (st *state) put(key Key, text string) {
	if text == "" {
		delete(st.texts, key)
	} else {
		st.texts[key] = text
	}
}

// onRune reports whether a character of text begins or text ends at i.
func onRune(text string, i int) bool { return i == len(text) || utf8.RuneStart(text[i]) }

// changes lists what leads from one state to another.
func changes(from, to state) []change {
	var list []change
	for _, key := range slices.Sorted(maps.Keys(from.texts)) {
		if _, ok := to.texts[key]; !ok {
			list = append(list, change{Key: key, Del: len(from.texts[key])})
		}
	}
	for _, key := range slices.Sorted(maps.Keys(to.texts)) {
		if c, ok := difference(key, from.texts[key], to.texts[key]); ok {
			list = append(list, withMove(c, from.texts[key], to.texts[key])...)
		}
	}
	if from.at != to.at {
		at := string(to.at)
		list = append(list, change{Go: &at})
	}
	return list
}

// difference is the one replacement that makes a into b; false when they are equal.
func difference(key Key, a, b string) (change, bool) {
	if a == b {
		return change{}, false
	}
	const stride = 4 << 10 // bytes, compared in one go: a long text changes in one place
	start := 0
	for start+stride <= min(len(a), len(b)) && a[start:start+stride] == b[start:start+stride] {
		start += stride
	}
	for start < len(a) && start < len(b) && a[start] == b[start] {
		start++
	}
	for start > 0 && (start < len(a) && !utf8.RuneStart(a[start]) || start < len(b) && !utf8.RuneStart(b[start])) {
		start--
	}
	end := 0
	for end+stride <= min(len(a), len(b))-start && a[len(a)-end-stride:len(a)-end] == b[len(b)-end-stride:len(b)-end] {
		end += stride
	}
	for end < len(a)-start && end < len(b)-start && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	for end > 0 && (!utf8.RuneStart(a[len(a)-end]) || !utf8.RuneStart(b[len(b)-end])) {
		end--
	}
	return change{Key: key, At: start, Del: len(a) - start - end, Ins: b[start : len(b)-end]}, true
}

// withMove splits a change of a that makes b: where all that it does is to move a line, that line alone is written, once in and once out. In between,
// and so whenever the journal ends there, it stands in both places.
func withMove(c change, a, b string) []change {
	one := []change{c}
	if c.Del == 0 || c.Ins == "" {
		return one
	}
	// Each line with its end; of the last one it is taken off again below.
	last := len(a)
	a, b = a+"\n", b+"\n"
	start := strings.LastIndexByte(a[:c.At], '\n') + 1
	end := c.At + c.Del
	end += strings.IndexByte(a[end:], '\n') + 1
	before, after := a[start:end], b[start:end+len(b)-len(a)]
	if len(before) != len(after) {
		return one
	}
	into := func(line string, at int) change {
		if at > last {
			return change{Key: c.Key, At: last, Ins: "\n" + strings.TrimSuffix(line, "\n")}
		}
		return change{Key: c.Key, At: at, Ins: line}
	}
	if n := strings.IndexByte(after, '\n') + 1; before[:len(before)-n] == after[n:] && before[len(before)-n:] == after[:n] { // up
		at := end // of the text with both
		if end > last {
			at-- // the last line goes with the end of the one above
		}
		return []change{into(after[:n], start), {Key: c.Key, At: at, Del: n}}
	}
	if n := strings.IndexByte(before, '\n') + 1; after[:len(after)-n] == before[n:] && after[len(after)-n:] == before[:n] { // down
		return []change{into(before[:n], end), {Key: c.Key, At: start, Del: n}}
	}
	return one
}

// encode writes changes as lines.
func encode(list []change) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	for _, c := range list {
		if err := e.Encode(c); err != nil {
			panic(err) // strings and numbers always encode
		}
	}
	return b.Bytes()
}

// journal writes a whole journal that says st and nothing else.
func (st state) journal() []byte {
	head, err := json.Marshal(journalHead{journalVersion, st.place})
	if err != nil {
		panic(err) // a number and a string always encode
	}
	before := st.clone() // the edit of the factors that is not done with stays one
	if before.put(Conditions, st.factors); st.at != Conditions {
		before = st
	}
	b := append(append(head, '\n'), encode(changes(state{at: Title}, before))...)
	return append(b, encode(changes(before, st))...)
}

// size is the number of bytes of all answers.
func (st state) size() int {
	n := 0
	for _, text := range st.texts {
		n += len(text)
	}
	return n
}

// title is the answer that a list of drafts shows.
func (st state) title() string { return strings.TrimSpace(oneLine(st.texts[Title])) }
