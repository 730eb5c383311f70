package cli_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// writeCorpus writes n documents as teams write them into a new folder, and returns it and their size in bytes. They are the same in every run: mostly
// prose, 200 to 3,000 words, the timeline and the actions as lists, tables or headings; one sentence in a hundred blames.
func writeCorpus(tb testing.TB, n int) (dir string, size int) {
	tb.Helper()
	dir = tb.TempDir()
	for i := range n {
		w := writer{r: rand.New(rand.NewPCG(uint64(i), 4)), day: fmt.Sprintf("2026-%02d-%02d", 1+i%12, 1+i%28)}
		w.document()
		size += w.b.Len()
		name := filepath.Join(dir, fmt.Sprintf("%s-%04d.md", w.day, i))
		if err := os.WriteFile(name, []byte(w.b.String()), 0o600); err != nil {
			tb.Fatal(err)
		}
	}
	return dir, size
}

// The parts of sentences. "{n}" becomes a number, "{it}" a system.
var (
	corpusSystems = []string{
		"the proxy", "the load balancer in eu-west-1", "the checkout service", "`payments-api`", "db-3", "the `orders` queue", "our deploy pipeline", "the session cache", "Kafka", "the health check", "the primary database", "the replica",
		"the ingress controller", "the scheduler", "a cron job", "the feature flag `new-cart`", "the certificate", "the CDN", "DNS resolution", "the connection pool", "the migration", "Redis", "the canary", "the autoscaler", "the **edge tier**",
	}
	corpusOpenings = []string{"", "", "", "", "", "At that time ", "In the EU region, ", "During the rollout ", "As a result, ", "From then on ", "Meanwhile ", "Shortly after the deploy, "}
	corpusDid      = []string{
		"returned 502s to {it}", "failed to reach {it}", "stopped accepting connections from {it}", "retried every {n} s against {it}", "dropped requests for {it}", "lost its upstream in {it}", "shed load from {it}", "recovered after a restart of {it}",
		"was not able to connect to {it}", "had been running with the old configuration since the last release of {it}", "was overwhelmed by retries from {it}", "ran out of memory while it was rebuilding {it}", "reads its settings from the environment and hands them on to {it}",
		"began to answer more slowly, because {it} held {n} locks", "kept serving stale data from {it}", "exhausted the {n} connections that {it} allows", "crashed with an unhandled exception in {it}", "never received the events from {it}", "was restarted with {it}",
		"returned to its usual latency of {n} ms, and so did {it}", "is deployed in three regions together with {it}", "showed a steep rise in p99 latency at the same minute as {it}", "writes a snapshot every {n} minutes, from which {it} is rebuilt",
	}
	corpusEndings = []string{
		"", "", "", "", " for {n} minutes", " while the error rate rose to {n} %", ", which took another {n} minutes", " until the rollback was complete", " (see [the dashboard](https://grafana.example.com/d/abc?from={n}))", " as soon as traffic shifted", ", and nothing alerted on it",
		" after the deployment of v2.{n}.0", "; the alert fired only when the queue had grown to {n} messages", " with no visible effect on customers", " because the limit had been set for half of today's traffic", ", as *every* graph of that hour shows",
	}
	corpusPeople = []string{
		"Two responders joined the call and compared the graphs of both regions.", "The on-call engineer restarted the node because the dashboard showed it as idle.", "Support answered {n} tickets in that hour.", "The incident commander asked the platform team to halt the rollout.",
		"We did not know at that point that the replica was behind.", "The team decided to fail over once the second page had arrived.", "Maria noticed that `kubectl get pods` listed {n} pods as pending.", "We paged the database team, who found the lock within {n} minutes.",
		"The engineer who made the change had tested it in staging, where the table has {n} rows.", "They could see from the logs that requests were being retried.", "Nobody on the call had access to the vendor's console.", "Our customers saw an error page and were asked to try again.",
	}
	corpusBlame = []string{
		"The on-call engineer forgot to drain the node.", "The team should have tested the restore.", "It was obviously a bad idea to deploy then.", "This was caused by human error.", "Someone pushed the wrong configuration to production.",
		"If only we had read the runbook, the outage would have been avoided.", "The root cause was an engineer who did not follow the process.",
	}
	corpusTasks = []string{
		"Alert on queue depth above {n}k", "Add a canary stage to the release of {it}", "Document the failover of {it}", "Set a timeout of {n} s on calls to {it}", "Remove the manual step from the release of {it}", "Make the pipeline reject a configuration without limits for {it}",
		"Rehearse the restore of {it} every quarter", "Bound the retries in {it}", "Be more careful with {it}", "Update the runbook for {it}",
	}
	corpusOwners = []string{"@kmori", "@lena-fischer", "platform team", "Priya", "@ops", "@ana", "storage team", "Tom", "@raj", "TBD"}
	corpusLogs   = []string{
		"level=error msg=\"upstream timed out\" upstream=10.0.{n}.7:8080 attempt={n}", "level=warn msg=\"circuit open\" service=checkout after={n}s", "GET /api/v2/orders/{n}?expand=lines 502 {n}ms", "psql: could not connect to server: Connection refused (db-{n}.internal:5432)",
	}
)

// writer writes one document.
type writer struct {
	r   *rand.Rand
	b   strings.Builder
	day string
}

func (w *writer) pick(list []string) string { return list[w.r.IntN(len(list))] }

// write writes a text with its blanks filled in.
func (w *writer) write(text string) {
	for {
		at := strings.IndexByte(text, '{')
		if at < 0 {
			w.b.WriteString(text)
			return
		}
		w.b.WriteString(text[:at])
		if rest, ok := strings.CutPrefix(text[at:], "{n}"); ok {
			text = strconv.Itoa(1+w.r.IntN(90)) + rest
		} else {
			text = w.pick(corpusSystems) + strings.TrimPrefix(text[at:], "{it}")
		}
	}
}

func (w *writer) sentence() {
	switch k := w.r.IntN(100); {
	case k == 0:
		w.write(w.pick(corpusBlame))
	case k < 17:
		w.write(w.pick(corpusPeople))
	default:
		s := w.pick(corpusOpenings) + w.pick(corpusSystems)
		w.write(strings.ToUpper(s[:1]) + s[1:] + " " + w.pick(corpusDid) + w.pick(corpusEndings) + ".")
	}
}

// paragraphs writes up to n paragraphs, in lines of a sentence each or in one.
func (w *writer) paragraphs(n int) {
	gap := w.pick([]string{" ", "\n"})
	for range 1 + w.r.IntN(n) {
		for k := range 2 + w.r.IntN(4) {
			if k > 0 {
				w.b.WriteString(gap)
			}
			w.sentence()
		}
		w.b.WriteString("\n\n")
		if w.r.IntN(8) == 0 {
			w.b.WriteString("```\n")
			for k := range 2 + w.r.IntN(8) {
				w.write(w.time(k) + ":{n} " + w.pick(corpusLogs) + "\n")
			}
			w.b.WriteString("```\n\n")
		}
	}
}

func (w *writer) bullets(n int) {
	for range 1 + w.r.IntN(n) {
		w.b.WriteString("- ")
		w.sentence()
		w.b.WriteString("\n")
	}
	w.b.WriteString("\n")
}

func (w *writer) time(k int) string { return fmt.Sprintf("%02d:%02d", 10+k/12, 5*(k%12)) }

func (w *writer) timeline(n int) {
	form := w.r.IntN(4)
	if form == 0 {
		w.b.WriteString("| Time (UTC) | What happened |\n|---|---|\n")
	}
	for k := range n {
		switch form {
		case 0:
			w.b.WriteString("| " + w.time(k) + " | ")
		case 1:
			w.b.WriteString("- " + w.time(k) + " UTC ")
		case 2:
			w.b.WriteString("- **" + w.day + " " + w.time(k) + "** – ")
		case 3:
			w.b.WriteString("### " + w.time(k) + "\n\n")
		}
		w.sentence()
		w.b.WriteString([]string{" |\n", "\n", "\n", "\n\n"}[form])
	}
	w.b.WriteString("\n")
}

func (w *writer) actions(n int) {
	form := w.r.IntN(3)
	if form == 0 {
		w.b.WriteString("| Action | Type | Priority | Owner | Due | Issue |\n| --- | --- | --- | --- | --- | --- |\n")
	}
	for k := range n {
		switch form {
		case 0:
			w.b.WriteString("| ")
			w.write(w.pick(corpusTasks))
			fmt.Fprintf(&w.b, " | %s | P%d | %s | 2026-12-%02d | [#%d](https://github.com/acme/shop/issues/%d) |\n", w.pick([]string{"prevent", "detect", "mitigate"}), k%4, w.pick(corpusOwners), 1+k, 100+k, 100+k)
		case 1:
			w.b.WriteString(w.pick([]string{"- [ ] ", "- [x] "}))
			w.write(w.pick(corpusTasks))
			fmt.Fprintf(&w.b, " (detect, P%d, %s, due 2026-12-%02d, for F%d)\n", k%4, w.pick(corpusOwners), 1+k, 1+k%3)
		case 2:
			w.b.WriteString("* ")
			w.write(w.pick(corpusTasks))
			w.b.WriteString(" - " + w.pick(corpusOwners) + "\n")
		}
	}
	w.b.WriteString("\n")
}

func (w *writer) document() {
	switch w.r.IntN(3) {
	case 0:
		fmt.Fprintf(&w.b, "---\ntitle: Checkout unavailable\nstatus: final\nseverity: SEV-2\nstarted: %sT09:58:00Z\ndetected: %sT10:06:00Z\nservices: [checkout]\nauthors: [\"@kmori\"]\n---\n\n# Checkout unavailable\n\n", w.day, w.day)
	case 1:
		fmt.Fprintf(&w.b, "# Incident %s: checkout unavailable\n\n**Date:** %s\n**Authors:** Kim Mori\n**Status:** Complete\n**Severity:** 2\n\n", w.day, w.day)
	case 2:
		fmt.Fprintf(&w.b, "# Postmortem\n\n| | |\n|---|---|\n| Date | %s |\n| Status | Final |\n| Owner | @kmori |\n\n", w.day)
	}
	long := []int{1, 1, 2, 2, 3, 3, 4, 6, 9}[w.r.IntN(9)] // few are very long
	w.b.WriteString("## Summary\n\n")
	w.paragraphs(long)
	w.b.WriteString("## Impact\n\n")
	w.paragraphs(1)
	if w.r.IntN(2) == 0 {
		w.bullets(4)
	}
	w.b.WriteString(w.pick([]string{"## Timeline\n\n", "## Timeline\n\nAll times are in UTC.\n\n", "## Chronology\n\n"}))
	w.timeline(4 + w.r.IntN(4*long+4))
	if w.r.IntN(2) == 0 {
		w.b.WriteString("## Detection\n\n")
		w.paragraphs(1)
		w.b.WriteString("## Response\n\n")
		w.paragraphs(long)
	}
	w.b.WriteString(w.pick([]string{"## Contributing factors\n\n", "## Root causes\n\n", "## Root cause analysis\n\n"}))
	w.paragraphs(2 * long)
	for k := range w.r.IntN(4) {
		fmt.Fprintf(&w.b, "%d. ", k+1)
		w.sentence()
		w.b.WriteString("\n")
	}
	w.b.WriteString("\n## Lessons learned\n\n### What went well\n\n")
	w.bullets(3)
	w.b.WriteString("### What went wrong\n\n")
	w.bullets(2 * long)
	w.b.WriteString("### Where we got lucky\n\n")
	w.bullets(2)
	w.b.WriteString(w.pick([]string{"## Action items\n\n", "## Follow-ups\n\n"}))
	w.actions(2 + w.r.IntN(2*long+2))
	if w.r.IntN(3) == 0 {
		w.b.WriteString("## Supporting information\n\n> Connections to the primary were refused between 10:05 and 10:40.\n\nSee <https://status.example.com/incidents/4711> and https://wiki.example.com/runbooks/checkout.\n")
	}
}
