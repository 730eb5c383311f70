package english

import (
	"slices"
	"strings"
)

// contractions cuts contractions as the tokenizer does.
var contractions = strings.NewReplacer("n't", " not", " 'd", " 'd", "'d", " 'd", "'s", " 's")

// readPhrases reads the phrases, and the sets of words that they share.
func (r *lexiconReader) readPhrases() {
	for line := range lines("sets") {
		name, words, _ := strings.Cut(line, ": ")
		r.sets["<"+name+">"] = strings.ReplaceAll(words, " ", "|")
	}
	for _, f := range phraseFiles {
		people := strings.HasSuffix(f.name, "-people")
		for line := range lines(f.name) {
			r.addPhrase(line, f.frame, people)
		}
	}
}

// addPhrase reads one line of a phrase file and files it under its first word.
func (r *lexiconReader) addPhrase(line string, f frame, people bool) {
	p := &phrase{frame: f, text: line}
	words := line
	if strings.Contains(line, "'") && !strings.Contains(line, "<people's>") { // contractions are two tokens in a text, so they are in a phrase
		words = contractions.Replace(line)
	}
	fields := strings.Fields(words)
	for fields[0] == "not" && people || fields[0] == "!" || fields[0] == "^" {
		p.others = p.others || fields[0] == "^"
		p.denied = p.denied || fields[0] == "not"
		p.firm = p.firm || fields[0] == "!"
		fields = fields[1:]
	}
	for _, s := range fields[1:] {
		p.elements = append(p.elements, r.element(s))
	}
	switch {
	case people && fields[0] == "<act>":
		p.act = true
		r.anyVerb = append(r.anyVerb, p)
	case people:
		var heads []*entry
		for alt := range strings.SplitSeq(r.spell(fields[0]), "|") {
			heads = append(heads, r.formsOf(alt)...)
		}
		p.firsts = r.numbersOf(heads)
		for _, e := range heads {
			fileUnder(&r.words.fileOf(e).heads, p)
		}
	default:
		p.firsts = r.element(fields[0]).numbers
		for _, n := range p.firsts {
			switch to := r.words.fileOf(r.numbered[n]); f {
			case frameHarmless:
				fileUnder(&to.harmless, p)
			case frameAbout:
				fileUnder(&to.about, p)
			default:
				fileUnder(&to.starts, p)
			}
		}
	}
	p.worded = besides(p.elements)
	if anchors := r.anchor(p); anchors != nil {
		r.phraseCount++
		p.number = r.phraseCount
		p.needs = r.needs(p, anchors)
		for _, n := range anchors {
			e := r.numbered[n]
			e.aspects |= anchoring
			if under := &r.words.fileOf(e).anchored; len(*under) == 0 || (*under)[len(*under)-1].phrase != p {
				*under = append(*under, p.anchored())
			}
		}
	} else if people {
		r.unanchored = true
	}
}

// fileUnder puts a phrase at the end of a list, unless it stands there already.
func fileUnder(list *[]*phrase, p *phrase) {
	if n := len(*list); n == 0 || (*list)[n-1] != p {
		*list = append(*list, p)
	}
}

// anchor chooses among the first words of a phrase and its elements that only words match those that the fewest sentences have.
func (r *lexiconReader) anchor(p *phrase) []uint16 {
	best := p.firsts
	for _, el := range p.elements {
		if el.known && el.class == 0 && (len(best) == 0 || r.rarity(el.numbers) < r.rarity(best)) {
			best = el.numbers
		}
	}
	return best
}

// rarity grows with how many sentences have one of the words.
func (r *lexiconReader) rarity(words []uint16) (cost int) {
	for _, n := range words {
		cost += 1 + 4*int(r.numbered[n].often) // those that are not counted are about one in four thousand
	}
	return cost
}

// needs gathers what can be told of a sentence by its words before it is parsed, but for the words under which the phrase is filed.
func (r *lexiconReader) needs(p *phrase, anchors []uint16) (needs []need) {
	var costs []int
	add := func(n need) {
		if len(n.numbers) > 0 && &n.numbers[0] == &anchors[0] {
			return
		}
		cost := r.rarity(n.numbers)
		if n.class != 0 {
			cost += 200
		}
		i, _ := slices.BinarySearch(costs, cost)
		costs, needs = slices.Insert(costs, i, cost), slices.Insert(needs, i, n)
	}
	if len(p.firsts) > 0 {
		add(need{numbers: p.firsts})
	}
	for _, el := range p.elements {
		if el.known {
			add(need{el.numbers, el.class})
		}
	}
	return needs
}

// numbersOf returns the numbers of words, which get them when they have none.
func (r *lexiconReader) numbersOf(words []*entry) (all []uint16) {
	for _, e := range words {
		if e.number == 0 {
			e.number = uint16(len(r.numbered))
			r.numbered = append(r.numbered, e)
		}
		all = append(all, e.number)
	}
	return all
}

// element reads one step of a phrase, once: the same ones stand in many. See lexicon/README.md.
func (r *lexiconReader) element(s string) *element {
	el, ok := r.elements[s]
	if !ok {
		el = r.readElement(s)
		r.elements[s] = el
	}
	return el
}

func (r *lexiconReader) readElement(s string) *element {
	el := &element{}
	if strings.HasPrefix(s, "(") {
		el.optional = true
		s = s[1 : len(s)-1]
	}
	var words []*entry
	for alt := range strings.SplitSeq(r.spell(s), "|") {
		switch {
		case alt == "...":
			el.gap = true
		case alt == "<people>":
			el.people = true
		case alt == "<people's>":
			el.theirs = true
		case alt == "<thing>":
			el.thing = true
		case alt == "<end>":
			el.end = true
		case alt == "<adj>":
			el.adj = true
		case alt == "<ing>":
			el.form |= ingForm
		case alt == "<done>":
			el.form |= doneForm
		case alt == "<verb>":
			el.form |= baseForm
		case alt == "<his>":
			el.class |= possessive
		case strings.HasPrefix(alt, "<"):
			c := classNamed(strings.Trim(alt, "<>"))
			if c == 0 {
				panic("english: unknown class in phrase: " + s) // embedded: the tests read every phrase
			}
			el.class |= c
		case strings.HasPrefix(alt, "~"):
			words = append(words, r.formsOf(alt[1:])...)
			el.be = el.be || alt == "~be"
		default:
			words = append(words, r.at(alt))
		}
	}
	el.numbers = r.numbersOf(words)
	el.known = (len(words) > 0 || el.class != 0) && el.form == 0 && !el.be && !el.people && !el.theirs && !el.thing && !el.end && !el.adj && !el.gap && !el.optional
	return el
}

// spell puts the words of a set for its name: "<scant>" is "little|no|…".
func (r *lexiconReader) spell(s string) string {
	if !strings.Contains(s, "<") {
		return s
	}
	alts := strings.Split(s, "|")
	for i, alt := range alts {
		if words, ok := r.sets[alt]; ok {
			alts[i] = words
		}
	}
	return strings.Join(alts, "|")
}

// formsOf returns the forms of a verb that heads a phrase.
func (r *lexiconReader) formsOf(base string) []*entry {
	var all []*entry
	for _, aux := range auxiliaries {
		if aux.lemma == base {
			all = append(all, r.at(aux.word))
		}
	}
	if all != nil {
		return all
	}
	all = r.verbForms(base)
	for _, e := range all {
		e.class |= verb
	}
	return all
}

func classNamed(name string) class {
	for _, f := range wordFiles {
		if f.name == name {
			return f.class &^ (noun | verb | adjective | adverb | pronoun)
		}
	}
	return 0
}
