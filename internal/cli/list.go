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

type listOptions struct {
	format outputFormat
	filter filterFlags
	order  string
	long   bool
}

func (a *app) listCommand() *cobra.Command {
	var o listOptions
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the postmortems, all or by time, severity, service, factor",
		Long: `Lists the postmortems of the configured folder, the latest first; those without a date come last. Filters add up; a flag that is given several times takes any of its values.

On a terminal the table fits its width and says which columns it left out; elsewhere it has every column. --long and --json tell more of each.`,
		Example: `  postmortem list --since 90d --severity SEV-1 --severity SEV-2
  postmortem list --service checkout --sort duration
  postmortem list --owner @kmori --json`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.list(cmd.Context(), o) },
	}
	o.format.register(cmd, "text", "json")
	o.filter.register(cmd, a.scale)
	a.registerLanguage(cmd)
	cmd.Flags().BoolVarP(&o.long, "long", "l", false, "show how long each took, its factors and action items too, in a few lines each")
	cmd.Flags().StringVar(&o.order, "sort", "date", "sort by `what`: "+choice(learn.Orders()))
	offer(cmd, "sort", learn.Orders()...)
	return cmd
}

func (a *app) list(ctx context.Context, o listOptions) error {
	if !slices.Contains(learn.Orders(), o.order) {
		return &usageError{fmt.Sprintf("--sort %q is none of %s", o.order, strings.Join(learn.Orders(), ", ")), ""}
	}
	chosen, all, c, err := a.selected(ctx, o.filter, o.long || o.format.json || learn.OrderNeedsText(o.order))
	if err != nil {
		return err
	}
	learn.Sort(chosen, o.order, c.Severities, a.env.Now())
	if o.format.json {
		return writeJSON(a.env.Out, view.NewListed(chosen, len(all.Postmortems), a.env.Now()))
	}
	if o.long {
		return view.ListLong(a.env.Out, chosen, len(all.Postmortems), a.viewOptions(c))
	}
	return view.List(a.env.Out, chosen, len(all.Postmortems), a.viewOptions(c))
}
