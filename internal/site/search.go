package site

import (
	"encoding/json"
	"hash/fnv"
	"hash/maphash"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// The index to search in is a few scripts that hold nothing but strings, because a page that is read from the disk can load scripts and no data. The first
// lists the postmortems; each of the others has the words whose first two letters fall to it, with the numbers of the postmortems that they stand
// in. A search loads those of its words only. The rules for words are those of assets/site.js.

// manyPostmortems is how many make it worth to part the index.
const manyPostmortems = 300

// parts is the number of scripts with words.
func (b *builder) parts() int {
	if len(b.postmortems) > manyPostmortems {
		return 64
	}
	return 1
}

func (b *builder) planSearch() {
	b.job(func() error {
		return b.write("search.html", "search", page{Title: b.words.Search, Current: "search", Search: true, Body: struct {
			Years, Services, Factors []link
		}{b.years.links(), b.services.links(), b.factors.links()}}, "", nil)
	})
	b.job(func() error {
		type entry = [4]string
		all := make([]entry, 0, len(b.postmortems))
		for _, p := range b.postmortems {
			day := ""
			if !p.Day.IsZero() {
				day = p.Day.Format(time.DateOnly)
			}
			var services []string
			for _, s := range p.Services {
				services = append(services, line(s))
			}
			all = append(all, entry{p.Page, p.Title, day, strings.Join(append([]string{line(p.Severity)}, services...), " · ")})
		}
		return b.putScript("search/index.js", "postmortemIndex", struct {
			Parts int     `json:"parts"`
			All   []entry `json:"all"`
		}{b.parts(), all})
	})
	b.job(func() error {
		for i, words := range b.postings() {
			if err := b.putScript("search/words-"+strconv.Itoa(i)+".js", "postmortemWords", []any{i, words}); err != nil {
				return err
			}
		}
		return nil
	})
}

// putScript writes a call of a function with a value.
func (b *builder) putScript(name, function string, v any) error {
	data, err := json.Marshal(v) // which escapes what could end a script
	if err != nil {
		return err
	}
	return b.out.put(name, []byte(function+"("+string(data)+")\n"), "", nil)
}

// posting is a word with the numbers of the postmortems that it stands in.
type posting struct {
	word string
	last int    // the number that was added last
	text []byte // all of them, as they are written
}

// add notes that the word stands in a postmortem, whose number is not below those before. Numbers are written to base 36, each but the first as the distance
// from the one before.
func (p *posting) add(number int) {
	switch {
	case p.last == number:
		return
	case p.last < 0:
		p.text = strconv.AppendInt(p.text, int64(number), 36)
	default:
		p.text = strconv.AppendInt(append(p.text, ' '), int64(number-p.last), 36)
	}
	p.last = number
}

// recentWords is how many words are found without a look into the map of all: most of a text is few words over and over.
const recentWords = 1 << 14

// postings are the words of each part with the postmortems that they stand in.
func (b *builder) postings() []map[string]string {
	words := map[string]*posting{}
	recent := make([]*posting, recentWords)
	seed := maphash.MakeSeed()
	for number, p := range b.postmortems {
		eachWord(p, func(word []byte) {
			place := &recent[maphash.Bytes(seed, word)%recentWords]
			at := *place
			if at == nil || at.word != string(word) {
				at = words[string(word)]
				if at == nil {
					at = &posting{word: string(word), last: -1}
					words[at.word] = at
				}
				*place = at
			}
			at.add(number)
		})
	}
	all := make([]map[string]string, b.parts())
	for i := range all {
		all[i] = map[string]string{}
	}
	for word, at := range words {
		all[partOf(word, len(all))][word] = string(at.text)
	}
	return all
}

// partOf is the part that holds a word: by its first two characters, so that a beginning of a word is looked up in one part.
func partOf(word string, parts int) int {
	n := 0
	for range 2 {
		_, size := utf8.DecodeRuneInString(word[n:])
		n += size
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(word[:n]))
	return int(h.Sum32() % uint32(parts))
}

// eachWord calls found with the words of a postmortem, over and over.
func eachWord(p *postmortem, found func(word []byte)) {
	var buffer []byte
	text := func(s string) { buffer = wordsOf(s, buffer, found) }
	text(p.Postmortem.Title)
	text(p.Severity)
	for _, list := range [][]string{p.Services, p.Tags, p.Authors} {
		for _, s := range list {
			text(s)
		}
	}
	for _, s := range p.Sections {
		text(s.Heading)
		for _, passage := range s.Passages {
			if !passage.Code {
				text(passage.Text)
			}
		}
	}
}

// The bounds of words that are kept, in bytes: longer ones are no words.
const maxWord = 40

// wordsOf calls found with the words of a text: runs of letters and digits in lower case, and of Chinese and Japanese, which has no blanks, each two neighbours.
func wordsOf(s string, buffer []byte, found func([]byte)) []byte {
	buffer = buffer[:0]
	runes := 0 // in the buffer
	flush := func() {
		if runes >= 2 && len(buffer) <= maxWord {
			found(buffer)
		}
		buffer, runes = buffer[:0], 0
	}
	previous := rune(0)
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			i++
			previous = 0
			switch {
			case c >= 'A' && c <= 'Z':
				c += 'a' - 'A'
			case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			default:
				if runes > 0 {
					flush()
				}
				continue
			}
			if len(buffer) <= maxWord {
				buffer = append(buffer, c)
				runes++
			}
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch {
		case unspaced(r):
			flush()
			if previous != 0 {
				found(utf8.AppendRune(utf8.AppendRune(buffer, previous), r))
			}
			previous = r
			continue
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			if len(buffer) <= maxWord {
				buffer = utf8.AppendRune(buffer, unicode.ToLower(r))
				runes++
			}
		default:
			flush()
		}
		previous = 0
	}
	flush()
	return buffer
}

// unspaced reports whether a character belongs to a script without blanks between words.
func unspaced(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) }
