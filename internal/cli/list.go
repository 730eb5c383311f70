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

func (a *app) listCommand() *cobra.Command {
	var format outputFormat
	var filter filterFlags
	var order string
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the postmortems, or those of a time, a severity, a service, a factor",
		Long: `Lists the postmortems of the configured folder, the latest first; those without a date come last. Filters add up; a flag that is given several times takes any of its values.

On a terminal the table fits its width; elsewhere it has every column, the paths too. What was read is kept in your cache folder, readable by you alone, when there are a
hundred postmortems or more.`,
		Example: `  postmortem list --since 90d --severity SEV-1 --severity SEV-2
  postmortem list --service checkout --sort duration
  postmortem list --owner @kmori --json`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.list(cmd.Context(), format, filter, order) },
	}
	format.register(cmd, "text", "json")
	filter.register(cmd)
	a.registerLanguage(cmd)
	cmd.Flags().StringVar(&order, "sort", "date", "sort by "+strings.Join(learn.Orders(), ", "))
	return cmd
}

func (a *app) list(ctx context.Context, format outputFormat, filter filterFlags, order string) error {
	if !slices.Contains(learn.Orders(), order) {
		return &usageError{fmt.Sprintf("--sort %q is none of %s", order, strings.Join(learn.Orders(), ", ")), ""}
	}
	chosen, all, c, err := a.selected(ctx, filter)
	if err != nil {
		return err
	}
	learn.Sort(chosen, order, c.Severities, a.env.Now())
	if format.json {
		return writeJSON(a.env.Out, view.NewListed(chosen, len(all.Postmortems), a.env.Now()))
	}
	return view.List(a.env.Out, chosen, len(all.Postmortems), a.viewOptions(c))
}
