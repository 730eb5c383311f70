package document

import (
	"regexp"
	"sync"
)

// pattern compiles an expression when it is first used: commands that read no document pay nothing for it.
type pattern func() *regexp.Regexp

func lazy(expr string) pattern { return (&lazyPattern{expr: expr}).compiled }

type lazyPattern struct {
	expr string
	once sync.Once
	made *regexp.Regexp
}

func (p *lazyPattern) compiled() *regexp.Regexp {
	p.once.Do(func() { p.made = regexp.MustCompile(p.expr) })
	return p.made
}
