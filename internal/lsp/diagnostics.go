package lsp

import (
	"context"
	"path/filepath"
	"strings"
	"sync"

	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/lint"
)

// publish lints what was touched and tells the client, until ctx ends.
func (s *server) publish(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.wake:
		}
		if !s.publishTouched(ctx) {
			return
		}
	}
}

// publishTouched lints what was touched and tells the client, unless the client is gone.
func (s *server) publishTouched(ctx context.Context) bool {
	s.publishing.Lock()
	defer s.publishing.Unlock()
	for {
		p, problem, ok := s.next()
		if problem != "" {
			_ = s.rpc.Notify(ctx, "window/showMessage", showMessageParams{1, problem})
		}
		if !ok {
			return true
		}
		if s.rpc.Notify(ctx, "textDocument/publishDiagnostics", p) != nil {
			return false
		}
	}
}

// next lints one document that was touched. problem is what the user has to be told besides.
func (s *server) next() (p publishParams, problem string, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for uri := range s.dirty {
		delete(s.dirty, uri)
		b := s.open[uri]
		if b == nil {
			continue
		}
		read, err := s.read(b)
		if err != nil && err.Error() != s.complained {
			s.complained = err.Error()
			problem = "postmortem: " + err.Error()
		}
		version := b.version
		p = publishParams{URI: uri, Version: &version, Diagnostics: []diagnostic{}}
		for _, f := range read.findings {
			p.Diagnostics = append(p.Diagnostics, s.diagnostic(b, f))
		}
		return p, problem, true
	}
	return p, "", false
}

// read is what the linter makes of a buffer. For a file that is no postmortem, and where the settings can't be read, there are no findings.
func (s *server) read(b *buffer) (*reading, error) {
	if b.read != nil {
		return b.read, nil
	}
	settings, err := s.settingsFor(b.path)
	r := &reading{settings: settings, doc: settings.Parser.Parse(b.path, b.text.source)}
	if settings.Linter != nil && !strings.EqualFold(filepath.Base(b.path), "README.md") {
		r.findings = settings.Linter.Lint(r.doc)
		r.language = sync.OnceValue(func() language.Language { return settings.Linter.Language(r.doc) })
	}
	b.read = r
	return r, err
}

func (s *server) settingsFor(path string) (Settings, error) {
	if path == "" {
		return Settings{}, nil
	}
	folder := filepath.Dir(path)
	if known, ok := s.settings[folder]; ok {
		return known, nil
	}
	settings, err := s.options.Settings(path)
	if err != nil {
		settings = Settings{}
	}
	s.settings[folder] = settings
	return settings, err
}

func (s *server) diagnostic(b *buffer, f lint.Finding) diagnostic {
	d := diagnostic{
		Range: b.text.textRange(f.Span), Code: f.Rule, Source: "postmortem", Message: f.Message,
		Severity: map[lint.Severity]int{lint.Error: 1, lint.Warning: 2, lint.Info: 3}[f.Severity],
	}
	if f.Question != "" {
		d.Message += "\n" + f.Question
	}
	if s.options.PageURL != nil {
		d.CodeDescription = &link{s.options.PageURL(b.read.language(), f.Rule)}
	}
	if f.Rule == lint.UnusedSuppression {
		d.Tags = []int{1}
	}
	return d
}

// findingsIn are the findings of a buffer that touch a range.
func (s *server) findingsIn(b *buffer, r textRange) []lint.Finding {
	read, err := s.read(b)
	if err != nil {
		return nil
	}
	start, end := b.text.offset(r.Start), b.text.offset(r.End)
	var list []lint.Finding
	for _, f := range read.findings {
		if f.Span.Start <= end && start <= f.Span.End {
			list = append(list, f)
		}
	}
	return list
}
