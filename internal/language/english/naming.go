package english

import "github.com/blameless-postmortem/postmortem/internal/language"

// naming notes people named as the doers of something.
func (s *sentence) naming() {
	if s.form == language.Action || s.form == language.Heading {
		return
	}
	for n := range s.verbs {
		v := &s.verbs[n]
		for _, at := range [...]int{v.subject, v.agent} {
			if at < 0 || s.nouns[at].kind != staff || at == v.subject && v.inherited {
				continue
			}
			np := &s.nouns[at]
			first := -1
			for k := np.first; k <= np.head; k++ {
				if first < 0 && s.tokens[k].tag == tagName {
					first = k
				}
			}
			if first < 0 || s.tokens[np.head].tag != tagName || s.tokens[np.head].is(role|team|department|personal) {
				continue
			}
			s.note(language.Naming, first, np.head, "What role was "+s.words(first, np.head)+" in at that moment?", nil)
		}
	}
}
