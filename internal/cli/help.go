package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/blameless-postmortem/postmortem/internal/lint/output"
)

// How long a line of help is, in columns: at most, since longer ones are hard to read, and where no terminal says.
const (
	widestHelp = 100
	pipedHelp  = 80
)

// fitHelp has the help of all commands fit the terminal it is shown on.
func (a *app) fitHelp(root *cobra.Command) {
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) {
		width := min(a.env.Width(), widestHelp)
		if width <= 1 {
			width = pipedHelp
		}
		_, _ = io.WriteString(cmd.OutOrStdout(), helpText(cmd, width)) // the library's own help reports no error either
	})
}

// helpText says what the library's own help would, in its order.
func helpText(cmd *cobra.Command, width int) string {
	var b strings.Builder
	text := cmd.Long
	if text == "" {
		text = cmd.Short
	}
	for paragraph := range strings.SplitSeq(text, "\n\n") {
		b.WriteString(reflowed(paragraph, width) + "\n\n")
	}
	b.WriteString("Usage:\n")
	if cmd.HasAvailableSubCommands() {
		b.WriteString("  " + cmd.CommandPath() + " [command]\n")
	} else {
		b.WriteString("  " + cmd.UseLine() + "\n")
	}
	if cmd.HasExample() {
		b.WriteString("\nExamples:\n" + cmd.Example + "\n")
	}
	for _, group := range cmd.Groups() {
		b.WriteString("\n" + group.Title + ":\n" + commandHelp(cmd, group.ID, width))
	}
	if list := commandHelp(cmd, "", width); list != "" {
		b.WriteString("\nAvailable Commands:\n" + list)
	}
	if cmd.HasAvailableLocalFlags() {
		b.WriteString("\nFlags:\n" + flagHelp(cmd.LocalFlags(), width))
	}
	if cmd.HasAvailableInheritedFlags() {
		b.WriteString("\nGlobal Flags:\n" + flagHelp(cmd.InheritedFlags(), width))
	}
	if cmd.HasAvailableSubCommands() {
		b.WriteString("\n" + reflowed(fmt.Sprintf("Use %q for more information about a command.", cmd.CommandPath()+" [command] --help"), width) + "\n")
	}
	return b.String()
}

// commandHelp lists the commands of a group, or those of none.
func commandHelp(cmd *cobra.Command, group string, width int) string {
	var b strings.Builder
	for _, sub := range cmd.Commands() {
		if sub.GroupID == group && (sub.IsAvailableCommand() || sub.Name() == "help") {
			b.WriteString(hanging(fmt.Sprintf("  %-*s ", sub.NamePadding(), sub.Name()), sub.Short, width))
		}
	}
	return b.String()
}

// flagHelp lists flags, their names in a column.
func flagHelp(flags *pflag.FlagSet, width int) string {
	var b strings.Builder
	for line := range strings.Lines(flags.FlagUsages()) {
		line = strings.TrimRight(line, "\n")
		const names = len("  -h, --")
		_, text, _ := strings.Cut(line[names:], "   ")
		text = strings.TrimLeft(text, " ")
		b.WriteString(hanging(line[:len(line)-len(text)], text, width))
	}
	return b.String()
}

// reflowed is a paragraph in lines that fit. One that is laid out by its blanks stays as it is.
func reflowed(paragraph string, width int) string {
	if strings.HasPrefix(paragraph, " ") || strings.Contains(paragraph, "\n ") || strings.Contains(paragraph, "\t") {
		return paragraph
	}
	return strings.Join(output.WholeWords(strings.Join(strings.Fields(paragraph), " "), width), "\n")
}

// hanging is a text behind a name, its further lines below its first; below the name where little room is left.
func hanging(name, text string, width int) string {
	const least = 20
	hang := len(name)
	if width-hang < least {
		hang = 10
		name = strings.TrimRight(name, " ") + "\n" + strings.Repeat(" ", hang)
	}
	return name + strings.Join(output.WholeWords(text, width-hang), "\n"+strings.Repeat(" ", hang)) + "\n"
}
