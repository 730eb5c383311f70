package review

import (
	"crypto/sha256"
	"fmt"
	"net/url"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/github"
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

// These bound the parts of a summary, so that it stays below GitHub's limit of 65,536 characters whatever the documents hold.
const (
	maxRows     = 40 // of a table or list
	maxInDetail = 3  // documents whose checklist is shown
	maxPath     = 80
)

// summaryComment is the one comment on the whole. It says how things stand and not what is new, so that it changes only when they do.
func (r *Review) summaryComment() string {
	return remember(summaryKind, nil, 0, r.text(r.wrongPlaces))
}

// NewSummary is the text of the one comment on the whole, "" where it stands there already or none is wanted.
func (r *Review) NewSummary() string {
	if !r.Pull.Open || !r.summaryDiffers() {
		return ""
	}
	return r.summaryComment()
}

// Summary is the same for people who read it elsewhere: with every finding on the lines that the pull request adds, as markdown.
func (r *Review) Summary() string { return r.text(true) }

// text is a summary, with all findings or with those that no comment on a line can tell.
func (r *Review) text(everything bool) string {
	var b strings.Builder
	b.WriteString("### Postmortem review\n\n")
	if len(r.Documents)+len(r.failed)+r.unread == 0 {
		b.WriteString("This pull request changes no postmortem.\n")
		return b.String()
	}
	b.WriteString(r.opening() + "\n\n")
	r.writeDocuments(&b)
	r.writeTrouble(&b)
	r.writeFindings(&b, everything)
	r.writeSuppressions(&b)
	for _, d := range r.Documents[:min(maxInDetail, len(r.Documents))] {
		r.writeChecklist(&b, d)
	}
	b.WriteString("\n<sub>The findings are questions to the text, not to the people in it. `postmortem lint` shows them in a terminal, `postmortem explain RULE` tells why. ")
	b.WriteString("Where a finding is wrong, say so next to it: `<!-- postmortem-disable-next-line RULE -- reason -->`.</sub>\n")
	return b.String()
}

func (r *Review) opening() string {
	n := 0
	for _, d := range r.Documents {
		n += len(d.shown)
	}
	if n == 0 {
		return "Nothing to remark on the lines that this pull request adds. What follows is for the people who review it."
	}
	return fmt.Sprintf("%s on the lines that this pull request adds. Each looks at the words and at what the document tells, not at who wrote or did it.", language.Plural(n, "finding"))
}

func (r *Review) writeDocuments(b *strings.Builder) {
	if len(r.Documents) == 0 {
		return
	}
	b.WriteString("| Document | Errors | Warnings | Notes | Action items |\n| --- | ---: | ---: | ---: | --- |\n")
	for _, d := range r.Documents[:min(maxRows, len(r.Documents))] {
		var n [lint.Error + 1]int
		for _, f := range d.shown {
			n[f.Severity]++
		}
		fmt.Fprintf(b, "| %s | %d | %d | %d | %s |\n", r.link(d.Path), n[lint.Error], n[lint.Warning], n[lint.Info], r.actions(d.Parsed))
	}
	r.more(b, len(r.Documents), "document")
}

// link leads to a document in the pull request; it stays true when the pull request grows.
func (r *Review) link(path string) string {
	text := short(visible(path), maxPath)
	return fmt.Sprintf("[%s](%s/files#diff-%x)", cell(text), escaped(r.Pull.URL), sha256.Sum256([]byte(path)))
}

func escaped(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.NewReplacer("(", "%28", ")", "%29").Replace(u.String())
}

// actions counts the action items of a document.
func (r *Review) actions(d *document.Document) string {
	open, done, dropped, overdue := 0, 0, 0, 0
	for _, a := range d.Actions {
		switch {
		case a.Done:
			done++
		case a.Dropped:
			dropped++
		default:
			open++
			if day, err := document.ReadDate(a.Due); err == nil && day < r.options.Now.Format("2006-01-02") {
				overdue++
			}
		}
	}
	var parts []string
	for _, p := range []struct {
		n    int
		word string
	}{{open, "open"}, {overdue, "overdue"}, {done, "done"}, {dropped, "dropped"}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.word))
		}
	}
	if len(parts) == 0 {
		return "none"
	}
	return strings.Join(parts, ", ")
}

// writeTrouble tells what was not or could not be read, and what else a reviewer has to know of this review.
func (r *Review) writeTrouble(b *strings.Builder) {
	if r.chosenHere {
		fmt.Fprintf(b, "\nThis pull request changes %s, which says which rules hold: the findings follow its version.\n", code(r.options.Config))
	}
	for i, f := range r.failed {
		if i == maxRows {
			r.more(b, len(r.failed), "document that could not be read")
			break
		}
		fmt.Fprintf(b, "\n%s could not be read: %s.\n", code(short(f.path, maxPath)), plain(short(f.message, maxQuote)))
	}
	notes := 0
	for _, d := range r.Documents {
		if d.note == "" {
			continue
		}
		if notes++; notes > maxRows {
			break
		}
		fmt.Fprintf(b, "\n%s: %s.\n", code(short(d.Path, maxPath)), d.note)
	}
	if r.unread > 0 {
		fmt.Fprintf(b, "\n%s more were not read: one pull request is read up to %d documents and %d MiB. Smaller ones are easier on reviewers, too.\n", language.Plural(r.unread, "document"), maxDocuments, maxBytes>>20)
	}
	if r.cut {
		fmt.Fprintf(b, "\nGitHub lists no more than %d of the changed files, so there may be postmortems that were not read.\n", github.MaxChangedFiles)
	}
	if r.wrongPlaces {
		b.WriteString("\nGitHub took no comments on the lines, so the findings stand here.\n")
	}
	if n := r.withoutRemark(); n > 0 && !r.wrongPlaces {
		fmt.Fprintf(b, "\n%s got no comment of their own, so that the others can be read. `postmortem lint` shows all.\n", language.Plural(n, "finding"))
	}
}

// writeFindings lists findings that no comment tells, or all of them.
func (r *Review) writeFindings(b *strings.Builder, everything bool) {
	var rows []string
	total := 0
	for _, d := range r.Documents {
		for i, f := range d.shown {
			if !everything && !d.isUnplaced(i) {
				continue
			}
			if total++; total > maxRows {
				continue
			}
			row := fmt.Sprintf("- %s: %s", code(fmt.Sprintf("%s:%d", short(visible(d.Path), maxPath), linesOf(d.Parsed, f.Span).First)), plain(short(f.Message, 2*maxQuote)))
			if f.Question != "" {
				row += " *" + plain(short(f.Question, 2*maxQuote)) + "*"
			}
			rows = append(rows, row+" ("+code(f.Rule)+")")
		}
	}
	if total == 0 {
		return
	}
	title := "What no line of the difference could take"
	if everything {
		title = "Findings"
	}
	fmt.Fprintf(b, "\n<details><summary>%s (%d)</summary>\n\n%s\n", title, total, strings.Join(rows, "\n"))
	r.more(b, total, "finding")
	b.WriteString("\n</details>\n")
}

// writeSuppressions lists what is silenced, and why.
func (r *Review) writeSuppressions(b *strings.Builder) {
	var rows []string
	total := 0
	for _, d := range r.Documents {
		for _, s := range d.suppressions {
			if total++; total > maxRows {
				continue
			}
			rules, reason, until := "all rules", "none is given", ""
			if len(s.Rules) > 0 {
				rules = cell(strings.Join(s.Rules, ", "))
			}
			switch {
			case d.isRedacted(s.Span):
				reason = "redacted"
			case s.Reason != "":
				reason = plain(short(s.Reason, maxQuote))
			}
			switch {
			case s.Expired:
				until = s.Until + ", over"
			case s.Until != "":
				until = s.Until
			}
			if !s.Used {
				rules += " (silences nothing)"
			}
			rows = append(rows, fmt.Sprintf("| %s | %s | %s | %s |", cell(fmt.Sprintf("%s:%d", short(visible(d.Path), maxPath), linesOf(d.Parsed, s.Span).First)), rules, reason, until))
		}
	}
	if total == 0 {
		return
	}
	fmt.Fprintf(b, "\n<details><summary>Silenced on purpose (%d)</summary>\n\n| Where | Rules | Reason | Until |\n| --- | --- | --- | --- |\n%s\n", total, strings.Join(rows, "\n"))
	r.more(b, total, "suppression")
	b.WriteString("\n</details>\n")
}

// more tells how many rows were left out.
func (r *Review) more(b *strings.Builder, total int, what string) {
	if total > maxRows {
		fmt.Fprintf(b, "\nand %s more\n", language.Plural(total-maxRows, what))
	}
}

// normal is a text as it comes back: GitHub may change the line ends, and blanks at its end.
func normal(text string) string { return strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n")) }
