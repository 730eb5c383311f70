package english

import (
	"cmp"
	"slices"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

// sorted returns the usable ranges of rs in order and without overlap.
func sorted(rs []language.Range, n int) []language.Range {
	rs = slices.Clone(rs)
	slices.SortFunc(rs, func(a, b language.Range) int { return cmp.Compare(a.Start, b.Start) })
	out, end := rs[:0], 0
	for _, r := range rs {
		if r.Start >= end && r.End <= n && r.Start < r.End {
			out, end = append(out, r), r.End
		}
	}
	return out
}
