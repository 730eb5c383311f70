package document

import (
	"fmt"
	"slices"
)

// Problem is something in the document that could not be understood.
type Problem struct {
	Message string
	Hint    string
	Span    Span

	told clause // what Message is made of
}

// Told is the problem in other words: say is given what stands in the code in English, with what fills its verbs.
func (p Problem) Told(say func(english string, args ...any) string) (message, hint string) {
	if hint = p.Hint; hint != "" {
		hint = say(hint)
	}
	return p.told.Told(say), hint
}

// clause is an error whose words can be said in another language.
type clause struct {
	format string
	args   []any
}

func (c clause) Error() string { return fmt.Sprintf(c.format, c.args...) }

// Told is the error in other words, as [Problem.Told] has them. The errors of [ReadTime] have it.
func (c clause) Told(say func(english string, args ...any) string) string {
	args := slices.Clone(c.args)
	for i, arg := range args {
		if why, ok := arg.(Reason); ok {
			args[i] = say(why.Error())
		}
	}
	return say(c.format, args...)
}

// Unwrap returns the reason that the words give.
func (c clause) Unwrap() error {
	for _, arg := range c.args {
		if why, ok := arg.(Reason); ok {
			return why
		}
	}
	return nil
}

func (d *Document) problem(at Span, told clause, hint string) {
	d.Problems = append(d.Problems, Problem{Message: told.Error(), Hint: hint, Span: at, told: told})
}
