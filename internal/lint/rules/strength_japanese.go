package rules

import (
	"fmt"
	"strings"
	"sync"
)

// japanesePhrase is a part of the title of an action item in Japanese, which has no blanks between words and says at its end what is to be done.
type japanesePhrase struct {
	text string
	last bool // only at the end of the item
	list lists
}

// japanesePhrases are the phrases of the word lists for Japanese, in the order of the lists.
var japanesePhrases = sync.OnceValue(func() []japanesePhrase {
	var all []japanesePhrase
	for i, name := range strengthLists {
		text, err := strengthFiles.ReadFile("strength/ja/" + name + ".txt")
		if err != nil {
			panic(fmt.Sprintf("the embedded list %s is missing: %v", name, err))
		}
		for line := range strings.Lines(string(text)) {
			if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			words, last := strings.CutSuffix(line, "$")
			all = append(all, japanesePhrase{words, last, 1 << i})
		}
	}
	return all
})

// isJapanese reports whether a title has kana or kanji.
func isJapanese(title string) bool {
	for i := range len(title) {
		if b := title[i]; b >= '\xe3' && b <= '\xe9' { // what they begin with
			return strings.ContainsFunc(title[i:], func(r rune) bool { return r >= 'ぁ' && r <= 'ヿ' || r >= '一' && r <= '龯' })
		}
	}
	return false
}

// endings may follow the word that says what is to be done.
var endings = [...]string{"。", ".", " ", "こと", "します", "しました", "した", "する", "を行う", "を行います", "を実施", "行う", "いく", "して", "を図る"}

// japaneseTitle is a title in lower case, and what remains of it without its endings.
type japaneseTitle struct{ folded, stem string }

func foldJapanese(title string) japaneseTitle {
	t := japaneseTitle{folded: asciiLower(title)}
	t.stem = t.folded
	for cut := true; cut; {
		cut = false
		for _, ending := range endings {
			if rest, found := strings.CutSuffix(t.stem, ending); found && rest != "" {
				t.stem, cut = rest, true
			}
		}
	}
	return t
}

// index is where a phrase stands in the title, -1 when it does not.
func (t japaneseTitle) index(ph japanesePhrase) int {
	switch {
	case !ph.last:
		return strings.Index(t.folded, ph.text)
	case strings.HasSuffix(t.folded, ph.text):
		return len(t.folded) - len(ph.text)
	case strings.HasSuffix(t.stem, ph.text):
		return len(t.stem) - len(ph.text)
	}
	return -1
}

// findJapanese returns where the first phrase of one of the lists stands in a title in Japanese; an empty place when none does.
func findJapanese(title string, of lists) (start, end int) {
	if !isJapanese(title) {
		return 0, 0
	}
	folded := foldJapanese(title)
	for _, ph := range japanesePhrases() {
		if ph.list&of == 0 {
			continue
		}
		if at := folded.index(ph); at >= 0 && (end == 0 || at < start) {
			start, end = at, at+len(ph.text)
		}
	}
	return start, end
}

// asciiLower puts ASCII letters in lower case; no byte moves.
func asciiLower(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}

// listsJapanese returns the lists that have a phrase in a title in Japanese.
func listsJapanese(title string) (found lists) {
	if !isJapanese(title) {
		return 0
	}
	folded := foldJapanese(title)
	for _, ph := range japanesePhrases() {
		if found&ph.list == 0 && folded.index(ph) >= 0 {
			found |= ph.list
		}
	}
	return found
}

// saysEndInJapanese reports whether a title in Japanese says what it leads to: a number, a condition, a purpose.
func saysEndInJapanese(title string) bool {
	if strings.ContainsAny(title, "0123456789０１２３４５６７８９") {
		return true
	}
	for _, marker := range [...]string{"ように", "ため", "まで", "場合", "から", "へ", "して", "し、", "できる", "以内", "以上", "以下", "未満"} {
		if strings.Contains(title, marker) {
			return true
		}
	}
	return false
}
