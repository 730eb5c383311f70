package japanese

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

//go:embed *.txt
var texts embed.FS

// messages are the catalogue in all of its files.
var messages = sync.OnceValue(func() *language.Catalogue {
	var all strings.Builder
	files, err := texts.ReadDir(".")
	for _, file := range files {
		var text []byte
		if err == nil {
			text, err = texts.ReadFile(file.Name())
		}
		all.Write(text)
	}
	var c *language.Catalogue
	if err == nil {
		c, err = language.ReadCatalogue(all.String())
	}
	if err != nil {
		panic(fmt.Sprintf("the words in Japanese can't be read: %v", err))
	}
	return c
})

// Messages say in Japanese what the program has in its code in English.
func (*Japanese) Messages() *language.Catalogue { return messages() }

// question is what to ask instead; a name needs no question.
func question(k language.Kind) string {
	return [...]string{
		language.PersonFault:    "一つの操作がこの結果につながるには、システムがどのような状態である必要がありましたか。",
		language.HumanError:     "何がこの誤りを起こりやすく、気づきにくくしていましたか。",
		language.Judgement:      "作業する人から見て、情報、道具、時間はどのような状況でしたか。",
		language.Counterfactual: "その時点で何が見えていて、どのように受け取れましたか。",
		language.Hindsight:      "結果が分かる前に、どこで何が見えていましたか。",
		language.Punitive:       "誰の注意にも頼らずに効果がある変更は何ですか。",
		language.Emotive:        "読み手が確かめられる数値で書くと、何が起きましたか。",
		language.Naming:         "",
	}[k]
}
