package importer

import (
	"regexp"
	"sync"
)

// lazy compiles a pattern when it is first used.
func lazy(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
