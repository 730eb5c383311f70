package cli

import (
	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

// fixFile writes the safe suggestions into a file, whole or not at all, and returns what remains. Without --fix the result passes unchanged.
func (r *lintRun) fixFile(result lint.Result) lint.Result {
	if !r.fix || result.Err != nil {
		return result
	}
	before := result.Document
	after, fixed := r.linter.Fix(result, r.parser)
	if fixed > 0 {
		if err := document.Replace(before.Path, before.Source, after.Document.Source); err != nil {
			return lint.Result{Err: err}
		}
		r.fixed += fixed
		r.fixedFiles++
	}
	return after
}

// fixStdin writes the document to standard output with the safe suggestions in it, and returns what remains. Without --fix it writes nothing.
func (r *lintRun) fixStdin(result lint.Result) (lint.Result, error) {
	if !r.fix {
		return result, nil
	}
	after, fixed := r.linter.Fix(result, r.parser)
	if fixed > 0 {
		r.fixed += fixed
		r.fixedFiles++
	}
	_, err := r.app.exact.Write(after.Document.Source)
	return after, err
}

// tellFixed says in a line what --fix did; where there is nothing that it could have done, nothing.
func (r *lintRun) tellFixed() {
	say := r.app.words()
	switch {
	case r.fixed > 0:
		r.app.note("Fixed %s in %s.", say.Count(r.fixed, "finding"), say.Count(r.fixedFiles, "file"))
	case r.fix && r.remaining > 0:
		r.app.note("Fixed nothing: what was found wants words that only a person can choose.")
	}
}
