package redact

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// person is somebody whom the document names.
type person struct {
	role   string  // what to call them: as the team or the document says, else a label of their own
	shared bool    // a name that several people have
	full   bool    // known by more than one word
	same   *person // who they turned out to be
}

// people are those who are known, under all the names that they may go by.
type people struct {
	lexicon    Lexicon
	familyName func(string) string
	japanese   bool // the document, and so what people are called
	root       node
	labels     int // how many were given
	byName     map[string]*person
	handles    map[string]bool // those that count only behind an @: ordinary words
}

// node is a name up to some word of it.
type node struct {
	next map[string]*node
	who  *person // whose name ends here
	weak bool    // an ordinary word too: "Will"
}

func newPeople(o Options) *people {
	return &people{lexicon: o.Lexicon, familyName: o.FamilyName, japanese: o.Japanese, byName: map[string]*person{}, handles: map[string]bool{}}
}

// maxName bounds the words of a name.
const maxName = 6

// name makes words of a view one of the names of who.
func (p *people) name(who *person, weak bool, keys ...string) {
	if len(keys) == 0 || len(keys) > 3*maxName {
		return
	}
	at := &p.root
	for _, k := range keys {
		if at.next == nil {
			at.next = map[string]*node{}
		}
		if at.next[k] == nil {
			at.next[k] = &node{}
		}
		at = at.next[k]
	}
	switch {
	case at.who == nil:
		at.who, at.weak = who, weak
	case at.who.self() != who.self() && !at.who.shared:
		at.who = &person{shared: true}
	}
}

func keysOf(text string) []string {
	var keys []string
	for _, w := range words([]byte(text)) {
		keys = append(keys, w.key)
	}
	return keys
}

// handle learns "@kmori" or the name before the @ of an address.
func (p *people) handle(text string) *person {
	keys := keysOf(text)
	id := strings.Join(keys, " ")
	if len(keys) == 0 {
		return nil
	}
	if who := p.byName[id]; who != nil {
		return who
	}
	if who := p.lookup(keys); who != nil && !who.shared {
		p.byName[id] = who
		return who
	}
	who := &person{}
	p.byName[id] = who
	if len(keys) == 1 && (len(keys[0]) < 3 || p.ordinary(keys[0])) {
		p.handles[keys[0]] = true
	}
	p.name(who, false, keys...)
	return who
}

// full learns "Ana Souza": whole, by either part, by initials.
func (p *people) full(text string) *person {
	keys := keysOf(text)
	id := strings.Join(keys, " ")
	if len(keys) == 0 {
		return nil
	}
	if who := p.byName[id]; who != nil {
		return who
	}
	if len(keys) == 1 { // a part of a name that is known
		if who := p.lookup(keys); who != nil {
			return who
		}
	}
	if r := firstRune(text); isHan(r) || isKana(r) {
		p.byName[id] = p.fullJapanese(text)
		return p.byName[id]
	}
	who := &person{full: len(keys) > 1}
	p.byName[id] = who
	p.name(who, len(keys) == 1 && p.ordinary(keys[0]), keys...)
	if len(keys) == 1 {
		return who
	}
	first, last := keys[0], keys[len(keys)-1]
	p.name(who, false, last, first)
	if utf8.RuneCountInString(first) > 1 {
		p.name(who, p.ordinary(first) || len(first) < 3, first)
		p.name(who, false, first[:len(firstOf(first))], last)
	}
	if utf8.RuneCountInString(last) > 1 {
		p.name(who, p.ordinary(last) || len(last) < 3, last)
		p.name(who, false, first, last[:len(firstOf(last))])
	}
	for _, joined := range []string{first + last, firstOf(first) + last} {
		if len(joined) < 5 || p.ordinary(joined) {
			continue
		}
		if login := p.lookup([]string{joined}); login != nil && !login.full && !login.shared { // @asouza
			p.unite([]*person{who, login})
			continue
		}
		p.name(who, false, joined)
	}
	return who
}

func firstRune(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }
func firstOf(s string) string { return string(firstRune(s)) }

// lookup finds whose name the words are.
func (p *people) lookup(keys []string) *person {
	at := &p.root
	for _, k := range keys {
		if at = at.next[k]; at == nil {
			return nil
		}
	}
	return at.who.self()
}

var (
	mailForm  = lazy(`([\w.+%-]+)@[\w-]+(?:\.[\w-]+)+`)
	bareLogin = lazy(`^[a-z][a-z0-9_-]{2,30}$`)
	handleRef = lazy(`@([A-Za-z0-9][\w.-]*)`)
)

// entry learns one entry of a list of people, such as the metadata holds: "Ana Souza (@asouza)". certain says that it can be nothing but people.
func (p *people) entry(text string, certain bool) {
	text = string(newView([]byte(text)).text)
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(",;/&|、・", r) }) {
		var all []*person
		if m := mailForm().FindStringSubmatchIndex(part); m != nil {
			all = append(all, p.mailbox(part[m[2]:m[3]]))
			part = part[:m[0]] + part[m[1]:]
		}
		if m := handleRef().FindStringSubmatchIndex(part); m != nil {
			if !p.isTeam(part[m[2]:m[3]]) {
				all = append(all, p.handle(part[m[2]:m[3]]))
			}
			part = part[:m[0]] + part[m[1]:]
		}
		names := strings.Split(part, " and ")
		for _, name := range names {
			name, _, _ = strings.Cut(name, "(")
			name = strings.Trim(name, " \t()<>[]*_\"'.:-`")
			switch {
			case p.isName(name, certain):
				all = append(all, p.full(name))
			case certain && bareLogin().MatchString(name) && !p.lexicon.Knows(name) && !p.isTeam(name):
				all = append(all, p.handle(name))
			}
		}
		if len(names) == 1 { // "Ana and Ben" are two
			p.unite(all)
		}
	}
}

// mailbox learns who has an address: "ana.souza" is a name as much as a handle.
func (p *people) mailbox(local string) *person {
	local, _, _ = strings.Cut(local, "+")
	parts := strings.FieldsFunc(local, func(r rune) bool { return r == '.' || r == '_' || r == '-' })
	if len(parts) == 0 || p.isTeam(local) || slices.ContainsFunc(parts, func(s string) bool { return teamWords()[strings.ToLower(s)] }) {
		return nil
	}
	if len(parts) > 1 && len(parts) <= 3 && len(parts[0]) > 1 {
		return p.full(strings.Join(parts, " "))
	}
	return p.handle(local)
}

// unite says that several names are of one person.
func (p *people) unite(all []*person) {
	var one *person
	for _, who := range all {
		switch who = who.self(); {
		case who == nil || who == one:
		case one == nil:
			one = who
		default:
			if one.role == "" {
				one.role = who.role
			}
			who.same = one
		}
	}
}

// self is who somebody turned out to be.
func (w *person) self() *person {
	for w != nil && w.same != nil {
		w = w.same
	}
	return w
}

var particles = set(`de da dos del van von der den la le bin al el ter di`)

// isName reports whether a text is a person's name by its form.
func (p *people) isName(text string, certain bool) bool {
	if len(text) > 60 || strings.ContainsAny(text, "@/0123456789:#=") {
		return false
	}
	ws := words([]byte(text))
	if len(ws) == 0 || len(ws) > maxName {
		return false
	}
	if r := firstRune(text); isHan(r) || isKana(r) {
		return certain && len(ws) <= 5 && !strings.ContainsAny(text, "チ部室課")
	}
	for _, w := range ws {
		if teamWords()[w.key] || !w.capital && !particles()[w.key] {
			return false
		}
	}
	given, only := p.lexicon.GivenName(ws[0].key)
	if len(ws) == 1 {
		return given && (only || certain) || certain && !p.lexicon.Knows(ws[0].key) && strings.ToUpper(text) != text
	}
	if certain || given {
		return !p.lexicon.Knows(ws[0].key) || given || !p.lexicon.Knows(ws[len(ws)-1].key)
	}
	return false
}

// isTeam reports whether a handle is a team's or a machine's.
func (p *people) isTeam(handle string) bool {
	keys := keysOf(handle)
	return slices.ContainsFunc(keys, func(k string) bool { return teamWords()[k] })
}

// surname reports whether a word behind a given name can be the rest of the name.
func (p *people) surname(key string) bool {
	given, _ := p.lexicon.GivenName(key)
	return given || !p.lexicon.Knows(key)
}

// ordinary reports whether a name is a word as well, or the name of something else.
func (p *people) ordinary(key string) bool {
	given, only := p.lexicon.GivenName(key)
	return everyday()[key] || p.lexicon.Knows(key) && (!given || !only)
}

// teamWords are words that make a name that of a team, a role or a program.
var teamWords = set(`team teams squad group guild tribe crew org department dept ops devops sre sres oncall call platform infra infrastructure engineering engineer engineers backend
	frontend database dba dbas data network networking security support product payments payment billing service services api apis release reliability observability monitoring storage compute
	core cloud web mobile ios android qa legal marketing sales finance hr it customer success incident commander manager lead owner director vp cto ceo tbd todo none n na unassigned
	everyone all us we bot ci cd robot automation github actions jenkins committee working chapter office help helpdesk noc soc sec search growth identity auth checkout developer developers dev experience
	tools tooling systems system architecture docs community maintainers admins admin root user users infosec vendor provider responder responders author authors scribe communications unknown anonymous redacted
	tech rotation primary secondary desk hosting runtime delivery deploy build builds test testing analytics ml ai mail email here channel noreply info contact hello no reply alerts alert notifications`)

// everyday are words that are names too, beyond what the word lists of the language know.
var everyday = set(`will mark may april june august summer autumn grace hope faith joy drew jack chase art bill dawn rose ray rich rod pat max min dale dean grant lance miles nick pierce rob sandy skip sue
	van ward wade page long young king cook west north east south park price stone wood woods brown black white green gray grey bell reed field fields bank banks rivers brooks lane hill moon day case cash church
	fox wolf bird sharp small strong swift best good little cross power root host major mason carter baker cooper fisher hunter miller porter potter taylor turner walker weaver bishop pope knight noble duke earl
	prince frank gene guy harry iris ivy jade jean josh crystal amber ruby pearl penny peg victor trip tab sky star stark story wise winter rusty robin rocky sterling stormy sunny chip buddy buck bud brand bond
	booker law love man marshall paris sydney jordan austin dallas london victoria florence charlotte georgia virginia carolina dakota chad israel china india kenya asia holly heath glen cliff clay forest
	flint river brook misty hazel olive basil rosemary ginger cherry angel bishop christian royal bob alice eve mallory the a an and or not is was of to in on at by for from with it this that be as do so no`)
