package learn

import (
	"strings"
	"time"
)

// Stages are when a postmortem came how far, as git knows; zero where it doesn't.
type Stages struct {
	Draft  time.Time // when it was first committed
	Review time.Time // when its status first said that it is reviewed
	Final  time.Time // when its status first said that it is done
}

// Change is one commit's change to one postmortem.
type Change struct {
	At    time.Time
	New   bool     // it added the document
	Lines []string // the lines that it wrote, of those that TellsStatus chooses
}

// NewStages reads the changes of one postmortem, in any order.
func NewStages(changes []Change) Stages {
	var s Stages
	first := func(at *time.Time, when time.Time) {
		if at.IsZero() || when.Before(*at) {
			*at = when
		}
	}
	for _, c := range changes {
		if c.New {
			first(&s.Draft, c.At)
		}
		for _, line := range c.Lines {
			switch stageOf(statusOf(line)) {
			case "review":
				first(&s.Review, c.At)
			case "final":
				first(&s.Final, c.At)
			}
		}
	}
	return s
}

// TellsStatus reports whether a line of a document may tell its status.
func TellsStatus(line string) bool { return statusOf(line) != "" }

// longestStatus is how long a line that tells a status may be, in bytes: a longer one is a sentence.
const longestStatus = 200

// statusOf is the status that a line tells, in the forms that documents have: "status: final", "**Status:** Final", "| Status | Final |"; "" for any other line.
func statusOf(line string) string {
	if len(line) > longestStatus {
		return ""
	}
	line = strings.NewReplacer("*", "", "_", "", "`", "", "：", ":").Replace(line)
	line = strings.Trim(line, " \t|>-+#")
	at := strings.IndexAny(line, ":|")
	if at < 0 {
		return ""
	}
	switch foldText(line[:at]) {
	case "status", "state", "document status", "postmortem status", "review status", "report status", "ステータス", "状態":
		value, _, _ := strings.Cut(line[at+1:], " #") // a comment, often with all that it may be
		return strings.Trim(value, " \t|:\"'")
	}
	return ""
}

// stageOf is what a status as teams write it means: "review", "final" or "".
func stageOf(status string) string {
	words := " " + strings.Join(strings.FieldsFunc(foldText(status), func(r rune) bool { return !isTerm(r) }), " ") + " "
	for _, stage := range []struct {
		name  string
		words []string
	}{
		{"review", []string{" in review ", " review ", " in progress review ", " under review ", " reviewing ", " ready for review ", "レビュー"}},
		{"final", []string{" final ", " finalised ", " finalized ", " complete ", " completed ", " published ", " done ", " approved ", " closed ", " reviewed ", "完了", "公開", "確定"}},
	} {
		for _, word := range stage.words {
			if strings.Contains(words, word) {
				return stage.name
			}
		}
	}
	return ""
}

// stageTimes are the times from incidents to the stages of their postmortems. The day of an incident without a time begins at its midnight.
func stageTimes(postmortems []*Postmortem, stages map[string]Stages) (draft, review, final Distribution) {
	var values [3][]time.Duration
	for _, p := range postmortems {
		start := p.Started
		if start.IsZero() {
			start = p.Day
		}
		s := stages[p.Path]
		for i, at := range []time.Time{s.Draft, s.Review, s.Final} {
			if !start.IsZero() && at.After(start) {
				values[i] = append(values[i], at.Sub(start))
			}
		}
	}
	of := len(postmortems)
	return newDistribution(values[0], of), newDistribution(values[1], of), newDistribution(values[2], of)
}
