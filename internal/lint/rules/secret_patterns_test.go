package rules

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Left out by hand: keys that are public or made for tests, and patterns that a commit's hash, a file's text or a command line would meet.
var secretsLeftOut = []string{
	"curl-auth-header", "curl-auth-user", "easypost-test-api-token", "flutterwave-encryption-key", "flutterwave-public-key", "flutterwave-secret-key",
	"freemius-secret-key", "jwt-base64", "kubernetes-secret-yaml", "nuget-config-password", "sourcegraph-access-token", "twilio-api-key",
}

// Keywords that would send too much prose to the pattern, and what always stands in the credential instead.
var secretKeywords = map[string]string{
	"cloudflare-origin-ca-key": "v1.0-",
	"intra42-client-secret":    "s-s4t2ud-,s-s4t2af-",
	"jwt":                      "eyj",
	"microsoft-teams-webhook":  "webhook.office.com",
	"private-key":              "private key",
	"square-access-token":      "sq0atp-",
	"vault-service-token":      "hvs.",
}

// In source code a quote or a blank ends a credential; in prose a full stop or a bracket does too.
const (
	endInCode  = "(?:[\\x60'\"\\s;]|\\\\[nr]|$)"
	endInProse = `(?:\W|$)`
)

var (
	tomlText   = regexp.MustCompile(`^(id|regex) = (?:"(.*)"|'''(.*)''')$`)
	tomlNumber = regexp.MustCompile(`^entropy = ([0-9.]+)$`)
	tomlQuoted = regexp.MustCompile(`"([^"]*)"`)
)

// gitleaksRule is what the table keeps of a rule.
type gitleaksRule struct{ id, regex, entropy, keywords string }

// TestUpdateSecretPatterns writes secrets/patterns.tsv from the rule set that gitleaks publishes, when it is told where that is:
//
//	GITLEAKS="$(go mod download -json github.com/zricethezav/gitleaks/v8@VERSION | jq -r .Dir)/config/gitleaks.toml" go test -run UpdateSecretPatterns .
//
// It keeps the rules that know a credential by its own form (a provider's prefix) and leaves out those that guess from the words around it,
// which in prose are wrong too often.
func TestUpdateSecretPatterns(t *testing.T) {
	path := os.Getenv("GITLEAKS")
	if path == "" {
		t.Skip("GITLEAKS names no rule set")
	}
	source, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var table strings.Builder
	var r gitleaksRule
	var inKeywords bool
	for line := range strings.SplitSeq(string(source), "\n") {
		switch m := tomlText.FindStringSubmatch(line); {
		case line == "[[rules]]":
			r.write(&table)
			r = gitleaksRule{entropy: "0"}
		case m != nil && m[1] == "id":
			r.id = m[2]
		case m != nil && r.regex == "":
			r.regex = m[2] + m[3]
		case tomlNumber.MatchString(line):
			r.entropy = tomlNumber.FindStringSubmatch(line)[1]
		case strings.HasPrefix(line, "keywords = ["), inKeywords:
			for _, q := range tomlQuoted.FindAllStringSubmatch(line, -1) {
				r.keywords = strings.TrimPrefix(r.keywords+","+q[1], ",")
			}
			inKeywords = !strings.HasSuffix(line, "]")
		}
	}
	r.write(&table)
	if err := os.WriteFile("secrets/patterns.tsv", []byte(table.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func (r gitleaksRule) write(table *strings.Builder) {
	if r.regex == "" || r.keywords == "" || strings.Contains(r.regex, "(?:=|>|:{1,3}=|") || slices.Contains(secretsLeftOut, r.id) {
		return
	}
	if k := secretKeywords[r.id]; k != "" {
		r.keywords = k
	}
	if before, ok := strings.CutSuffix(r.regex, endInCode); ok {
		r.regex = before + endInProse
	}
	fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", r.id, r.entropy, r.keywords, r.regex)
}
