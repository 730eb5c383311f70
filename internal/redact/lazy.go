package redact

import (
	"regexp"
	"strings"
	"sync"
)

// lazy compiles an expression when it is first used, so that other commands don't wait for it.
func lazy(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

// set makes a set of words when it is first asked.
func set(words string) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool {
		all := map[string]bool{}
		for w := range strings.FieldsSeq(words) {
			all[w] = true
		}
		return all
	})
}
