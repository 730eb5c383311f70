package cli

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/spf13/cobra"

	"github.com/blameless-postmortem/postmortem/internal/config"
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/lint"
	"github.com/blameless-postmortem/postmortem/internal/lint/rules"
)

func (a *app) rulesCommand() *cobra.Command {
	var format outputFormat
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "List the rules",
		Long: `Lists the rules by group, each with its severity, "off" where it has to be switched on, and what it finds. "postmortem explain RULE" tells more of one;
lint.rules in .postmortem.yaml changes their severities.`,
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error { return a.rules(format) },
	}
	format.register(cmd, "text", "json")
	a.registerLanguage(cmd)
	return cmd
}

// ruleInfo is a rule in JSON.
type ruleInfo struct {
	ID       string `json:"id"`
	Severity string `json:"severity"`
	Default  bool   `json:"default"` // whether it is on without configuration
	Summary  string `json:"summary"`
	Page     string `json:"page,omitempty"`
}

func info(r lint.Rule, l language.Language) ruleInfo {
	summary := l.Messages().For("rules").Say(r.Summary)
	return ruleInfo{ID: r.ID, Severity: r.Severity.String(), Default: !r.Optional, Summary: summary}
}

// spokenHere is the language to speak in, by what holds here; a configuration that can't be read is no reason not to explain a rule.
func (a *app) spokenHere() language.Language {
	_, c, err := a.place()
	if err != nil {
		c = config.Default()
	}
	return a.spoken(c)
}

func (a *app) rules(format outputFormat) error {
	spoken := a.spokenHere()
	if format.json {
		list := []ruleInfo{}
		for _, r := range rules.All() {
			list = append(list, info(r, spoken))
		}
		return writeJSON(a.env.Out, map[string]any{"rules": list})
	}
	var rows [][]string
	for _, r := range rules.All() {
		severity := r.Severity.String()
		if r.Optional {
			severity = "off"
		}
		rows = append(rows, []string{r.ID, severity, info(r, spoken).Summary})
	}
	_, err := io.WriteString(a.env.Out, fitColumns(rows, a.env.Width(), func(row []string) []string {
		return []string{row[0] + "  " + row[1], row[2]}
	}))
	return err
}

func (a *app) explainCommand() *cobra.Command {
	var format outputFormat
	cmd := &cobra.Command{
		Use:   "explain RULE",
		Short: "Tell what a rule finds, why it matters and what to write instead",
		Long: `Tells what a rule finds, why it matters, what to write instead, what it leaves alone, how to set it, and where it comes from. RULE is the id that stands
at the end of a finding, or its last part alone.`,
		Example: `  postmortem explain blame/counterfactual
  postmortem explain counterfactual`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return &usageError{"explain takes one rule", "postmortem rules lists them"}
			}
			return nil
		},
		ValidArgs: ruleIDs(),
		RunE:      func(_ *cobra.Command, args []string) error { return a.explain(args[0], format) },
	}
	format.register(cmd, "text", "json")
	a.registerLanguage(cmd)
	return cmd
}

func ruleIDs() []string {
	var ids []string
	for _, r := range rules.All() {
		ids = append(ids, r.ID)
	}
	return ids
}

func (a *app) explain(id string, format outputFormat) error {
	spoken := a.spokenHere()
	all := rules.All()
	i := slices.IndexFunc(all, func(r lint.Rule) bool { return r.ID == id })
	if i < 0 { // the fault alone will do where no two groups have it
		named := func(r lint.Rule) bool { return strings.HasSuffix(r.ID, "/"+id) }
		if i = slices.IndexFunc(all, named); i < 0 || slices.ContainsFunc(all[i+1:], named) {
			return &usageError{fmt.Sprintf("there is no rule %q", id), nearRules(id)}
		}
	}
	r := all[i]
	page := page(spoken, r.ID)
	if format.json {
		out := info(r, spoken)
		out.Page = page
		return writeJSON(a.env.Out, out)
	}
	_, err := fmt.Fprint(a.env.Out, page)
	return err
}

// page is the page of a rule in a language, in English where it has none.
func page(l language.Language, rule string) string { return cmp.Or(l.Page(rule), rules.Page(rule)) }

// nearRules names the rules that may have been meant: those of a group, those with that fault, or the one spelt most alike.
func nearRules(id string) string {
	var near []string
	for _, r := range rules.All() {
		if r.Group() == id || strings.HasSuffix(r.ID, "/"+id) {
			near = append(near, r.ID)
		}
	}
	if len(near) > 0 {
		return "did you mean " + strings.Join(near, ", ") + "?"
	}
	distance := func(candidate string) int {
		_, fault, _ := strings.Cut(candidate, "/")
		return min(levenshtein.ComputeDistance(id, candidate), levenshtein.ComputeDistance(id, fault))
	}
	best := slices.MinFunc(ruleIDs(), func(x, y string) int { return distance(x) - distance(y) })
	if distance(best) > (len(id)+2)/3 {
		return "postmortem rules lists them"
	}
	return "did you mean " + best + "? postmortem rules lists them all"
}
