package interview

import (
	"regexp"
	"sync"
)

// lazy compiles a pattern when it is first used: a command that holds no interview pays nothing for it.
func lazy(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
