package redact

import (
	"regexp"
	"sync"
)

// lazy compiles an expression when it is first used, so that other commands don't wait for it.
func lazy(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
