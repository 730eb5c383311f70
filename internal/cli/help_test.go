package cli_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/blameless-postmortem/postmortem/internal/cli"
	"github.com/blameless-postmortem/postmortem/internal/lint/output"
)

// TestHelpFits is that the help of every command fits the terminal, but for what is to be copied, and says the same in every width.
func TestHelpFits(t *testing.T) {
	help := func(width int, command string) string {
		var out, errs bytes.Buffer
		env := cli.Env{
			In: strings.NewReader(""), Out: &out, Err: &errs, OutTerminal: width > 0, Width: func() int { return width },
			Getenv: func(string) string { return "" }, Now: time.Now, Version: "dev",
		}
		if code := cli.Main(t.Context(), env, append(strings.Fields(command), "--help")); code != 0 {
			t.Fatalf("%s --help: exit code %d: %s", command, code, errs.String())
		}
		return out.String()
	}
	if strings.Contains(help(80, ""), "\nAvailable Commands:") {
		t.Error("a command is in no group")
	}
	for _, command := range []string{"", "lint", "new", "timeline import", "actions", "actions status", "completion", "export", "review"} {
		piped := help(0, command)
		if piped != help(80, command) {
			t.Errorf("%s: a pipe is not as wide as 80 columns:\n%s", command, piped)
		}
		for _, width := range []int{40, 60, 80, 200} {
			text := help(width, command)
			for line := range strings.Lines(text) {
				copied := strings.HasPrefix(line, "  postmortem ") || strings.HasPrefix(line, "https://") || strings.Contains(line, " | postmortem ")
				if n := output.Width(strings.TrimRight(line, "\n")); n > width && !copied {
					t.Errorf("%s in %d columns: %d: %s", command, width, n, line)
				}
			}
			if got := strings.Fields(text); strings.Join(got, " ") != strings.Join(strings.Fields(piped), " ") {
				t.Errorf("%s in %d columns says other words:\n%s", command, width, text)
			}
		}
	}
}
