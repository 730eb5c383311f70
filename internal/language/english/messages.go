package english

import (
	_ "embed"
	"fmt"
	"sync"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

//go:embed messages.txt
var messagesText string

var messages = sync.OnceValue(func() *language.Catalogue {
	c, err := language.ReadCatalogue(messagesText)
	if err != nil {
		panic(fmt.Sprintf("messages.txt: %v", err))
	}
	return c
})

// Messages are the words in which findings are told.
func (*English) Messages() *language.Catalogue { return messages() }

// Fits is the same for every text: English reads what no other language is at home in.
func (*English) Fits(string) float64 { return 0.5 }

// Page has none: the pages of the rules, in English, stand beside the rules.
func (*English) Page(string) string { return "" }
