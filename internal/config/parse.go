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
		r.config(root.Content[0], &c)
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

// keys maps each key of a mapping to what reads its value.
type keys map[string]func(*yaml.Node)

func (r *reader) config(n *yaml.Node, c *Config) {
	r.mapping(n, "", keys{
		"directory":  r.path(&c.Directory),
		"template":   r.path(&c.Template),
		"language":   r.choice(&c.Language, "auto", "en", "ja"),
		"severities": r.texts(&c.Severities),
		"sections": func(n *yaml.Node) {
			r.mapping(n, "sections", keys{"required": r.names(&c.Sections.Required), "aliases": r.aliases(&c.Sections.Aliases)})
		},
		"lint": func(n *yaml.Node) {
			r.mapping(n, "lint", keys{
				"fail-on": r.choice(&c.Lint.FailOn, "error", "warning", "info", "never"),
				"rules":   r.ruleSeverities(&c.Lint.Rules),
				"words": func(n *yaml.Node) {
					r.mapping(n, "words", keys{"systems": r.texts(&c.Lint.Words.Systems), "people": r.texts(&c.Lint.Words.People)})
				},
			})
		},
		"github": func(n *yaml.Node) {
			r.mapping(n, "github", keys{
				"repository":     r.repository(&c.GitHub.Repository),
				"labels":         r.texts(&c.GitHub.Labels),
				"label-by":       r.choices(&c.GitHub.LabelBy, "severity", "priority", "type"),
				"assign":         r.flag(&c.GitHub.Assign),
				"milestone":      r.text(&c.GitHub.Milestone),
				"reviewers":      r.reviewers(&c.GitHub.Reviewers),
				"tracking-issue": r.flag(&c.GitHub.Tracking),
			})
		},
		"actions": func(n *yaml.Node) { r.mapping(n, "actions", keys{"targets": r.targets(&c.Actions.Targets)}) },
		"export": func(n *yaml.Node) {
			r.mapping(n, "export", keys{
				"roles":          r.substitutes(&c.Export.Roles, true),
				"terms":          r.substitutes(&c.Export.Terms, false),
				"internal-hosts": r.texts(&c.Export.InternalHosts),
				"allow":          r.texts(&c.Export.Allow),
			})
		},
		"git": func(n *yaml.Node) {
			r.mapping(n, "git", keys{
				"branch":       r.branch(&c.Git.Branch),
				"commit":       r.flag(&c.Git.Commit),
				"push":         r.flag(&c.Git.Push),
				"pull-request": r.flag(&c.Git.PullRequest),
			})
		},
	})
}

func (r *reader) problem(n *yaml.Node, remedy, format string, args ...any) {
	r.problems = append(r.problems, Problem{Path: r.name, Line: n.Line, Message: fmt.Sprintf(format, args...), Remedy: remedy})
}

func (r *reader) mapping(n *yaml.Node, name string, known keys) {
	if n.Kind != yaml.MappingNode {
		if n.Tag != "!!null" {
			r.problem(n, `write it as lines of "key: value"`, "%s is not a list of keys and values", orFile(name))
		}
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		read, ok := known[key.Value]
		switch {
		case !ok:
			r.problem(key, didYouMean(key.Value, slices.Sorted(maps.Keys(known))), "unknown key %q", key.Value)
		case seen[key.Value]:
			r.problem(key, "keep one of them", "the key %q stands here twice", key.Value)
		case value.Kind == yaml.AliasNode:
			r.problem(value, "write the value out", "aliases are not read")
		case value.Tag == "!!null": // a key without a value keeps the default
		default:
			read(value)
		}
		seen[key.Value] = true
	}
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
		r.problem(n, "", "one value is expected here, not a list or a mapping")
		return "", false
	}
	return n.Value, true
}

func (r *reader) text(into *string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if v, ok := r.scalar(n); ok {
			*into = v
		}
	}
}

func (r *reader) flag(into *bool) func(*yaml.Node) {
	return func(n *yaml.Node) {
		v, ok := r.scalar(n)
		if !ok {
			return
		}
		if v != "true" && v != "false" {
			r.problem(n, "write true or false", "%q is neither true nor false", v)
			return
		}
		*into = v == "true"
	}
}

func (r *reader) choice(into *string, options ...string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		v, ok := r.scalar(n)
		if !ok {
			return
		}
		if !slices.Contains(options, v) {
			r.problem(n, didYouMean(v, options), "%q is not a value of this key", v)
			return
		}
		*into = v
	}
}

func (r *reader) texts(into *[]string) func(*yaml.Node) {
	return func(n *yaml.Node) {
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
	}
}

func (r *reader) choices(into *[]string, options ...string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		r.texts(into)(n)
		for _, v := range *into {
			if !slices.Contains(options, v) {
				r.problem(n, didYouMean(v, options), "%q is not a value of this key", v)
			}
		}
	}
}

// names reads section names, which are compared in lower case.
func (r *reader) names(into *[]string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		r.texts(into)(n)
		for i, v := range *into {
			(*into)[i] = strings.ToLower(strings.TrimSpace(v))
			r.sectionName(n, (*into)[i])
		}
	}
}

func (r *reader) aliases(into *map[string][]string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Kind != yaml.MappingNode {
			r.problem(n, "write it as {contributing factors: [root causes]}", "section names with lists of headings are expected here")
			return
		}
		*into = map[string][]string{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			var list []string
			r.texts(&list)(n.Content[i+1])
			name := strings.ToLower(n.Content[i].Value)
			r.sectionName(n.Content[i], name)
			(*into)[name] = list
		}
	}
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

func (r *reader) ruleSeverities(into *map[string]string) func(*yaml.Node) {
	levels := []string{"error", "warning", "info", "off"}
	return func(n *yaml.Node) {
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
	}
}

// substitutes reads what stands for what: {"@kmori": "the incident commander"}.
func (r *reader) substitutes(into *map[string]string, filled bool) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Kind != yaml.MappingNode {
			r.problem(n, `write it as {"Ana Souza": "an engineer"}`, "words with what stands for them are expected here")
			return
		}
		*into = map[string]string{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			key, value := n.Content[i], n.Content[i+1]
			text, ok := r.scalar(value)
			switch {
			case !ok:
			case strings.TrimSpace(key.Value) == "":
				r.problem(key, "name what is to be replaced", "an empty word can't be replaced")
			case strings.TrimSpace(text) == "" && filled:
				r.problem(value, `say what to call them: "an engineer"`, "%q has no role", key.Value)
			case strings.ContainsAny(text, "\r\n"):
				r.problem(value, "write it in one line", "what stands for %q has several lines", key.Value)
			}
			(*into)[strings.TrimSpace(key.Value)] = strings.TrimSpace(text)
		}
	}
}

// targets reads how long items of each priority may take: {P0: 4w, P2: 60d}. What is written stands in place of the defaults.
func (r *reader) targets(into *map[string]int) func(*yaml.Node) {
	return func(n *yaml.Node) {
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
	}
}

// path reads the path of a folder or a file (or a bare name), which must not lead out of the repository.
func (r *reader) path(into *string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		v, ok := r.scalar(n)
		if !ok {
			return
		}
		clean := path.Clean(strings.ReplaceAll(v, `\`, "/"))
		if v == "" || path.IsAbs(clean) || clean == ".." || strings.HasPrefix(clean, "../") || strings.Contains(clean, ":") {
			r.problem(n, "write a path relative to the root of the repository", "%q leads out of the repository", v)
			return
		}
		*into = clean
	}
}

func (r *reader) repository(into *string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		v, ok := r.scalar(n)
		if !ok || v == "" {
			return
		}
		if m, _ := regexp.MatchString(`^(?:[\w.-]+(?::\d+)?/)?[\w.-]+/[\w.-]+$`, v); !m {
			r.problem(n, "write it as owner/name, or host/owner/name for a server of your own", "%q is not a repository", v)
			return
		}
		*into = v
	}
}

// reviewers reads people (kmori, @kmori) and teams (acme/platform).
func (r *reader) reviewers(into *[]string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		r.texts(into)(n)
		name := regexp.MustCompile(`^@?[A-Za-z0-9][\w-]*(?:/[\w.-]+)?$`)
		for _, v := range *into {
			if !name.MatchString(v) {
				r.problem(n, "write people as kmori, teams as acme/platform", "%q is neither a person nor a team on GitHub", v)
			}
		}
	}
}

// branchFields are what a branch name may hold.
var branchFields = []string{"{{.Slug}}", "{{.Date}}", "{{.Severity}}"}

func (r *reader) branch(into *string) func(*yaml.Node) {
	return func(n *yaml.Node) {
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
	}
}

// BranchName fills a branch pattern in.
func BranchName(pattern, slug, date, severity string) string {
	return strings.NewReplacer("{{.Slug}}", slug, "{{.Date}}", date, "{{.Severity}}", strings.ToLower(severity)).Replace(pattern)
}
