package document

import (
	"regexp"
	"sync"
)

// pattern compiles an expression when it is first used: commands that read no document pay nothing for it.
type pattern struct {
	expr string
	bare bool // see qualified
	once sync.Once
	made *regexp.Regexp
}

func lazy(expr string) *pattern { return &pattern{expr: expr} }

func (p *pattern) compiled() *regexp.Regexp {
	p.once.Do(func() { p.made = regexp.MustCompile(p.expr) })
	return p.made
}
