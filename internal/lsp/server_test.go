package lsp_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/creachadair/jrpc2"
	"github.com/creachadair/jrpc2/channel"
	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/language/languages"
	"github.com/blameless-postmortem/postmortem/internal/lint"
	"github.com/blameless-postmortem/postmortem/internal/lint/rules"
	"github.com/blameless-postmortem/postmortem/internal/lsp"
)

type object = map[string]any

// editor is a client with one folder of postmortems.
type editor struct {
	t      testing.TB
	client *jrpc2.Client
	folder string
	told   chan diagnostics // what the server publishes, in order
	shown  chan string      // what it has the editor show
	asked  chan string      // the methods that it calls the editor with
	ended  chan error
	// settings is what the configuration says; see changed.
	settings func(path string) (lsp.Settings, error)
}

type diagnostics struct {
	URI         string
	Version     int
	Diagnostics []struct {
		Range           span
		Severity        int
		Code, Message   string
		Source          string
		CodeDescription struct{ Href string }
	}
}

// page names the page of a rule in a language, or has its text in English.
func page(l language.Language, rule string) string {
	if page := l.Page(rule); page != "" {
		return page
	}
	return rules.Page(rule)
}

type span struct{ Start, End struct{ Line, Character int } }

func newEditor(t testing.TB) *editor {
	t.Helper()
	remembering := languages.All()
	for i, l := range remembering {
		remembering[i] = language.Remember(l)
	}
	linter, err := lint.New(rules.All(), remembering, lint.Options{Only: []string{"blame", "meta"}})
	if err != nil {
		t.Fatal(err)
	}
	e := &editor{
		t: t, folder: t.TempDir(), told: make(chan diagnostics, 100), shown: make(chan string, 10), asked: make(chan string, 10), ended: make(chan error, 1),
	}
	e.settings = func(path string) (lsp.Settings, error) {
		if filepath.Dir(path) != e.folder {
			return lsp.Settings{}, nil
		}
		return lsp.Settings{Linter: linter, Severities: []string{"SEV-1", "SEV-2"}, Documents: e.folder}, nil
	}
	serverIn, clientOut := io.Pipe()
	clientIn, serverOut := io.Pipe()
	go func() {
		err := lsp.Serve(t.Context(), serverIn, unclosed{serverOut}, lsp.Options{
			Version: "1.2.3", ConfigName: ".postmortem.yaml", Page: page, PageURL: func(l language.Language, rule string) string { return "https://example.org/" + l.Code() + "/" + rule },
			Settings: func(path string) (lsp.Settings, error) { return e.settings(path) },
		})
		e.ended <- err
		_ = serverOut.Close()
	}()
	e.client = jrpc2.NewClient(channel.LSP(clientIn, clientOut), &jrpc2.ClientOptions{
		OnNotify: func(r *jrpc2.Request) {
			switch r.Method() {
			case "textDocument/publishDiagnostics":
				var d diagnostics
				if err := r.UnmarshalParams(&d); err != nil {
					t.Error(err)
				}
				e.told <- d
			case "window/showMessage":
				var m struct{ Message string }
				if err := r.UnmarshalParams(&m); err != nil {
					t.Error(err)
				}
				e.shown <- m.Message
			}
		},
		OnCallback: func(_ context.Context, r *jrpc2.Request) (any, error) {
			e.asked <- r.Method()
			return nil, nil
		},
	})
	t.Cleanup(func() { _ = e.client.Close() })
	return e
}

// unclosed is a stream that the process closes when it ends, not before.
type unclosed struct{ io.Writer }

func (unclosed) Close() error { return nil }

func started(t testing.TB) *editor {
	t.Helper()
	e := newEditor(t)
	e.call("initialize", object{"capabilities": object{}}, nil)
	e.notify("initialized", object{})
	return e
}

func (e *editor) call(method string, params, result any) {
	e.t.Helper()
	response, err := e.client.Call(e.t.Context(), method, params)
	if err == nil && result != nil {
		err = response.UnmarshalResult(result)
	}
	if err != nil {
		e.t.Fatalf("%s: %v", method, err)
	}
}

func (e *editor) notify(method string, params any) {
	e.t.Helper()
	if err := e.client.Notify(e.t.Context(), method, params); err != nil {
		e.t.Fatalf("%s: %v", method, err)
	}
}

func (e *editor) uri(name string) string {
	path := filepath.ToSlash(filepath.Join(e.folder, name))
	return "file:///" + strings.TrimPrefix(path, "/") // file:///C:/folder
}

func (e *editor) open(name, text string) string {
	e.t.Helper()
	uri := e.uri(name)
	e.notify("textDocument/didOpen", object{"textDocument": object{"uri": uri, "languageId": "markdown", "version": 1, "text": text}})
	return uri
}

// diagnostics waits for those of a version.
func (e *editor) diagnostics(uri string, version int) diagnostics {
	e.t.Helper()
	for {
		select {
		case d := <-e.told:
			if d.URI == uri && d.Version == version {
				return d
			}
		case err := <-e.ended:
			e.t.Fatalf("the server ended without diagnostics for version %d: %v", version, err)
		}
	}
}

func codes(d diagnostics) []string {
	list := []string{}
	for _, x := range d.Diagnostics {
		list = append(list, x.Code)
	}
	return list
}

// cut is the text in a range that counts UTF-16 code units.
func cut(text string, s span) string {
	at := func(line, character int) int {
		offset := 0
		for range line {
			offset += strings.IndexByte(text[offset:], '\n') + 1
		}
		rest := utf16.Encode([]rune(text[offset:]))
		return offset + len(string(utf16.Decode(rest[:character])))
	}
	return text[at(s.Start.Line, s.Start.Character):at(s.End.Line, s.End.Character)]
}

func TestDiagnosticsAsOneTypes(t *testing.T) {
	e := started(t)
	text := "# 障害 🙂\n\n🙂 日本 The on-call engineer forgot to drain the node.\n"
	uri := e.open("2026-01-02-x.md", text)
	d := e.diagnostics(uri, 1)
	if len(d.Diagnostics) != 1 || d.Diagnostics[0].Code != "blame/person-fault" || d.Diagnostics[0].Severity != 1 || d.Diagnostics[0].Source != "postmortem" {
		t.Fatalf("%+v", d)
	}
	if got := cut(text, d.Diagnostics[0].Range); !strings.HasPrefix(got, "The on-call engineer") {
		t.Errorf("the range is %q", got)
	}
	// "forgot" becomes "went on", behind wide characters; two changes, the second counts on the first.
	start := strings.Index(text[strings.Index(text, "🙂 日"):], "forgot")
	line := text[strings.Index(text, "🙂 日"):]
	character := len(utf16.Encode([]rune(line[:start])))
	position := func(c int) object { return object{"line": 2, "character": c} }
	e.notify("textDocument/didChange", object{"textDocument": object{"uri": uri, "version": 2}, "contentChanges": []object{
		{"range": object{"start": position(character), "end": position(character + len("forgot"))}, "text": "went"},
		{"range": object{"start": position(character + len("went")), "end": position(character + len("went"))}, "text": " on"},
	}})
	if d := e.diagnostics(uri, 2); len(d.Diagnostics) != 0 {
		t.Errorf("after the change: %+v", d)
	}
	e.notify("textDocument/didChange", object{"textDocument": object{"uri": uri, "version": 3}, "contentChanges": []object{{"text": text}}})
	if d := e.diagnostics(uri, 3); len(d.Diagnostics) != 1 {
		t.Errorf("after a change of everything: %+v", d)
	}
	e.notify("textDocument/didClose", object{"textDocument": object{"uri": uri}})
	if d := e.diagnostics(uri, 0); len(d.Diagnostics) != 0 {
		t.Errorf("a closed document keeps %+v", d)
	}
}

func TestOtherMarkdownIsLeftAlone(t *testing.T) {
	e := started(t)
	blame := "The on-call engineer forgot to drain the node.\n"
	for _, name := range []string{"../notes.md", "README.md"} {
		uri := e.open(name, blame)
		if d := e.diagnostics(uri, 1); len(d.Diagnostics) != 0 {
			t.Errorf("%s: %+v", name, d)
		}
	}
	untitled := "untitled:Untitled-1"
	e.notify("textDocument/didOpen", object{"textDocument": object{"uri": untitled, "languageId": "markdown", "version": 1, "text": blame}})
	if d := e.diagnostics(untitled, 1); len(d.Diagnostics) != 0 {
		t.Errorf("untitled: %+v", d)
	}
}

type action struct {
	Title, Kind string
	IsPreferred bool
	Edit        struct {
		Changes map[string][]struct {
			Range   span
			NewText string
		}
	}
}

func (e *editor) actions(uri string, line, character int, only ...string) []action {
	e.t.Helper()
	var list []action
	at := object{"line": line, "character": character}
	e.call("textDocument/codeAction", object{"textDocument": object{"uri": uri}, "range": object{"start": at, "end": at}, "context": object{"diagnostics": []any{}, "only": only}}, &list)
	return list
}

// applied is the text after an action.
func applied(t *testing.T, uri, text string, a action) string {
	t.Helper()
	edits := a.Edit.Changes[uri]
	if len(edits) != 1 {
		t.Fatalf("%q edits %+v", a.Title, a.Edit)
	}
	old := cut(text, edits[0].Range)
	if old != "" {
		return strings.Replace(text, old, edits[0].NewText, 1)
	}
	before := span{End: edits[0].Range.Start}
	head := cut(text, before)
	return head + edits[0].NewText + text[len(head):]
}

// TestSilence is that the comment works wherever a finding may stand, and asks for its reason.
func TestSilence(t *testing.T) {
	const blame = "The on-call engineer forgot to drain the node"
	for name, test := range map[string]struct {
		text string
		line int
	}{
		"paragraph":  {"# X\n\nFirst it was slow.\n" + blame + ".\nThen it fell.\n", 3},
		"list":       {"# X\n\n- one\n  - " + blame + "\n- two\n", 3},
		"table":      {"# X\n\n| when | what |\n| --- | --- |\n| 10:42 | " + blame + " |\n| 10:43 | It fell |\n", 4},
		"bare table": {"# X\n\nwhen | what\n--- | ---\n10:42 | " + blame + "\n", 4},
		"heading":    {"# X\n\n## " + blame + "\n\nText.\n", 2},
		"last line":  {"# X\n\n" + blame, 2},
		"hard break": {"# X\n\n" + blame + ".  \nAnd more.\n", 2},
		"windows":    {"# X\r\n\r\n" + blame + ".\r\nAnd more.\r\n", 2},
	} {
		t.Run(name, func(t *testing.T) {
			e := started(t)
			uri := e.open("x.md", test.text)
			if before := codes(e.diagnostics(uri, 1)); !slices.Contains(before, "blame/person-fault") {
				t.Fatalf("nothing to silence: %v", before)
			}
			list := e.actions(uri, test.line, strings.Index(strings.Split(test.text, "\n")[test.line], blame)+1, "quickfix")
			i := slices.IndexFunc(list, func(a action) bool { return strings.Contains(a.Title, "silence blame/person-fault") })
			if i < 0 {
				t.Fatalf("it can't be silenced: %+v", list)
			}
			text := applied(t, uri, test.text, list[i])
			e.notify("textDocument/didChange", object{"textDocument": object{"uri": uri, "version": 2}, "contentChanges": []object{{"text": text}}})
			after := codes(e.diagnostics(uri, 2))
			if slices.Contains(after, "blame/person-fault") || !slices.Contains(after, "meta/bad-suppression") {
				t.Errorf("%q gives %v", text, after)
			}
		})
	}
}

func TestRewrite(t *testing.T) {
	e := started(t)
	text := "# X\n\nThe on-call engineer forgot to drain the node.\n"
	uri := e.open("x.md", text)
	e.diagnostics(uri, 1)
	list := e.actions(uri, 2, 1)
	if len(list) == 0 || !strings.HasPrefix(list[0].Title, "Write “") {
		t.Fatalf("%+v", list)
	}
	text = applied(t, uri, text, list[0])
	e.notify("textDocument/didChange", object{"textDocument": object{"uri": uri, "version": 2}, "contentChanges": []object{{"text": text}}})
	if d := e.diagnostics(uri, 2); len(d.Diagnostics) != 0 {
		t.Errorf("%q still gives %v", text, codes(d))
	}
	if list := e.actions(uri, 0, 1); len(list) != 0 {
		t.Errorf("where nothing is found there is nothing to do: %+v", list)
	}
}

func TestFixAll(t *testing.T) {
	e := started(t)
	text := "# X\n\n<!-- postmortem-disable-next-line blame/emotive -- agreed -->\nIt fell.\n"
	uri := e.open("x.md", text)
	e.diagnostics(uri, 1)
	list := e.actions(uri, 0, 0, "source.fixAll")
	if len(list) != 1 || list[0].Kind != "source.fixAll" {
		t.Fatalf("%+v", list)
	}
	if got, want := list[0].Edit.Changes[uri][0].NewText, "# X\n\nIt fell.\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestHover(t *testing.T) {
	e := started(t)
	uri := e.open("x.md", "# X\n\nThe on-call engineer forgot to drain the node.\n")
	var answer *struct{ Contents struct{ Kind, Value string } }
	ask := func(line int) {
		answer = nil
		e.call("textDocument/hover", object{"textDocument": object{"uri": uri}, "position": object{"line": line, "character": 6}}, &answer)
	}
	if ask(2); answer == nil || answer.Contents.Kind != "markdown" || !strings.Contains(answer.Contents.Value, "# blame/person-fault") {
		t.Errorf("%+v", answer)
	}
	if ask(0); answer != nil {
		t.Errorf("%+v", answer)
	}
}

// What the editor shows of a document is in the language that most of it is in.
func TestLanguageOfTheDocument(t *testing.T) {
	e := started(t)
	uri := e.open("x.md", "# 決済の障害\n\nAPI の担当者がノードの切り離しを忘れた。\n")
	told := e.diagnostics(uri, 1)
	if len(told.Diagnostics) != 1 || !strings.HasSuffix(told.Diagnostics[0].CodeDescription.Href, "/ja/blame/person-fault") {
		t.Fatalf("%+v", told)
	}
	var answer struct{ Contents struct{ Value string } }
	e.call("textDocument/hover", object{"textDocument": object{"uri": uri}, "position": object{"line": 2, "character": 6}}, &answer)
	if !strings.Contains(answer.Contents.Value, "## なぜ大切か") {
		t.Error(answer)
	}
	if list := e.actions(uri, 2, 6); len(list) == 0 || !strings.HasSuffix(list[len(list)-1].Title, "ここの blame/person-fault を抑止する") {
		t.Errorf("%+v", list)
	}
}

func TestCompletion(t *testing.T) {
	e := started(t)
	if err := os.WriteFile(filepath.Join(e.folder, "2026-01-01-old.md"), []byte("- [ ] a (@kmori)\n- [ ] b (@kmori, @acme/sre)\nmail: a@example.org\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	const at = "│"
	for name, test := range map[string]struct {
		text    string
		want    []string // the first of them
		without []string
	}{
		"keys":             {"---\ntitle: x\ns│\n---\n", []string{"status", "severity", "started"}, []string{"title"}},
		"keys, open":       {"---\n│", []string{"title", "status"}, nil},
		"severity":         {"---\nseverity: │\n---\n", []string{"SEV-1", "SEV-2"}, nil},
		"status":           {"---\nstatus: d│\n---\n", []string{"draft", "in-review", "final"}, nil},
		"other values":     {"---\ntitle: │\n---\n", nil, nil},
		"behind the fence": {"---\ntitle: x\n---\ns│", nil, nil},
		"sections":         {"# X\n\n## Summary\n\n##│", []string{"## Impact", "## Timeline"}, []string{"## Summary"}},
		"handles":          {"# X\n\n- [ ] Alert (@k│)\n", []string{"@kmori", "@acme/sre"}, []string{"@k", "@example"}},
		"an address":       {"# X\n\nmail a@│", nil, []string{"@kmori"}},
		"prose":            {"# X\n\nIt│", nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			before, after, _ := strings.Cut(test.text, at)
			uri := e.open("new.md", before+after)
			line := strings.Count(before, "\n")
			var items []struct {
				Label    string
				TextEdit struct{ Range span }
			}
			e.call("textDocument/completion", object{"textDocument": object{"uri": uri}, "position": object{"line": line, "character": len(before) - strings.LastIndexByte(before, '\n') - 1}}, &items)
			var labels []string
			for _, item := range items {
				labels = append(labels, item.Label)
			}
			if diff := cmp.Diff(test.want, labels[:min(len(test.want), len(labels))]); diff != "" || test.want == nil && len(labels) > 0 {
				t.Errorf("%v (-want +got)\n%s", labels, diff)
			}
			for _, label := range test.without {
				if slices.Contains(labels, label) {
					t.Errorf("%s is offered", label)
				}
			}
		})
	}
}

func TestSymbols(t *testing.T) {
	e := started(t)
	uri := e.open("x.md", "# Search down\n\n## What happened\n\n### 1. Timeline (UTC)\n\n## Impact\n")
	var got []json.RawMessage
	e.call("textDocument/documentSymbol", object{"textDocument": object{"uri": uri}}, &got)
	type symbol struct {
		Name, Detail string
		Children     []symbol
	}
	var roots []symbol
	for _, raw := range got {
		var s symbol
		if err := json.Unmarshal(raw, &s); err != nil {
			t.Fatal(err)
		}
		roots = append(roots, s)
	}
	doc := document.Parse("x.md", []byte("## What happened\n"))
	want := []symbol{{Name: "Search down", Children: []symbol{
		{Name: "What happened", Detail: doc.Sections[0].Name, Children: []symbol{{Name: "1. Timeline (UTC)", Detail: "timeline"}}},
		{Name: "Impact"},
	}}}
	if diff := cmp.Diff(want, roots); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestConfigurationChanges is that open documents follow the configuration, and that one that can't be read is told once.
func TestConfigurationChanges(t *testing.T) {
	e := newEditor(t)
	e.call("initialize", object{"capabilities": object{"workspace": object{"didChangeWatchedFiles": object{"dynamicRegistration": true}}}}, nil)
	e.notify("initialized", object{})
	if got := <-e.asked; got != "client/registerCapability" {
		t.Errorf("the editor was asked for %s", got)
	}
	good := e.settings
	e.settings = func(string) (lsp.Settings, error) {
		return lsp.Settings{}, errors.New(".postmortem.yaml:3: no such key")
	}
	first := e.open("x.md", "The on-call engineer forgot to drain the node.\n")
	if d := e.diagnostics(first, 1); len(d.Diagnostics) != 0 {
		t.Errorf("%+v", d)
	}
	if got := <-e.shown; !strings.Contains(got, ".postmortem.yaml:3") {
		t.Errorf("shown: %s", got)
	}
	second := e.open("y.md", "Fine.\n")
	e.diagnostics(second, 1)
	e.call("textDocument/hover", object{"textDocument": object{"uri": second}, "position": object{"line": 0, "character": 0}}, nil) // until here the server was busy
	e.settings = good
	e.notify("workspace/didChangeWatchedFiles", object{"changes": []object{{"uri": e.uri(".postmortem.yaml"), "type": 2}}})
	if d := e.diagnostics(first, 1); len(d.Diagnostics) != 1 {
		t.Errorf("after the configuration was mended: %+v", d)
	}
	if len(e.shown) > 0 {
		t.Errorf("shown again: %s", <-e.shown)
	}
}

func TestLifecycle(t *testing.T) {
	t.Run("properly", func(t *testing.T) {
		e := newEditor(t)
		var failure *jrpc2.Error
		if _, err := e.client.Call(t.Context(), "textDocument/hover", object{}); !errors.As(err, &failure) || failure.Code != -32002 {
			t.Errorf("before initialize: %v", err)
		}
		var result struct {
			Capabilities struct{ PositionEncoding string }
			ServerInfo   struct{ Name, Version string }
		}
		e.call("initialize", object{"capabilities": object{"general": object{"positionEncodings": []string{"utf-32", "utf-16"}}}}, &result)
		if result.Capabilities.PositionEncoding != "utf-32" || result.ServerInfo.Name != "postmortem" || result.ServerInfo.Version != "1.2.3" {
			t.Errorf("%+v", result)
		}
		e.notify("$/setTrace", object{"value": "off"})
		e.notify("workspace/didChangeConfiguration", object{"settings": nil})
		if _, err := e.client.Call(t.Context(), "textDocument/formatting", object{}); !errors.As(err, &failure) || failure.Code != jrpc2.MethodNotFound {
			t.Errorf("a request that is not spoken: %v", err)
		}
		e.call("shutdown", nil, nil)
		if _, err := e.client.Call(t.Context(), "textDocument/hover", object{}); !errors.As(err, &failure) || failure.Code != jrpc2.InvalidRequest {
			t.Errorf("after shutdown: %v", err)
		}
		e.notify("exit", nil)
		if err := <-e.ended; err != nil {
			t.Errorf("it ended with %v", err)
		}
	})
	t.Run("without shutdown", func(t *testing.T) {
		e := started(t)
		e.notify("exit", nil)
		if err := <-e.ended; !errors.Is(err, lsp.ErrNoShutdown) {
			t.Errorf("it ended with %v", err)
		}
	})
	t.Run("the editor dies", func(t *testing.T) {
		e := started(t)
		_ = e.client.Close()
		if err := <-e.ended; !errors.Is(err, lsp.ErrNoShutdown) {
			t.Errorf("it ended with %v", err)
		}
	})
}

// TestAScriptIsAnswered is that whoever writes all requests and closes the input at once gets every answer, in order, and the findings.
func TestAScriptIsAnswered(t *testing.T) {
	e := newEditor(t)
	uri := e.uri("2026-01-02-x.md")
	open := object{"textDocument": object{"uri": uri, "languageId": "markdown", "version": 1, "text": "# X\n\nThe on-call engineer forgot it.\n"}}
	at := object{"textDocument": object{"uri": uri}, "position": object{"line": 2, "character": 6}}
	script := []object{
		{"id": 1, "method": "initialize", "params": object{"capabilities": object{}}},
		{"method": "initialized", "params": object{}},
		{"id": "two", "method": "textDocument/hover", "params": at},
		{"method": "textDocument/didOpen", "params": open},
		{"id": 3, "method": "textDocument/hover", "params": at},
		{"id": object{}, "method": "textDocument/hover", "params": at},
		{"id": 4, "method": "textDocument/documentSymbol", "params": at},
		{"id": 9, "method": "x", "result": 1},
		{"id": 10, "method": "x", "error": object{"code": 1, "message": "y"}},
		{"id": 5, "method": "no/such"},
	}
	goodbye := []object{{"id": 6, "method": "shutdown"}, {"method": "exit"}}
	for name, messages := range map[string][]object{"cut off": script, "with a goodbye": slices.Concat(script, goodbye)} {
		t.Run(name, func(t *testing.T) {
			var in, out strings.Builder
			for _, m := range messages {
				m["jsonrpc"] = "2.0"
				body, err := json.Marshal(m)
				if err != nil {
					t.Fatal(err)
				}
				fmt.Fprintf(&in, "Content-Length: %d\r\n\r\n%s", len(body), body)
			}
			err := lsp.Serve(t.Context(), strings.NewReader(in.String()), unclosed{&out}, lsp.Options{Settings: e.settings})
			if cut := name == "cut off"; errors.Is(err, lsp.ErrNoShutdown) != cut {
				t.Errorf("it ended with %v", err)
			}
			var got []string
			told := 0
			answers := channel.LSP(strings.NewReader(out.String()), unclosed{io.Discard})
			for message, err := answers.Recv(); err == nil; message, err = answers.Recv() {
				var m struct {
					ID     json.RawMessage
					Method string
				}
				if err := json.Unmarshal(message, &m); err != nil {
					t.Fatal(err)
				}
				switch {
				case m.Method == "":
					got = append(got, string(m.ID))
				case strings.Contains(string(message), "blame/person-fault"):
					told++
				}
			}
			want := []string{"1", `"two"`, "3", "null", "4", "9", "10", "5"}
			if name != "cut off" {
				want = append(want, "6")
			}
			if diff := cmp.Diff(want, got); diff != "" || told != 1 {
				t.Errorf("the findings were told %d times; answers: -want +got\n%s", told, diff)
			}
		})
	}
}
