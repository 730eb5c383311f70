package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/blameless-postmortem/postmortem/internal/learn"
	"github.com/blameless-postmortem/postmortem/internal/learn/view"
)

func (a *app) statsCommand() *cobra.Command {
	var format outputFormat
	var filter filterFlags
	var by string
	cmd := &cobra.Command{
		Use:   "stats",
		Short: "Count incidents, how long things took, how action items are doing",
		Long: `Counts incidents by month, severity, service and factor; shows the times to detect, mitigate and resolve as medians and quantiles, each with the number of incidents that
tell it, and never as a mean; action items done, overdue and by strength; what the incidents took from the error budgets ("slo" in the front matter); and, in a git repository,
how long it took from an incident to its first committed draft, its review and its final state.`,
		Example: `  postmortem stats --since 1y
  postmortem stats --by service --severity SEV-1 --severity SEV-2
  postmortem stats --json`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.stats(cmd.Context(), format, filter, by) },
	}
	format.register(cmd, "text", "json")
	filter.register(cmd, a.scale)
	a.registerLanguage(cmd)
	cmd.Flags().StringVar(&by, "by", "", "show a line for each `what`: "+strings.Join(learn.Dimensions(), ", "))
	offer(cmd, "by", learn.Dimensions()...)
	return cmd
}

func (a *app) stats(ctx context.Context, format outputFormat, filter filterFlags, by string) error {
	if by != "" && !slices.Contains(learn.Dimensions(), by) {
		return &usageError{fmt.Sprintf("--by %q is none of %s", by, strings.Join(learn.Dimensions(), ", ")), ""}
	}
	chosen, all, c, err := a.selected(ctx, filter, true)
	if err != nil {
		return err
	}
	now := a.env.Now()
	var stages map[string]learn.Stages
	if by == "" || format.json {
		stages = a.stages(ctx, c)
	}
	stats := learn.Compute(chosen, c.Severities, now, stages)
	if by == "" {
		if format.json {
			return writeJSON(a.env.Out, view.NewStats(stats))
		}
		return view.ShowStats(a.env.Out, stats, len(all.Postmortems), a.viewOptions(c))
	}
	groups := learn.By(by, chosen, c.Severities, now, stages)
	if format.json {
		return writeJSON(a.env.Out, view.NewGroups(stats, by, groups))
	}
	return view.ShowGroups(a.env.Out, by, groups, a.viewOptions(c))
}
