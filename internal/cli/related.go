package cli

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/blameless-postmortem/postmortem/internal/learn"
	"github.com/blameless-postmortem/postmortem/internal/learn/view"
)

func (a *app) relatedCommand() *cobra.Command {
	var format outputFormat
	var filter filterFlags
	var limit int
	cmd := &cobra.Command{
		Use:   "related PATH|TEXT...",
		Short: "Find incidents like this one, and say what they share",
		Long:  `Compares a postmortem (a file, or - for standard input), or what you tell of an incident in words, with all others: services, factors, and words of title, summary and factors, the rarer the better.`,
		Example: `  postmortem related postmortems/2026-11-20-checkout.md
  postmortem related EU customers cannot pay, the proxy returns 502s`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return &usageError{"related takes a file, or what is known of an incident in words", "postmortem related PATH"}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.related(cmd.Context(), format, filter, limit, args)
		},
	}
	format.register(cmd, "text", "json")
	filter.register(cmd, a.scale)
	a.registerLanguage(cmd)
	cmd.Flags().IntVar(&limit, "limit", 5, "show at most this `number`")
	return cmd
}

func (a *app) related(ctx context.Context, format outputFormat, filter filterFlags, limit int, args []string) error {
	subject, file, err := a.subject(ctx, args)
	if err != nil {
		return err
	}
	chosen, _, c, err := a.selected(ctx, filter, true)
	if err != nil {
		return err
	}
	if subject.Services == nil && subject.Factors == nil {
		subject = learn.Told(subject.Text, chosen)
	}
	chosen = slices.DeleteFunc(chosen, func(p *learn.Postmortem) bool { return file != nil && sameFile(file, p.Path) })
	found := learn.Like(chosen, subject, learn.LeastRelated, limit)
	if format.json {
		return writeJSON(a.env.Out, view.NewRelated(found, a.env.Now()))
	}
	return view.ShowRelated(a.env.Out, found, len(chosen), a.viewOptions(c))
}

// subject is what others are compared with, and the file that tells it, nil when none does.
func (a *app) subject(ctx context.Context, args []string) (learn.Subject, os.FileInfo, error) {
	_, c, err := a.place()
	if err != nil {
		return learn.Subject{}, nil, err
	}
	tell := func(path string, source []byte) learn.Subject {
		return learn.New(parser(c).Parse(filepath.ToSlash(path), source), nil).Subject()
	}
	if len(args) == 1 && args[0] == "-" {
		source, err := a.read(ctx, "-")
		return tell("-", source), nil, err
	}
	if len(args) == 1 {
		ending := strings.ToLower(filepath.Ext(args[0]))
		info, err := os.Stat(args[0])
		if err == nil || ending == ".md" || ending == ".markdown" {
			source, err := a.read(ctx, args[0])
			return tell(args[0], source), info, err
		}
	}
	return learn.Subject{Text: strings.Join(args, " ")}, nil, nil
}

func sameFile(info os.FileInfo, path string) bool {
	other, err := os.Stat(path)
	return err == nil && os.SameFile(info, other)
}
