package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/blameless-postmortem/postmortem/internal/config"
	"github.com/blameless-postmortem/postmortem/internal/document"
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/lint/rules"
)

// Main runs the program and returns its exit code. It may change the working directory of the process (--dir).
func Main(ctx context.Context, env Env, args []string) int {
	a := &app{env: env, exact: env.Out}
	if env.Getenv("GITHUB_ACTIONS") == "true" || env.Getenv("TF_BUILD") != "" || env.Getenv("TEAMCITY_VERSION") != "" {
		env.Out, env.Err = &inert{w: env.Out}, &inert{w: env.Err}
		a.env = env
	}
	root := a.command()
	root.SetArgs(withNotedNumbers(args))
	root.SetIn(env.In)
	root.SetOut(a.exact)
	root.SetErr(env.Err)
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	settleArguments(root)
	if len(args) > 0 && strings.HasPrefix(args[0], cobra.ShellCompRequestCmd) {
		settleFlags(root)
	}
	err := root.ExecuteContext(ctx)
	a.clearProgress()
	report(env.Err, err)
	return exitCode(err)
}

// app is one run of the program: its environment and its global flags.
type app struct {
	env     Env
	exact   io.Writer // env.Out for what must keep its bytes, also in a CI job
	config  string
	dir     string
	color   string
	quiet   bool
	verbose bool
	live    bool // a line of progress stands on the terminal, to be written over

	language string            // --lang
	speaks   language.Language // nil until it is asked for
}

func (a *app) command() *cobra.Command {
	root := &cobra.Command{
		Use:   "postmortem",
		Short: "Write blameless postmortems, have them reviewed, see their actions through",
		Long: `postmortem drafts a postmortem in an interview, checks it for blameless language and for what a good
postmortem holds, and turns its action items into GitHub issues.

It looks at systems, not individuals: people did what made sense to them with what they knew.

Documentation: https://github.com/blameless-postmortem/postmortem`,
		Example: `  postmortem new "Checkout unavailable for EU customers"
  postmortem lint
  postmortem actions push --dry-run`,
		Version:           a.env.Version,
		SilenceErrors:     true,
		SilenceUsage:      true,
		PersistentPreRunE: func(*cobra.Command, []string) error { return a.prepare() },
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return flagError(err, fmt.Sprintf("%s --help lists the flags", cmd.CommandPath()))
	})
	flags := root.PersistentFlags()
	flags.StringVar(&a.config, "config", "", "use this configuration `file` instead of the nearest "+config.FileName)
	flags.StringVar(&a.dir, "dir", "", "run as if started in this `folder`")
	flags.StringVar(&a.color, "color", "auto", "`when` to colour the output: auto, always or never")
	flags.BoolVarP(&a.quiet, "quiet", "q", false, "print results and errors only")
	flags.BoolVarP(&a.verbose, "verbose", "v", false, "tell what is done, and why")
	offerFiles(root, "config", "yaml", "yml")
	offerFolders(root, "dir")
	offer(root, "color", "auto", "always", "never")
	addGroup(root, "Write a postmortem", a.initCommand(), a.newCommand(), a.resumeCommand(), a.noteCommand(), a.timelineCommand(), a.showCommand())
	addGroup(root, "Check it", a.lintCommand(), a.rulesCommand(), a.explainCommand(), a.reviewCommand(), a.lspCommand())
	addGroup(root, "See its action items through", a.actionsCommand())
	addGroup(root, "Learn from all of them", a.listCommand(), a.searchCommand(), a.relatedCommand(), a.statsCommand(), a.digestCommand(), a.indexCommand(), a.reportCommand(), a.exportCommand())
	addGroup(root, "More", a.schemaCommand(), a.versionCommand())
	root.AddCommand(a.manCommand())
	root.SetHelpCommandGroupID("More")
	root.SetCompletionCommandGroupID("More")
	a.fitHelp(root)
	return root
}

// addGroup adds commands that help shows together, under a title.
func addGroup(root *cobra.Command, title string, commands ...*cobra.Command) {
	root.AddGroup(&cobra.Group{ID: title, Title: title})
	for _, c := range commands {
		c.GroupID = title
	}
	root.AddCommand(commands...)
}

// flagError tells what is wrong with a flag. The words of strconv are not for people.
func flagError(err error, hint string) error {
	var value *pflag.InvalidValueError
	var parse *strconv.NumError
	if !errors.As(err, &value) || !errors.As(err, &parse) {
		return &usageError{err.Error(), hint}
	}
	reason := "is not a whole number"
	switch {
	case errors.Is(parse, strconv.ErrRange):
		reason = "is too large a number"
	case parse.Func == "ParseBool":
		reason = "is neither true nor false"
	}
	return &usageError{fmt.Sprintf("--%s %q %s", value.GetFlag().Name, value.GetValue(), reason), hint}
}

// unknownCommand names the nearest commands, and those that begin so.
func unknownCommand(cmd *cobra.Command, name string) error {
	hint := cmd.CommandPath() + " --help lists the commands"
	cmd.SuggestionsMinimumDistance = 2
	near := cmd.SuggestionsFor(name)
	least := len(name) - 1 // one letter at least is the same
	for _, s := range near {
		least = min(least, distance(name, s))
	}
	near = slices.DeleteFunc(near, func(s string) bool { return distance(name, s) > least && !strings.HasPrefix(s, name) })
	if len(near) > 0 {
		hint = fmt.Sprintf("did you mean %s?", strings.Join(near, " or "))
	}
	return &usageError{fmt.Sprintf("there is no command %q", name), hint}
}

// noArguments refuses arguments, with the call that works.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return &usageError{fmt.Sprintf("%s takes no arguments, but was given %q", strings.TrimPrefix(cmd.CommandPath(), cmd.Root().Name()+" "), args[0]), cmd.CommandPath() + " --help tells more"}
	}
	return nil
}

// distance is how far what was typed is from a name, in letters; letters in another order are one mistake.
func distance(typed, name string) int {
	x, y := []rune(typed), []rune(name)
	slices.Sort(x)
	slices.Sort(y)
	if slices.Equal(x, y) {
		return min(1, levenshtein.ComputeDistance(typed, name))
	}
	return levenshtein.ComputeDistance(typed, name)
}

// prepare checks the global flags and goes to the folder that --dir names.
func (a *app) prepare() error {
	if !slices.Contains([]string{"auto", "always", "never"}, a.color) {
		return &usageError{fmt.Sprintf("--color %q is none of auto, always and never", a.color), ""}
	}
	if err := checkLanguage(a.language); err != nil {
		return err
	}
	if a.dir == "" {
		return nil
	}
	if err := os.Chdir(a.dir); err != nil {
		return &usageError{fmt.Sprintf("--dir %s: no such folder", a.dir), "name a folder that exists"}
	}
	return nil
}

// note tells something that is neither a result nor an error, in the language that is spoken.
func (a *app) note(english string, args ...any) {
	if !a.quiet {
		a.clearProgress()
		fmt.Fprintln(a.env.Err, harmless(a.words().Say(english, args...)))
	}
}

// tell tells a result in a line, in the language that is spoken.
func (a *app) tell(english string, args ...any) {
	fmt.Fprintln(a.env.Out, a.words().Say(english, args...))
}

// showProgress tells how far a long run is: on a terminal in one line that the next one replaces, elsewhere only to --verbose.
func (a *app) showProgress(english string, args ...any) {
	if a.quiet || a.verbose || !a.env.ErrTerminal || a.env.Getenv("TERM") == "dumb" {
		a.log(english, args...)
		return
	}
	line := strings.ReplaceAll(harmless(a.words().Say(english, args...)), "\n", " ")
	if width := a.env.Width(); width > 1 {
		line = ansi.Truncate(line, width-1, "…")
	}
	a.clearProgress()
	fmt.Fprint(a.env.Err, line)
	a.live = true
}

// clearProgress takes the line of progress away.
func (a *app) clearProgress() {
	if a.live {
		fmt.Fprint(a.env.Err, "\r\x1b[K")
		a.live = false
	}
}

// log tells what --verbose asks for.
func (a *app) log(format string, args ...any) {
	if a.verbose {
		fmt.Fprintln(a.env.Err, harmless(fmt.Sprintf(format, args...)))
	}
}

// place finds the repository and the configuration that hold here.
func (a *app) place() (config.Place, config.Config, error) {
	place, c, err := a.placeOf(".")
	if err == nil {
		a.settle(c)
	}
	return place, c, err
}

// placeOf finds the repository and the configuration that hold in a folder.
func (a *app) placeOf(folder string) (config.Place, config.Config, error) {
	place, err := config.Locate(folder)
	if err != nil {
		return place, config.Config{}, err
	}
	file, name := place.File, displayPath(place.File)
	if a.config != "" {
		file, name = a.config, a.config
	}
	if file == "" {
		return place, config.Default(), nil
	}
	if a.config == "" {
		if err := place.CheckFile(); err != nil {
			return place, config.Config{}, err
		}
	}
	a.log("configuration: %s", name)
	c, err := config.Load(file, name, config.Known{Rules: ruleSelectors(), Sections: document.SectionNames()})
	if err == nil {
		if _, zoneErr := configuredZone(c); zoneErr != nil {
			err = fmt.Errorf("%s: %w", name, zoneErr)
		}
	}
	return place, c, err
}

// configName is what the configuration is called in messages.
func (a *app) configName() string {
	if a.config != "" {
		return a.config
	}
	return config.FileName
}

// ruleSelectors are the rule ids and groups that a configuration may name.
func ruleSelectors() []string {
	var names []string
	for _, r := range rules.All() {
		if !slices.Contains(names, r.Group()) {
			names = append(names, r.Group())
		}
		names = append(names, r.ID)
	}
	return names
}

// choice names what there is to choose from: "text, json or markdown".
func choice(names []string) string {
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

// outputFormat is the --format of a command and its short form --json.
type outputFormat struct {
	name string
	json bool
}

func (f *outputFormat) register(cmd *cobra.Command, formats ...string) {
	cmd.Flags().StringVar(&f.name, "format", "text", "print the result in this `format`: "+choice(formats))
	cmd.Flags().BoolVar(&f.json, "json", false, "short for --format json")
	offer(cmd, "format", formats...)
	cmd.PreRunE = func(*cobra.Command, []string) error {
		if f.json {
			f.name = "json"
		}
		if !slices.Contains(formats, f.name) {
			return &usageError{fmt.Sprintf("--format %q is none of %s", f.name, strings.Join(formats, ", ")), ""}
		}
		f.json = f.name == "json"
		return nil
	}
}
