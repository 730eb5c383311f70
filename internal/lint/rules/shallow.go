package rules

import (
	"slices"
	"strings"
	"unicode"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

var shallow = lint.Rule{
	ID:       "analysis/shallow",
	Summary:  "a contributing factor is a category, not a condition",
	Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		for _, b := range analysis(p.Doc) {
			label, ok := category(b)
			if !ok {
				continue
			}
			p.Report(lint.Finding{
				Span:     b.Source(document.Span{End: len(b.Text)}),
				Message:  p.Say("%q names a category; what in this system made it possible is not told.", short(label)),
				Question: p.Say("What was in place, what did it look like to those who worked with it, and what made that seem fine until then?"),
			})
		}
	},
}

// The words that end an analysis where it could begin: nouns that stand for any incident, and what is missing without what was there.
var (
	categories = []string{
		"bug", "software bug", "code bug", "misconfiguration", "configuration error", "configuration issue", "config error",
		"network issue", "network issues", "network error", "hardware failure", "hardware issue", "process gap", "process failure",
		"process issue", "communication gap", "communication breakdown", "communication failure", "communication issues", "miscommunication", "misalignment",
		"oversight", "mistake", "a mistake", "deployment error", "bad deploy", "bad deployment", "technical debt", "tech debt",
		"バグ", "不具合", "設定不備", "設定誤り", "設定ミス", "テスト不足", "検証不足", "試験不足", "監視不足", "レビュー不足", "ドキュメント不足", "連携不足", "情報共有不足", "コミュニケーション不足", "プロセスの不備", "手順の不備",
		"テストの不足", "監視の不足", "テスト漏れ", "考慮漏れ", "技術的負債",
	}
	absences   = []string{"lack of ", "insufficient ", "inadequate ", "not enough ", "poor ", "missing "}
	vagueGoods = []string{
		"testing", "tests", "test coverage", "monitoring", "observability", "alerting", "documentation", "communication", "training", "process", "processes",
		"experience", "knowledge", "awareness", "planning", "coordination", "review", "code review", "reviews", "automation", "resources", "ownership", "visibility",
	}
)

// category tells a label such as "Lack of testing" from an explanation. A link may lead to one.
func category(b *document.Block) (string, bool) {
	const longest = 60
	if len(b.Links) > 0 || len(b.Text) > 2*longest {
		return "", false
	}
	text := strings.TrimSpace(b.Text)
	if label, rest, ok := strings.Cut(text, ":"); ok && document.CanonicalName(label) == document.ContributingFactors {
		text = strings.TrimSpace(rest)
	}
	if id, rest, ok := strings.Cut(text, " "); ok && isFactorID(strings.Trim(id, "[]().:")) {
		text = strings.TrimLeft(rest, " –—-:")
	}
	if len(text) > longest {
		return "", false
	}
	folded := strings.TrimFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
	for _, article := range []string{"a ", "an ", "the "} {
		folded = strings.TrimPrefix(folded, article)
	}
	if slices.Contains(categories, folded) {
		return text, true
	}
	for _, absence := range absences {
		if thing, ok := strings.CutPrefix(folded, absence); ok && slices.Contains(vagueGoods, thing) {
			return text, true
		}
	}
	return "", false
}
