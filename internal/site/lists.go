package site

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html/template"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// pageSize is how many postmortems or action items a page lists: some 100 KB, which a phone shows at once.
const pageSize = 250

// link is a text and the page that it leads to, from the root of the site.
type link struct {
	Text, Page string
	Count      int
}

// group is the postmortems by one of their properties, each value with a page.
type group struct {
	dir    string
	heads  map[string]string // how a value is written, by its fold
	of     map[string][]*postmortem
	names  *names
	sorted []string // the folds, in the order in which they are listed
}

func newGroup(dir string, postmortems []*postmortem, values func(*postmortem) []string, less func(a, b string) int) *group {
	g := &group{dir: dir, heads: map[string]string{}, of: map[string][]*postmortem{}}
	for _, p := range postmortems {
		seen := map[string]bool{}
		for _, v := range values(p) {
			f := fold(v)
			if f == "" || seen[f] {
				continue
			}
			seen[f] = true
			if _, ok := g.heads[f]; !ok {
				g.heads[f] = line(v)
			}
			g.of[f] = append(g.of[f], p)
		}
	}
	g.sorted = slices.SortedFunc(maps.Keys(g.of), less)
	g.names = newNames(g.sorted)
	return g
}

// link is the link to the page of a value.
func (g *group) link(value string) link {
	f := fold(value)
	return link{Text: g.heads[f], Page: g.page(f), Count: len(g.of[f])}
}

func (g *group) page(fold string) string { return g.dir + "/" + g.names.of[fold] + ".html" }

// links are those to all values.
func (g *group) links() []link {
	var all []link
	for _, f := range g.sorted {
		all = append(all, g.link(f))
	}
	return all
}

func (b *builder) group() {
	b.services = newGroup("services", b.postmortems, func(p *postmortem) []string { return p.Services }, cmp.Compare[string])
	b.factors = newGroup("factors", b.postmortems, func(p *postmortem) []string { return p.Tags }, cmp.Compare[string])
	scale := map[string]int{}
	for i, s := range b.Severities {
		scale[fold(s)] = i - len(b.Severities)
	}
	b.severities = newGroup("severities", b.postmortems, func(p *postmortem) []string { return []string{p.Severity} },
		func(a, b string) int { return cmp.Or(cmp.Compare(scale[a], scale[b]), cmp.Compare(a, b)) })
	b.years = newGroup("years", b.postmortems, func(p *postmortem) []string {
		if p.Day.IsZero() {
			return []string{b.words.Undated}
		}
		return []string{strconv.Itoa(p.Day.Year())}
	}, func(a, b string) int {
		number := func(s string) int { n, _ := strconv.Atoi(s); return n } // 0 for what isn't dated
		return number(b) - number(a)
	})
}

// pager is where a page of a long list stands in it.
type pager struct {
	Number, Pages int
	Newer, Older  string // pages of the same folder; "" at the ends
	All           []link
}

// paged cuts a list into pages; page names are beside one another. The number of the first is not part of its name.
func paged[T any](items []T, name string, each func(name string, items []T, p pager)) {
	stem := strings.TrimSuffix(name, ".html")
	named := func(i int) string {
		if i == 0 {
			return name
		}
		return fmt.Sprintf("%s.%d.html", stem, i+1) // no other name has a dot
	}
	base := func(name string) string { return name[strings.LastIndexByte(name, '/')+1:] }
	pages := max((len(items)+pageSize-1)/pageSize, 1)
	var all []link
	for i := range pages {
		all = append(all, link{Text: strconv.Itoa(i + 1), Page: base(named(i))})
	}
	for i := range pages {
		p := pager{Number: i + 1, Pages: pages}
		if p.Pages <= 60 {
			p.All = all
		} else {
			p.All = all[max(i-5, 0):min(i+6, pages)]
		}
		if i > 0 {
			p.Newer = base(named(i - 1))
		}
		if i+1 < pages {
			p.Older = base(named(i + 1))
		}
		each(named(i), items[min(i*pageSize, len(items)):min((i+1)*pageSize, len(items))], p)
	}
}

// latest is how many postmortems the first page lists, where there are more than fit on one.
const latest = 100

func (b *builder) planIndex() {
	b.job(func() error {
		shown := b.postmortems
		if len(shown) > pageSize {
			shown = shown[:latest]
		}
		body := struct {
			Rows                                []template.HTML
			Count                               int
			Years, Severities, Services, Factor []link
			More                                bool
		}{Count: len(b.postmortems), Years: b.years.links(), Severities: b.severities.links(), Services: most(b.services.links()), Factor: most(b.factors.links()), More: len(shown) < len(b.postmortems)}
		for _, p := range shown {
			body.Rows = append(body.Rows, p.top())
		}
		return b.write("index.html", "index", page{Title: b.Title, Current: "index", Body: body}, "", nil)
	})
}

// most are the links with the most postmortems, as many as fit on a first page.
func most(all []link) []link {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b link) int { return b.Count - a.Count })
	return all[:min(len(all), 12)]
}

// planLists are the pages of each year, severity, service and factor, and those that list all services and factors.
func (b *builder) planLists() {
	for _, g := range []struct {
		*group
		current, title string
	}{{b.years, "index", ""}, {b.severities, "index", b.words.Severity}, {b.services, "services", b.words.Services}, {b.factors, "factors", b.words.Factors}} {
		for _, f := range g.sorted {
			count := len(g.of[f])
			paged(g.of[f], g.page(f), func(name string, items []*postmortem, p pager) {
				b.job(func() error {
					body := struct {
						Rows   []template.HTML
						Kind   string
						Count  int
						Pager  pager
						Mostly []link // what they have in common
					}{Kind: g.title, Count: count, Pager: p}
					switch g.group {
					case b.services:
						body.Mostly = b.common(g.of[f], b.factors, func(p *postmortem) []string { return p.Tags })
					case b.factors:
						body.Mostly = b.common(g.of[f], b.services, func(p *postmortem) []string { return p.Services })
					}
					h := sha256.New()
					fmt.Fprintf(h, "%s %q %q %#v", b.version, g.heads[f], g.current, body)
					for _, p := range items {
						h.Write(p.rowKey())
					}
					key := hex.EncodeToString(h.Sum(nil))
					if b.out.fresh(name, key, nil) {
						return nil
					}
					for _, p := range items {
						body.Rows = append(body.Rows, p.row())
					}
					return b.write(name, "list", page{Title: g.heads[f], Current: g.current, Body: body}, key, nil)
				})
			})
		}
	}
	for _, g := range []struct {
		*group
		title string
	}{{b.services, b.words.Services}, {b.factors, b.words.Factors}} {
		name := g.dir + "/index.html"
		b.job(func() error {
			return b.write(name, "groups", page{Title: g.title, Current: g.dir, Body: g.links()}, "", nil)
		})
	}
}

// common are the values of another group that some postmortems have, the most frequent first.
func (b *builder) common(of []*postmortem, g *group, values func(*postmortem) []string) []link {
	counts := map[string]int{}
	for _, p := range of {
		for _, v := range values(p) {
			counts[fold(v)]++
		}
	}
	var all []link
	for _, f := range slices.Sorted(maps.Keys(counts)) {
		if f != "" {
			all = append(all, link{Text: g.heads[f], Page: g.page(f), Count: counts[f]})
		}
	}
	return most(all)
}
