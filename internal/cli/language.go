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
func (a *app) registerLanguage(cmd *cobra.Command) {
	cmd.Flags().StringVar(&a.language, "lang", "", "`language` to be spoken to in: en, ja, or auto, by the configuration and the locale (default auto)")
	offerFrom(cmd, "lang", languageCodes)
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
func (a *app) spoken(c config.Config) language.Language {
	locale := cmp.Or(a.env.Getenv("LC_ALL"), a.env.Getenv("LC_MESSAGES"), a.env.Getenv("LANG"))
	if i := strings.IndexAny(locale, "_.@-"); i >= 0 {
		locale = locale[:i]
	}
	return named(a.language, c.Language, strings.ToLower(locale))
}

// shared is the language of what is written for others into the repository: the locale of whoever runs the program has no say in it.
func (a *app) shared(c config.Config) language.Language { return named(a.language, c.Language) }

// named is the language with the first of the codes that is one, else the first language.
func named(codes ...string) language.Language {
	all := languages.All()
	for _, code := range codes {
		if i := slices.IndexFunc(all, func(l language.Language) bool { return l.Code() == code }); i >= 0 {
			return all[i]
		}
	}
	return all[0]
}

// words are what this package says, in the language that is spoken.
func (a *app) words() language.Phrases { return a.wordsOf("cli") }

// wordsOf are what a package says, in the language that is spoken. A configuration that can't be read is no reason to say nothing.
func (a *app) wordsOf(name string) language.Phrases {
	if a.speaks == nil {
		if _, _, err := a.place(); err != nil {
			a.settle(config.Default())
		}
	}
	return a.speaks.Messages().For(name)
}

// settle chooses the language, once a configuration is read.
func (a *app) settle(c config.Config) {
	if a.speaks == nil {
		a.speaks = a.spoken(c)
	}
}
