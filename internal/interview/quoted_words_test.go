package interview

import (
	"slices"
	"testing"
)

func TestQuotedWords(t *testing.T) {
	for line, want := range map[string][]string{
		``:            nil,
		` vi `:        {"vi"},
		`code --wait`: {"code", "--wait"},
		`"C:\Program Files\Editor\editor.exe" --wait -n`: {`C:\Program Files\Editor\editor.exe`, "--wait", "-n"},
		`C:\"Program Files"\e.exe`:                       {`C:\Program Files\e.exe`},
		`"never closed`:                                  {"never closed"},
	} {
		if got := quotedWords(line); !slices.Equal(got, want) {
			t.Errorf("%s: %q", line, got)
		}
	}
}
