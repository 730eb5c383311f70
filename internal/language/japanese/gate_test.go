package japanese

import (
	"go/ast"
	"go/parser"
	gotoken "go/token"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/blameless-postmortem/postmortem/internal/language"
)

// tryingAll makes a lexicon whose phrases are tried wherever they may begin, whatever else a sentence has.
func tryingAll() *lexicon {
	l := readLexicon()
	for _, o := range l.opened {
		for _, list := range o.uses {
			for _, p := range list {
				p.asks = nil
			}
		}
	}
	for u := range l.phrases {
		for _, p := range l.phrases[u].byClass {
			p.asks = nil
		}
	}
	return l
}

// sameBehindTheGate fails when something would be said of a block that the gate leaves unread, or of a phrase that isn't tried.
func sameBehindTheGate(t *testing.T, l, thorough *lexicon, b language.Block, v *language.Vocabulary) {
	t.Helper()
	var sc scratch
	sc.taught.fill(v, thorough, &sc.folding)
	f := sc.folding.fold(b.Text, b.Names, &thorough.variants)
	want := thorough.readPart(b, f, 0, len(f.text), &sc)
	if diff := cmp.Diff(want, l.read(b, v)); diff != "" {
		t.Errorf("%q (form %d): %s", b.Text, b.Form, diff)
	}
}

// Every phrase leaves a word to look for, or the gate would have to stay open.
func TestGateFilesEveryPhrase(t *testing.T) {
	if always := readLexicon().gate.always; always != nil {
		t.Errorf("nothing to look for in %q", always)
	}
}

// What is put together at random from the words and phrases of the lists reads the same with the gate and without it.
func TestGateHidesNothing(t *testing.T) {
	l, slow := readLexicon(), tryingAll()
	var parts []string
	for _, f := range wordFiles {
		for _, line := range lines(f.name) {
			parts = append(parts, strings.ReplaceAll(line, "|", ""))
		}
	}
	for _, f := range phraseFiles {
		for _, line := range lines(f.name) {
			for word := range strings.FieldsSeq(strings.TrimLeft(line, "!^ ")) {
				for alternative := range strings.SplitSeq(strings.Trim(word, "()"), "|") {
					if !strings.ContainsAny(alternative, "<.$^") {
						parts = append(parts, alternative)
					}
				}
			}
		}
	}
	parts = append(parts, namedInRules(t)...)
	small := []string{"。", "。」", "! ", "？", "（", "）", "が", "は", "を", "に", "の", "も", "で", "と", "から", "ため", "こと", "ことが", "、", "。", "による", "だった", "です", "原因", "担当者", "者", "人", "さん", "時", "：", "「", "」", " ", "せず", "しなかった", "していれば", "した", "して", "したため", "ではなく"}
	for _, table := range [...]map[rune][]piece{endings, adjectiveEndings} {
		for _, pieces := range table {
			for _, p := range pieces {
				small = append(small, p.text)
			}
		}
	}
	slices.Sort(small)
	random := rand.New(rand.NewPCG(1, 2))
	v := &language.Vocabulary{People: []string{"確認くん"}, Systems: []string{"当番"}}
	for range 10_000 {
		var text strings.Builder
		for range 1 + random.IntN(7) {
			text.WriteString(parts[random.IntN(len(parts))])
			for range random.IntN(3) {
				text.WriteString(small[random.IntN(len(small))])
			}
		}
		sameBehindTheGate(t, l, slow, language.Block{Text: text.String(), Form: language.Form(random.IntN(6))}, v)
	}
}

// namedInRules are the words that rules ask for by name, as they stand in the code.
func namedInRules(t *testing.T) []string {
	t.Helper()
	var words []string
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(gotoken.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if literal, ok := n.(*ast.BasicLit); ok && literal.Kind == gotoken.STRING {
				if text, err := strconv.Unquote(literal.Value); err == nil && strings.ContainsFunc(text, isWide) {
					words = append(words, text)
				}
			}
			return true
		})
	}
	slices.Sort(words)
	return slices.Compact(words)
}

func FuzzGate(f *testing.F) {
	for _, text := range []string{"担当者が鍵の交換を忘れた。", "確認せずに適用した", "人の判断が混乱を招いた", "認識が甘い", "もっと早く見るべきだった", "閉めていれば防げた", "無かった為に"} {
		f.Add(text, 0)
		f.Add(text, 4)
	}
	l, slow := readLexicon(), tryingAll()
	v := &language.Vocabulary{People: []string{"mkoda"}, Systems: []string{"当番"}}
	f.Fuzz(func(t *testing.T, text string, form int) {
		sameBehindTheGate(t, l, slow, language.Block{Text: text, Form: language.Form(form & 7 % 6)}, v)
	})
}
