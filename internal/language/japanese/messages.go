package japanese

import (
	_ "embed"
	"fmt"
	"sync"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

//go:embed messages.txt
var messagesText string

//go:embed interview.txt
var interviewText string

var messages = sync.OnceValue(func() *language.Catalogue {
	c, err := language.ReadCatalogue(messagesText + "\n" + interviewText)
	if err != nil {
		panic(fmt.Sprintf("messages.txt and interview.txt: %v", err))
	}
	return c
})

// Messages are the words in which findings are told.
func (*Japanese) Messages() *language.Catalogue { return messages() }

func text(key string) string { return messages().Text(key) }

// question is what to ask instead; a name needs no question.
func question(k language.Kind) string {
	return text("question/" + [...]string{
		language.PersonFault: "person-fault", language.HumanError: "human-error", language.Judgement: "judgement", language.Counterfactual: "counterfactual",
		language.Hindsight: "hindsight", language.Punitive: "punitive", language.Emotive: "emotive", language.Naming: "naming",
	}[k])
}
