package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/blameless-postmortem/postmortem/internal/config"
	"github.com/blameless-postmortem/postmortem/internal/language/languages"
)

// offer says what a shell completes the value of a flag with: these, and no files.
func offer(cmd *cobra.Command, flag string, values ...string) {
	offerFrom(cmd, flag, func() []string { return values })
}

// offerFrom is offer with values that are found out when they are wanted.
func offerFrom(cmd *cobra.Command, flag string, values func() []string) {
	complete(cmd, flag, func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return values(), cobra.ShellCompDirectiveNoFileComp
	})
}

// offerFiles has a shell complete the value of a flag with folders and with files that have one of these endings.
func offerFiles(cmd *cobra.Command, flag string, endings ...string) {
	complete(cmd, flag, cobra.FixedCompletions(endings, cobra.ShellCompDirectiveFilterFileExt))
}

// offerFolders has a shell complete the value of a flag with folders.
func offerFolders(cmd *cobra.Command, flag string) {
	complete(cmd, flag, cobra.FixedCompletions(nil, cobra.ShellCompDirectiveFilterDirs))
}

func complete(cmd *cobra.Command, flag string, with cobra.CompletionFunc) {
	if err := cmd.RegisterFlagCompletionFunc(flag, with); err != nil {
		panic(err) // there is no such flag, or it is told twice: whoever wrote the command sees it at the first start
	}
}

// documentEndings end the names of documents.
func documentEndings() []string { return []string{"md", "markdown"} }

// languageCodes are what --lang takes.
func languageCodes() []string { return append([]string{"auto"}, languages.Codes(languages.All())...) }

// scale is the configured scale of severities.
func (a *app) scale() []string {
	_, c, err := a.place()
	if err != nil {
		c = config.Default()
	}
	return c.Severities
}

// draftNames are the drafts there are.
func (a *app) draftNames() []string {
	store, err := a.drafts(config.Default(), "")
	if err != nil {
		return nil
	}
	entries, err := store.List()
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.ID+"\t"+harmless(e.Title)) // what it is about stands behind a tab
	}
	return names
}

// settleArguments completes what the commands leave open. A name under a command that only holds others is one of them, or a mistake; a shell offers for a PATH
// markdown files and folders, for a FILE any file, and nothing for what is in people's own words.
func settleArguments(cmd *cobra.Command) {
	if cmd.HasSubCommands() {
		cmd.Args = cobra.ArbitraryArgs
		cmd.RunE = func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(cmd, args[0])
			}
			return cmd.Help()
		}
	}
	if cmd.Name() == "help" && cmd.HasParent() && !cmd.Parent().HasParent() {
		cmd.RunE = func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return unknownCommand(cmd.Root(), strings.Join(args, " "))
			}
			about.InitDefaultHelpFlag()
			return about.Help()
		}
	}
	if cmd.HasParent() && cmd.Parent().Name() == "completion" {
		cmd.Args = noArguments // the library's own has no remedy
	}
	_, arguments, _ := strings.Cut(cmd.Use, " ")
	switch {
	case cmd.ValidArgsFunction != nil || len(cmd.ValidArgs) > 0 || strings.Contains(arguments, "FILE"):
	case strings.Contains(arguments, "PATH"):
		cmd.ValidArgsFunction = cobra.FixedCompletions(documentEndings(), cobra.ShellCompDirectiveFilterFileExt)
	case strings.Contains(arguments, "FOLDER"):
		cmd.ValidArgsFunction = cobra.FixedCompletions(nil, cobra.ShellCompDirectiveFilterDirs)
	default:
		cmd.ValidArgsFunction = cobra.NoFileCompletions
	}
	for _, sub := range cmd.Commands() {
		settleArguments(sub)
	}
}

// settleFlags has a shell offer nothing for the flags that take people's own words. Only a shell that asks needs it.
func settleFlags(cmd *cobra.Command) {
	cmd.LocalFlags().VisitAll(func(flag *pflag.Flag) {
		name, _ := pflag.UnquoteUsage(flag)
		_, told := cmd.GetFlagCompletionFunc(flag.Name)
		if !told && flag.NoOptDefVal == "" && !slices.Contains([]string{"file", "folder"}, name) {
			complete(cmd, flag.Name, cobra.NoFileCompletions)
		}
	})
	for _, sub := range cmd.Commands() {
		settleFlags(sub)
	}
}
