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
	for _, sign := range [...]string{": ", " – ", " — ", " - "} {
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
		if rest == "" || a.Owner != "" || a.marks.table > 0 || a.marks.told || !isNameList(name) || isImperative(name) {
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
	for one := range strings.SplitSeq(conjunction.Replace(name), "/") {
		one = strings.TrimSpace(one)
		if !isTeam(one) && !slices.Contains(crews[:], strings.ToLower(one)) && !hasGivenName(one) && !known[strings.ToLower(one)] {
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

// hasGivenName reports whether a name begins with one that people are given, and that is no word for a thing.
func hasGivenName(name string) bool {
	_, found := givenNames()[strings.ToLower(firstWord(name))]
	return found
}

var givenNames = sync.OnceValue(func() map[string]struct{} {
	names := map[string]struct{}{}
	for name := range strings.FieldsSeq(`aaron adam ahmed aisha akira alan alejandro alex alexander ali alice alicia amanda amy ana anders andrea andreas andrew andy angela anita anna anne
		anthony antonio arjun barbara beatriz ben benjamin bjorn bob brian bruno camila carla carlos carol caroline catherine charles charlie charlotte chen chloe chris christian christina christine
		claire claudia daniel daniela dave david deepak diana diego dmitri donna elena elif elizabeth ella emily emma eric erik ethan eva fatima felix fernanda fernando francesca francisco
		gabriel george georgia giulia hannah hans harry hassan helen henry hiroshi ian ibrahim ines ingrid irina isabel ivan jack jacob jake james jamie jan jane jason javier jean jeff jennifer
		jenny jessica jim joana joe johan john jonas jonathan jorge jose joseph josh joshua juan julia julie karen karin katarzyna kate katherine kavya keith kelly ken kenji kevin kim klaus
		kumar lars laura lauren leila lena leo lewis liam linda lisa lucas lucia lucy luis luisa lukas maja mateo mateus marco marcus maria marie marta martin mary matthew maya mehmet mei
		melissa mia michael michelle miguel mike mohamed mohammed monica nadia naomi natalia natasha nathan nick nicole nikhil nina noah noor oleg oliver olivia omar oscar pablo pam patricia
		patrick paul paula pedro peter petra philip pierre pilar piotr priya rachel rafael rahul raj rajesh ravi rebecca renata ricardo richard rob robert roberto rosa ruth ryan sam samantha
		samuel sandra sanjay sara sarah scott sean sergio simon sofia sophie stefan stephanie stephen steve steven sunita susan svetlana takeshi tanya thomas tim tina tom tomas tony valeria
		vanessa victor vijay vikram vladimir walter wei yasmin yuki yusuf zoe`) {
		names[name] = struct{}{}
	}
	return names
})
