package redact_test

import (
	"bytes"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/language/english"
	"github.com/blameless-postmortem/postmortem/internal/language/japanese"
	"github.com/blameless-postmortem/postmortem/internal/redact"
)

// lists are slow to read.
var lists = sync.OnceValue(english.New)

func options() redact.Options {
	return redact.Options{
		Roles:         map[string]string{"@kmori": "the incident commander", "Noor Haddad": "an engineer"},
		Terms:         map[string]string{"project hermes": "an internal service", "acme": ""},
		InternalHosts: []string{"*.inside.example.com"},
		Allow:         []string{"status.example.com", "github.com/acme/public", "Vitess"},
		People:        []string{"Xanthe Oyelowo", "@tsuda", "Will Brandt", "Platform Bot"},
		Lexicon:       lists(),
	}
}

func export(source string) redact.Result {
	return redact.Redact(document.Parse("x.md", []byte(source)), options())
}

func TestRedact(t *testing.T) {
	const ana = "\n\nAuthor: Ana Souza\n"
	tests := []struct{ name, source, want string }{
		{"a configured role", "Then @kmori restarted it.", "Then the incident commander restarted it."},
		{"at the start", "@kmori restarted it. @kmori's shell froze.", "The incident commander restarted it. The incident commander's shell froze."},
		{"behind a time", "- 10:42 UTC @kmori restarted it", "- 10:42 UTC The incident commander restarted it"},
		{"behind a tag", "- 10:42 UTC [detected] @ben-w saw it\n- [mitigated] @ben-w slept", "- 10:42 UTC [detected] Responder A saw it\n- [mitigated] Responder A slept"},
		{"behind a period", "| 10:42–10:50 UTC | **[detected]** @ben-w saw it |", "| 10:42–10:50 UTC | **[detected]** Responder A saw it |"},
		{"not behind a link", "See [x](#y) @ben-w", "See [x](#y) responder A"},
		{"a table of people", "| Role | Name |\n|---|---|\n| Scribe | Oluwaseun Adé |\n\n| Responder | From |\n|-|-|\n| Kriszti | 10:42 |\n\nKriszti and Oluwaseun slept.", "| Role | Name |\n|---|---|\n| Scribe | The scribe |\n\n| Responder | From |\n|-|-|\n| Responder A | 10:42 |\n\nResponder A and the scribe slept."},
		{"tables of other things", "| Name | Version |\n|---|---|\n| Zorblat | 2 |\n\nZorblat stays.", "| Name | Version |\n|---|---|\n| Zorblat | 2 |\n\nZorblat stays."},
		{"a sign-off", "Kriszti slept.\n\nReviewed by: Kriszti Vargha and Oluwa Adé for the platform", "Responder A slept.\n\nReviewed by: responder A and responder B for the platform"},
		{"who commits here", "Then Xanthe looked, and Tsuda. Will it work?", "Then responder A looked, and responder B. Will it work?"},
		{"without its @", "Seen on kmori-laptop and in /home/kmori/x", "Seen on the incident commander-laptop and in /home/user/x"},
		{"handles that nobody configured", "We asked @ben-w and @lee99; @ben-w knew.", "We asked responder A and responder B; responder A knew."},
		{"a full name, then a part", "We met Noor Haddad. Later Noor's shell froze, said Haddad.", "We met an engineer. Later an engineer's shell froze, said an engineer."},
		{"parts of words stay", "We met Priya Raman. Priyanka's Ramanujan analysis stays.", "We met responder A. Priyanka's Ramanujan analysis stays."},
		{"a name and its handle", "We met Priya Raman (@praman); praman left.", "We met responder A; responder A left."},
		{"a name and its page", "We met [Priya Raman](https://github.com/prr). @prr left.", "We met responder A. Responder A left."},
		{"bold half", "We met Priya Raman and **Priya** Raman and Pri**ya** Raman.", "We met responder A and responder A and responder A."},
		{"other marks half", "We met Priya Raman, _Priya_ Raman and ~~Priya~~ Raman.", "We met responder A, responder A and responder A."},
		{"disguised", "db1[.]corp[.]internal, ana[at]corp[.]io, 10[.]1[.]2[.]3", "[host 1], [e-mail], [address 1]"},
		{"a name in an address", "We met Ana Souza. [x](https://kubernetes.io/ana)", "We met responder A. x"},
		{"over a line break", "We met Priya Raman and Priya\n  Raman.", "We met responder A and responder A."},
		{"invisible", "We met Priya Raman and Pri\u200bya and Ｐｒｉｙａ.", "We met responder A and responder A and responder A."},
		{"entities", "We met Priya Raman and Pri&#121;a, &#64;kmori.", "We met responder A and responder A, the incident commander."},
		{"encoded", "See %40kmori and k%256dori.", "See the incident commander and the incident commander."},
		{"case", "We met Priya Raman, PRIYA RAMAN, priya.raman, priya_raman, PriyaRaman.", "We met responder A, responder A, responder A, responder A, responder A."},
		{"accents", "We met José Núñez. Jose Nunez left.", "We met responder A. Responder A left."},
		{"a role of the document", "| Role | Who |\n|---|---|\n| Scribe | @zoe |\n\nThen @zoe slept.", "| Role | Who |\n|---|---|\n| Scribe | The scribe |\n\nThen the scribe slept."},
		{"a role in a line", "# T\n\nIncident commander: @zoe\n\nThen @zoe slept.", "# T\n\nIncident commander: the incident commander\n\nThen the incident commander slept."},
		{"teams and calls to all", "@here @acme/platform and @sre-team", "@here [team] and [team]"},
		{"packages in code", "`@babel/core` and `@Override` stay", "`@babel/core` and `@Override` stay"},
		{"mail", "Write to ana.b@corp.io or <help@corp.io> or a@example.com.", "Write to [e-mail] or [e-mail] or a@example.com."},
		{"hosts", "db1.prod.internal, then db1 and x.svc.cluster.local, a.inside.example.com, go.mod, os.local()", "[host 1], then [host 1] and [host 2], [host 3], go.mod, os.local()"},
		{"addresses", "10.0.0.1, 10.0.0.1, 93.184.216.34, fd00::12:1, v1.2.3.4, version 1.2.3.4, 192.0.2.1, 127.0.0.1, 1.2.3.4.5, 10:42:07", "[address 1], [address 1], [address 2], [address 3], v1.2.3.4, version 1.2.3.4, 192.0.2.1, 127.0.0.1, 1.2.3.4.5, 10:42:07"},
		{"links", "[a](https://wiki.corp/x), [b](https://kubernetes.io/x \"t\"), [c](../r.md), [d](https://github.com/acme/public/x), [e](#f)", "a, [b](https://kubernetes.io/x \"t\"), c, [d](https://github.com/acme/public/x), [e](#f)"},
		{"bare links", "See https://jira.corp/browse/X, <https://a.slack.com/b>, https://kubernetes.io.", "See [internal link], [internal link], https://kubernetes.io."},
		{"images", "![a graph](https://grafana.corp/x.png) ![](x.png)", "a graph [image]"},
		{"references", "[a][1], [b][2], [1] and [^n]\n\n[1]: https://wiki.corp \"x\"\n[2]: https://kubernetes.io\n\n[^n]: by @kmori", "a, [b][2], 1 and [^n]\n\n[2]: https://kubernetes.io\n\n[^n]: by the incident commander"},
		{"HTML", `<a href="https://wiki.corp" title="x">w</a> <img src="x.png" alt="a graph"> <b>b</b>`, `<a>w</a> a graph <b>b</b>`},
		{"comments", "a\n\n<!-- @kmori did it -->\n\nb <!-- c --> d", "a\n\n\nb  d"},
		{"tickets", "OPS-12, OPS-12, o/r#7, PR #12, #1234, UTF-8, SEV-2, CVE-2021-44228, node #3, SHA-256", "[ticket 1], [ticket 1], [ticket 2], PR [ticket 3], [ticket 4], UTF-8, SEV-2, CVE-2021-44228, node #3, SHA-256"},
		{"channels", "In #inc-123 and <#C0123456|ops>, colour #fff000, `#inc-x`", "In [channel 1] and [channel 2], colour #fff000, `#inc-x`"},
		{"ids", "account 123456789012, customer id: 8837261, i-0123456789abcdef0, arn:aws:iam::123456789012:role/x", "account [account 1], customer id: [id 1], [resource 1], [resource 2]"},
		{"terms", "Project\nHermes and ACME, acmetric", "An internal service and [removed], acmetric"},
		{"words that are names", "Since May 2026, in May, it may. Mark it." + ana, "Since May 2026, in May, it may. Mark it."},
		{"code", "```\nssh db1.corp.internal # 10.1.2.3 ana@corp.io\n```", "```\nssh [host 1] # [address 1] [e-mail]\n```"},
		{"actions", "## Action items\n\n- [x] Alert (P1, @kmori) [#12](https://github.com/o/r/issues/12)", "## Action items\n\n- [x] Alert (P1, the incident commander)"},
		{"front matter", "---\ntitle: \"@kmori broke db.corp.internal\"\nauthors: [\"@kmori\", Ana Souza]\ntracker: OPS-1\nnotes:\n  - \"@x\"\nseverity: SEV-2\n---\nText\n", "---\ntitle: \"The incident commander broke host 1\"\nauthors: [\"the incident commander\", \"responder A\"]\nseverity: SEV-2\n---\nText\n"},
		{"TOML", "+++\ntitle = \"x\"\nauthors = [\"Ana Souza\"]\n[extra]\nowner = \"Ana\"\n+++\nAna\n", "+++\ntitle = \"x\"\nauthors = [\"responder A\"]\n+++\nResponder A\n"},
		{"line endings", "a @kmori\r\nb\r\n", "a the incident commander\r\nb\r\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			result := export(tt.source)
			got := strings.TrimSuffix(string(result.Source), strings.ReplaceAll(ana, "Ana Souza", "responder A"))
			if got != tt.want {
				t.Errorf("%q\ngot  %q\nwant %q", tt.source, got, tt.want)
			}
			if again := export(string(result.Source)); !bytes.Equal(again.Source, result.Source) {
				t.Errorf("again: %q", again.Source)
			}
		})
	}
}

// TestRedactJapanese: one series of labels in the document's language, one label a person, whatever part of the name stands there.
func TestRedactJapanese(t *testing.T) {
	for _, tt := range []struct {
		name, source, want string
		left               []string
	}{
		{"an honorific", "田中さんが再起動し、佐藤氏と皆さんが見た。田中は寝た。仕様", "担当者Aが再起動し、担当者Bと皆さんが見た。担当者Aは寝た。仕様", nil},
		{"a handle and a name", "@ben-w が田中さんに聞いた。", "担当者A が担当者Bに聞いた。", nil},
		{"a family name of somebody", "作成者：山田次郎\n\n山田さんが見た。山田が止めた。", "作成者：担当者A\n\n担当者Aが見た。担当者Aが止めた。", nil},
		{"parted by a blank", "作成者：桃井 かな\n\n桃井さんが見た。", "作成者：担当者A\n\n担当者Aが見た。", nil},
		{"a family name of two", "作成者：山田次郎\n承認者：山田花子\n\n山田さんが見た。山田花子が止めた。", "作成者：担当者A\n承認者：担当者B\n\n担当者が見た。担当者Bが止めた。", nil},
		{"no family name", "作成者：監視担当\n\n監視を足す。", "作成者：担当者A\n\n監視を足す。", nil},
		{"a given name that nobody told of", "田中さんが見た。田中太郎が止めた。", "", []string{"田中太郎"}},
		{"titles and what they did", "田中さんが見た。田中部長と田中担当の件。", "担当者Aが見た。担当者A部長と担当者A担当の件。", nil},
		{"a word in words", "森さんと原さんが見た。森林の原因。森、原が見た。", "担当者Aと担当者Bが見た。森林の原因。担当者A、担当者Bが見た。", nil},
		{"a part in the incident", "書記：@zoe\n\nIncident commander: @ben-w\n\n@zoe が @ben-w に。", "書記：書記\n\nIncident commander: インシデントコマンダー\n\n書記 が インシデントコマンダー に。", nil},
		{"metadata", "---\ntitle: 決済\nauthors: ['@kmori', '@ben-w', 山田次郎]\n---\n山田さん", "---\ntitle: 決済\nauthors: [\"the incident commander\", \"担当者A\", \"担当者B\"]\n---\n担当者B", nil},
		{"somebody", "<@U012ABCDE> が見た。", "担当者 が見た。", nil},
	} {
		o := options()
		o.Detect = func(d *document.Document) []redact.Found {
			if i := bytes.Index(d.Source, []byte("山田さん")); i >= 0 {
				return []redact.Found{{Kind: redact.Person, Span: document.Span{Start: i, End: i + len("山田さん")}}}
			}
			return nil
		}
		o.Japanese, o.FamilyName = true, japanese.New().FamilyName
		result := redact.Redact(document.Parse("x.md", []byte(tt.source)), o)
		var left []string
		for _, l := range result.Left {
			left = append(left, tt.source[l.Span.Start:l.Span.End])
		}
		if !slices.Equal(left, tt.left) || tt.left == nil && string(result.Source) != tt.want {
			t.Errorf("%s: %q\ngot  %q, left %q\nwant %q, left %q", tt.name, tt.source, result.Source, left, tt.want, tt.left)
		}
	}
}

func TestLeft(t *testing.T) {
	for _, tt := range []struct {
		source string
		left   []string
	}{
		{"We pinged Yuvi. Yuvi slept.", []string{"Yuvi", "Yuvi"}},
		{"Oluwa and @kmori looked.", []string{"Oluwa"}},
		{"It was Carol online.", []string{"Carol"}},
		{"Will Brandt was on call. Will it work?", []string{"Will"}},
		{"```\n@someone restart it\n```", []string{"@someone"}},
		{"We met Priya Raman. Рriya slept, 5 μs.", []string{"Рriya"}},
		{"Vitess said no. Kubernetes said no. Redis joined.", nil},
		{"Sarnai forgot it. It was in Sarnai's notes.", []string{"Sarnai", "Sarnai"}},
		{"We told Will to stop.", []string{}},
		{"Nothing to see.", nil},
	} {
		result := export(tt.source)
		var left []string
		for _, l := range result.Left {
			left = append(left, tt.source[l.Span.Start:l.Span.End])
		}
		if strings.Join(left, "|") != strings.Join(tt.left, "|") {
			t.Errorf("%q: left %q, want %q", tt.source, left, tt.left)
		}
	}
}

// TestDetectors hands the detectors a document in which no comment can silence them.
func TestDetectors(t *testing.T) {
	o := options()
	o.Detect = func(d *document.Document) []redact.Found {
		if bytes.Contains(d.Source, []byte("disable")) {
			t.Error("a comment reaches the detector")
		}
		i := bytes.Index(d.Source, []byte("hunter2"))
		if i < 0 {
			return nil
		}
		return []redact.Found{{Kind: redact.Secret, Span: document.Span{Start: i, End: i + 7}}}
	}
	got := redact.Redact(document.Parse("x.md", []byte("<!-- postmortem-disable safety -- x -->\n`pw=hunter2`\n")), o)
	if string(got.Source) != "`pw=[secret]`\n" || len(got.Replacements) != 2 || got.Replacements[1].Span.Start != 44 {
		t.Errorf("%q %+v", got.Source, got.Replacements)
	}
}

func FuzzRedact(f *testing.F) {
	for _, s := range []string{"@kmori <a@b.co>", "[a](https://x.corp/b \"c\") ![](x)", "---\ntitle: x\nauthors: [\"@a\"]\n---\n", "Pri**ya** Raman &#64;kmori %40x", "```\n@x\n", "[a]: x.corp\n[a]", "<img src=x alt='a'>", "田中さん", "\\[\\u0040\\", "`` ` ``", "<!--"} {
		f.Add(s)
	}
	o := options()
	f.Fuzz(func(t *testing.T, source string) {
		if strings.ToValidUTF8(source, "") != source {
			t.Skip()
		}
		got := redact.Redact(document.Parse("x.md", []byte(source)), o)
		if len(got.Left) > 0 {
			for _, l := range got.Left {
				if l.Span.Start < 0 || l.Span.End > len(source) || l.Span.Start > l.Span.End {
					t.Fatalf("%q: %+v", source, l)
				}
			}
			return
		}
		if strings.Contains(strings.ToLower(string(got.Source)), "@kmori") {
			t.Fatalf("%q: the handle is left in %q", source, got.Source)
		}
		if again := redact.Redact(document.Parse("x.md", got.Source), o); !bytes.Equal(again.Source, got.Source) {
			t.Fatalf("%q: not settled: %q, then %q", source, got.Source, again.Source)
		}
	})
}
