package document

import "strings"

// isReferenceLine reports whether an item only says where something is written down: "Canonical doc: ../runbooks/restart.md".
func isReferenceLine(title string) bool {
	i := strings.Index(title[:min(len(title), maxLabel)], ": ")
	if i <= 0 {
		return false
	}
	value := strings.Trim(title[i+2:], " .`<>*_")
	return value != "" && !strings.Contains(value, " ") && strings.ContainsAny(value, "./") && namesWriting(strings.ToLower(title[:i]))
}

// namesWriting reports whether a label in lower case names what is written elsewhere, and no work on it.
func namesWriting(label string) bool {
	label = strings.Trim(label, " *_")
	if strings.Count(label, " ") > 2 || isImperative(label) && strings.Contains(label, " ") {
		return false
	}
	switch label[strings.LastIndexByte(label, ' ')+1:] {
	case "doc", "docs", "documentation", "playbook", "runbook", "reference", "references", "spec", "specification", "design", "adr", "rfc", "guide", "dashboard", "file", "files", "path", "script", "source", "location", "config", "also", "wiki", "page", "dokumentation", "doku", "documento", "documentación", "documentação", "ドキュメント", "文档":
		return true
	}
	return false
}

// reportsState reports whether an item behind a table of items sums up how far those are: "Completed: the probe, the limits".
func (a *actionReader) reportsState(b *block) bool {
	n := len(a.d.Actions)
	if n == 0 || b.task || a.d.Actions[n-1].marks.table == 0 || a.sectionBegins(b) > a.d.Actions[n-1].Span.Start {
		return false
	}
	label, rest, found := strings.Cut(b.Text[:min(len(b.Text), maxLabel)], ":")
	if !found || rest == "" {
		return false
	}
	first, behind, _ := strings.Cut(strings.ToLower(strings.Trim(label, " *_")), " ")
	if first == "not" || first == "still" {
		second, after, _ := strings.Cut(behind, " ")
		first, behind = first+" "+second, after
	}
	switch behind {
	case "", "here", "so far", "yet", "already", "now", "items", "actions":
	default:
		return false
	}
	switch first {
	case "completed", "done", "complete", "closed", "finished", "open", "remaining", "outstanding", "deferred", "pending", "not completed", "not done", "not started", "still open", "in progress":
		return true
	}
	return false
}

// sectionBegins is where the section of a block begins.
func (a *actionReader) sectionBegins(b *block) int {
	s := b.Section
	for s >= 0 && a.d.Sections[s].plain { // the label over the list
		s = a.d.Sections[s].Parent
	}
	if s < 0 {
		return 0
	}
	return a.d.Sections[s].Span.Start
}
