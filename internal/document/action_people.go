package document

import (
	"maps"
	"slices"
	"strings"
	"unicode"
)

// Many end an item with the name of whoever does it and say no more: "Add an alert – Kim Mori", "(Kim)", "[storage team]". One such item tells
// nothing, as "Add an alert (Grafana)" looks the same; where most items of a section have an owner once they are read so, they are.

// people are the names that own items without being announced.
type people struct {
	names  map[string]bool
	leads  map[string]bool // those that stand as labels before what is to be done
	groups map[string]bool // and those over what they own, see findGroups
	dated  bool            // a date behind a dash is when an item is due, as the names there are who does it
}

func (p *people) own(name string) bool { return p != nil && p.names[name] }

// newMarks are the marks of an item that is about to be read.
func (a *actionReader) newMarks() *actionMarks { return &actionMarks{people: a.d.people} }

// findPeople looks for such names among the items that have been read, and reports whether there are any that were not known.
func (d *Document) findPeople() bool {
	type habit struct{ items, owned, bare int }
	habits := map[int]*habit{}
	var tails []string // by item: the name at its end, or the date
	for i, a := range d.Actions {
		if a.marks.table > 0 || a.marks.told {
			continue
		}
		section := -1
		if over := d.sectionsOver(a.Span.Start); len(over) > 0 {
			section = over[0]
		}
		h := habits[section]
		if h == nil {
			h = &habit{}
			habits[section] = h
		}
		h.items++
		if a.Owner != "" {
			h.owned++
			continue
		}
		tail := bareTail(a.Title)
		if name, rest := leadLabel(a.Title); tail != "" && rest == tail && hasGivenName(name) && !hasGivenName(tail) {
			tail = "" // "Ana — Canary"
		}
		if n, _ := nameBeforeWork(a.Title); tail == "" && n > 0 && isNameList(a.Title[:n]) && (d.knows(a.Title[:n]) || hasGivenName(a.Title[:n])) {
			tail = a.Title[:n] // "Maya to write the test"
		}
		if tail != "" {
			if tails == nil {
				tails = make([]string, len(d.Actions))
			}
			tails[i] = tail
			if isNameList(tail) {
				h.owned++
				h.bare++
			}
		}
	}
	if tails == nil {
		return false
	}
	found := people{names: map[string]bool{}}
	for i, tail := range tails {
		if tail == "" {
			continue
		}
		section := -1
		if over := d.sectionsOver(d.Actions[i].Span.Start); len(over) > 0 {
			section = over[0]
		}
		switch h := habits[section]; {
		case !isNameList(tail):
			found.dated = found.dated || h.bare > 0 && h.owned > 1 && 2*h.owned >= h.items
		case h.owned > 1 && 2*h.owned >= h.items || d.knows(tail):
			found.names[tail] = true
		}
	}
	return d.learn(found)
}

// learn adds to the names that are known and reports whether that changes any.
func (d *Document) learn(found people) bool {
	known := d.people
	news := found.dated && (known == nil || !known.dated)
	for name := range found.names {
		news = news || !known.own(name)
	}
	for name := range found.leads {
		news = news || known == nil || !known.leads[name]
	}
	for name := range found.groups {
		news = news || known == nil || !known.groups[name]
	}
	if !news {
		return false
	}
	if known != nil {
		found.dated = found.dated || known.dated
		for name := range known.names {
			found.names[name] = true
		}
		if found.leads == nil {
			found.leads = known.leads
		} else {
			maps.Copy(found.leads, known.leads)
		}
		if found.groups == nil {
			found.groups = known.groups
		} else {
			maps.Copy(found.groups, known.groups)
		}
	}
	d.people = &found
	return true
}

// knows reports whether the document names somebody elsewhere, as one of its people or the owner of another item.
func (d *Document) knows(name string) bool {
	same := func(other string) bool {
		other = strings.TrimPrefix(other, "@")
		first, _, _ := strings.Cut(other, " ")
		return strings.EqualFold(other, name) || strings.EqualFold(first, name)
	}
	return slices.ContainsFunc(d.Meta.People, same) || slices.ContainsFunc(d.Actions, func(a ActionItem) bool { return a.Owner != "" && same(a.Owner) })
}

// bareTail is the name, or the date, that a title ends with in brackets or behind a dash; "" without one.
func bareTail(title string) string {
	title = strings.TrimRight(title, " .")
	if title == "" {
		return ""
	}
	near := title[max(0, len(title)-maxTrailing):]
	var tail string
	if closing := near[len(near)-1]; closing == ')' || closing == ']' {
		open := strings.LastIndexByte(near, map[byte]byte{')': '(', ']': '['}[closing])
		if open < 1 {
			return ""
		}
		tail = near[open+1 : len(near)-1]
	} else {
		from := 0
		for _, dash := range [...]string{" - ", " – ", " — ", " -- ", " | ", " → "} {
			if i := lastIndex(near, dash); i >= 0 {
				from = max(from, i+len(dash))
			}
		}
		if from == 0 {
			return ""
		}
		tail = near[from:]
		if tellsDue(tail) {
			return tail
		}
	}
	if isNameList(tail) {
		return tail
	}
	return ""
}

// isNameList reports whether a text may be the name of an owner, or of several: "Kim Mori", "Kim & Lee", "storage team".
func isNameList(text string) bool {
	if len(text) > maxValue {
		return false
	}
	for name := range strings.SplitSeq(strings.ReplaceAll(conjunction.Replace(text), ", ", "/"), "/") {
		if name = strings.TrimSpace(name); !isCapitalised(name) && !isTeam(name) || isThing(name) {
			return false
		}
	}
	return text != ""
}

// isThing reports whether words with capitals are rather the name of a thing, or tell of the item: "Grafana", "API", "Optional", "Phase Two".
func isThing(name string) bool {
	if isTeam(name) {
		return false
	}
	if readState(name) != stateless || readPriority(name) != "" || actionType(name) != "" || isNothing(name) {
		return true
	}
	for word := range strings.FieldsSeq(name) {
		lower := strings.ToLower(word)
		switch lower {
		case "sre", "sres", "qa", "it", "dba", "dbas", "noc", "soc", "hr", "pm", "devops", "secops", "netops", "infra", "ops", "dx":
			continue
		}
		if upper := strings.ToUpper(word); upper == word && len(word) > 1 || isWeekday(word) {
			return true // "DNS"
		}
		c := cursor{text: word}
		if _, month := c.monthName(); month && len(word) > len("May") {
			return true
		}
		switch lower {
		case "optional", "required", "mandatory", "recommended", "automated", "automatic", "manual", "ongoing", "recurring", "new", "old", "existing", "urgent", "important", "critical", "short", "long", "medium", "mid", "phase", "step", "stage", "part", "option", "note", "example", "see", "if", "when", "where", "with", "without", "for", "from", "via", "and", "or", "the", "all", "both", "only", "also", "not", "no", "yes", "unknown", "various", "everyone", "anyone", "nobody", "someone",
			"production", "prod", "staging", "development", "dev", "test", "testing", "local", "cloud", "internal", "external", "public", "private", "europe", "asia", "america", "global", "regional", "monitoring", "alerting", "logging", "documentation", "tooling", "automation", "prevention", "detection", "response", "mitigation", "recovery", "resolution", "training", "process", "communication", "observability", "reliability", "resilience", "performance", "capacity", "quality", "governance", "visibility", "availability", "latency", "safety", "hygiene",
			"grafana", "prometheus", "loki", "tempo", "datadog", "splunk", "sentry", "pagerduty", "opsgenie", "slack", "teams", "zoom", "github", "gitlab", "jira", "confluence", "notion", "kubernetes", "docker", "helm", "terraform", "ansible", "jenkins", "argo", "istio", "envoy", "nginx", "haproxy", "traefik", "redis", "kafka", "postgres", "postgresql", "mysql", "mariadb", "mongodb", "cassandra", "elasticsearch", "kibana", "rabbitmq", "memcached", "consul", "vault", "nomad", "cloudflare", "cloudwatch", "fastly", "akamai", "stripe", "twilio", "google", "amazon", "azure", "lambda", "linux", "windows", "android", "ios", "java", "python", "golang", "rust", "node", "react", "playwright", "cypress", "selenium", "lighthouse", "alertmanager", "statuspage", "zabbix", "nagios", "icinga", "supabase", "firebase", "vercel", "netlify", "heroku":
			return true
		}
	}
	return false
}

// nameBeforeWork is the length of what stands before what somebody is to do, and where that begins: "Maya to write the test", "Maya will write the test".
func nameBeforeWork(title string) (n, behind int) {
	for _, joint := range duties {
		at := strings.Index(title[:min(len(title), maxValue)], joint)
		if at > 0 && isImperative(title[at+len(joint):]) {
			return at, at + len(joint)
		}
	}
	return 0, 0
}

// takesOver is the length of the name that a title begins with before what its owner is to do, and where that begins. 0 without one.
func (p *people) takesOver(title string) (n, behind int) {
	n, behind = nameBeforeWork(title)
	if n == 0 {
		return 0, 0
	}
	name := title[:n]
	switch strings.ToLower(firstWord(name)) {
	case "the", "our", "this", "each", "every", "we", "all":
		return 0, 0
	}
	if p.own(name) || isTeam(name) && isNameList(name) && unicode.IsUpper(rune(name[0])) && strings.Count(name, " ") < 3 && !isWork(name) && !strings.HasSuffix(firstWord(name), "ed") {
		return n, behind
	}
	return 0, 0
}
