package document

import (
	"regexp"
	"sync"
)

// pattern compiles an expression when it is first used: commands that read no document pay nothing for it.
type pattern func() *regexp.Regexp

func lazy(expr string) pattern {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
