package output_test

import (
	"bytes"
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/language/languages"
	"github.com/blameless-postmortem/postmortem/internal/lint"
	"github.com/blameless-postmortem/postmortem/internal/lint/output"
	"github.com/blameless-postmortem/postmortem/internal/lint/rules"
)

var someRules = output.Options{
	Version: "1.2.3",
	Rules: []lint.Rule{
		{ID: "blame/x", Summary: "says x", Severity: lint.Error},
		{ID: "blame/y", Summary: "says y", Severity: lint.Warning, Optional: true},
	},
	Page: func(_ language.Language, id string) string { return "# " + id + "\n" },
}

func write(t testing.TB, format string, o output.Options, d *document.Document, list []lint.Finding) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := output.New(format, &out, o)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Document(d, list); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Every property that we write is one that the schema knows: rdjson's allows any, so that a misspelt one would pass unseen.
func TestSchemas(t *testing.T) {
	for format, file := range map[string]string{"sarif": "sarif-2.1.0.json", "rdjson": "rdjson.json"} {
		t.Run(format, func(t *testing.T) {
			source, err := os.ReadFile(filepath.Join("testdata", "schema", file))
			if err != nil {
				t.Fatal(err)
			}
			if format == "rdjson" {
				source = bytes.ReplaceAll(source, []byte(`"additionalProperties": true`), []byte(`"additionalProperties": false`))
			}
			schema := compile(t, source)
			d := document.Parse("a/x.md", []byte(awkward))
			for name, list := range map[string][]lint.Finding{"none": nil, "some": findings(t, d)} {
				value, err := jsonschema.UnmarshalJSON(bytes.NewReader(write(t, format, someRules, d, list)))
				if err != nil {
					t.Fatal(err)
				}
				if err := schema.Validate(value); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			}
			for _, l := range languages.All() {
				o := someRules
				o.Rules, o.Speaks = rules.All(), l
				o.Page = func(l language.Language, id string) string { return l.Page(id) }
				value, err := jsonschema.UnmarshalJSON(bytes.NewReader(write(t, format, o, d, findings(t, d))))
				if err != nil {
					t.Fatal(err)
				}
				if err := schema.Validate(value); err != nil {
					t.Errorf("%s: %v", l.Code(), err)
				}
			}
			broken := bytes.Replace(write(t, format, someRules, d, findings(t, d)), []byte(`"message"`), []byte(`"massage"`), 1)
			value, err := jsonschema.UnmarshalJSON(bytes.NewReader(broken))
			if err != nil {
				t.Fatal(err)
			}
			if schema.Validate(value) == nil {
				t.Error("the schema accepts a property that there is none of")
			}
		})
	}
}

func compile(t *testing.T, source []byte) *jsonschema.Schema {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(source))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	const name = "https://example.org/schema.json" // a file name would depend on the folder
	if err := c.AddResource(name, value); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile(name)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

type sarif struct {
	Runs []struct {
		ColumnKind string
		Tool       struct {
			Driver struct{ Rules []struct{ ID string } }
		}
		Results []struct {
			RuleID              string
			RuleIndex           *int
			PartialFingerprints map[string]string
			Locations           []struct {
				PhysicalLocation struct {
					ArtifactLocation struct{ URI string }
					Region           struct{ StartLine, StartColumn, EndLine, EndColumn int }
				}
			}
		}
	}
}

// The rules are told in the language that is spoken.
func TestSARIFLanguage(t *testing.T) {
	o := someRules
	o.Rules, o.Speaks = rules.All(), languages.All()[1]
	o.Page = func(l language.Language, id string) string { return l.Page(id) }
	got := string(write(t, "sarif", o, document.Parse("x.md", nil), nil))
	for _, want := range []string{`"language": "ja"`, `"text": "未完了のアクションアイテムに担当がない"`, `## なぜ大切か`, `/docs/rules/ja/action/no-owner.md"`} {
		if !strings.Contains(got, want) {
			t.Errorf("there is no %s", want)
		}
	}
	if got := string(write(t, "sarif", someRules, document.Parse("x.md", nil), nil)); strings.Contains(got, `"language"`) {
		t.Error(got)
	}
}

func readSARIF(t testing.TB, d *document.Document, list []lint.Finding) sarif {
	t.Helper()
	var log sarif
	if err := json.Unmarshal(write(t, "sarif", someRules, d, list), &log); err != nil {
		t.Fatal(err)
	}
	return log
}

// SARIF counts code points without a byte order mark; the words there are those of the finding.
func TestSARIFPositions(t *testing.T) {
	d := document.Parse("x.md", []byte(awkward))
	list := findings(t, d)
	list = append(list, lint.Finding{Rule: "blame/y", Span: document.Span{Start: 5, End: 12}})
	run := readSARIF(t, d, list).Runs[0]
	if run.ColumnKind != "unicodeCodePoints" {
		t.Errorf("columns are %s", run.ColumnKind)
	}
	lines := strings.SplitAfter(strings.TrimPrefix(awkward, "\ufeff"), "\n")
	for i, result := range run.Results {
		r := result.Locations[0].PhysicalLocation.Region
		text := strings.Join(lines[r.StartLine-1:r.EndLine], "")
		skip := string([]rune(lines[r.StartLine-1])[:r.StartColumn-1])
		rest := string([]rune(lines[r.EndLine-1])[r.EndColumn-1:])
		got := strings.TrimSuffix(strings.TrimPrefix(text, skip), rest)
		if want := awkward[list[i].Span.Start:list[i].Span.End]; got != want {
			t.Errorf("the region is %q, the finding %q", got, want)
		}
		if result.RuleIndex != nil && run.Tool.Driver.Rules[*result.RuleIndex].ID != result.RuleID {
			t.Errorf("%s points to rule %d", result.RuleID, *result.RuleIndex)
		}
		if known := strings.HasPrefix(result.RuleID, "blame/"); known != (result.RuleIndex != nil) {
			t.Errorf("%s: an index is %t", result.RuleID, !known)
		}
	}
}

func TestSARIFPaths(t *testing.T) {
	for path, want := range map[string]string{
		"postmortems/x.md":      "postmortems/x.md",
		"./a b/100%.md":         "a%20b/100%25.md",
		"日本.md":                 "%E6%97%A5%E6%9C%AC.md",
		"a:b.md":                "./a:b.md",
		"x?y#z.md":              "x%3Fy%23z.md",
		"-":                     "-",
		"../up.md":              "../up.md",
		"/tmp/x y.md":           "file:///tmp/x%20y.md",
		"a//b/../c.md":          "a/c.md",
		filepath.Join("a", "b"): "a/b",
	} {
		d := document.Parse(path, []byte("# T\n"))
		got := readSARIF(t, d, []lint.Finding{{Rule: "blame/x"}}).Runs[0].Results[0].Locations[0].PhysicalLocation.ArtifactLocation.URI
		if got != want && (path[0] != '/' || filepath.IsAbs(path)) {
			t.Errorf("%s is %s, want %s", path, got, want)
		}
		if _, err := url.Parse(got); err != nil {
			t.Error(err)
		}
	}
}

// What is inserted, moved, wrapped or renamed leaves a finding's fingerprint as it was; other words, another rule and a second time do not.
func TestFingerprints(t *testing.T) {
	prints := func(path, source, text string, messages ...string) []string {
		d := document.Parse(path, []byte(source))
		var list []lint.Finding
		for at := 0; ; {
			i := strings.Index(source[at:], text)
			if i < 0 {
				break
			}
			for _, m := range messages {
				list = append(list, lint.Finding{Rule: "blame/x", Message: m, Span: document.Span{Start: at + i, End: at + i + len(text)}})
			}
			at += i + len(text)
		}
		var out []string
		for _, r := range readSARIF(t, d, list).Runs[0].Results {
			for _, p := range r.PartialFingerprints {
				out = append(out, p)
			}
		}
		return out
	}
	const sentence = "The engineer forgot to drain node 7."
	want := prints("x.md", "# T\n\n"+sentence+"\n", "forgot", "m")[0]
	for name, source := range map[string]string{
		"moved down":             "# T\n\nMore.\n\nAnd more.\n\n" + sentence + "\n",
		"wrapped":                "# T\n\nThe engineer\nforgot to\r\ndrain node 7.\n",
		"among others":           "# T\n\nBefore it. " + sentence + " Behind it!\n",
		"in a list, with markup": "# T\n\n- The *engineer* forgot to drain `node 7`.\n",
		"in a cell":              "| a | b |\n| - | - |\n| x | The engineer forgot to drain node 7 |\n",
		"under another heading":  "# Other\n\n## Impact\n" + sentence,
	} {
		if got := prints("other/y.md", source, "forgot", "m"); len(got) != 1 || got[0] != want {
			t.Errorf("%s: %v, want %s", name, got, want)
		}
	}
	if got := prints("x.md", "# T\n\nThe engineer forgot to drain node 8.\n", "forgot", "m"); got[0] == want {
		t.Error("other words have the same fingerprint")
	}
	if got := prints("x.md", sentence+"\n\n"+sentence+"\n", "forgot", "m"); got[0] != want || got[1] == want {
		t.Errorf("the second of two is %v, the first %s", got[1], want)
	}
	both := prints("x.md", "# Title\n", "Title", `No section "Impact".`, `No section "Timeline".`)
	if one := prints("x.md", "# Title\n", "Title", `No section "Timeline".`); one[0] != both[1] || both[0] == both[1] {
		t.Errorf("of %v, %v stays when the other goes", both, one)
	}
}

// rdjson counts bytes, and each suggestion replaces the bytes that it is for.
func TestRDJSONPositions(t *testing.T) {
	type position struct{ Line, Column int }
	type span struct{ Start, End position }
	var out struct {
		Diagnostics []struct {
			Location    struct{ Range span }
			Suggestions []struct{ Range span }
		}
	}
	d := document.Parse("x.md", []byte(awkward))
	list := findings(t, d)
	if err := json.Unmarshal(write(t, "rdjson", output.Options{}, d, list), &out); err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(awkward, "\n")
	offset := func(p position) int { return len(strings.Join(lines[:p.Line-1], "")) + p.Column - 1 }
	check := func(r span, want document.Span) {
		if got := (document.Span{Start: offset(r.Start), End: offset(r.End)}); got != want {
			t.Errorf("%v is at %v, want %v", r, got, want)
		}
	}
	for i, diagnostic := range out.Diagnostics {
		check(diagnostic.Location.Range, list[i].Span)
		if len(diagnostic.Suggestions) != len(list[i].Suggestions) {
			t.Fatalf("%d suggestions, want %d", len(diagnostic.Suggestions), len(list[i].Suggestions))
		}
		for k, s := range diagnostic.Suggestions {
			check(s.Range, list[i].Suggestions[k].Span)
		}
	}
}

// command is a workflow command as the runner reads it: everything up to the first "::" behind the name are properties, parted by commas.
func command(line string) (name string, properties map[string]string, data string, ok bool) {
	rest, ok := strings.CutPrefix(strings.TrimLeft(line, " \t"), "::")
	if !ok {
		return "", nil, "", false
	}
	head, data, ok := strings.Cut(rest, "::")
	name, list, _ := strings.Cut(head, " ")
	properties = map[string]string{}
	for p := range strings.SplitSeq(list, ",") {
		key, value, _ := strings.Cut(p, "=")
		properties[key] = strings.NewReplacer("%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",", "%25", "%").Replace(value)
	}
	return name, properties, strings.NewReplacer("%0D", "\r", "%0A", "\n", "%25", "%").Replace(data), ok
}

// Whatever a document, its name or a message says, there is one command a finding, and it has our properties only.
func FuzzGitHub(f *testing.F) {
	f.Add("a,b:c::d.md", "100 %\n::error::x", "what?\r\n::stop-commands::t", "::set-output name=x::y\n%0A::debug::z")
	f.Add("%2C%3A.md", "##[add-mask]x", "", "")
	f.Add("a\x1b[31m\u202eb.md", "", "", "")
	f.Add("x\n::warning::.md", ",title=x", "%25", "\u2028::error::")
	f.Fuzz(func(t *testing.T, path, message, question, text string) {
		if path == "" || !utf8.ValidString(path+message+question+text) || strings.ContainsAny(path, "/\\") {
			t.Skip("no path and no text that gets here is like that")
		}
		d := document.Parse(path, []byte("# "+text+"\n"))
		list := []lint.Finding{
			{Rule: "a/b", Severity: lint.Error, Message: message, Question: question, Suggestions: []lint.Suggestion{{Text: text}}, Span: document.Span{Start: 0, End: 1}},
			{Rule: "a/b", Severity: lint.Info, Message: text, Span: document.Span{Start: 0, End: len(d.Source)}},
		}
		lines := strings.FieldsFunc(string(write(t, "github", output.Options{}, d, list)), func(r rune) bool { return r == '\n' || r == '\r' })
		if len(lines) != len(list) {
			t.Fatalf("%d lines for %d findings: %q", len(lines), len(list), lines)
		}
		for i, line := range lines {
			name, properties, data, ok := command(line)
			if want := []string{"error", "notice"}[i]; !ok || name != want {
				t.Errorf("%q is no %s", line, want)
			}
			for key := range properties {
				if !strings.Contains(" file line endLine col endColumn title ", " "+key+" ") {
					t.Errorf("a property %q in %q", key, line)
				}
			}
			// The path, but for characters that would steer whoever reads the log.
			same := func(r, shown rune) bool {
				return r == shown || shown == '�' && r != '\n' && r != '\r' && output.Printable(string(r)) == "�" || r == '\t' && shown == '�'
			}
			if !slices.EqualFunc([]rune(filepath.Clean(path)), []rune(properties["file"]), same) || strings.ContainsAny(properties["file"], "\x1b\x7f\u009b\u202e") || properties["title"] != "a/b" {
				t.Errorf("file %q, title %q", properties["file"], properties["title"])
			}
			if first, _, _ := strings.Cut(data, "\n"); first != output.Printable(list[i].Message) {
				t.Errorf("the message is %q, want %q", first, list[i].Message)
			}
		}
	})
}

// What a finding calls sensitive is repeated in no format, whichever finding speaks of its line; offsets and the other words stay.
func TestSensitive(t *testing.T) {
	const secret = "hünter2-geheim"
	source := "# T\n\nThe engineer pasted " + secret + " there, and " + secret + ".\n"
	d := document.Parse("x.md", []byte(source))
	first := strings.Index(source, secret)
	last := strings.LastIndex(source, secret)
	sentence := document.Span{Start: strings.Index(source, "The"), End: len(source) - 1}
	list := []lint.Finding{
		{Rule: "blame/x", Severity: lint.Error, Message: "Of " + secret, Question: "What is " + secret + "?", Span: sentence, Suggestions: []lint.Suggestion{{Text: "Keep " + secret, Span: sentence}, {Text: "Fine", Span: sentence}}},
		{Rule: "safety/secret", Severity: lint.Error, Message: "A secret.", Sensitive: true, Span: document.Span{Start: first, End: first + len(secret)}},
		{Rule: "safety/secret", Severity: lint.Error, Message: "Another.", Sensitive: true, Span: document.Span{Start: last, End: last + len(secret)}},
	}
	for _, format := range output.Formats() {
		out := string(write(t, format, someRules, d, list))
		if strings.Contains(out, "geheim") || strings.Contains(out, "nter2") {
			t.Errorf("%s repeats the secret:\n%s", format, out)
		}
		if !strings.Contains(out, "Fine") || strings.Contains(out, "Keep") {
			t.Errorf("%s has the wrong suggestions:\n%s", format, out)
		}
	}
	if string(d.Source) != source || !strings.Contains(list[0].Message, secret) {
		t.Error("what was given is changed")
	}
}

// The log of a CI job shows what a document says and does nothing of it.
func TestTextIsInert(t *testing.T) {
	source := "::error::x\n\n\t::stop-commands::y ##[add-mask]z\n"
	d := document.Parse("::debug::.md", []byte(source))
	list := []lint.Finding{
		{Rule: "a/b", Severity: lint.Info, Message: "::error::m", Question: strings.Repeat("::debug::word ", 20), Span: document.Span{Start: 0, End: 5}, Suggestions: []lint.Suggestion{{Text: strings.Repeat("::error::word ", 20)}}},
		{Rule: "a/b", Severity: lint.Info, Message: "m", Span: document.Span{Start: 14, End: 20}},
	}
	out := string(write(t, "text", output.Options{}, d, list))
	for line := range strings.Lines(out) {
		if strings.HasPrefix(strings.TrimSpace(line), "::") || strings.Contains(line, "##[") {
			t.Errorf("a command in the log: %q", line)
		}
	}
	if !strings.Contains(out, "stop-commands") || !strings.Contains(out, "error") {
		t.Error("the words are not shown")
	}
}
