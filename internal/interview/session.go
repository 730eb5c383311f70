package interview

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

// Session is an interview in memory: the answers as they were typed and the question it stands at. It does no I/O and is not safe for
// concurrent use.
type Session struct {
	questions  []Question
	words      words
	texts      map[Key]string
	at         int // len(questions) is the preview
	severities []string
	now        func() time.Time
	reader     reader
	zone       func(started time.Time) *time.Location // where the clock of the document hangs; nil: UTC
	people     []string                               // who was there before: may be meant in an action item
	factors    string                                 // the contributing factors as the action items number them
	news       string                                 // what became of an answer that nobody looks at, until it is told
	read       *understood                            // of texts as they are; nil when they changed since
}

// understood is what was made of the texts.
type understood struct {
	answers  template.Answers
	problems Problems
	entries  []entry
	todos    []todo
	remarks  []Note // about the timeline
}

// NewSession begins an interview. Severities is the scale, highest first (empty: anything goes); now tells what "10:42" and
// "yesterday" mean, and its zone is the one for times without an offset.
func NewSession(severities []string, now func() time.Time) *Session {
	return &Session{questions: Questions(), texts: map[Key]string{}, severities: severities, now: now, reader: reader{now: now}}
}

// Questions lists what is asked, in order.
func (s *Session) Questions() []Question { return s.questions }

// speak has the session speak the language of a catalogue and show the clock of a zone, as in Options.
func (s *Session) speak(w words, zone func(started time.Time) *time.Location) {
	s.words, s.zone = w, zone
	s.questions = w.questions()
}

// Severities is the scale, highest first.
func (s *Session) Severities() []string { return s.severities }

// Current is the question that the session stands at; false at the preview.
func (s *Session) Current() (Question, bool) {
	if s.at == len(s.questions) {
		return Question{Group: Preview}, false
	}
	return s.questions[s.at], true
}

// Left is the number of questions from the current one to the last.
func (s *Session) Left() int { return len(s.questions) - s.at }

// Next goes to the following question, after the last one to the preview. It settles the answer that it leaves.
func (s *Session) Next() {
	s.settle()
	s.at = min(s.at+1, len(s.questions))
}

// Back goes to the question before. It settles the answer that it leaves.
func (s *Session) Back() {
	s.settle()
	s.at = max(s.at-1, 0)
}

// GoTo goes to a question; the empty key means the preview. It settles the answer that it leaves. Unknown keys change nothing.
func (s *Session) GoTo(key Key) {
	s.settle()
	if key == "" {
		s.at = len(s.questions)
	} else if i := s.index(key); i >= 0 {
		s.at = i
	}
}

func (s *Session) index(key Key) int {
	return slices.IndexFunc(s.questions, func(q Question) bool { return q.Key == key })
}

// Text is the answer as it was typed, "" when there is none.
func (s *Session) Text(key Key) string { return s.texts[key] }

// SetText replaces an answer, made safe to draw; unknown keys are ignored. It reports whether anything changed.
func (s *Session) SetText(key Key, text string) bool {
	if s.index(key) < 0 {
		return false
	}
	text = clean(text)
	if text == s.texts[key] {
		return false
	}
	s.put(key, text)
	if q, _ := s.Current(); key == Conditions && q.Key != Conditions {
		s.relink()
	}
	return true
}

// relink makes the action items name the same factors as before the list of factors was edited.
func (s *Session) relink() {
	from := factorList(s.factors)
	s.factors = s.texts[Conditions]
	text, gone := relink(s.texts[ActionItems], from, factorList(s.factors))
	switch {
	case gone == 1:
		s.news = s.words.sayf("an action item names a factor that is gone; it is marked %s", goneFactor)
	case gone > 1:
		s.news = s.words.sayf("action items name %d factors that are gone; they are marked %s", gone, goneFactor)
	case text != s.texts[ActionItems]:
		s.news = s.words.say("the action items name their factors by the new numbers")
	}
	s.put(ActionItems, text)
}

// takeNews returns what became of an answer that nobody looks at, once.
func (s *Session) takeNews() string {
	news := s.news
	s.news = ""
	return news
}

func (s *Session) put(key Key, text string) {
	s.read = nil
	if text == "" {
		delete(s.texts, key)
	} else {
		s.texts[key] = text
	}
}

// Answered counts the questions with an answer.
func (s *Session) Answered() int {
	n := 0
	for _, text := range s.texts {
		if strings.TrimSpace(text) != "" {
			n++
		}
	}
	return n
}

// settle writes an answer out in full that means something else later or elsewhere: "10:42" and "2h ago", because now moves on, and
// the number of a severity. It brings the timeline into order, and makes the action items keep to their factors.
func (s *Session) settle() {
	q, _ := s.Current()
	if q.Key == Conditions && s.factors != s.texts[Conditions] {
		s.relink()
	}
	switch text := s.texts[q.Key]; {
	case text == "":
	case q.Kind == Choice:
		if severity, err := readSeverity(text, s.severities); err == nil && severity != "" {
			s.put(q.Key, severity)
		}
	case q.Kind == Events:
		a, _ := s.Answers()
		if arranged := s.reader.arrange(text, a.Started); arranged != text {
			s.put(q.Key, arranged)
		}
	case q.Kind == Todos:
		if written := writeTodos(text, s.understand().todos); written != text {
			s.put(q.Key, written)
		}
	case q.Kind == Moment && needsSettling(text):
		at, err := s.Moment(q.Key)
		if err == nil {
			s.put(q.Key, fullTime(at))
		}
	}
}

// needsSettling reports whether a time depends on when it is read.
func needsSettling(text string) bool {
	_, err := document.ReadTime(withColon(text), time.Time{})
	return err != nil
}

// Moment reads one of the four times; zero when it is not answered.
func (s *Session) Moment(key Key) (time.Time, error) {
	at, _, err := s.moment(key)
	return at, err
}

// moment is Moment; evening reports whether a time of day that is still to come was taken for yesterday's.
func (s *Session) moment(key Key) (at time.Time, evening bool, err error) {
	text := dayFirst(strings.TrimSpace(s.texts[key]))
	if text == "" {
		return time.Time{}, false, nil
	}
	now := s.now()
	var started time.Time
	if key != Started {
		started, _ = s.Moment(Started)
	}
	day := started
	if day.IsZero() {
		day = now
	}
	read, err := readSpoken(text, day, now)
	if err != nil {
		return time.Time{}, false, err
	}
	if evening = day.Equal(now) && read.fromYesterday(now); evening {
		read.at, read.bare = read.at.AddDate(0, 0, -1), false
	}
	from := started
	switch read.from {
	case calendar:
		return after(read.at, started, read.bare), evening, nil
	case previous:
		from = s.before(key)
	}
	if from.IsZero() {
		return time.Time{}, false, errNoStart
	}
	return from.Add(read.after), false, nil
}

var errNoStart = phrased{format: "there is no moment before it to count from"}

// before is the last of the moments that come before one and are answered.
func (s *Session) before(key Key) time.Time {
	at, _ := s.momentBefore(key)
	return at
}

// momentBefore is the moment that "+12m" counts from, and its name.
func (s *Session) momentBefore(key Key) (time.Time, Key) {
	course := []Key{Started, Detected, Mitigated, Resolved}
	for _, k := range slices.Backward(course[:slices.Index(course, key)]) {
		if at, err := s.Moment(k); err == nil && !at.IsZero() {
			return at, k
		}
	}
	return time.Time{}, ""
}

// Problems finds what is wrong with the answer to one question.
func (s *Session) Problems(key Key) Problems {
	var ps Problems
	for _, p := range s.understand().problems {
		if p.Key == key {
			ps = append(ps, p)
		}
	}
	return ps
}

// Answers turns what was typed into the content of a postmortem, and says what stands in the way. With problems the content is
// incomplete.
func (s *Session) Answers() (template.Answers, Problems) {
	u := s.understand()
	return u.answers, u.problems
}

// Content is what the document is made of: Answers, and in them, marked, the words that could not be understood, so that none is lost.
func (s *Session) Content() template.Answers {
	u := s.understand()
	a := u.answers
	a.Sections, a.Timeline = maps.Clone(a.Sections), slices.Clone(a.Timeline)
	var asTyped []string
	for _, p := range u.problems {
		i := s.index(p.Key)
		if text := oneLine(s.texts[p.Key]); text != "" && i >= 0 && !s.questions[i].Kind.Long() && !s.stands(p.Key) {
			asTyped = append(asTyped, s.questions[i].Label+", as it was answered: "+text)
		}
	}
	if len(asTyped) > 0 {
		a.Sections[document.Supporting] = strings.TrimLeft(a.Sections[document.Supporting]+"\n"+bullets(asTyped), "\n")
	}
	n := 0
	for line := range strings.Lines(s.texts[Timeline]) {
		if u.entries[n].problem != nil {
			a.Timeline = append(a.Timeline, template.Event{What: strings.TrimSpace(line) + " (time not understood)"})
		}
		n++
	}
	return a
}

// stands reports whether the answer to a question of one line is in the document, whatever is the matter with it.
func (s *Session) stands(key Key) bool {
	a := s.understand().answers
	switch key {
	case Severity:
		return a.Severity != ""
	case SLO:
		return a.SLO != nil
	case Started, Detected, Mitigated, Resolved:
		at, err := s.Moment(key)
		return err == nil && !at.IsZero()
	}
	return true
}

// understand reads all answers, once until one changes.
func (s *Session) understand() *understood {
	if s.read != nil {
		return s.read
	}
	u := &understood{}
	var ps Problems
	a := template.Answers{Title: oneLine(s.texts[Title]), Sections: map[string]string{}}
	if a.Title == "" {
		ps = append(ps, noTitle())
	}
	var err error
	if a.Severity, err = readSeverity(s.texts[Severity], s.severities); err != nil {
		ps = append(ps, Problem{Key: Severity, Item: -1, Message: err.Error(), Remedy: scaleRemedy(s.severities), said: err, remedy: phrased{"use one of %s", []any{s.words.list(s.severities)}}})
	}
	for _, m := range []struct {
		key Key
		at  *time.Time
	}{{Started, &a.Started}, {Detected, &a.Detected}, {Mitigated, &a.Mitigated}, {Resolved, &a.Resolved}} {
		if *m.at, err = s.Moment(m.key); err != nil {
			ps = append(ps, momentProblem(m.key, err, momentRemedy))
		}
	}
	a.Services, a.Authors, a.Factors = names(s.texts[Services]), names(s.texts[Authors]), names(s.texts[Factors])
	if text := oneLine(s.texts[SLO]); text != "" {
		if a.SLO, err = readBudget(text); err != nil {
			ps = append(ps, Problem{Key: SLO, Item: -1, Message: err.Error(), Remedy: budgetRemedy, said: err})
		}
	}
	for _, q := range s.questions {
		text := s.texts[q.Key]
		switch q.Kind {
		case Text:
			text = trimmed(text)
		case Voices:
			text = perspectives(text)
		case Points:
			text = points(text)
		case Events:
			var wrong Problems
			u.entries, _ = s.reader.entries(text, a.Started)
			a.Timeline, wrong = events(u.entries)
			u.remarks = s.timelineRemarks(u.entries)
			ps = append(ps, wrong...)
			continue
		case Todos:
			var wrong Problems
			u.todos = s.reader.readTodos(text, distinct(append(a.Authors, s.people...)))
			a.Actions, wrong = actions(u.todos)
			ps = append(ps, wrong...)
			continue
		default:
			continue
		}
		if text != "" {
			a.Sections[q.Section] = text
		}
	}
	ps = append(ps, finish(&a)...)
	slices.SortStableFunc(ps, func(x, y Problem) int { return s.index(x.Key) - s.index(y.Key) })
	u.answers, u.problems = a, ps
	s.read = u
	return u
}

const budgetRemedy = "write it as: 99.9% over 30d, unavailable 35m"

func noTitle() Problem {
	return Problem{Key: Title, Item: -1, Message: `"title" is missing`, Remedy: "a few words are enough: what could people not do?"}
}

// finish completes answers with what follows from others, and finds what contradicts.
func finish(a *template.Answers) Problems {
	sortEvents(a.Timeline)
	ps := orderProblems(*a)
	if len(ps) == 0 {
		fillMoments(a)
		ps = orderProblems(*a)
	}
	return ps
}

// Progress is how far a question or a group is answered.
type Progress int

// The grades of progress.
const (
	Empty Progress = iota
	Thin           // something stands there, less than a reader needs
	Done
	Wrong // something there can't be used as it is
)

// Progress grades every group of the map.
func (s *Session) Progress() map[string]Progress {
	a, problems := s.Answers()
	grades := map[string]Progress{}
	for _, group := range Groups() {
		if group != Preview {
			grades[group] = s.groupProgress(group, a)
		}
	}
	for k := range s.wrong(problems) {
		grades[s.questions[s.index(k)].Group] = Wrong
	}
	return grades
}

// wrong are the questions whose answers can't be used as they are.
func (s *Session) wrong(problems []Problem) map[Key]bool {
	keys := map[Key]bool{}
	for _, p := range problems {
		if s.index(p.Key) >= 0 && strings.TrimSpace(s.texts[p.Key]) != "" {
			keys[p.Key] = true
		}
	}
	return keys
}

func (s *Session) groupProgress(group string, a template.Answers) Progress {
	some, all := false, true
	for _, q := range s.questions {
		if q.Group != group {
			continue
		}
		text := strings.TrimSpace(s.texts[q.Key])
		some = some || text != ""
		switch q.Key {
		case Mitigated, Authors, Factors, SLO: // worth having, not missed by a reader
			continue
		case Timeline:
			all = all && len(a.Timeline) >= 3
		case Conditions:
			all = all && (strings.Count(text, "\n") > 0)
		case ActionItems:
			all = all && len(a.Actions) > 0
			for _, item := range a.Actions {
				all = all && item.Owner != "" && item.Due != ""
			}
		default:
			enough := 1
			if q.Kind == Text || q.Kind == Voices {
				enough = 60
			}
			all = all && len(text) >= enough
		}
	}
	switch {
	case all:
		return Done
	case some:
		return Thin
	}
	return Empty
}

// String is the grade in a word.
func (p Progress) String() string {
	names := [...]string{"empty", "thin", "done", "wrong"}
	if p < 0 || int(p) >= len(names) {
		return fmt.Sprintf("Progress(%d)", int(p))
	}
	return names[p]
}
