package cli

import (
	"context"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/blameless-postmortem/postmortem/internal/learn"
	"github.com/blameless-postmortem/postmortem/internal/learn/view"
)

func (a *app) searchCommand() *cobra.Command {
	var format outputFormat
	var filter filterFlags
	var limit int
	cmd := &cobra.Command{
		Use:   "search QUERY...",
		Short: "Search the text of all postmortems, the best match first",
		Long: `Finds the postmortems that have all the words, the best match first; where none has all, those that have some. Titles, summaries, factors and lessons weigh more than other text; code and
logs are searched too. Japanese, Chinese and Thai are found by their characters.

  "connection pool"   these words, one after the other
  roll*               every word that begins so
  -staging            not those with this word (put -- before the query when it comes first)
  severity:SEV-1      a filter: severity, service, factor, status, owner, since, until`,
		Example: `  postmortem search connection pool exhausted
  postmortem search '"circuit breaker" severity:SEV-1 -staging'
  postmortem search 決済が失敗 --since 1y`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return &usageError{"search takes the words to look for", "postmortem search connection pool"}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.search(cmd.Context(), format, filter, limit, strings.Join(args, " "))
		},
	}
	format.register(cmd, "text", "json")
	filter.register(cmd, a.scale)
	a.registerLanguage(cmd)
	cmd.Flags().IntVar(&limit, "limit", 10, "show at most this `number`")
	return cmd
}

func (a *app) search(ctx context.Context, format outputFormat, filter filterFlags, limit int, text string) error {
	query, err := learn.ParseQuery(text, a.env.Now())
	if err != nil {
		return err
	}
	if query.Empty() {
		return &usageError{"there is no word to look for in the query", "postmortem list takes filters alone"}
	}
	files, c, err := a.documents()
	if err != nil {
		return err
	}
	all := len(files)
	flags, err := filter.read(a.env.Now())
	if err != nil {
		return err
	}
	if !flags.Empty() || !query.Filter.Empty() {
		if files, err = a.narrowed(ctx, filter, query.Filter); err != nil {
			return err
		}
	}
	defer a.collectLess()()
	found, err := a.reader(c).Search(ctx, files, query, limit)
	a.clearProgress()
	if err != nil {
		return err
	}
	a.unread(found.Unread)
	if format.json {
		return writeJSON(a.env.Out, view.NewFound(found, a.env.Now()))
	}
	return view.ShowFound(a.env.Out, found, all, a.viewOptions(c))
}

// narrowed are the files of the postmortems that two filters choose.
func (a *app) narrowed(ctx context.Context, flags filterFlags, query learn.Filter) ([]string, error) {
	chosen, all, _, err := a.selected(ctx, flags, query.NeedsText())
	if err != nil {
		return nil, err
	}
	if chosen, err = all.Narrow(chosen, query); err != nil {
		return nil, err
	}
	var files []string
	for _, p := range chosen {
		files = append(files, filepath.FromSlash(p.Path))
	}
	return files, nil
}
