package rules

import (
	"slices"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// factorIDs are the ids that the contributing factors carry.
func factorIDs(d *document.Document) []string {
	var ids []string
	for _, f := range d.Factors {
		if f.ID != "" && !slices.Contains(ids, f.ID) {
			ids = append(ids, f.ID)
		}
	}
	return ids
}

func isFactorID(s string) bool {
	return len(s) > 1 && len(s) <= 4 && s[0] == 'F' && strings.Trim(s[1:], "0123456789") == ""
}

// tracesFactors reports whether any action item says, by id or in words, which factor it is for.
func tracesFactors(d *document.Document) bool {
	return slices.ContainsFunc(d.Actions, func(a document.ActionItem) bool { return a.Factor != "" })
}
