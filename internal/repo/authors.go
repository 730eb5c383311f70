package repo

import (
	"context"
	"slices"
	"strconv"
	"strings"
)

// Authors lists the people whose commits the last limit ones of the current
// branch are, who made most of them first: a handle ("@kmori") where the address
// is one that GitHub keeps private, else the name. Where git can't be asked
// there are none.
func (r *Repository) Authors(ctx context.Context, limit int) []string {
	if r.gitPath == "" {
		return nil
	}
	out, err := r.runGit(ctx, gitCall{query: true, args: []string{
		"log", "--no-show-signature", "--max-count=" + strconv.Itoa(limit), "--format=%aE%x09%aN",
	}})
	if err != nil {
		return nil
	}
	count := map[string]int{}
	var names []string
	for line := range strings.Lines(out) {
		address, name, _ := strings.Cut(strings.TrimRight(line, "\r\n"), "\t")
		if handle, ok := strings.CutSuffix(address, "@users.noreply.github.com"); ok {
			_, after, numbered := strings.Cut(handle, "+")
			if numbered {
				handle = after
			}
			name = "@" + handle
		}
		if name == "" || strings.HasSuffix(name, "[bot]") {
			continue
		}
		if count[name] == 0 {
			names = append(names, name)
		}
		count[name]++
	}
	slices.SortStableFunc(names, func(a, b string) int { return count[b] - count[a] })
	return names
}
