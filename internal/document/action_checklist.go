package document

import (
	"strings"
	"unicode/utf8"
)

// nameChecklists takes a checklist for action items where no other section holds them: it has boxes to tick, most of them for work that is done once. What
// to do whenever something breaks is none: "Page the on-call engineer".
func (d *Document) nameChecklists(r *reader) {
	type list struct{ boxes, work, steps int }
	var lists map[int]*list
	for i, s := range d.Sections {
		if s.Name == ActionItems {
			return
		}
		if s.Name == "" && isOwnChecklist(s.folded) && (s.Level > 1 || i > 0) && !d.underRunbook(s.Parent) {
			if lists == nil {
				lists = map[int]*list{}
			}
			lists[i] = &list{}
		}
	}
	for k := range r.blocks {
		b := &r.blocks[k]
		l := lists[b.Section]
		if l == nil || b.item < 0 || !b.task || r.items[b.item].block != k || r.items[b.item].depth > 0 {
			continue
		}
		l.boxes++
		switch text := strings.TrimSpace(b.Text); {
		case isResponseStep(text):
			l.steps++
		case isWork(text):
			l.work++
		}
	}
	for i, l := range lists {
		if 2*l.work >= l.boxes && l.work > l.steps {
			d.Sections[i].Name = ActionItems
		}
	}
}

// isOwnChecklist reports whether a folded heading is of a checklist that may be of this incident: "checklist", "post-incident checklist".
func isOwnChecklist(folded string) bool {
	words, found := strings.CutSuffix(strings.Replace(folded, "check list", "checklist", 1), "checklist")
	switch strings.NewReplacer("-", " ").Replace(strings.TrimSpace(words)) {
	case "", "post incident", "postincident", "after incident", "after the incident", "post mortem", "postmortem", "post outage", "closing", "closure", "close out", "recovery", "final", "review", "fix", "implementation", "resolution":
		return found
	}
	return false
}

// underRunbook reports whether a section is about how to respond to whatever comes, or about anything else than what to learn.
func (d *Document) underRunbook(section int) bool {
	switch d.SectionName(section) {
	case "", LessonsLearned, WasDifficult:
	default:
		return true
	}
	for ; section >= 0; section = d.Sections[section].Parent {
		folded := d.Sections[section].folded
		for _, word := range [...]string{"runbook", "playbook", "how to", "procedure", "process", "template", "guide", "if it happens", "if this happens"} {
			if d.Sections[section].Level > 1 && strings.Contains(folded, word) {
				return true
			}
		}
	}
	return false
}

// isResponseStep reports whether an item begins with what responders do during an incident.
func isResponseStep(text string) bool {
	word, rest, _ := strings.Cut(strings.ToLower(text), " ")
	switch word {
	case "acknowledge", "alert", "announce", "assess", "call", "check", "collect", "communicate", "confirm", "contain", "declare", "engage", "escalate", "inform", "isolate", "join", "notify", "page", "post", "restart", "triage", "verify":
		return true
	case "roll", "open", "start", "create", "assign", "update":
		for _, what := range [...]string{"back", "a bridge", "a call", "a channel", "an incident", "the incident", "a war room", "the status page", "status page", "an incident commander", "roles", "a slack channel"} {
			if strings.HasPrefix(rest, what) {
				return true
			}
		}
	}
	return false
}

// isChecklist reports whether a heading or a label in lower case is over what is checked each time, and no work of its own: "migration review checklist",
// "before deploying any migration".
func isChecklist(words string) bool {
	if first, rest, found := strings.Cut(words, " "); found && first == "before" && len(words) <= maxLabel {
		next, _, _ := strings.Cut(rest, " ")
		return next == "each" || next == "every" || next == "any" || isGerund(next)
	}
	if isForeignChecklist(words) {
		return true
	}
	words, found := strings.CutSuffix(words, " checklist")
	if !found {
		return false
	}
	switch words[strings.LastIndexByte(words, ' ')+1:] {
	case "review", "deployment", "deploy", "release", "launch", "merge", "pr", "pre-deployment", "pre-deploy", "pre-release", "pre-launch", "pre-merge", "pre-flight", "preflight":
		return true
	}
	return false
}

// isForeignChecklist is isChecklist for other languages: "操作前检查清单", "デプロイ前チェックリスト", "Checkliste vor dem Deployment", "Antes de cada despliegue".
func isForeignChecklist(words string) bool {
	if len(words) > maxLabel {
		return false
	}
	words, _, _ = strings.Cut(words, "(")
	words = strings.TrimRight(words, " ")
	if words != "" && words[len(words)-1] >= utf8.RuneSelf {
		return isAsianChecklist(words) || isAsianChecklist(simplified(words))
	}
	for _, before := range [...]string{"vor jedem ", "vor jeder ", "avant chaque ", "avant tout ", "avant toute ", "antes de cada ", "antes de qualquer ", "antes de cualquier ", "prima di ogni ", "voor elke ", "przed każdym "} {
		if strings.HasPrefix(words, before) {
			return true
		}
	}
	for _, list := range [...]string{"checkliste ", "checklist ", "check-list ", "liste de contrôle ", "liste de vérification ", "lista de verificación ", "lista de comprobación ", "lista de verificação ", "lista di controllo "} {
		if behind, found := strings.CutPrefix(words, list); found {
			switch firstWord(behind) {
			case "vor", "beim", "avant", "antes", "prima", "before", "voor", "przed":
				return true
			}
		}
	}
	return false
}

// isAsianChecklist is isChecklist for Chinese, Japanese and Korean, where one of the words tells before what it is gone through.
func isAsianChecklist(words string) bool {
	for _, check := range [...]string{"前检查", "前确认", "前自查", "前の確認", "前確認", "前チェック", "前のチェック", "전 확인", "전 점검"} {
		if strings.HasSuffix(words, check) {
			return true
		}
	}
	for _, list := range [...]string{"检查清单", "检查表", "检查列表", "检查项", "检查事项", "核对清单", "核对表", "确认清单", "确认事项", "自查清单", "チェックリスト", "確認リスト", "確認項目", "確認事項", "チェック項目", "체크리스트", "점검표"} {
		head, found := strings.CutSuffix(words, list)
		if !found {
			continue
		}
		for _, when := range [...]string{"前", "每次", "发布", "上线", "部署", "变更", "操作", "合并", "提交", "评审", "审查", "リリース", "デプロイ", "作業", "変更", "マージ", "レビュー", "毎回", "배포", "작업", "전 "} {
			if strings.Contains(head, when) {
				return true
			}
		}
	}
	return false
}
