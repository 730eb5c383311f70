package english_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/language/english"
)

// reader is shared: its word lists take longer to read than all the sentences of a test.
var reader = english.New()

// kinds reads one sentence and returns what it was told of, naming aside.
func kinds(t *testing.T, b language.Block, v *language.Vocabulary) []language.Kind {
	t.Helper()
	var out []language.Kind
	for _, r := range reader.Read(b, v) {
		if r.Kind != language.Naming && !slices.Contains(out, r.Kind) {
			out = append(out, r.Kind)
		}
	}
	return out
}

func TestPhenomena(t *testing.T) {
	tests := []struct {
		name string
		form language.Form
		text string
		want language.Kind
	}{
		{"active", language.Paragraph, "The storage engineer forgot to rotate the key.", language.PersonFault},
		{"we", language.Paragraph, "We failed to copy the billing tables.", language.PersonFault},
		{"postmodified subject", language.Paragraph, "The technician on shift in Lyon overlooked the red lamp.", language.PersonFault},
		{"appositive", language.Paragraph, "Wanjiru, the release lead, forgot to tag the build.", language.PersonFault},
		{"relative clause", language.Paragraph, "Tomasz, who held the pager, missed the second alert.", language.PersonFault},
		{"cleft", language.Paragraph, "It was Ingrid who mistyped the subnet.", language.PersonFault},
		{"coordination", language.Paragraph, "The admin opened the console and ignored the banner.", language.PersonFault},
		{"long relative subject", language.Paragraph, "The developer who wrote the importer forgot the time zone.", language.PersonFault},
		{"passive with agent", language.Paragraph, "The quota was botched by the billing team.", language.PersonFault},
		{"caused by", language.Paragraph, "The gap was caused by Farid restarting the router.", language.PersonFault},
		{"because of an owner's change", language.Paragraph, "Logins failed because of the contractor's change.", language.PersonFault},
		{"nominalisation", language.Paragraph, "The duty manager's failure to call the plant cost an hour.", language.PersonFault},
		{"human verb nominalised", language.Paragraph, "A failure to follow the checklist led to the gap.", language.PersonFault},
		{"mistake by", language.Paragraph, "A mistake by the pharmacist doubled the dose.", language.PersonFault},
		{"opening gerund", language.Paragraph, "By ignoring the warning, the operator on shift lost the tank.", language.PersonFault},
		{"wrong object", language.Paragraph, "An analyst deleted the wrong schema.", language.PersonFault},
		{"slip adverb", language.Paragraph, "Keiko accidentally merged the draft.", language.PersonFault},
		{"omission", language.Paragraph, "The duty manager did not call the carrier.", language.PersonFault},
		{"had not", language.Paragraph, "The reviewers had not read the plan.", language.PersonFault},
		{"nobody", language.Paragraph, "Nobody checked the second region.", language.PersonFault},
		{"without asking", language.Paragraph, "The vendor's technician swapped the card without asking.", language.PersonFault},
		{"consequence", language.Paragraph, "The foreman raised the limit, causing a jam on line two.", language.PersonFault},
		{"rules", language.Paragraph, "The change procedure was not followed.", language.PersonFault},
		{"not enough of a quality", language.Paragraph, "Our analysts are not disciplined enough about table names.", language.Judgement},
		{"omission of any act", language.Paragraph, "The duty manager never widened the search.", language.PersonFault},
		{"ellipsis", language.Paragraph, "The crew had the means to stop it and did not.", language.PersonFault},
		{"neither nor", language.Paragraph, "Neither the author nor the approver opened the plan.", language.PersonFault},
		{"against a doubt", language.Paragraph, "The lead merged it although two checks had failed.", language.PersonFault},
		{"too early", language.Paragraph, "The technician closed the valve too early.", language.PersonFault},
		{"left on", language.Paragraph, "The clerk published the page with the draft flag still set.", language.PersonFault},
		{"before it was ready", language.Paragraph, "The intern released the build before the tests were finished.", language.PersonFault},
		{"behind backs", language.Paragraph, "The supplier quietly swapped the pump.", language.PersonFault},
		{"something of value", language.Paragraph, "A developer truncated the production ledger.", language.PersonFault},
		{"a secret in public", language.Paragraph, "The intern uploaded the signing key to a public bucket.", language.PersonFault},
		{"a safeguard taken away", language.Paragraph, "The night crew had switched off the interlock.", language.PersonFault},
		{"two alike", language.Paragraph, "The electrician isolated breaker 7 rather than breaker 9.", language.PersonFault},
		{"the cause is a person", language.Paragraph, "The root cause was Ingrid.", language.PersonFault},
		{"an owned change as the cause", language.Paragraph, "Root cause: Farid's firewall change.", language.PersonFault},
		{"traced to an act", language.Paragraph, "The leak was traced back to a merge Wanjiru made.", language.PersonFault},
		{"because of an act", language.Paragraph, "The outage happened because a contractor swapped the feeds.", language.PersonFault},
		{"brought in by", language.Paragraph, "The defect was introduced by the integration crew.", language.PersonFault},
		{"what did it", language.Paragraph, "What broke the export was a manual edit by the analyst.", language.PersonFault},
		{"lack of, ascribed", language.Paragraph, "A lack of communication from the vendor cost us a day.", language.PersonFault},
		{"a cell for the people", language.Paragraph, "| night shift | overlooked the gauge |", language.PersonFault},
		{"at fault", language.Paragraph, "The network crew is at fault here.", language.PersonFault},
		{"typographic apostrophe", language.Paragraph, "The on-call engineer didn’t acknowledge the page.", language.PersonFault},
		{"no apostrophe", language.Paragraph, "The on-call engineer didnt acknowledge the page.", language.PersonFault},
		{"zero-width", language.Paragraph, "The engineer for\u200bgot to drain the node.", language.PersonFault},
		{"event with a label", language.Event, "Raj: deleted the wrong bucket", language.PersonFault},
		{"event, present", language.Event, "DBA drops the wrong index", language.PersonFault},
		{"event, time still there", language.Event, "02:14 – DBA drops the wrong index", language.PersonFault},
		{"event without subject", language.Event, "Forgot to page the secondary", language.PersonFault},
		{"handle", language.Paragraph, "@mkoda overlooked the quota mail.", language.PersonFault},
		{"unknown name", language.Paragraph, "Nkosazana forgot to lock the door.", language.PersonFault},
		{"human operator", language.Paragraph, "The operator on shift forgot to close the valve.", language.PersonFault},

		{"a name of two parts", language.Paragraph, "Mei-Hua forgot to close the port.", language.PersonFault},
		{"a name known by its deed", language.Paragraph, "Tlalli typed the wrong tenant.", language.PersonFault},
		{"title in capitals", language.Paragraph, "The on-duty TSM forgot to page the plant.", language.PersonFault},
		{"at work on it", language.Paragraph, "The technician moving the rack did not read the label.", language.PersonFault},
		{"both", language.Paragraph, "Ingrid and Tomasz both forgot the second key.", language.PersonFault},
		{"neither of them", language.Paragraph, "Two clerks saw the letter and neither of them opened it.", language.PersonFault},
		{"not one of", language.Paragraph, "Not one of the approvers ran the script.", language.PersonFault},
		{"perfect shared", language.Paragraph, "She had moved the table and forgotten to grant access.", language.PersonFault},
		{"never, fronted", language.Paragraph, "At no point did the supplier's technician open the log.", language.PersonFault},
		{"only after, fronted", language.Paragraph, "Only after two calls did the duty manager answer the page.", language.PersonFault},
		{"half a look", language.Paragraph, "The auditor only checked the cover sheet.", language.PersonFault},
		{"from a place of their own", language.Paragraph, "The developer released the build from his own laptop.", language.PersonFault},
		{"a deed told as a noun", language.Paragraph, "Her deleting the lock file set off the alarms.", language.PersonFault},
		{"a deed picked out", language.Paragraph, "The trainee's removal of the guard is what exposed the press.", language.PersonFault},
		{"whose order it was", language.Paragraph, "It was the foreman who told the crew to bypass the guard.", language.PersonFault},
		{"because of a deed", language.Paragraph, "The feed went stale because Farid disabled the timer.", language.PersonFault},
		{"on account of", language.Paragraph, "The tank ran over on account of the clerk having closed the valve.", language.PersonFault},
		{"something poorer in its place", language.Paragraph, "The analyst overwrote the ledger with a blank sheet.", language.PersonFault},
		{"one of ours", language.Paragraph, "A mistake by one of our electricians cut the feed.", language.PersonFault},
		{"all of them", language.Paragraph, "Overlooked by all three inspectors.", language.PersonFault},
		{"culprit in a place", language.Paragraph, "Cause: the clerk at the front desk", language.PersonFault},
		{"a fragment only people are told in", language.Paragraph, "Forgot to raise the quota", language.PersonFault},
		{"present tense of a timeline", language.Paragraph, "09:20 – Backend engineer ships the client before the schema is applied.", language.PersonFault},

		{"human error", language.Paragraph, "Root cause: human error during a restart.", language.HumanError},
		{"slips of many hands", language.Paragraph, "Manual sorting mistakes are the reason.", language.HumanError},
		{"manual slip", language.Paragraph, "A manual mistake put both nodes into standby.", language.HumanError},
		{"caused by an oversight", language.Paragraph, "The gap was caused by an oversight.", language.HumanError},
		{"slip of the hand", language.Paragraph, "It came down to a slip of the finger.", language.HumanError},

		{"careless work", language.Paragraph, "A sloppy rollout took the shop offline.", language.Judgement},
		{"careless people", language.Paragraph, "The operators were complacent.", language.Judgement},
		{"adverb", language.Paragraph, "The limit was recklessly raised.", language.Judgement},
		{"no idea", language.Paragraph, "The author had no idea how quorum works.", language.Judgement},
		{"panic", language.Paragraph, "The on-call engineer panicked.", language.Judgement},
		{"norm", language.Paragraph, "A competent engineer checks the mount first.", language.Judgement},
		{"poor choice", language.Paragraph, "Poor judgement delayed the rollback.", language.Judgement},

		{"a trait of somebody's", language.Paragraph, "The planner's overconfidence cost a day.", language.Judgement},
		{"a verdict on a deed", language.Paragraph, "Sharing the root key was negligent.", language.Judgement},
		{"outsiders judged", language.Paragraph, "Users are careless with their tokens.", language.Judgement},

		{"a name that should have asked", language.Paragraph, "Tlalli should have asked the plant.", language.Counterfactual},
		{"a name that should have looked", language.Paragraph, "Tlalli should have checked the runbook.", language.Counterfactual},
		{"a name, inverted", language.Paragraph, "Had Ingrid run the rehearsal, the gap would have shown.", language.Counterfactual},
		{"customers", language.Paragraph, "The customer should have told us about the move.", language.Counterfactual},
		{"needed to", language.Paragraph, "The network team needed to warn us before they cut the line.", language.Counterfactual},
		{"in review", language.Paragraph, "The missing index should have been spotted during review.", language.Counterfactual},
		{"more work by people", language.Paragraph, "With a little more testing by the crew, this would never have shipped.", language.Counterfactual},
		{"should have", language.Paragraph, "The on-call engineer should have rolled back.", language.Counterfactual},
		{"at least between", language.Paragraph, "They should at least have told the plant.", language.Counterfactual},
		{"should have happened", language.Paragraph, "The handover should have happened at noon.", language.Counterfactual},
		{"never should have", language.Paragraph, "The patch should never have been merged.", language.Counterfactual},
		{"had it been", language.Paragraph, "Had the plan been reviewed, the gap would have been closed.", language.Counterfactual},
		{"if it had been", language.Paragraph, "This would not have gone out if it had been reviewed.", language.Counterfactual},
		{"with more care", language.Paragraph, "With a little more care the crew would have caught it.", language.Counterfactual},
		{"work that would have helped", language.Paragraph, "Better preparation by the vendor would have halved the outage.", language.Counterfactual},
		{"should've", language.Paragraph, "Ops should’ve called the vendor.", language.Counterfactual},
		{"should of", language.Paragraph, "They should of asked first.", language.Counterfactual},
		{"human work, passive", language.Paragraph, "The typo should have been caught in review.", language.Counterfactual},
		{"ought never", language.Paragraph, "The vendor ought never to have shipped it.", language.Counterfactual},
		{"supposed to", language.Paragraph, "The team was supposed to freeze deploys.", language.Counterfactual},
		{"if they had", language.Paragraph, "If the reviewer had opened the diff, this would not have shipped.", language.Counterfactual},
		{"had they", language.Paragraph, "Had the technician read the label, the shelf would be up.", language.Counterfactual},
		{"small act", language.Paragraph, "A quick look would have shown the lag.", language.Counterfactual},
		{"gerund act", language.Paragraph, "Checking the log would have saved an hour.", language.Counterfactual},
		{"why not", language.Paragraph, "Why didn't anyone call the carrier?", language.Counterfactual},
		{"only had to", language.Paragraph, "All they had to do was press reset.", language.Counterfactual},

		{"obviously", language.Paragraph, "Obviously, the index locked the table.", language.Hindsight},
		{"looking back", language.Paragraph, "Looking back, moving both racks at once was naive.", language.Hindsight},
		{"of course", language.Paragraph, "Of course the lock was still held.", language.Hindsight},
		{"bound to", language.Paragraph, "The setup was bound to fail.", language.Hindsight},
		{"obvious in hindsight", language.Paragraph, "In hindsight, the choice was clearly wrong.", language.Hindsight},
		{"from today", language.Paragraph, "Seen from today, moving both racks was a mistake.", language.Hindsight},
		{"without in the choice", language.Paragraph, "In hindsight, moving the racks without a drill was foolish.", language.Hindsight},
		{"should have been obvious", language.Paragraph, "It should have been obvious that the disk was full.", language.Hindsight},

		{"remind", language.Action, "Remind operators to verify the target", language.Punitive},
		{"no longer trusted with", language.Paragraph, "The contractor no longer has access to the vault.", language.Punitive},
		{"access taken", language.Paragraph, "Restrict the intern's access until June.", language.Punitive},
		{"be careful", language.Action, "Be more careful with production", language.Punitive},
		{"must be careful", language.Paragraph, "Engineers must be more careful with keys.", language.Punitive},
		{"discipline", language.Paragraph, "The clerk was reprimanded.", language.Punitive},
		{"a pass withdrawn", language.Paragraph, "The technician's badge was withdrawn.", language.Punitive},
		{"retrain", language.Action, "Retrain the night crew", language.Punitive},
		{"access taken", language.Paragraph, "The person who ran it no longer has production access.", language.Punitive},

		{"drama", language.Paragraph, "The failover was a nightmare.", language.Emotive},
		{"ridiculous", language.Paragraph, "This ridiculous wrapper retries forever.", language.Emotive},
		{"marks", language.Paragraph, "The disk was full again!!", language.Emotive},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := kinds(t, language.Block{Text: tt.text, Form: tt.form}, nil); !slices.Contains(got, tt.want) {
				t.Errorf("%q: got %v, want %v", tt.text, got, tt.want)
			}
		})
	}
}

// TestLikely: what no rule knows is told by its likeness to sentences that blame, and says so.
func TestLikely(t *testing.T) {
	tests := []struct {
		text   string
		want   []language.Kind
		likely bool
	}{
		{"The engineer forgot to drain the node.", []language.Kind{language.PersonFault}, false},
		{"Nobody on the night shift could be bothered to open the dashboard.", []language.Kind{language.PersonFault}, true},
		{"The release manager signed it off with her eyes closed.", []language.Kind{language.PersonFault}, true},
		{"The dashboard of the night shift could not be opened.", nil, false},
		{"The release manager signed it off after the second test.", nil, false},
	}
	for _, tt := range tests {
		b := language.Block{Text: tt.text}
		if got := kinds(t, b, nil); !slices.Equal(got, tt.want) {
			t.Errorf("%s\n got %v, want %v", tt.text, got, tt.want)
		}
		for _, r := range reader.Read(b, nil) {
			if r.Kind != language.Naming && r.Likely != tt.likely {
				t.Errorf("%s: likely is %v", tt.text, r.Likely)
			}
		}
	}
}

func TestInlineCodeIsASystem(t *testing.T) {
	text := "raj forgot to renew its lease."
	b := language.Block{Text: text, Names: []language.Range{{Start: 0, End: 3}}}
	if got := kinds(t, b, nil); got != nil {
		t.Errorf("got %v for a name in code", got)
	}
}

func TestMutedTextIsNeverRemarkedUpon(t *testing.T) {
	text := "See what a nightmare it was."
	b := language.Block{Text: text, Muted: []language.Range{{Start: 4, End: len(text) - 1}}}
	if got := kinds(t, b, nil); got != nil {
		t.Errorf("got %v in muted text", got)
	}
}

func TestVocabularyWins(t *testing.T) {
	tests := []struct {
		text  string
		vocab language.Vocabulary
		want  []language.Kind
	}{
		{"Hermes forgot to page anyone.", language.Vocabulary{People: []string{"Hermes"}}, []language.Kind{language.PersonFault}},
		{"Raj forgot to renew its lease.", language.Vocabulary{Systems: []string{"raj"}}, nil},
		{"The operator forgot to close the valve.", language.Vocabulary{Systems: []string{"the operator"}}, nil},
		{"Acme Support ignored two tickets.", language.Vocabulary{People: []string{"acme support"}}, []language.Kind{language.PersonFault}},
	}
	for _, tt := range tests {
		if got := kinds(t, language.Block{Text: tt.text}, &tt.vocab); !slices.Equal(got, tt.want) {
			t.Errorf("%q with %v: got %v, want %v", tt.text, tt.vocab, got, tt.want)
		}
	}
}

func TestSpans(t *testing.T) {
	tests := []struct{ text, span, sentence string }{
		{"Errors rose. The on-call engineer forgot to drain the node. We rolled back.", "The on-call engineer forgot", "The on-call engineer forgot to drain the node."},
		{"At 10:42 UTC v1.2.3 shipped, i.e. late. They should have asked Dr. Osei first.", "should have asked", "They should have asked Dr. Osei first."},
		{"An utter nightmare.", "utter", "An utter nightmare."},
		{"See https://example.com/a.b?c. The clerk deleted the wrong file.", "The clerk deleted the wrong file", "The clerk deleted the wrong file."},
	}
	for _, tt := range tests {
		rs := reader.Read(language.Block{Text: tt.text}, nil)
		if len(rs) != 1 {
			t.Errorf("%q: %d remarks, want 1: %v", tt.text, len(rs), rs)
			continue
		}
		if got := tt.text[rs[0].Range.Start:rs[0].Range.End]; got != tt.span {
			t.Errorf("%q: span %q, want %q", tt.text, got, tt.span)
		}
		if got := tt.text[rs[0].Sentence.Start:rs[0].Sentence.End]; got != tt.sentence {
			t.Errorf("%q: sentence %q, want %q", tt.text, got, tt.sentence)
		}
	}
}

// TestDoneTo is that what a relative clause tells of is not looked for behind its verb.
func TestDoneTo(t *testing.T) {
	for text, question := range map[string]string{
		"A licence that ops forgot to extend expired.":                      "What told ops that it was time to extend it?",
		"The lease which the platform team forgot to extend ended at noon.": "What told the platform team that it was time to extend it?",
		"The domain that Kim forgot to renew took down checkout.":           "What told Kim that it was time to renew it?",
		"Kim forgot to renew the domain that checkout uses.":                "What told Kim that it was time to renew the domain that checkout uses?",
	} {
		found := false
		for _, r := range reader.Read(language.Block{Text: text}, nil) {
			if r.Kind != language.PersonFault {
				continue
			}
			found = true
			if r.Question != question {
				t.Errorf("%q: the question is %q, want %q", text, r.Question, question)
			}
			if before := strings.Contains(text, "that ops") || strings.Contains(text, "which") || strings.Contains(text, "that Kim"); before && r.Rewrite != "" {
				t.Errorf("%q: the rewrite is %q", text, r.Rewrite)
			}
		}
		if !found {
			t.Errorf("%q: nothing is said", text)
		}
	}
}

func TestATimeIsNoPartOfAName(t *testing.T) {
	for _, tt := range []struct {
		text string
		form language.Form
	}{
		{"13:22 Priya forgot to warm the index.", language.Paragraph},
		{"13:22 Priya forgot to warm the index.", language.Event},
		{"2026-11-20 Priya forgot to warm the index.", language.Event},
	} {
		var spans []string
		for _, r := range reader.Read(language.Block{Text: tt.text, Form: tt.form}, nil) {
			if r.Kind != language.Naming {
				spans = append(spans, tt.text[r.Range.Start:r.Range.End])
				if strings.Contains(r.Question, "13:22") || strings.Contains(r.Question, "2026") {
					t.Errorf("%q: the question is %q", tt.text, r.Question)
				}
			}
		}
		if len(spans) != 1 || spans[0] != "Priya forgot" {
			t.Errorf("%q, form %v: spans %q", tt.text, tt.form, spans)
		}
	}
}

func TestNaming(t *testing.T) {
	rs := reader.Read(language.Block{Text: "Ana rolled back the release."}, nil)
	if len(rs) != 1 || rs[0].Kind != language.Naming {
		t.Errorf("got %v, want one naming remark", rs)
	}
	if rs = reader.Read(language.Block{Text: "Ana adds the probe", Form: language.Action}, nil); rs != nil {
		t.Errorf("got %v for the owner of an action", rs)
	}
}

func TestRewrites(t *testing.T) {
	tests := []struct {
		form       language.Form
		text, want string
	}{
		{language.Paragraph, "The on-call engineer forgot to drain the node before the upgrade.", "The on-call engineer did not drain the node before the upgrade because [what they saw at the time]."},
		{language.Paragraph, "The night shift ignored the alert.", "The night shift did not act on the alert because [what they saw at the time]."},
		{language.Paragraph, "The technician pulled the wrong PDU.", "The technician pulled [which PDU]; [what the screen or label showed]."},
		{language.Paragraph, "An intern accidentally deleted the staging bucket.", "An intern deleted the staging bucket, meaning to [what was intended]."},
		{language.Paragraph, "She should have checked the dashboard first.", "She did not check the dashboard first because [what they saw at the time]."},
		{language.Paragraph, "We should never have trusted that panel.", "We trusted that panel because [what they saw at the time]."},
		{language.Paragraph, "The change should have been reviewed.", "[Which role] did not review the change because [what they saw at the time]."},
		{language.Paragraph, "A careless change by an inexperienced contractor took the site down.", "A change by a contractor took the site down."},
		{language.Paragraph, "Root cause: human error while moving rack 14.", "Root cause: [what made the slip possible] while moving rack 14."},
		{language.Paragraph, "This ridiculous script filled the disk.", "This script filled the disk."},
		{language.Paragraph, "Obviously, the migration locked the table.", "The migration locked the table."},
		{language.Action, "Remind all engineers to double-check the target before running Terraform", "Add an automated check of the target before running Terraform"},
		// No honest words for these.
		{language.Paragraph, "The developers were clueless.", ""},
		{language.Paragraph, "What a complete shambles.", ""},
	}
	for _, tt := range tests {
		rs := reader.Read(language.Block{Text: tt.text, Form: tt.form}, nil)
		if len(rs) == 0 {
			t.Errorf("%q: no remark", tt.text)
			continue
		}
		if rs[0].Rewrite != tt.want {
			t.Errorf("%q:\n got %q\nwant %q", tt.text, rs[0].Rewrite, tt.want)
		}
	}
}

// checkRemarks holds what must be true of the remarks on any text.
func checkRemarks(t *testing.T, e *english.English, b language.Block, v *language.Vocabulary) {
	t.Helper()
	last := 0
	starts := make([]bool, len(b.Text)+1) // where a rune, or a byte that is none, begins
	starts[len(b.Text)] = true
	for i := range b.Text {
		starts[i] = true
	}
	for _, r := range e.Read(b, v) {
		switch {
		case r.Range.Start < r.Sentence.Start || r.Range.End > r.Sentence.End || r.Range.Start >= r.Range.End || r.Sentence.End > len(b.Text):
			t.Fatalf("ranges out of bounds in %q: %+v", b.Text, r)
		case r.Range.Start < last:
			t.Fatalf("remarks out of order in %q: %+v", b.Text, r)
		case !starts[r.Range.Start] || !starts[r.Range.End] || !starts[r.Sentence.Start] || !starts[r.Sentence.End]:
			t.Fatalf("range splits a rune in %q: %+v", b.Text, r)
		case !strings.HasSuffix(r.Question, "?") || !strings.HasPrefix(r.Question, "What") && !strings.HasPrefix(r.Question, "How"):
			t.Fatalf("not a what or how question about %q: %q", b.Text, r.Question)
		}
		last = r.Range.Start
		if r.Rewrite == "" {
			continue
		}
		for _, again := range e.Read(language.Block{Text: r.Rewrite, Form: b.Form}, v) {
			if again.Kind != language.Naming && !again.Likely && len(b.Names) == 0 {
				t.Fatalf("the rewrite of %q is remarked upon: %q: %+v", b.Text, r.Rewrite, again)
			}
		}
	}
}

func runeAt(s string, i int) bool { return i == len(s) || s[i] < 0x80 || s[i] >= 0xC0 }

func FuzzRead(f *testing.F) {
	f.Add("The on-call engineer forgot to drain the node. She should have checked first.", 4, 9, uint8(0))
	f.Add("Raj: deleted the wrong bucket", 0, 3, uint8(4))
	f.Add("Remind the team’s leads to double-check the “target” (again)!!", 2, 5, uint8(5))
	f.Add("It would've been obvious; of course nobody\u200b noticed... \xff\xfe ‘what a joke’", 1, 2, uint8(1))
	f.Add("e.g. Dr. X's U.S. @handle a@b.c https://x.y/z) 10:42–10:55 v1.2.3 can't won't 'til", 3, 8, uint8(2))
	f.Add("Remind lab to 0A the", 2, -53, uint8(']')) // a verb by its place that no list has
	f.Add("!!!", 82, 5, uint8(4))
	f.Add("of Course", 1, -38, uint8(0))
	f.Add("0've Be obvious\"of Course nobody", 1, -42, uint8(0)) // a rewrite that reads like blame
	e := english.New()
	f.Fuzz(func(t *testing.T, text string, start, end int, form uint8) {
		b := language.Block{Text: text, Form: language.Form(form % 6)}
		if runesIn(text, start, end) {
			b.Names = []language.Range{{Start: start, End: end}}
		}
		checkRemarks(t, e, b, &language.Vocabulary{People: []string{"acme support", "é"}, Systems: []string{"the operator"}})
	})
}

func runesIn(s string, start, end int) bool {
	return start >= 0 && end <= len(s) && start < end && runeAt(s, start) && runeAt(s, end)
}

func TestHostileText(t *testing.T) {
	e := english.New()
	for name, text := range map[string]string{
		"one long sentence":     strings.Repeat("the engineer forgot to check and ", 5_000),
		"one long word":         strings.Repeat("forgot", 20_000),
		"open brackets":         strings.Repeat("(the engineer [", 8_000),
		"open quotations":       strings.Repeat("“the \"engineer 'forgot ", 5_000),
		"commas":                strings.Repeat("Raj, ", 25_000) + "who forgot",
		"hads":                  strings.Repeat("had they had ", 10_000),
		"dots":                  strings.Repeat(".", 100_000),
		"invalid UTF-8":         strings.Repeat("engineer \xff\xc3 forgot ", 5_000),
		"right to left":         strings.Repeat("\u202eengineer\u202c נשכח forgot ", 5_000),
		"zero width":            strings.Repeat("\u200b\u2060", 30_000),
		"possessives":           strings.Repeat("the engineer's ", 8_000) + "failure to check",
		"adverbs":               "The engineer " + strings.Repeat("carelessly ", 10_000) + "forgot",
		"infinitives":           "They failed " + strings.Repeat("to forget ", 10_000),
		"combining marks":       "forgot" + strings.Repeat("\u0301", 50_000),
		"mixed scripts":         strings.Repeat("the еngineer fоrgot 忘れた ", 4_000),
		"newlines":              strings.Repeat("\n", 100_000),
		"an infinitive cut off": "The engineers, not to only, did. We did a terrible job, not to never.",
		"a time and marks only": "10:42 !!? No.",
		"many short findings":   strings.Repeat("What a nightmare. ", 6_000),
	} {
		t.Run(name, func(t *testing.T) { checkRemarks(t, e, language.Block{Text: text}, nil) })
	}
}

func TestReadIsSafeForConcurrentUse(t *testing.T) {
	e := english.New()
	done := make(chan int)
	for range 8 {
		go func() {
			n := 0
			for range 50 {
				n += len(e.Read(language.Block{Text: "The clerk forgot to sign. What a nightmare it was."}, nil))
			}
			done <- n
		}()
	}
	for range 8 {
		if n := <-done; n != 100 {
			t.Errorf("%d remarks, want 100", n)
		}
	}
}

func BenchmarkReady(b *testing.B) {
	for b.Loop() {
		english.New().Read(language.Block{Text: "The engineer"}, nil)
	}
}

func BenchmarkRead(b *testing.B) {
	for name, text := range map[string]string{
		"few cues":  strings.Repeat("The cache served stale entries for eleven minutes and the error rate rose to 4%. ", 20),
		"many cues": strings.Repeat("The on-call engineer did not check whether the wrong node had been drained because of the alert. ", 20),
		"findings":  strings.Repeat("The on-call engineer forgot to drain the node before the upgrade. ", 20),
	} {
		b.Run(name, func(b *testing.B) {
			e := english.New()
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				e.Read(language.Block{Text: text}, nil)
			}
			b.ReportMetric(20*float64(b.N)/b.Elapsed().Seconds(), "sentences/s")
		})
	}
}

func TestFits(t *testing.T) {
	long := func(sentence string) string { return strings.Repeat(sentence+" ", 8) }
	for text, doubtful := range map[string]bool{
		"":                                   false,
		"Der Server war nicht zu erreichen.": false, // too short to tell
		long("Der Server war eine Stunde lang nicht zu erreichen, weil die Festplatte voll war."):             true,
		long("El servidor no respondió durante una hora porque el disco estaba lleno."):                       true,
		long("De server was een uur lang niet bereikbaar omdat de schijf vol was en we het niet zagen."):      true,
		long("Serveren var nede i en time, for at disken er full og alarmen is på."):                          true,
		long("Le serveur est resté une heure sans réponse, car son disque plein a bloqué la base."):           true,
		long("The server did not answer for an hour because its disk was full."):                              false,
		long("Alert fired, disk full, on-call paged, node drained, pool resized, errors gone by noon, done."): false,
		long("サーバーは一時間応答しませんでした。") + long("The disk was full, and the alert went to nobody."):                 false,
	} {
		if got := english.New().Fits(text) < language.Doubtful; got != doubtful {
			t.Errorf("Fits(%.40q) is doubtful: %t, want %t", text, got, doubtful)
		}
	}
}
