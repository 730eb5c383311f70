package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/blameless-postmortem/postmortem/internal/config"
	"github.com/blameless-postmortem/postmortem/internal/language"
	"github.com/blameless-postmortem/postmortem/internal/language/languages"
)

// registerLanguage adds --lang to a command that speaks to people.
func registerLanguage(cmd *cobra.Command, code *string) {
	cmd.Flags().StringVar(code, "lang", "", "language to be spoken to in: en, ja, or auto, by the configuration and the locale (default auto)")
}

// checkLanguage refuses a --lang that is neither auto nor the code of a language.
func checkLanguage(code string) error {
	codes := languages.Codes(languages.All())
	if code == "" || code == "auto" || slices.Contains(codes, code) {
		return nil
	}
	return &usageError{fmt.Sprintf("--lang %q is neither auto nor one of %s", code, strings.Join(codes, ", ")), ""}
}

// spoken is the language in which the program speaks to whoever runs it: that of --lang, of the configuration, or of the locale, in this order; the first
// language where none of them names one that it knows.
func (a *app) spoken(flag string, c config.Config) (language.Language, error) {
	if err := checkLanguage(flag); err != nil {
		return nil, err
	}
	all := languages.All()
	locale := cmp.Or(a.env.Getenv("LC_ALL"), a.env.Getenv("LC_MESSAGES"), a.env.Getenv("LANG"))
	if i := strings.IndexAny(locale, "_.@-"); i >= 0 {
		locale = locale[:i]
	}
	for _, code := range []string{flag, c.Language, strings.ToLower(locale)} {
		if i := slices.IndexFunc(all, func(l language.Language) bool { return l.Code() == code }); i >= 0 {
			return all[i], nil
		}
	}
	return all[0], nil
}
