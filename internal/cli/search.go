package cli

import (
	"context"
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
	filter.register(cmd)
	a.registerLanguage(cmd)
	cmd.Flags().IntVar(&limit, "limit", 10, "show at most this many")
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
	chosen, all, c, err := a.selected(ctx, filter)
	if err != nil {
		return err
	}
	if chosen, err = all.Narrow(chosen, query.Filter); err != nil {
		return err
	}
	found := learn.Search(chosen, query, limit)
	if format.json {
		return writeJSON(a.env.Out, view.NewFound(found, a.env.Now()))
	}
	return view.ShowFound(a.env.Out, found, len(all.Postmortems), a.viewOptions(c))
}
