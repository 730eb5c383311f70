package interview

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/template"
)

// Plain asks line by line and draws nothing twice: for screen readers, and for terminals that can't be drawn on. The end of the input and a
// cancelled context interrupt (ErrInterrupted); neither is ever an answer.
func Plain(ctx context.Context, d *Draft, o Options) (template.Answers, error) {
	done := make(chan struct{})
	defer close(done)
	p := plain{ctx: ctx, draft: d, s: d.Session(), o: o, lines: readLines(o.In, done)}
	p.s.speak(newWords(o.Words), o.Zone)
	p.say("%d questions. An empty line skips one, ? explains it, < goes back. Everything you enter is kept in draft %s.", len(p.s.Questions()), d.ID)
	for _, text := range append(d.leftByEditors(), o.Notice) {
		if text != "" {
			p.say("%s.", sentence(text))
		}
	}
	if o.Owners != nil {
		p.s.setPeople(o.Owners())
	}
	for {
		if n, err := d.Gather(); err != nil {
			p.say("Notes could not be taken over: %v. It is tried again.", err)
		} else if n > 0 {
			p.say("%s came into the timeline.", p.s.words.count(n, "note"))
		}
		q, ok := p.s.Current()
		if !ok {
			a, written, err := p.preview()
			if written || err != nil {
				return a, err
			}
			continue
		}
		if err := p.ask(q); err != nil {
			return template.Answers{}, err
		}
		if err := d.Sync(); err != nil {
			p.say("The draft could not be brought to the disk: %v. It is tried again.", err)
		}
	}
}

type plain struct {
	ctx    context.Context
	draft  *Draft
	s      *Session
	o      Options
	lines  <-chan string
	repair bool // a single question is revisited; from it the way leads to the preview
}

// readLines sends whole lines; what the input ends with, if no line end follows, is not sent.
func readLines(in io.Reader, done <-chan struct{}) <-chan string {
	lines := make(chan string)
	go func() {
		defer close(lines)
		for r := bufio.NewReader(in); ; {
			line, err := r.ReadString('\n')
			if err != nil {
				return
			}
			select {
			case lines <- strings.TrimRight(line, "\r\n"):
			case <-done:
				return
			}
		}
	}()
	return lines
}

// say tells something, in lines that end between words.
func (p *plain) say(format string, args ...any) {
	text := clean(p.s.words.sayf(format, args...))
	if p.o.Width > 1 {
		text = strings.Join(wrapText(text, p.o.Width-1, 0), "\n")
	}
	fmt.Fprintf(p.o.Out, "%s\n", text)
}

// line waits for the next line.
func (p *plain) line(prompt string) (string, error) {
	fmt.Fprint(p.o.Out, prompt)
	if p.ctx.Err() == nil {
		select {
		case <-p.ctx.Done():
		case line, ok := <-p.lines:
			if ok {
				return line, nil
			}
		}
	}
	fmt.Fprintln(p.o.Out)
	p.save()
	return "", ErrInterrupted
}

func (p *plain) save() {
	if err := p.draft.Save(); err != nil {
		p.say("The draft could not be saved: %v. It is tried again with the next line.", err)
	}
}

// ask asks one question and moves on.
func (p *plain) ask(q Question) error {
	name := p.s.words.place(q, p.s.words.list([]string{"", ""}))
	p.say("\n%s left. %s: %s", p.s.words.count(p.s.Left(), "question"), name, q.Prompt)
	if q.Kind == Choice && len(p.s.Severities()) > 0 {
		p.say("One of %s.", p.s.words.list(p.s.Severities()))
	}
	present := p.s.Text(q.Key)
	switch {
	case present != "" && q.Kind.Long():
		p.say("Present answer:\n%s\nAn empty line keeps it, lines that you enter are added to it, - alone deletes it.", present)
	case present != "":
		p.say("Present answer: %s. An empty line keeps it, - deletes it.", present)
	}
	if q.Kind == Todos {
		for _, f := range factorList(p.s.Text(Conditions)) {
			p.say("%s: %s", f.ID, f.Text)
		}
	}
	if q.Kind.Long() {
		p.say("Several lines; a line with only a dot ends the answer.")
	}
	first := true
	for {
		prompt := "> "
		if !first {
			prompt = ""
		}
		line, err := p.line(prompt)
		if err != nil {
			return err
		}
		switch command := strings.TrimSpace(line); {
		case command == "" && first:
			p.forward()
			p.save()
			return nil
		case command == "." && q.Kind.Long():
			if err := p.offerNotes(q); err != nil {
				return err
			}
			if p.settle(q) {
				return nil
			}
			first = true
			continue
		case command == "?":
			p.help(q)
			continue
		case command == "<":
			p.repair = false
			p.s.Back()
			p.save()
			return nil
		case command == "-" && first:
			p.s.SetText(q.Key, "")
			p.save()
			p.say("Deleted.")
			continue
		}
		if !q.Kind.Long() {
			p.s.SetText(q.Key, line)
			p.save()
			if p.settle(q) {
				return nil
			}
			continue
		}
		text := p.s.Text(q.Key)
		if text != "" && !strings.HasSuffix(text, "\n") {
			text += "\n"
		}
		p.s.SetText(q.Key, text+line+"\n")
		p.save()
		first = false
	}
}

// settle tells how an answer was understood and moves on; it stays, and returns false, when something in the answer can't be used.
func (p *plain) settle(q Question) bool {
	if problems := p.s.Problems(q.Key); len(problems) > 0 {
		for _, problem := range problems {
			p.say("%s.", sentence(describeProblem(p.s, problem)))
		}
		if len(problems) == 1 && problems[0].Remedy != "" {
			p.say("%s.", sentence(p.s.remedy(problems[0])))
		}
		p.say("Enter it again, or an empty line to leave it for later.")
		if q.Kind.Long() {
			p.say("- alone deletes the answer.")
		}
		return false
	}
	if text := reading(p.s, q); text != "" {
		p.say("%s.", sentence(text))
	}
	if q.Kind == Events {
		for i := range p.s.understand().entries {
			if text := p.s.ahead(i); text != "" {
				p.say("%s.", sentence(text))
			}
		}
	}
	p.remark(q)
	p.forward()
	p.save()
	return true
}

// remark tells what the screen shows beside an answer: phrases that get in the way, how far actions reach, incidents like this one.
func (p *plain) remark(q Question) {
	text := p.s.Text(q.Key)
	if p.o.Check != nil {
		for _, n := range append(checkAnswer(p.o.Check, q, text), p.s.remarks(q.Key)...) {
			if n.Span.Start < 0 || n.Span.End > len(text) || n.Span.Start > n.Span.End {
				continue
			}
			p.say("“%s”: %s.", oneLine(text[n.Span.Start:n.Span.End]), n.Label)
			if n.Ask != "" {
				p.say("Ask: %s", n.Ask)
			}
			if n.Fix != nil {
				p.say("Try: %s", n.Fix.Text)
			}
		}
	}
	if q.Kind == Todos {
		for _, t := range p.s.understand().todos {
			if t.blank {
				continue
			}
			p.say("%s: %s.", t.Title, p.s.words.describeTodo(t))
			if p.o.Grade != nil {
				if text := p.s.words.say(nudge(p.o.Grade(t.Title))); text != "" {
					p.say("%s", sentence(text))
				}
			}
		}
	}
	if p.o.Earlier != nil && (q.Key == Title || q.Key == Conditions) {
		for _, e := range p.o.Earlier(p.s.Text(Title) + "\n" + p.s.Text(Conditions)) {
			p.say("%s.", sentence(p.s.words.describe(e)))
		}
	}
}

// offerNotes offers to read as raw notes what can't be read as a timeline.
func (p *plain) offerNotes(q Question) error {
	if q.Kind != Events || p.o.ReadNotes == nil || len(p.s.Problems(q.Key)) == 0 {
		return nil
	}
	a, _ := p.s.Answers()
	day := a.Started
	if day.IsZero() {
		day = p.s.now()
	}
	read := p.o.ReadNotes(p.s.Text(q.Key), day)
	if len(read.Events) == 0 {
		return nil
	}
	p.say("Read as notes it holds %s:", p.s.words.count(len(read.Events), "event"))
	var lines []string
	for _, e := range read.Events {
		e.Event.What = found{Found: e}.text(true)
		lines = append(lines, p.s.reader.brief(e.Event, a.Started))
		at := p.s.local(e.Event.At)
		when := p.s.words.date(at, "Mon 15:04") + " " + document.ZoneName(at)
		if at.After(p.s.now().Add(soon)) {
			when = p.s.words.date(at, "Mon 2 Jan 15:04") + " " + document.ZoneName(at) + p.s.words.say(", still to come?")
		}
		p.say("%s %s", when, e.Event.What)
	}
	for _, line := range read.Unread {
		p.say("Not read: %s", line)
	}
	if read.LeftOut > 0 {
		p.say("%s left out: they are about the chat.", p.s.words.count(read.LeftOut, "line"))
	}
	answer, err := p.line(p.s.words.say("y keeps these events, anything else your lines") + " > ")
	if err != nil {
		return err
	}
	if y := strings.ToLower(strings.TrimSpace(answer)); y == "y" || y == "yes" {
		p.s.SetText(q.Key, strings.Join(lines, "\n"))
		p.save()
	}
	return nil
}

func (p *plain) forward() {
	if p.repair {
		p.repair = false
		p.s.GoTo("")
	} else {
		p.s.Next()
	}
	if news := p.s.takeNews(); news != "" {
		p.say("%s.", sentence(news))
	}
}

func (p *plain) help(q Question) {
	p.say("%s.", sentence(q.Why))
	if q.After != "" {
		p.say("After %s.", q.After)
	}
	if q.Also != "" {
		p.say("Also: %s", q.Also)
	}
	p.say("For example: %s", q.Example)
	p.say("An empty line skips, < goes back, - deletes the answer, ctrl+c leaves and keeps the draft.")
}

// preview tells what stands and asks whether to write the document.
func (p *plain) preview() (template.Answers, bool, error) {
	_, problems := p.s.Answers()
	a := p.s.Content()
	titled := a.Title != ""
	p.say("\nAll questions are asked; %d of %d are answered.", p.s.Answered(), len(p.s.Questions()))
	if len(problems) > 0 {
		p.say("%s:", sentence(p.s.words.notUnderstood(len(problems))))
		for _, problem := range problems {
			p.say("%s.", sentence(describeProblem(p.s, problem)))
		}
	}
	if thin := p.s.thin(); len(thin) > 0 {
		p.say("Still thin: %s.", p.s.words.list(thin))
	}
	if p.o.Lint != nil && p.o.Render != nil {
		if source, err := p.o.Render(a); err == nil {
			review := p.o.Lint(source)
			p.say("%s", sentence(review.Summary))
			for _, a := range p.s.lookAt(nil, review.Findings) {
				p.tell(a)
			}
		}
	}
	chosen := 0
	for {
		if text := p.s.words.outcome(p.o.Then, chosen); text != "" {
			if len(p.o.Then.Outcomes) > 1 {
				text += p.s.words.sayf("; %s changes that", "p")
			}
			p.say("%s.", text)
		}
		switch {
		case !titled:
			p.say("A title is all that is needed before it can be written: title goes there. s shows the document, < goes back.")
		case len(problems) > 0:
			p.say("Write the postmortem? y writes it with these answers as they were typed, s shows it, the name of a question goes there (for example %s), < goes back.", problems[0].Key)
		default:
			p.say("Write the postmortem? y writes it, s shows it, the name of a question goes there (for example impact), < goes back.")
		}
		line, err := p.line("> ")
		if err != nil {
			return template.Answers{}, false, err
		}
		switch command := strings.ToLower(strings.TrimSpace(line)); {
		case slices.Contains([]string{"y", "yes", "w", "write"}, command) && titled:
			if p.ctx.Err() != nil {
				continue // and be interrupted
			}
			p.o.Then.decide(chosen)
			return a, true, nil
		case command == "p" && len(p.o.Then.Outcomes) > 1:
			chosen = (chosen + 1) % len(p.o.Then.Outcomes)
		case command == "s" || command == "show":
			p.show(a)
		case command == "<":
			p.s.Back()
			p.save()
			return template.Answers{}, false, nil
		case command == "?":
			p.say("%s", strings.Join(p.keys(), ", "))
		default:
			if key := Key(strings.ReplaceAll(command, " ", "_")); key != "" && p.s.index(key) >= 0 {
				p.s.GoTo(key)
				p.repair = true
				p.save()
				return template.Answers{}, false, nil
			}
			if command != "" {
				p.say("The questions are %s.", strings.Join(p.keys(), ", "))
			}
		}
	}
}

// tell tells of a place, or of alike ones together.
func (p *plain) tell(a matter) {
	if len(a.places) == 1 {
		p.say("%s: %s", a.places[0].mark, a.places[0].line())
		return
	}
	p.say("%s, %d times: %s", a.places[0].mark, len(a.places), a.said)
	for _, at := range a.places {
		p.say("- %s", a.different(at))
	}
}

// sentence begins text with a capital letter.
func sentence(text string) string {
	r, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return text
	}
	return string(unicode.ToUpper(r)) + text[size:]
}

func (p *plain) keys() []string {
	var keys []string
	for _, q := range p.s.Questions() {
		keys = append(keys, string(q.Key))
	}
	return keys
}

func (p *plain) show(a template.Answers) {
	if p.o.Render == nil {
		return
	}
	source, err := p.o.Render(a)
	if err != nil {
		p.say("It can't be rendered: %v.", err)
		return
	}
	fmt.Fprintf(p.o.Out, "%s\n", clean(string(source))) // as it is
}
