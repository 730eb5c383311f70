package document

import (
	"slices"
	"strings"
	"sync"
)

// Some tell who does an item before what is to be done: "**Network team** – replace the switch", "**Ana:** write the runbook". What an item is about may
// stand there as well ("**Database:** cap the connections"), so that labels are names only beside those of which that is sure.

// leadLabel cuts the label that a title begins with from what is to be done.
func leadLabel(title string) (name, rest string) {
	if title != "" && (title[0] == '[' || title[0] == '(') { // "[Ana] Write the runbook"
		end := strings.IndexByte(title[:min(len(title), maxValue)], map[byte]byte{'[': ']', '(': ')'}[title[0]])
		if end < 2 || end+2 >= len(title) {
			return "", ""
		}
		return title[1:end], strings.TrimLeft(title[end+1:], " :–—-")
	}
	at, behind := len(title), 0
	for _, sign := range [...]string{": ", " – ", " — ", " - ", " -- "} {
		if i := strings.Index(title[:min(len(title), maxValue)], sign); i > 0 && i < at {
			at, behind = i, i+len(sign)
		}
	}
	if behind == 0 {
		return "", ""
	}
	return strings.TrimRight(title[:at], " "), title[behind:]
}

// findLeads looks for such labels and reports whether there are any that were not known.
func (d *Document) findLeads() bool {
	type habit struct{ labels, sure int }
	habits := map[int]*habit{}
	var leads []string // by item
	sections := make([]int, len(d.Actions))
	known := d.knownNames()
	for i, a := range d.Actions {
		name, rest := leadLabel(a.Title)
		if rest == "" || a.Owner != "" || a.marks.table > 0 || a.marks.told || !isNameList(name) && !isWriter(name) || isImperative(name) {
			continue
		}
		sure := surelyOwns(name, known)
		at := a.TitleAt.Start
		bold := at > 1 && (string(d.Source[at-2:at]) == "**" || string(d.Source[at-2:at]) == "__")
		if !bold && !sure {
			continue
		}
		sections[i] = -1
		if over := d.sectionsOver(a.Span.Start); len(over) > 0 {
			sections[i] = over[0]
		}
		if leads == nil {
			leads = make([]string, len(d.Actions))
		}
		h := habits[sections[i]]
		if h == nil {
			h = &habit{}
			habits[sections[i]] = h
		}
		leads[i] = name
		if h.labels++; sure {
			h.sure++
		}
	}
	found := people{names: map[string]bool{}, leads: map[string]bool{}}
	for i, name := range leads {
		if h := habits[sections[i]]; name != "" && h.labels > 1 && (surelyOwns(name, known) || 2*h.sure >= h.labels && isWork(restOf(d.Actions[i].Title))) {
			found.leads[name] = true
		}
	}
	return d.learn(found)
}

func restOf(title string) string {
	_, rest := leadLabel(title)
	return rest
}

// knownNames are the names of those whom the document names elsewhere, and their first names, in lower case.
func (d *Document) knownNames() map[string]bool {
	known := map[string]bool{}
	add := func(name string) {
		name = strings.ToLower(strings.TrimPrefix(name, "@"))
		first, _, _ := strings.Cut(name, " ")
		known[name], known[first] = true, true
	}
	for _, name := range d.Meta.People {
		add(name)
	}
	for _, a := range d.Actions {
		add(a.Owner)
	}
	return known
}

// surelyOwns reports whether a name is a team's by its words, begins with a given name, or is one that the document knows to be somebody's.
func surelyOwns(name string, known map[string]bool) bool {
	for one := range strings.SplitSeq(strings.ReplaceAll(conjunction.Replace(name), ", ", "/"), "/") {
		one = strings.TrimSpace(one)
		if !isTeam(one) && !isWriter(one) && !slices.Contains(crews[:], strings.ToLower(one)) && !hasGivenName(one) && !known[strings.ToLower(one)] {
			return false
		}
	}
	return name != ""
}

// crews are teams by a name of their own.
var crews = [...]string{"sre", "sres", "dba", "dbas", "noc", "soc", "devops", "secops", "netops", "sysops", "sysadmins"}

// leadsTitle is where the name of an owner stands that a title begins with, and where what is to be done begins; 0 without one.
func (p *people) leadsTitle(title string) (name Span, behind int) {
	if p == nil || len(p.leads) == 0 {
		return Span{}, 0
	}
	label, rest := leadLabel(title)
	if !p.leads[label] {
		return Span{}, 0
	}
	at := strings.Index(title, label)
	return Span{at, at + len(label)}, len(title) - len(strings.TrimLeft(rest, " "))
}

// isWriter reports whether a name is that of whoever writes, who works alone: "**me** – test the backup".
func isWriter(name string) bool {
	return strings.EqualFold(name, "me") || strings.EqualFold(name, "myself")
}

// hasGivenName reports whether a name begins with one that people are given, and that is no word for a thing.
func hasGivenName(name string) bool {
	_, found := givenNames()[strings.ToLower(firstWord(name))]
	return found
}

var givenNames = sync.OnceValue(func() map[string]struct{} {
	names := map[string]struct{}{}
	for name := range strings.FieldsSeq(`aaron abdul abigail adam adrian adriana agnes agnieszka ahmed aiko aisha akira alan albert alberto alejandro aleksandr alessandro alex alexander alexandra alexandre alexei alexis alfred
		ali alice alicia allison amanda amelia amir amy ana anastasia anders andre andrea andreas andrei andrej andres andrew andy angela anita anja anjali ankit ann anna anne annette annie
		anthony antoine anton antonia antonio anya ariel arjun arnaud arthur arun ashley astrid axel barbara barry bart bastian beate beatriz ben benedikt benjamin benoit bernard bernd bertrand
		beth bianca birgit bjorn bob bogdan boris brad brandon brenda brent brian bruno bryan camila camille carla carlos carmen carol caroline casey catalina catherine cecilia cedric celine
		charles charlie charlotte chen chiara chloe chris christian christina christine christoph christophe christopher cindy claire clara claudia clemens colin connor craig cristina cynthia
		damien dan daniel daniela danny dario darren dave david debbie deborah deepak denis denise dennis derek diana diego dieter dimitri dirk dmitri dominic dominik donna dorothy doug douglas
		dylan edgar eduardo edward edwin eleanor elena eli elif eliza elizabeth ella ellen elliot emanuel emil emilia emily emma emmanuel enrico enrique eric erik erin ernesto esther ethan
		eugene eva evan evelyn fabian fabio fabrice fanny farid fatima federico felipe felix ferdinand fernanda fernando filip finn florian fran francesca francisco franz fred freddie frederic
		frederik fritz gabriel gabriela gary geoff georg george georgia gerald gerard gina giulia gloria gordon graham greg gregor gregory guido guillaume gunnar gustavo hamid hana hannah
		hannes hans harold harry hassan hector heidi heike helen helena helene helga henri henrik henry herbert hiroshi ian ibrahim ida ignacio igor ilya imran ines ingo ingrid irina isaac
		isabel isabella isabelle ivan ivana jack jacob jake jakub james jamie jan jane janet jason javier jean jeff jennifer jenny jens jeremy jerome jesse jessica jill jim jin joachim joana
		joanna jochen joe joel johan johanna johannes john jonas jonathan jorge jose josef joseph josephine josh joshua joyce juan judith jule julia juliana julie juliette jung justin kai karen
		karin karl karsten kasia katarzyna kate katherine katja katrin katya kavya kay keith kelly kelvin ken kenji kerstin kevin kim kirsten klara klaus konrad krzysztof kumar kurt kyle lars
		laura lauren lee leila lena leo leon leonard leonardo leonie leonor lewis liam lilian lily lina linda linus lionel lisa lorenzo louis louise luca lucas lucia lucy luis luisa lukas luke
		lydia magda magdalena magnus maja malik manfred manuel manuela marc marcel marcelo marcin marco marcus marek margaret margarita maria mariam marian mariana marie mario marion markus
		marlene marta martha martin martina mary mateo mateus mathias mathieu matt matthew matthias mattias maurice mauro maxime maya megan mehmet mei melissa mia michael michelle miguel mihai
		mikael mike mikhail mikko milena mitchell mohamed mohammad mohammed mohit monica moritz nadia nancy naomi natalia natasha nathan neil nelson nicholas nick nicola nicolai nicolas nicole
		nikhil niklas niko nikolai nils nina noah noor nora norbert olaf oleg olga oliver olivia olivier omar oscar oskar otto pablo pam paolo pascal patricia patricio patrick patrik paul paula
		pauline pavel pawel pedro peggy peter petra phil philip philipp philippe pia pierre pilar piotr pranav priya rachel radek rafael rahul raj rajesh ralf ralph ramon randy raphael ravi
		raymond rebecca reinhard remi renata rene ricardo richard ricky rita rob robert roberta roberto roger roland ron ronald rosa rosie roxana ruben rudolf rui russell ruth ryan sabine
		sabrina sally sam samantha samuel sandra sanjana sanjay sara sarah sascha scott sean sebastian serena sergei sergio shane shannon sharon sheila shirley silke silvia simon simone sita
		sofia sonia sonja sophia sophie stanislav stefan steffen stella stephanie stephen steve steven sunil sunita suresh susan susanne suzanne sven svetlana sylvia sylvie takeshi tamara tania
		tanja tanya tara tatiana ted teresa theo theresa thierry thomas thorsten tiago tilo tim tina tobias toby todd tom tomas tommy tony tracy travis tristan uwe valentin valentina valeria
		valerie vanessa vera veronica victor vijay vikram viktor vincent vishal vladimir volker walter wei wendy werner wilhelm william wolfgang xavier yann yannick yara yasmin yuki yusuf yves
		yvonne zack zoe`) {
		names[name] = struct{}{}
	}
	return names
})
