package lsp

import (
	"context"
	"errors"
	"io"
	"net/url"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/creachadair/jrpc2"
	"github.com/creachadair/jrpc2/channel"
	"github.com/creachadair/jrpc2/handler"

	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

// Options are what a server is told about the world.
type Options struct {
	Version string
	// Settings tells how a file is read. It is asked once for each folder, and again when a configuration has changed.
	Settings func(path string) (Settings, error)
	// ConfigName is the base name of the configuration files.
	ConfigName string
	// Page is the markdown page of a rule in a language, and PageURL where it is on the web.
	Page, PageURL func(l language.Language, rule string) string
}

// Settings are what holds for the files of one folder.
type Settings struct {
	Linter     *lint.Linter // nil: the files in it are no postmortems, and are left alone
	Parser     document.Parser
	Severities []string // the scale of incidents
	Documents  string   // the folder of the postmortems
}

// ErrNoShutdown is returned when the client went without saying goodbye.
var ErrNoShutdown = errors.New("the editor ended the language server without shutting it down")

// Serve answers one client until it says exit, the input ends or ctx does. A read from in may then still be waiting.
func Serve(ctx context.Context, in io.Reader, out io.WriteCloser, o Options) error {
	s := &server{
		options: o, encoding: utf16Units,
		open: map[string]*buffer{}, settings: map[string]Settings{}, dirty: map[string]bool{}, wake: make(chan struct{}, 1),
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	// One at a time, in the order they come: each takes milliseconds, and an edit must be seen by what is asked behind it.
	s.rpc = jrpc2.NewServer(s.methods(cancel), &jrpc2.ServerOptions{
		AllowPush: true, DisableBuiltin: true, Concurrency: 1,
		NewContext: func() context.Context { return ctx },
	})
	reader, writer := io.Pipe()
	go func() {
		_, err := io.Copy(writer, in)
		_ = writer.CloseWithError(err)
	}()
	s.rpc.Start(&client{Channel: channel.StrictHeader("")(reader, out), ctx: ctx, settle: func() { s.publishTouched(ctx) }})
	var worker sync.WaitGroup
	worker.Go(func() { s.publish(ctx) })
	stop := context.AfterFunc(ctx, func() {
		_ = reader.Close() // the client keeps its end open until we are gone
		s.rpc.Stop()
	})
	defer stop()
	err := s.rpc.Wait()
	cancel()
	worker.Wait()
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.exited && s.down:
		return nil
	case s.exited || err == nil:
		return ErrNoShutdown
	}
	return err
}

type server struct {
	options    Options
	rpc        *jrpc2.Server
	publishing sync.Mutex

	mu          sync.Mutex
	encoding    encoding
	watch       bool // the client watches files for those who ask
	initialized bool
	down        bool // shutdown was asked for
	exited      bool
	open        map[string]*buffer // by URI
	settings    map[string]Settings
	complained  string          // the last error about settings that was shown
	dirty       map[string]bool // documents to be linted, by URI
	wake        chan struct{}
}

// buffer is a document as the editor has it.
type buffer struct {
	uri, path string
	version   int
	text      *text
	read      *reading // nil when the text has changed since
}

// reading is what the linter made of a buffer.
type reading struct {
	settings Settings
	doc      *document.Document
	findings []lint.Finding
	language func() language.Language // of the document
}

// say says what stands in the code in the language of the document.
func (r *reading) say(english string, args ...any) string {
	return r.language().Messages().For("lsp").Say(english, args...)
}

func (s *server) methods(exit func()) handler.Map {
	return handler.Map{
		"initialize":  handler.New(s.initialize),
		"initialized": whatever(s.watchConfigurations),
		"shutdown": whatever(func(ctx context.Context) {
			s.publishTouched(ctx) // the client listens still
			s.end(&s.down)
		}),
		"exit": whatever(func(context.Context) {
			s.end(&s.exited)
			exit()
		}),
		"textDocument/didOpen":            handler.New(s.didOpen),
		"textDocument/didChange":          handler.New(s.didChange),
		"textDocument/didSave":            handler.New(s.didSave),
		"textDocument/didClose":           handler.New(s.didClose),
		"workspace/didChangeWatchedFiles": handler.New(s.didChangeWatchedFiles),
		"textDocument/hover":              handler.New(answer(s, s.hover)),
		"textDocument/codeAction":         handler.New(answer(s, s.codeActions)),
		"textDocument/completion":         handler.New(answer(s, s.completion)),
		"textDocument/documentSymbol":     handler.New(answer(s, s.symbols)),
	}
}

// whatever takes any parameters and reads none.
func whatever(f func(context.Context)) jrpc2.Handler {
	return func(ctx context.Context, _ *jrpc2.Request) (any, error) {
		f(ctx)
		return nil, nil
	}
}

// answer guards a request: there has to be a session.
func answer[P, R any](s *server, f func(P) (R, error)) func(context.Context, P) (R, error) {
	return func(_ context.Context, params P) (R, error) {
		s.mu.Lock()
		defer s.mu.Unlock()
		var none R
		switch {
		case s.down:
			return none, jrpc2.Errorf(jrpc2.InvalidRequest, "the server is shutting down")
		case !s.initialized:
			return none, jrpc2.Errorf(-32002, "initialize comes first")
		}
		return f(params)
	}
}

func (s *server) initialize(_ context.Context, p initializeParams) (initializeResult, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.initialized {
		return initializeResult{}, jrpc2.Errorf(jrpc2.InvalidRequest, "initialize comes once")
	}
	s.initialized = true
	s.watch = p.Capabilities.Workspace.DidChangeWatchedFiles.DynamicRegistration
	for _, e := range p.Capabilities.General.PositionEncodings { // in the client's order of preference
		if slices.Contains([]encoding{utf8Units, utf16Units, utf32Units}, encoding(e)) {
			s.encoding = encoding(e)
			break
		}
	}
	return initializeResult{
		Capabilities: capabilities{
			PositionEncoding:       string(s.encoding),
			TextDocumentSync:       syncOptions{OpenClose: true, Change: 2, Save: true},
			HoverProvider:          true,
			DocumentSymbolProvider: true,
			CodeActionProvider:     codeActionOptions{[]string{quickFix, fixAll}},
			CompletionProvider:     completionOptions{[]string{"@", "#"}},
		},
		ServerInfo: serverInfo{"postmortem", s.options.Version},
	}, nil
}

// watchConfigurations asks the client to tell when a configuration changes.
func (s *server) watchConfigurations(ctx context.Context) {
	s.mu.Lock()
	watch := s.watch
	s.mu.Unlock()
	if !watch {
		return
	}
	// The answer comes in its own time, after this notification is dealt with; nothing hangs on it.
	go func() {
		_, _ = s.rpc.Callback(context.WithoutCancel(ctx), "client/registerCapability", registrationParams{[]registration{{
			ID: "configuration", Method: "workspace/didChangeWatchedFiles",
			Options: watcherOptions{[]watcher{{GlobPattern: "**/" + s.options.ConfigName}}},
		}}})
	}()
}

// end notes one of the two steps in which a session ends.
func (s *server) end(step *bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	*step = true
}

func (s *server) didOpen(_ context.Context, p didOpenParams) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	d := p.TextDocument
	s.open[d.URI] = &buffer{uri: d.URI, path: filePath(d.URI), version: d.Version, text: newText([]byte(d.Text), s.encoding)}
	s.touch(d.URI)
	return nil
}

func (s *server) didChange(_ context.Context, p didChangeParams) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if b := s.open[p.TextDocument.URI]; b != nil {
		b.text, b.version, b.read = b.text.apply(p.ContentChanges), p.TextDocument.Version, nil
		s.touch(b.uri)
	}
	return nil
}

func (s *server) didSave(_ context.Context, p documentParams) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.isConfig(p.TextDocument.URI) {
		s.reload()
	}
	return nil
}

func (s *server) didClose(ctx context.Context, p documentParams) error {
	s.mu.Lock()
	delete(s.open, p.TextDocument.URI)
	s.mu.Unlock()
	return s.rpc.Notify(ctx, "textDocument/publishDiagnostics", publishParams{URI: p.TextDocument.URI, Diagnostics: []diagnostic{}})
}

func (s *server) didChangeWatchedFiles(_ context.Context, p watchedFilesParams) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range p.Changes {
		if s.isConfig(c.URI) {
			s.reload()
			break
		}
	}
	return nil
}

func (s *server) isConfig(uri string) bool {
	return filepath.Base(filePath(uri)) == s.options.ConfigName
}

// reload forgets the settings and reads every open document anew.
func (s *server) reload() {
	clear(s.settings)
	s.complained = ""
	for uri, b := range s.open {
		b.read = nil
		s.touch(uri)
	}
}

// touch has a document linted soon. What is typed meanwhile is linted once.
func (s *server) touch(uri string) {
	s.dirty[uri] = true
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// filePath is the file that a URI names; "" for what is no file.
func filePath(uri string) string {
	u, err := url.Parse(uri)
	if err != nil || u.Scheme != "file" {
		return ""
	}
	path := u.Path
	if runtime.GOOS == "windows" {
		path = strings.TrimPrefix(path, "/") // /c:/folder
		if u.Host != "" {
			path = "//" + u.Host + u.Path
		}
	}
	return filepath.FromSlash(path)
}
