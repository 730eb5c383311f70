package cli

import (
	"context"
	"io"
	"maps"
	"path/filepath"
	"slices"

	"github.com/blameless-postmortem/postmortem/internal/config"
	"github.com/blameless-postmortem/postmortem/internal/document"
)

// document reads and parses the document at path, standard input when that is "-", with the configuration that it is read by.
func (a *app) document(ctx context.Context, path string) (*document.Document, config.Config, error) {
	_, c, err := a.place()
	if err != nil {
		return nil, c, err
	}
	source, err := a.read(ctx, path)
	if err != nil {
		return nil, c, err
	}
	return parser(c).Parse(filepath.ToSlash(path), source), c, nil
}

// parser reads documents with the team's headings: a required section that is none of the common ones is known by its own name.
func parser(c config.Config) document.Parser {
	aliases := maps.Clone(c.Sections.Aliases)
	for _, name := range c.Sections.Required {
		if !slices.Contains(document.SectionNames(), name) {
			if aliases == nil {
				aliases = map[string][]string{}
			}
			aliases[name] = append(slices.Clone(aliases[name]), name)
		}
	}
	zone, _ := configuredZone(c) // one that can't be read is an error where the configuration is
	return document.Parser{Aliases: aliases, Zone: zone}
}

// read reads a document or an export, of standard input when path is "-".
func (a *app) read(ctx context.Context, path string) ([]byte, error) {
	if path == "-" {
		return document.ReadFrom("standard input", interruptible{ctx, a.env.In})
	}
	return document.ReadFile(path)
}

// interruptible reads from r until ctx ends: a read from a terminal would otherwise wait for the next line.
type interruptible struct {
	ctx context.Context
	r   io.Reader
}

// Read is part of io.Reader. A read that is given up goes on in the background and its bytes are lost, which is why nothing may be read afterwards.
func (i interruptible) Read(p []byte) (int, error) {
	type result struct {
		data []byte
		err  error
	}
	done := make(chan result, 1)
	go func() {
		buffer := make([]byte, len(p))
		n, err := i.r.Read(buffer)
		done <- result{buffer[:n], err}
	}()
	select {
	case <-i.ctx.Done():
		return 0, i.ctx.Err()
	case r := <-done:
		return copy(p, r.data), r.err
	}
}
