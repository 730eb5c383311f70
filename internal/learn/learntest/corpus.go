package learntest

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// Newest is the day of the latest incident of every folder that Write writes.
func Newest() time.Time { return time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC) }

// Write writes n documents into folder, which must exist, and returns their size in bytes. They are the same in every run. About half have our front
// matter; the others hold their metadata in lists or tables, or have little of it; one in eight is Japanese, some have long tables, logs or no
// action items. There is one every few hours, the first of them on the day of Newest.
func Write(folder string, n int) (size int, err error) {
	for i := range n {
		name, source := Document(i)
		size += len(source)
		if err := os.WriteFile(filepath.Join(folder, name), source, 0o600); err != nil {
			return size, err
		}
	}
	return size, nil
}

// Document is the name and the content of the document with a number, from 0.
func Document(i int) (name string, source []byte) {
	r := rand.New(rand.NewPCG(uint64(i), 9))
	w := writer{r: r, number: i, started: Newest().Add(time.Duration(9*60+r.IntN(600))*time.Minute - time.Duration(i)*5*time.Hour)}
	w.services = []string{w.pick(services)}
	if r.IntN(2) == 0 {
		w.services = append(w.services, w.pick(services))
	}
	w.tags = []string{w.pick(tags)}
	if r.IntN(3) > 0 {
		w.tags = append(w.tags, w.pick(tags))
	}
	w.severity = []string{"SEV-1", "SEV-2", "SEV-2", "SEV-3", "SEV-3", "SEV-3", "SEV-4"}[r.IntN(7)]
	w.detected = w.started.Add(time.Duration(1+r.IntN(10)*r.IntN(10)) * time.Minute)
	w.mitigated = w.detected.Add(time.Duration(3+r.IntN(12)*r.IntN(12)) * time.Minute)
	w.resolved = w.mitigated.Add(time.Duration(5+r.IntN(20)*r.IntN(20)) * time.Minute)
	if i%8 == 5 {
		w.japanese()
	} else {
		w.english()
	}
	return fmt.Sprintf("%s-incident-%05d.md", w.started.Format(time.DateOnly), i), []byte(w.b.String())
}

// writer writes one document.
type writer struct {
	r                                      *rand.Rand
	b                                      strings.Builder
	number                                 int
	started, detected, mitigated, resolved time.Time
	services, tags                         []string
	severity                               string
}

func (w *writer) pick(list []string) string { return list[w.r.IntN(len(list))] }

// fill is a text with its blanks filled in.
func (w *writer) fill(text string) string {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(text, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		switch after[0] {
		case 'n':
			b.WriteString(strconv.Itoa(1 + w.r.IntN(90)))
		case 's':
			b.WriteString(w.pick(w.services))
		case 'p':
			b.WriteString(w.fill(w.pick(parts)))
		}
		text = after[2:]
	}
}

func (w *writer) line(format string, args ...any) { fmt.Fprintf(&w.b, format+"\n", args...) }

func (w *writer) title() string {
	service := strings.ToUpper(w.services[0][:1]) + w.services[0][1:]
	return w.fill(service + " " + w.pick(symptoms))
}

func (w *writer) status() string {
	if w.number < 20 {
		return w.pick([]string{"draft", "in-review"})
	}
	return w.pick([]string{"final", "final", "final", "in-review"})
}

func (w *writer) frontMatter(title string) {
	w.line("---\ntitle: %q\nstatus: %s\nseverity: %s", title, w.status(), w.severity)
	w.line("started: %s\ndetected: %s", w.started.Format(time.RFC3339), w.detected.Format(time.RFC3339))
	if w.r.IntN(5) > 0 {
		w.line("mitigated: %s\nresolved: %s", w.mitigated.Format(time.RFC3339), w.resolved.Format(time.RFC3339))
	}
	w.line("services: [%s]\nauthors: [%q]\nfactors: [%s]", strings.Join(w.services, ", "), w.pick(owners), strings.Join(w.tags, ", "))
	if w.r.IntN(3) == 0 {
		w.line("slo: {objective: 99.9, window: 30d, unavailable: %dm}", 1+w.r.IntN(60))
	}
	w.line("---\n")
}

func (w *writer) english() {
	title := w.title()
	switch w.r.IntN(6) {
	case 0:
		w.line("# %s\n\n**Date:** %s\n**Authors:** %s\n**Status:** Complete\n**Severity:** %s\n**Services:** %s\n", title, w.started.Format(time.DateOnly), "Kim Mori", w.severity, strings.Join(w.services, ", "))
	case 1:
		w.line("# %s\n\n| | |\n|---|---|\n| Date | %s |\n| Status | Final |\n| Severity | %s |\n| Owner | %s |\n", title, w.started.Format(time.DateOnly), w.severity, w.pick(owners))
	case 2:
		w.line("# %s\n", title)
	default:
		w.frontMatter(title)
		w.line("# %s\n", title)
	}
	long := []int{1, 1, 2, 2, 3, 3, 4, 6, 9}[w.r.IntN(9)] // few are very long
	w.line("## Summary\n")
	w.paragraphs(long)
	w.line("## Impact\n")
	w.paragraphs(1)
	w.line("## Timeline\n\nAll times are in UTC.\n")
	w.timeline(long, w.sentence)
	if w.r.IntN(2) == 0 {
		w.line("## Detection\n")
		w.paragraphs(1)
		w.line("## Response\n")
		w.paragraphs(long)
	}
	w.line("## Contributing factors\n")
	for k := range 1 + w.r.IntN(3) {
		w.line("- **F%d** %s", k+1, w.sentence())
	}
	w.line("")
	w.paragraphs(long)
	if w.r.IntN(10) == 0 {
		w.line("### Measurements\n\n| Minute | Requests | Errors | p99 | Host |\n|---|---|---|---|---|")
		for k := range 100 + w.r.IntN(200) {
			w.line("| %d | %d | %d | %d ms | node-%d.example.internal |", k, w.r.IntN(90000), w.r.IntN(900), w.r.IntN(5000), w.r.IntN(40))
		}
		w.line("")
	}
	w.line("## What went well\n\n- %s\n\n## What was difficult\n\n- %s\n\n## Where we got lucky\n\n- %s\n", w.sentence(), w.sentence(), w.sentence())
	if w.r.IntN(6) > 0 {
		w.line("## Action items\n")
		w.actions(tasks)
	}
	w.line("## Lessons learned\n\n- %s\n- %s", w.fill(w.pick(lessons)), w.fill(w.pick(lessons)))
}

func (w *writer) japanese() {
	title := w.fill(w.pick(japaneseTitles))
	if w.r.IntN(2) == 0 {
		w.frontMatter(title)
		w.line("# %s\n", title)
	} else {
		w.line("# %s\n\n| 項目 | 値 |\n|-|-|\n| 重大度 | %s |\n| 発生日時 | %s JST |\n| 影響サービス | %s |\n| 作成者 | 森 健 |\n", title, w.severity, w.started.Add(9*time.Hour).Format("2006-01-02 15:04"), strings.Join(w.services, "、"))
	}
	sentence := func() string { return w.fill(w.pick(japanese)) }
	for _, heading := range []string{"概要", "影響", "検知", "要因"} {
		w.line("## %s\n", heading)
		for range 2 + w.r.IntN(6) {
			w.line("%s", sentence())
		}
		w.line("")
	}
	w.line("## タイムライン\n")
	w.timeline(2, sentence)
	w.line("## アクションアイテム\n")
	w.actions(japaneseTasks)
	w.line("## 教訓\n\n- %s", sentence())
}

func (w *writer) sentence() string {
	if w.r.IntN(6) == 0 {
		return w.fill(w.pick(people))
	}
	s := w.pick(openings) + w.fill(w.pick(parts))
	return w.fill(strings.ToUpper(s[:1]) + s[1:] + " " + w.pick(deeds) + w.pick(endings) + ".")
}

func (w *writer) paragraphs(n int) {
	for range 1 + w.r.IntN(n) {
		for range 2 + w.r.IntN(4) {
			w.b.WriteString(w.sentence())
			w.b.WriteString(w.pick([]string{" ", "\n"}))
		}
		w.line("\n")
		if w.r.IntN(8) == 0 {
			w.line("```")
			for range 2 + w.r.IntN(8) {
				w.line("%s", w.fill(w.pick(logs)))
			}
			w.line("```\n")
		}
	}
}

func (w *writer) timeline(long int, sentence func() string) {
	table := w.r.IntN(3) == 0
	if table {
		w.line("| Time (UTC) | What happened |\n|---|---|")
	}
	at := w.started
	for k := range 4 + w.r.IntN(4*long+4) {
		milestone := ""
		switch k {
		case 0:
			milestone = "[started] "
		case 1:
			milestone, at = "[detected] ", w.detected
		}
		stamp := at.Format("2006-01-02 15:04")
		if table {
			w.line("| %s | %s%s |", stamp, milestone, sentence())
		} else {
			w.line("- %s UTC %s%s", stamp, milestone, sentence())
		}
		at = at.Add(time.Duration(1+w.r.IntN(15)) * time.Minute)
	}
	w.line("")
}

func (w *writer) actions(tasks []string) {
	table := w.r.IntN(3) == 0
	if table {
		w.line("| Action | Type | Priority | Owner | Due | Status |\n| --- | --- | --- | --- | --- | --- |")
	}
	for k := range 1 + w.r.IntN(6) {
		due := w.started.AddDate(0, 0, 14+w.r.IntN(90)).Format(time.DateOnly)
		kind := w.pick([]string{"prevent", "mitigate", "detect", "respond", "learn"})
		open := w.number < 150 && w.r.IntN(3) > 0 || w.r.IntN(30) == 0
		box, state := "x", "done"
		if open {
			box, state = " ", "open"
		}
		if table {
			w.line("| %s | %s | P%d | %s | %s | %s |", w.fill(w.pick(tasks)), kind, k%4, w.pick(owners), due, state)
		} else {
			w.line("- [%s] %s (%s, P%d, %s, due %s, for F%d)", box, w.fill(w.pick(tasks)), kind, k%4, w.pick(owners), due, 1+k%3)
		}
	}
	w.line("")
}
