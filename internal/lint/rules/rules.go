package rules

import (
	"embed"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/lint"
)

// All lists the rules, group by group.
func All() []lint.Rule {
	return []lint.Rule{
		personFault, humanError, judgement, counterfactual, hindsight, punitive, emotive, naming,
		badFrontMatter, missingSection, emptySection, placeholder, badHeading,
		outOfOrder, unclearTime, missingMilestone, conflictingTimes, gap,
		noActions, noOwner, noDueDate, noPriority, vague, weak, untracked, noFactor,
		singleCause, shallow, unaddressed,
		secret, personalData,
		badSuppression, unusedSuppression,
	}
}

//go:embed *.md
var pages embed.FS

// Page is the markdown page of the rule with the id; "" when there is no such rule.
func Page(id string) string {
	_, fault, _ := strings.Cut(id, "/")
	page, err := pages.ReadFile(pageFile(id, fault))
	if err != nil {
		return ""
	}
	return string(page)
}

// pageFile is the name of a rule's page. "action/none" is the one fault whose name says nothing alone.
func pageFile(id, fault string) string {
	if id == noActions.ID {
		return "no_actions.md"
	}
	return strings.ReplaceAll(fault, "-", "_") + ".md"
}
