package lsp

import (
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// hover tells what a finding under the pointer means: its message and the page of its rule.
func (s *server) hover(p positionParams) (*hover, error) {
	b := s.open[p.TextDocument.URI]
	if b == nil {
		return nil, nil
	}
	findings := s.findingsIn(b, textRange{p.Position, p.Position})
	if len(findings) == 0 {
		return nil, nil
	}
	f := findings[0]
	var text strings.Builder
	text.WriteString(f.Message + "\n")
	if f.Question != "" {
		text.WriteString("\n*" + f.Question + "*\n")
	}
	if s.options.Page != nil {
		text.WriteString("\n---\n\n" + s.options.Page(b.read.language(), f.Rule))
	}
	return &hover{Contents: markup{"markdown", text.String()}, Range: b.text.textRange(f.Span)}, nil
}

// symbols are the sections of a document, nested as they are.
func (s *server) symbols(p documentParams) ([]documentSymbol, error) {
	b := s.open[p.TextDocument.URI]
	if b == nil {
		return []documentSymbol{}, nil
	}
	read, err := s.read(b)
	if err != nil {
		return []documentSymbol{}, nil
	}
	return b.symbolsUnder(read.doc.Sections, -1), nil
}

func (b *buffer) symbolsUnder(sections []document.Section, parent int) []documentSymbol {
	list := []documentSymbol{}
	for i, section := range sections {
		if section.Parent != parent {
			continue
		}
		name := strings.TrimSpace(section.Heading)
		if name == "" {
			name = "(no heading)" // the protocol wants a name
		}
		symbol := documentSymbol{
			Name: name, Kind: symbolString, Range: b.text.textRange(section.Span), SelectionRange: b.text.textRange(section.Title),
			Children: b.symbolsUnder(sections, i),
		}
		if !strings.EqualFold(section.Name, name) {
			symbol.Detail = section.Name
		}
		list = append(list, symbol)
	}
	return list
}
