package config

import (
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/agnivade/levenshtein"
	"go.yaml.in/yaml/v3"
)

// Parse reads a configuration over the defaults. Every problem is reported, not only the first.
func Parse(name string, source []byte, known Known) (Config, error) {
	c := Default()
	r := reader{name: name, known: known}
	var root yaml.Node
	if err := yaml.Unmarshal(source, &root); err != nil {
		line := 0
		message := strings.TrimPrefix(err.Error(), "yaml: ")
		if rest, ok := strings.CutPrefix(message, "line "); ok {
			number, text, _ := strings.Cut(rest, ": ")
			if n, err := strconv.Atoi(number); err == nil {
				line, message = n, text
			}
		}
		r.problems = append(r.problems, Problem{Path: name, Line: line, Message: "is not valid YAML: " + message, Remedy: "check indentation and quotes"})
		return c, &Error{r.problems}
	}
	if len(root.Content) > 0 && root.Content[0].Tag != "!!null" {
		r.config(&c).read(root.Content[0])
	}
	if len(r.problems) > 0 {
		return c, &Error{r.problems}
	}
	return c, nil
}

// reader walks the YAML and collects what is wrong with it.
type reader struct {
	name     string
	known    Known
	problems []Problem
}

// value is what a key may hold: what reads it, and what a JSON Schema says of it.
type value struct {
	read   func(*yaml.Node)
	schema object
}

// keys are those of a mapping.
type keys map[string]value

// config is the whole file. It is declared once: Parse reads by it, Schema describes it, with the values that c holds as the defaults.
func (r *reader) config(c *Config) value {
	return r.mapping("", keys{
		"directory":  r.path(&c.Directory).about("Where the postmortems are, relative to the root of the repository."),
		"template":   r.path(&c.Template).about("The template of new documents: a built-in name, the name of templates/NAME.md in the repository, or the path of a markdown file in it."),
		"language":   r.choice(&c.Language, "auto", "en", "ja").about("The language that documents are checked in and people are spoken to in; auto goes by the text, and by the locale."),
		"timezone":   r.text(&c.Timezone).about("The time zone whose clock new documents show: a place such as Asia/Tokyo, UTC, or an offset such as +09:00; and the zone of times in documents that name none. Without it, new documents show UTC or, in Japanese, the zone of whoever writes."),
		"severities": r.texts(&c.Severities).about("The scale of incidents, gravest first."),
		"sections": r.mapping("sections", keys{
			"required": r.names(&c.Sections.Required).about("The sections that every document must have."),
			"aliases":  r.aliases(&c.Sections.Aliases).about("Further headings that a section may have in your documents."),
		}).about("The sections of your documents."),
		"lint": r.mapping("lint", keys{
			"fail-on": r.choice(&c.Lint.FailOn, "error", "warning", "info", "never").about("The lowest severity of a finding that makes a check fail."),
			"rules":   r.ruleSeverities(&c.Lint.Rules).about("The severity of a rule, or of all rules of a group; off turns it off."),
			"likely":  r.flag(&c.Lint.Likely).about("Whether sentences are reported, as info, that no rule of grammar finds fault with but that read like ones that blame."),
			"words": r.mapping("words", keys{
				"systems": r.texts(&c.Lint.Words.Systems).about("Names that stand for programs or machines, whatever they sound like."),
				"people":  r.texts(&c.Lint.Words.People).about("Names that stand for people or for groups of people."),
			}).about("Words that tell people from systems in your documents."),
		}).about("What the linter looks at."),
		"github": r.mapping("github", keys{
			"repository":     r.repository(&c.GitHub.Repository).about("Where action items become issues: owner/name, or host/owner/name for a server of your own. Without it, the repository of the origin remote."),
			"labels":         r.texts(&c.GitHub.Labels).about("Labels for every issue."),
			"label-by":       r.choices(&c.GitHub.LabelBy, "severity", "priority", "type").about("What else makes a label."),
			"assign":         r.flag(&c.GitHub.Assign).about("Whether an issue is assigned to the owner of its item, where that is a handle."),
			"milestone":      r.text(&c.GitHub.Milestone).about("The title of the milestone for every issue."),
			"reviewers":      r.reviewers(&c.GitHub.Reviewers).about("Who is asked to review the pull request of a new postmortem: people (kmori) and teams (acme/platform)."),
			"tracking-issue": r.flag(&c.GitHub.Tracking).about("Whether each postmortem has an issue of its own that lists those of its items."),
		}).about("How action items become GitHub issues."),
		"actions": r.mapping("actions", keys{
			"targets": r.targets(&c.Actions.Targets).about("How long items of a priority may take from the incident on, in days (60d) or weeks (4w)."),
		}).about("How action items are followed."),
		"export": r.mapping("export", keys{
			"roles":          r.substitutes(&c.Export.Roles, true).about("What people are called outside, by handle or by name: {\"@kmori\": the incident commander}."),
			"terms":          r.substitutes(&c.Export.Terms, false).about("Words that stay inside, with what stands for them; nothing for those that only go."),
			"internal-hosts": r.texts(&c.Export.InternalHosts).about("Hosts that are your own, as patterns: *.corp.example.com."),
			"allow":          r.texts(&c.Export.Allow).about("Hosts, addresses and words that may be read outside."),
		}).about("The edition of a postmortem for readers outside."),
		"git": r.mapping("git", keys{
			"branch":       r.branch(&c.Git.Branch).about("The branch of a new document; it may hold " + strings.Join(branchFields, ", ") + "."),
			"commit":       r.flag(&c.Git.Commit).about("Whether a new document is committed."),
			"push":         r.flag(&c.Git.Push).about("Whether the branch is pushed."),
			"pull-request": r.flag(&c.Git.PullRequest).about("Whether a pull request is opened."),
		}).about("What happens to a new document."),
	})
}

func (r *reader) problem(n *yaml.Node, remedy, format string, args ...any) {
	r.problems = append(r.problems, Problem{Path: r.name, Line: n.Line, Message: fmt.Sprintf(format, args...), Remedy: remedy})
}

func (r *reader) mapping(name string, known keys) value {
	return value{schema: mappingSchema(known), read: func(n *yaml.Node) {
		if n.Kind != yaml.MappingNode {
			if n.Tag != "!!null" {
				r.problem(n, `write it as lines of "key: value"`, "%s is not a list of keys and values", orFile(name))
			}
			return
		}
		seen := map[string]bool{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			key, content := n.Content[i], n.Content[i+1]
			v, ok := known[key.Value]
			switch {
			case !ok:
				r.problem(key, didYouMean(key.Value, slices.Sorted(maps.Keys(known))), "unknown key %q", key.Value)
			case seen[key.Value]:
				r.problem(key, "keep one of them", "the key %q stands here twice", key.Value)
			case content.Kind == yaml.AliasNode:
				r.problem(content, "write the value out", "aliases are not read")
			case content.Tag == "!!null": // a key without a value keeps the default
			default:
				v.read(content)
			}
			seen[key.Value] = true
		}
	}}
}

func orFile(name string) string {
	if name == "" {
		return "the file"
	}
	return strconv.Quote(name)
}

// didYouMean names the nearest candidate, or all of them when none is near.
func didYouMean(s string, candidates []string) string {
	if len(candidates) == 0 {
		return ""
	}
	distance := func(c string) int { return levenshtein.ComputeDistance(strings.ToLower(s), c) }
	best := slices.MinFunc(candidates, func(a, b string) int { return distance(a) - distance(b) })
	if i := slices.IndexFunc(candidates, func(c string) bool { return len(s) > 2 && strings.HasPrefix(c, strings.ToLower(s)) }); i >= 0 {
		best = candidates[i]
	} else if distance(best) > max(2, len(best)/3) {
		best = ""
	}
	if best != "" {
		return fmt.Sprintf("did you mean %q?", best)
	}
	return "known here: " + strings.Join(candidates, ", ")
}

func (r *reader) scalar(n *yaml.Node) (string, bool) {
	if n.Kind != yaml.ScalarNode {
		r.problem(n, "write one value behind the key, in the same line", "one value is expected here, not a list or a mapping")
		return "", false
	}
	return n.Value, true
}

func (r *reader) text(into *string) value {
	return value{schema: textSchema(*into), read: func(n *yaml.Node) {
		if v, ok := r.scalar(n); ok {
			*into = v
		}
	}}
}

func (r *reader) flag(into *bool) value {
	return value{schema: flagSchema(*into), read: func(n *yaml.Node) {
		v, ok := r.scalar(n)
		if !ok {
			return
		}
		if v != "true" && v != "false" {
			r.problem(n, "write true or false", "%q is neither true nor false", v)
			return
		}
		*into = v == "true"
	}}
}

func (r *reader) choice(into *string, options ...string) value {
	return value{schema: choiceSchema(*into, options), read: func(n *yaml.Node) {
		v, ok := r.scalar(n)
		if !ok {
			return
		}
		if !slices.Contains(options, v) {
			r.problem(n, didYouMean(v, options), "%q is not a value of this key", v)
			return
		}
		*into = v
	}}
}

func (r *reader) texts(into *[]string) value {
	return value{schema: textsSchema(*into, nil, true), read: func(n *yaml.Node) {
		if n.Kind == yaml.ScalarNode {
			*into = []string{n.Value}
			return
		}
		if n.Kind != yaml.SequenceNode {
			r.problem(n, "write it as [one, two]", "a list is expected here")
			return
		}
		list := []string{}
		for _, c := range n.Content {
			if v, ok := r.scalar(c); ok && v != "" {
				list = append(list, v)
			}
		}
		*into = list
	}}
}

func (r *reader) choices(into *[]string, options ...string) value {
	return value{schema: textsSchema(*into, options, false), read: func(n *yaml.Node) {
		r.texts(into).read(n)
		for _, v := range *into {
			if !slices.Contains(options, v) {
				r.problem(n, didYouMean(v, options), "%q is not a value of this key", v)
			}
		}
	}}
}

// names reads section names, which are compared in lower case.
func (r *reader) names(into *[]string) value {
	return value{schema: textsSchema(*into, r.known.Sections, true), read: func(n *yaml.Node) {
		r.texts(into).read(n)
		for i, v := range *into {
			(*into)[i] = strings.ToLower(strings.TrimSpace(v))
			r.sectionName(n, (*into)[i])
		}
	}}
}

func (r *reader) aliases(into *map[string][]string) value {
	return value{schema: aliasesSchema(r.known.Sections), read: func(n *yaml.Node) {
		if n.Kind != yaml.MappingNode {
			r.problem(n, "write it as {contributing factors: [root causes]}", "section names with lists of headings are expected here")
			return
		}
		*into = map[string][]string{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			var list []string
			r.texts(&list).read(n.Content[i+1])
			name := strings.ToLower(n.Content[i].Value)
			r.sectionName(n.Content[i], name)
			(*into)[name] = list
		}
	}}
}

// sectionName reports a name that is almost a known one.
func (r *reader) sectionName(n *yaml.Node, name string) {
	if slices.Contains(r.known.Sections, name) {
		return
	}
	for _, known := range r.known.Sections {
		if levenshtein.ComputeDistance(name, known) <= 2 {
			r.problem(n, fmt.Sprintf("did you mean %q?", known), "%q is not a section that is known here", name)
			return
		}
	}
}

func (r *reader) ruleSeverities(into *map[string]string) value {
	levels := []string{"error", "warning", "info", "off"}
	return value{schema: rulesSchema(r.known.Rules, levels), read: func(n *yaml.Node) {
		if n.Kind != yaml.MappingNode {
			r.problem(n, "write it as {blame/hindsight: off}", "rules with their severities are expected here")
			return
		}
		*into = map[string]string{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			key, value := n.Content[i], n.Content[i+1]
			v := value.Value
			if v == "false" { // YAML 1.1 readers take a bare off for it
				v = "off"
			}
			switch {
			case !slices.Contains(r.known.Rules, key.Value):
				r.problem(key, didYouMean(key.Value, r.known.Rules), "there is no rule %q", key.Value)
			case !slices.Contains(levels, v):
				r.problem(value, didYouMean(v, levels), "%q is not a severity", v)
			}
			(*into)[key.Value] = v
		}
	}}
}

// substitutes reads what stands for what: {"@kmori": "the incident commander"}.
func (r *reader) substitutes(into *map[string]string, filled bool) value {
	return value{schema: substitutesSchema(), read: func(n *yaml.Node) {
		if n.Kind != yaml.MappingNode {
			r.problem(n, `write it as {"Ana Souza": "an engineer"}`, "words with what stands for them are expected here")
			return
		}
		*into = map[string]string{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			key, content := n.Content[i], n.Content[i+1]
			text, ok := r.scalar(content)
			switch {
			case !ok:
			case strings.TrimSpace(key.Value) == "":
				r.problem(key, "name what is to be replaced", "an empty word can't be replaced")
			case strings.TrimSpace(text) == "" && filled:
				r.problem(content, `say what to call them: "an engineer"`, "%q has no role", key.Value)
			case strings.ContainsAny(text, "\r\n"):
				r.problem(content, "write it in one line", "what stands for %q has several lines", key.Value)
			}
			(*into)[strings.TrimSpace(key.Value)] = strings.TrimSpace(text)
		}
	}}
}

// targets reads how long items of each priority may take: {P0: 4w, P2: 60d}. What is written stands in place of the defaults.
func (r *reader) targets(into *map[string]int) value {
	return value{schema: targetsSchema(*into), read: func(n *yaml.Node) {
		if n.Kind != yaml.MappingNode {
			r.problem(n, "write it as {P0: 4w, P2: 60d}", "priorities with their times are expected here")
			return
		}
		*into = map[string]int{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			key, value := n.Content[i], n.Content[i+1]
			priority := strings.ToUpper(key.Value)
			if len(priority) != 2 || priority < "P0" || priority > "P4" {
				r.problem(key, "known here: P0, P1, P2, P3, P4", "%q is not a priority", key.Value)
				continue
			}
			days, unit := value.Value, 1
			if weeks, ok := strings.CutSuffix(days, "w"); ok {
				days, unit = weeks, 7
			}
			number, err := strconv.Atoi(strings.TrimSuffix(days, "d"))
			if err != nil || number < 1 || number > 3650 || days == value.Value && !strings.HasSuffix(days, "d") {
				r.problem(value, "write days or weeks: 28d, 4w", "%q is not a time", value.Value)
				continue
			}
			(*into)[priority] = number * unit
		}
	}}
}

// path reads the path of a folder or a file (or a bare name), which must not lead out of the repository.
func (r *reader) path(into *string) value {
	return value{schema: textSchema(*into), read: func(n *yaml.Node) {
		v, ok := r.scalar(n)
		if !ok {
			return
		}
		clean := path.Clean(strings.ReplaceAll(v, `\`, "/"))
		if v == "" || path.IsAbs(clean) || clean == ".." || strings.HasPrefix(clean, "../") || strings.Contains(clean, ":") {
			r.problem(n, "write a path relative to the root of the repository", "%q leads out of the repository", v)
			return
		}
		if slices.ContainsFunc(strings.Split(strings.ToLower(clean), "/"), func(part string) bool { return part == ".git" || part == "git~1" }) {
			r.problem(n, "choose another folder", "%q belongs to git", v)
			return
		}
		*into = clean
	}}
}

func (r *reader) repository(into *string) value {
	return value{schema: textSchema(*into), read: func(n *yaml.Node) {
		v, ok := r.scalar(n)
		if !ok || v == "" {
			return
		}
		if m, _ := regexp.MatchString(`^(?:[\w.-]+(?::\d+)?/)?[\w.-]+/[\w.-]+$`, v); !m {
			r.problem(n, "write it as owner/name, or host/owner/name for a server of your own", "%q is not a repository", v)
			return
		}
		*into = v
	}}
}

// reviewers reads people (kmori, @kmori) and teams (acme/platform).
func (r *reader) reviewers(into *[]string) value {
	list := r.texts(into)
	return value{schema: list.schema, read: func(n *yaml.Node) {
		list.read(n)
		name := regexp.MustCompile(`^@?[A-Za-z0-9][\w-]*(?:/[\w.-]+)?$`)
		for _, v := range *into {
			if !name.MatchString(v) {
				r.problem(n, "write people as kmori, teams as acme/platform", "%q is neither a person nor a team on GitHub", v)
			}
		}
	}}
}

// branchFields are what a branch name may hold.
var branchFields = []string{"{{.Slug}}", "{{.Date}}", "{{.Severity}}"}

func (r *reader) branch(into *string) value {
	return value{schema: textSchema(*into), read: func(n *yaml.Node) {
		v, ok := r.scalar(n)
		if !ok {
			return
		}
		rest := v
		for _, f := range branchFields {
			rest = strings.ReplaceAll(rest, f, "x")
		}
		if m, _ := regexp.MatchString(`^[A-Za-z0-9_][\w./-]*$`, rest); !m || strings.Contains(rest, "..") || strings.HasSuffix(rest, "/") || strings.HasSuffix(rest, ".lock") || strings.Contains(rest, "//") {
			r.problem(n, "for example postmortem/{{.Slug}}; it may hold "+strings.Join(branchFields, ", "), "%q can't be a branch name", v)
			return
		}
		*into = v
	}}
}

// BranchName fills a branch pattern in.
func BranchName(pattern, slug, date, severity string) string {
	return strings.NewReplacer("{{.Slug}}", slug, "{{.Date}}", date, "{{.Severity}}", strings.ToLower(severity)).Replace(pattern)
}
