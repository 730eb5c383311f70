package document_test

import (
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// TestSignedParagraphs is items that stand in paragraphs of their own behind a sign.
func TestSignedParagraphs(t *testing.T) {
	for _, tt := range []struct{ name, section, want string }{
		{"boxes", "☐ Queue alerts (@ana)\n\n☑ Rotation of the key\n\n🔲 More room for the pool\n", "Queue alerts; owner=@ana\nRotation of the key; done\nMore room for the pool"},
		{"ticks and crosses", "✅ Queue alerts\n\n❌ A new gateway\n\n✔️ Rotation\n", "Queue alerts; done\nA new gateway\nRotation; done"},
		{"brackets", "[ ] Queue alerts\n\n[x] Rotation of the key\n", "Queue alerts\nRotation of the key; done"},
		{"beside a list", "- a\n\n☐ More room\n", "a\nMore room"},
		{"remarks", "✅ All of it is done by now\n\n- a\n\n☐ = open\n\n☐ Open:\n\n- b\n", "a\nb"},
		{"labels", "✅ Completed:\n\n- a\n\n**❌ Later**\n\n- b\n", "a\nb"},
	} {
		t.Run(tt.name, func(t *testing.T) { equal(t, tt.want, titles("# Outage\n\n## Action items\n\n"+tt.section)) })
	}
	equal(t, "", titles("# Outage\n\n## What went well\n\n✅ The alert\n\n❌ The runbook\n\n☐ The rota\n"))
}

// TestTickSigned turns the signs over and leaves all else as it is.
func TestTickSigned(t *testing.T) {
	const head, tail = "# Outage\r\n\r\n## Action items\r\n\r\n", "\r\n\r\n☑ Other work on it\r\n\r\nWords."
	for _, tt := range []struct {
		before, after string
		done          bool
	}{
		{"☐ Queue alerts (@ana)", "☑ Queue alerts (@ana)", true},
		{"☑ Queue alerts", "☐ Queue alerts", false},
		{"⬜ Queue alerts", "☑ Queue alerts", true},
		{"✅ Queue alerts", "⬜ Queue alerts", false},
		{"❌ Queue alerts", "✅ Queue alerts", true},
		{"[ ] Queue alerts", "[x] Queue alerts", true},
	} {
		d := parse(head + tt.before + tail)
		edits, err := d.SetDone(0, tt.done)
		if err != nil {
			t.Fatal(tt.before, err)
		}
		out, err := document.Apply(d.Source, edits...)
		if err != nil {
			t.Fatal(err)
		}
		equal(t, head+tt.after+tail, string(out))
		if edits, err = d.SetField(0, document.ActionOwner, "@kim"); err == nil {
			if out, err = document.Apply(d.Source, edits...); err != nil {
				t.Fatal(err)
			}
			equal(t, "@kim", parse(string(out)).Actions[0].Owner)
		}
		if _, err = d.LinkIssue(0, "#7", "https://github.com/o/r/issues/7"); err != nil {
			t.Fatal(err)
		}
	}
}
