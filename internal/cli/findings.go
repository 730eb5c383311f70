package cli

import (
	"bytes"
	"strings"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/interview"
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/lint"
	"github.com/blameless-postmortem/postmortem/internal/lint/rules"
	"github.com/blameless-postmortem/postmortem/internal/reading"
)

// reviewed tells what the linter finds in the document that an interview made.
func reviewed(l *lint.Linter, p document.Parser, source []byte, say language.Phrases) interview.Review {
	d := p.Parse("", source)
	findings := l.Lint(d)
	r := interview.Review{Summary: say.Say("%s.", summary(findings, say))}
	for _, f := range findings {
		line := d.Line(f.Span.Start)
		finding := interview.Finding{
			Rule:    f.Rule,
			Section: d.SectionAt(f.Span.Start), Field: fieldAt(d, f.Span.Start),
			Line: string(source[line.Start:line.End]), Severity: f.Severity.String(), Message: f.Message,
		}
		if text := string(source[f.Span.Start:f.Span.End]); !strings.Contains(text, "\n") {
			finding.Excerpt = text
		}
		r.Findings = append(r.Findings, finding)
	}
	return r
}

// fieldAt is the key of the metadata that an offset is in, or "".
func fieldAt(d *document.Document, offset int) string {
	if offset < d.Meta.Span.Start || offset >= d.Meta.Span.End {
		return ""
	}
	for at := d.Line(offset); ; at = d.Line(at.Start - 1) {
		key, _, ok := strings.Cut(string(d.Source[at.Start:at.End]), ":")
		if ok && key != "" && !strings.ContainsAny(key, " \t-#\"'{[") {
			return key
		}
		if at.Start <= d.Meta.Span.Start {
			return ""
		}
	}
}

// readable shows a document as postmortem show does.
func readable(p document.Parser, source []byte, words *language.Catalogue, zone func(started time.Time) *time.Location, width int) []string {
	var b bytes.Buffer
	if err := reading.Write(&b, p.Parse("", source), words, zone, true, width); err != nil {
		return []string{harmless(err.Error())}
	}
	return strings.Split(strings.TrimRight(b.String(), "\n"), "\n")
}

// summary counts findings.
func summary(findings []lint.Finding, say language.Phrases) string {
	var n [lint.Error + 1]int
	for _, f := range findings {
		n[f.Severity]++
	}
	if len(findings) == 0 {
		return say.Say("no findings")
	}
	var parts []string
	if n[lint.Error] > 0 {
		parts = append(parts, say.Count(n[lint.Error], "error"))
	}
	if n[lint.Warning] > 0 {
		parts = append(parts, say.Count(n[lint.Warning], "warning"))
	}
	if n[lint.Info] > 0 {
		parts = append(parts, say.Say("%d info", n[lint.Info]))
	}
	return say.Count(len(findings), "finding") + ": " + strings.Join(parts, ", ")
}

// liveCheck looks at an answer while it is typed, for blameful language and for what is still to be filled in: what else a document lacks is told
// at the end.
func liveCheck(l *lint.Linter, p document.Parser, words *language.Catalogue) interview.Check {
	names, own := words.For("rules"), words.For("cli")
	return func(_ interview.Key, text string) []interview.Note {
		var notes []interview.Note
		for _, f := range l.Lint(p.Parse("", []byte(text))) {
			label, told := strings.CutPrefix(f.Rule, "blame/")
			label = names.Say(label)
			if f.Rule == "structure/placeholder" {
				label, told = own.Say("still to be filled in"), true
			}
			if !told {
				continue
			}
			note := interview.Note{Span: f.Span, Label: label, Ask: f.Question}
			if len(f.Suggestions) > 0 {
				note.Fix = &document.Edit{Span: f.Suggestions[0].Span, Text: f.Suggestions[0].Text}
			}
			notes = append(notes, note)
		}
		return notes
	}
}

// gradeOf tells how far an action item reaches; "" where its words don't tell.
func gradeOf(title string) string {
	if grade := rules.Grade(title); grade != rules.Ungraded {
		return grade.String()
	}
	return ""
}
