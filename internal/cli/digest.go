package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/blameless-postmortem/postmortem/internal/learn"
	"github.com/blameless-postmortem/postmortem/internal/learn/view"
)

func (a *app) digestCommand() *cobra.Command {
	var format outputFormat
	var since string
	cmd := &cobra.Command{
		Use:   "digest",
		Short: "Write what is new as markdown for a chat or a mail",
		Long: `Writes what is new since a day: postmortems with their lessons, what the newest is like, action items that were closed and that are overdue, and the incidents of this week a year ago.

Nothing in it calls anybody: owners stand as code, and a space without width follows every @. What was closed is seen in the git history.`,
		Example: `  postmortem digest --since 7d
  postmortem digest --since 2026-11-01 --json`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.digest(cmd.Context(), format, since) },
	}
	format.register(cmd, "text", "json")
	a.registerLanguage(cmd)
	cmd.Flags().StringVar(&since, "since", "7d", "what is new since this `day`: 2026-11-20, 2026-11, or how long ago: 7d, 4w, 1mo")
	return cmd
}

func (a *app) digest(ctx context.Context, format outputFormat, since string) error {
	now := a.env.Now()
	from, err := learn.Since(since, now)
	if err != nil {
		return err
	}
	if from.After(now) {
		return &usageError{fmt.Sprintf("--since %s lies ahead", since), "name a day that has been, or how long ago: 7d, 4w, 1mo"}
	}
	all, c, err := a.collection(ctx)
	if err != nil {
		return err
	}
	digest := learn.NewDigest(all.Postmortems, from, now, a.before(ctx, c, from))
	if format.json {
		return writeJSON(a.env.Out, view.NewDigest(digest, a.viewOptions(c)))
	}
	return view.ShowDigest(a.env.Out, digest, a.viewOptions(c))
}
