package document

import "strings"

// findAnnounced finds lists of items where no section is named for them: those that a sentence announces ("To prevent a recurrence we have
// identified several changes:"), when most of what they hold is work. The key is the list.
func (a *actionReader) findAnnounced() map[int]bool {
	var lists map[int]bool
	for i := 0; i+1 < len(a.blocks); i++ {
		b, next := &a.blocks[i], &a.blocks[i+1]
		if b.Kind != Paragraph || b.item >= 0 || b.row >= 0 || next.item < 0 || next.Section != b.Section || a.items[next.item].depth > 0 || !announcesWork(b.Text) {
			continue
		}
		switch a.d.SectionName(b.Section) {
		case TimelineSection, WentWell, GotLucky, Detection, Impact, Supporting:
			continue
		}
		list, items, work := a.items[next.item].list, 0, 0
		for k := i + 1; k < len(a.blocks) && a.blocks[k].item >= 0; k++ {
			it := a.items[a.blocks[k].item]
			if it.depth > 0 || it.block != k {
				continue
			}
			if it.list != list {
				break
			}
			text := strings.TrimSpace(a.blocks[k].Text)
			if i := strings.Index(text[:min(len(text), maxLabel)], ": "); i > 0 && !isWork(text) { // "Alerts: we've set up one for the disk"
				text = text[i+len(": "):]
			}
			if items++; isWork(text) || isToldWork(text) {
				work++
			}
		}
		if 2*work > items {
			if lists == nil {
				lists = map[int]bool{}
			}
			lists[list] = true
		}
	}
	return lists
}

// findAfterwards finds the lists of a response that a label says to be about what came after it: "Post-incident:", as a paragraph over a list or as the item
// that one is nested in.
func (a *actionReader) findAfterwards() {
	label, over := -1, -1 // the item, and the block, that the last label is
	for i := range a.blocks {
		b := &a.blocks[i]
		if b.item >= 0 && a.items[b.item].block == i {
			if it := a.items[b.item]; label >= 0 && it.parent == label || over >= 0 && over == i-1 && it.depth == 0 {
				if a.announced == nil {
					a.announced = map[int]bool{}
				}
				a.announced[it.list] = true
			}
		}
		if (b.Kind != Paragraph && b.Kind != ListItem) || b.Section < 0 || !isAfterwards(b.Text) || a.d.SectionName(b.Section) != Response {
			continue
		}
		if b.item < 0 {
			over = i
		} else if a.items[b.item].block == i {
			label = b.item
		}
	}
}

// isAfterwards reports whether a label is over what was done, or will be, when the incident was over.
func isAfterwards(text string) bool {
	label, found := strings.CutSuffix(strings.TrimSpace(text), ":")
	if !found || len(label) > maxLabel {
		return false
	}
	label = strings.ToLower(strings.Trim(label, " *_:"))
	for _, what := range [...]string{" actions", " measures", " fixes", " fix", " steps", " work", " improvements"} {
		label = strings.TrimSuffix(label, what)
	}
	switch label {
	case "post-incident", "post incident", "postincident", "after the incident", "following the incident", "since the incident", "follow-up", "follow-ups", "follow up", "followup", "followups",
		"long-term", "long term", "longer-term", "longer term", "prevention", "preventive", "preventative", "permanent":
		return true
	}
	return false
}

// isAnnounced reports whether a block stands in one of the lists that findAnnounced and findAfterwards found, or the tables of findHeaded.
func (a *actionReader) isAnnounced(b *block) bool {
	if b.row >= 0 {
		return a.headed[a.rows[b.row].table]
	}
	if b.item < 0 || len(a.announced) == 0 {
		return false
	}
	for it := a.items[b.item]; ; it = a.items[it.parent] {
		if a.announced[it.list] {
			return true
		}
		if it.parent < 0 {
			return false
		}
	}
}

// findHeaded finds tables of items where no section is named for them, by their header: "| Action item | Owner | Due |".
func (a *actionReader) findHeaded() map[int]bool {
	var tables map[int]bool
	for table, header := range a.headers {
		named, columns, times := 0, 0, false
		for _, bi := range a.rows[header].blocks {
			if bi < 0 {
				continue
			}
			b := &a.blocks[bi]
			switch a.d.SectionName(b.Section) {
			case TimelineSection, WentWell, GotLucky, Impact, Supporting:
				times = true
			}
			text := foldHeading(b.Text)
			switch text {
			case "action item", "action items", "follow-up action", "corrective action", "preventive action", "アクションアイテム", "再発防止策":
				named += 2
			case "action", "actions", "task", "follow-up", "follow up", "recommendation", "remediation", "mitigation", "improvement", "countermeasure", "next step", "todo", "what we will do", "what we'll do", "what we will do about it", "what we'll do about it", "アクション", "対策":
				named++
			default:
				times = times || isTimeHeader(b.Text) && exactColumn(text) != ActionDue
				switch exactColumn(text) {
				case ActionOwner, ActionDue:
					named++
					fallthrough
				case ActionType, ActionPriority, ActionStatus, columnIssue:
					columns++
				}
			}
		}
		if named > 1 && columns > 0 && !times {
			if tables == nil {
				tables = map[int]bool{}
			}
			tables[table] = true
		}
	}
	return tables
}

// isWork reports whether an item of a list says what will be done or was done, by a verb that tells what to do in any of its forms.
func isWork(text string) bool {
	text = strings.TrimSpace(text)
	if namesWork(text) || isGerund(text) || commitsTo(text) != notCommitted || saysDuty(text) && strings.HasPrefix(text, "We") {
		return true
	}
	word := strings.ToLower(firstWord(text))
	for _, have := range [...]string{"we've ", "we’ve ", "we have "} {
		if len(text) > len(have) && strings.EqualFold(text[:len(have)], have) {
			word = strings.ToLower(firstWord(text[len(have):]))
		}
	}
	stem, past := strings.CutSuffix(word, "ed")
	return past && len(stem) > 1 && (isImperative(stem) || isImperative(stem+"e") || isImperative(strings.TrimSuffix(stem, "i")+"y") || stem[len(stem)-1] == stem[len(stem)-2] && isImperative(stem[:len(stem)-1]))
}

// isToldWork reports whether an item of a list that announces work says that it was or will be done, and not by whom: "A daily check has been added".
func isToldWork(text string) bool {
	if isPerfect(text) || isPassed(text) {
		return true
	}
	before, after, found := strings.Cut(strings.ToLower(text[:min(len(text), 2*maxLabel)]), " will be ")
	return found && !strings.ContainsAny(before, ",:;(") && isParticiple(strings.TrimRight(firstWord(after), ".,;:"))
}

// announcesWork reports whether a sentence announces what is done so that the incident does not come back.
func announcesWork(text string) bool {
	text = strings.TrimSpace(text)
	if len(text) > maxDuty || !strings.HasSuffix(text, ":") || tellsCauses(text) {
		return false
	}
	if s := sentences(text); len(s) > 0 {
		text = text[s[len(s)-1].Start:]
	}
	lower := " " + strings.ToLower(strings.ReplaceAll(text, "’", "'"))
	what := false
	for _, words := range [...]string{" steps", " measures", " actions", " action items", " changes", " improvements", " commitments", " follow-up", " mitigations", " following", " things", " will", " plan", " going to", " doing about "} {
		what = what || strings.Contains(lower, words)
	}
	if !what || strings.Contains(lower, " if you ") || strings.Contains(lower, " you can ") || strings.Contains(lower, " customers ") && strings.Contains(lower, " recommend") {
		return false
	}
	for _, words := range [...]string{" prevent", " avoid", " in the future", " in future", " going forward", " moving forward", " happening again", " happens again", " happen again", " recurrence", " reoccurr", " recurring", " similar incident",
		" similar issue", " similar event", " similar outage", " next steps", " commitments", " action items", " we will be ", " we are going to ", " we plan to ", " we're going to ", " improve", " doing about it", " doing about this"} {
		if strings.Contains(lower, words) {
			return true
		}
	}
	return false
}

// tellsCauses reports whether a label is over what led to the incident, wherever it stands: "All of these were due to missing tests:".
func tellsCauses(text string) bool {
	lower := strings.ToLower(text)
	if !strings.HasSuffix(lower, ":") || strings.HasPrefix(lower, "to ") {
		return false
	}
	for _, words := range [...]string{" will ", "we ", "address", " changes", " steps", " measures", " actions", " improvements"} {
		if strings.Contains(lower, words) {
			return false
		}
	}
	for _, words := range [...]string{" due to ", "caused by", "because of", " causes ", " causes:", " factors:", " reasons:", " reasons ", "went wrong:", "problems:", "problems were"} {
		if strings.Contains(lower, words) {
			return true
		}
	}
	return false
}
