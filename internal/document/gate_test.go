package document_test

import (
	"math/rand/v2"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// TestHintsMissNothing is that every text which a pattern matches holds one of the hints that spare the search for it: texts are made from the pattern.
func TestHintsMissNothing(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, h := range document.HintedPatterns() {
		tree, err := syntax.Parse(h.Pattern.String(), syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		matched := 0
		for range 300 {
			text := sample(tree, random)
			if !h.Pattern.MatchString(text) {
				continue
			}
			matched++
			if !slices.ContainsFunc(h.Hints, func(hint string) bool { return strings.Contains(text, hint) }) {
				t.Errorf("%q matches %s and holds none of %q", text, h.Pattern, h.Hints)
				break
			}
		}
		if matched == 0 {
			t.Errorf("nothing was made that matches %s", h.Pattern)
		}
	}
}

// sample makes a text that a pattern matches, but for what it says of places.
func sample(re *syntax.Regexp, random *rand.Rand) string {
	var out strings.Builder
	repeat := func(low, high int) {
		if high < 0 {
			high = low + 2
		}
		for range low + random.IntN(high-low+1) {
			out.WriteString(sample(re.Sub[0], random))
		}
	}
	switch re.Op {
	case syntax.OpLiteral:
		return string(re.Rune)
	case syntax.OpCharClass:
		at := 2 * random.IntN(len(re.Rune)/2)
		low, high := re.Rune[at], re.Rune[at+1]
		return string(low + rune(random.IntN(min(int(high-low), 40)+1)))
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return []string{"a", "あ", " ", "1"}[random.IntN(4)]
	case syntax.OpConcat, syntax.OpCapture:
		for _, sub := range re.Sub {
			out.WriteString(sample(sub, random))
		}
	case syntax.OpAlternate:
		return sample(re.Sub[random.IntN(len(re.Sub))], random)
	case syntax.OpQuest:
		repeat(0, 1)
	case syntax.OpStar:
		repeat(0, -1)
	case syntax.OpPlus:
		repeat(1, -1)
	case syntax.OpRepeat:
		repeat(re.Min, re.Max)
	case syntax.OpWordBoundary:
		return []string{"", " "}[random.IntN(2)]
	}
	return out.String()
}

// TestGatesAgree is that what is asked first, because it costs less, says no only where the grammar behind it does.
func TestGatesAgree(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	times := regexp.MustCompile(`\S+`).FindAllString("10:42 ２０２６年１１月２０日 ９時半 10時42分 午後３時 午前 翌日 翌朝の 同日、 当日の 令和元年 平成 5年 1月 11/20 (金) （土） 金曜日 頃 後 30分後 約 その 時間 から まで 〜 日本時間 JST UTC "+
		"Nov 20 2026 Friday at around noon midnight midday after later next the following day T+5m + - — : ： [ ( ~ ・ ① 🚨 障害が発生 対応を開始 元 ａｆｔｅｒ ＋ １ 復旧 alert fires, x", -1)
	openings := regexp.MustCompile(`[^|]+`).FindAllString("we |We |we've |We’ve |WE |the team |our engineers |i |I |I've |to prevent this, |In |in the future |Going forward, |next |nexti |to,i |over the next weeks |within |as |Moreover, |therefore |so |then |"+
		"have |has |already |since |will |'ll |’ll |are |'re |is |going to |plan to |planning on |also |now |add |adding |added |fix |fixing |look into |an alert |the retries |so that it never comes back |in the future. |? |, |  |* |_ |Already |日 |İ |K", -1)
	for range 60_000 {
		text := join(times, random, "", " ")
		if read, asked := document.StampLengths(text); read != asked {
			t.Fatalf("%q: %d bytes are read as a time, %d without asking first", text, read, asked)
		}
		sentence := join(openings, random, "")
		if read, asked := document.Commitments(sentence); read != asked {
			t.Fatalf("%q: %d is read, %d without asking first", sentence, read, asked)
		}
	}
}

// join puts some of the pieces in a row.
func join(pieces []string, random *rand.Rand, between ...string) string {
	var out strings.Builder
	for range 1 + random.IntN(7) {
		out.WriteString(pieces[random.IntN(len(pieces))])
		out.WriteString(between[random.IntN(len(between))])
	}
	return out.String()
}
