package rules_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// Parts for documents that read like postmortems: mostly systems doing things, rarely a person to blame (about one sentence in two hundred).
var (
	benchSystems = []string{"The proxy", "The load balancer", "Checkout", "The payments API", "db-3", "The queue `orders`", "The deploy pipeline", "The cache", "Kafka", "The health check"}
	benchDid     = []string{"returned 502 to", "failed to reach", "stopped accepting connections from", "retried every 5 s against", "dropped requests for", "lost its upstream in", "shed load from", "recovered after a restart of"}
	benchObjects = []string{"the EU region", "three of twelve nodes", "clients that pinned the old certificate", "the replica in eu-west-1", "the [edge tier](https://example.com/edge)", "customers on the legacy plan"}
	benchPeople  = []string{"Two responders joined the call and compared the graphs of both regions.", "The on-call engineer restarted the node because the dashboard showed it as idle.", "Support answered 41 tickets in that hour.", "The incident commander asked the platform team to halt the rollout."}
	benchBlame   = []string{"The on-call engineer forgot to drain the node.", "The team should have tested the restore.", "It was obviously a bad idea to deploy then."}
)

func sentences(r *rand.Rand, n int) string {
	pick := func(list []string) string { return list[r.IntN(len(list))] }
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteString([]string{" ", "\n"}[i%2])
		}
		switch k := r.IntN(200); {
		case k == 0:
			b.WriteString(pick(benchBlame))
		case k < 40:
			b.WriteString(pick(benchPeople))
		default:
			fmt.Fprintf(&b, "%s %s %s for %d minutes, while the error rate rose to %d %%.", pick(benchSystems), pick(benchDid), pick(benchObjects), 1+r.IntN(90), r.IntN(100))
		}
	}
	return b.String()
}

// generate makes documents of about 750 words, the mean of published postmortems.
func generate(n int) [][]byte {
	r := rand.New(rand.NewPCG(1, 2))
	list := make([][]byte, n)
	for i := range list {
		var b strings.Builder
		day := fmt.Sprintf("2026-11-%02d", 1+i%28)
		fmt.Fprintf(&b, "---\ntitle: Checkout unavailable %d\nstatus: final\nseverity: SEV-2\nstarted: %sT09:58:00Z\nservices: [checkout]\nauthors: [\"@kmori\"]\n---\n\n# Checkout unavailable %d\n\n", i, day, i)
		fmt.Fprintf(&b, "## Summary\n\n%s\n\n## Impact\n\n%s\n\n## Timeline\n\n", sentences(r, 2), sentences(r, 3))
		for k := range 12 {
			fmt.Fprintf(&b, "- 10:%02d UTC %s\n", 3*k, sentences(r, 1))
		}
		fmt.Fprintf(&b, "\n## Detection\n\n%s\n\n## Response\n\n%s\n\n%s\n\n## Contributing factors\n\n", sentences(r, 2), sentences(r, 3), sentences(r, 2))
		for k := range 3 {
			fmt.Fprintf(&b, "- **F%d** %s\n", k+1, sentences(r, 1))
		}
		fmt.Fprintf(&b, "\n## What went well\n\n- %s\n\n## Where we got lucky\n\n- %s\n\n## Action items\n\n", sentences(r, 1), sentences(r, 1))
		for k := range 4 {
			fmt.Fprintf(&b, "- [ ] Alert when %s (detect, P%d, @kmori, due 2026-12-15, for F%d)\n", benchObjects[k], k, k%3+1)
		}
		fmt.Fprintf(&b, "\n## Lessons learned\n\n%s\n", sentences(r, 2))
		list[i] = []byte(b.String())
	}
	return list
}

// BenchmarkParse is what BenchmarkLint is to be measured against: reading the documents without judging them.
func BenchmarkParse(b *testing.B) {
	docs := generate(300)
	words, bytes := 0, 0
	for _, d := range docs {
		words += len(strings.Fields(string(d)))
		bytes += len(d)
	}
	b.SetBytes(int64(bytes / len(docs)))
	for i := 0; b.Loop(); i++ {
		document.Parse("x.md", docs[i%len(docs)])
	}
	b.ReportMetric(float64(words/len(docs)), "words/doc")
}

// BenchmarkLint parses the documents and applies all rules.
func BenchmarkLint(b *testing.B) {
	docs := generate(300)
	linter := newLinter(b)
	for i := 0; b.Loop(); i++ {
		linter.Lint(document.Parse("x.md", docs[i%len(docs)]))
	}
}

// BenchmarkStructure applies all rules but those that read sentences.
func BenchmarkStructure(b *testing.B) {
	docs := generate(300)
	linter := newLinter(b, "structure", "timeline", "action", "analysis", "safety", "meta")
	for i := 0; b.Loop(); i++ {
		linter.Lint(document.Parse("x.md", docs[i%len(docs)]))
	}
}
