package learntest

// The parts of documents. "{n}" becomes a number, "{s}" a service, "{p}" a part of one.
var (
	services = []string{
		"checkout", "payments-api", "ledger", "search", "catalogue", "session-store", "edge-proxy", "dns", "billing", "mail", "notifications", "identity", "orders", "inventory", "reporting",
		"image-resizer", "feature-flags", "ci", "object-storage", "queue", "kafka", "primary-db", "replica-db", "cdn", "mobile-api", "webhooks", "audit-log", "recommendations", "shipping", "fraud-check",
	}
	parts = []string{
		"the proxy", "the load balancer in eu-west-1", "the `orders` queue", "the deploy pipeline", "the session cache", "the health check", "the primary database", "the replica", "the ingress controller", "the scheduler", "a cron job",
		"the feature flag `new-cart`", "the certificate", "DNS resolution", "the connection pool", "the migration", "the canary", "the autoscaler", "the **edge tier**", "the rate limiter", "the circuit breaker", "the thread pool",
		"the write-ahead log", "the object store", "the leader election", "the token service", "the search index", "the consumer group", "the config map", "the sidecar", "the message broker", "the time source", "the disk of node {n}",
	}
	symptoms = []string{
		"returned 502s", "stopped accepting connections", "ran out of memory", "ran out of file descriptors", "served stale data", "answered slowly", "lost its upstream", "dropped requests", "was overwhelmed by retries", "filled its disk",
		"held {n} locks", "rejected every token", "doubled its latency", "fell behind by {n} minutes", "split into two halves", "sent mail twice", "lost {n} messages", "restarted in a loop", "refused the new certificate", "returned empty pages",
	}
	tags = []string{
		"configuration", "missing-guardrail", "capacity", "dependency", "deploy", "monitoring-gap", "expired-certificate", "schema-migration", "retry-storm", "dns", "manual-step", "documentation", "feature-flag", "race-condition", "disk-space", "third-party", "access-control", "clock-skew",
	}
	openings = []string{"", "", "", "At that time ", "In the EU region, ", "During the rollout ", "As a result, ", "From then on ", "Meanwhile ", "Shortly after the deploy, ", "According to the logs, ", "In staging "}
	deeds    = []string{
		"returned 502s to {p}", "stopped accepting connections from {p}", "retried every {n} s against {p}", "dropped requests for {p}", "lost its upstream in {p}", "shed load from {p}", "recovered after a restart of {p}", "could not connect to {p}",
		"had been running with the old configuration since the last release of {s}", "was overwhelmed by retries from {s}", "ran out of memory while it was rebuilding {p}", "reads its settings from the environment and hands them on to {p}",
		"began to answer more slowly, because {p} held {n} locks", "kept serving stale data from {p}", "exhausted the {n} connections that {p} allows", "crashed with an unhandled exception in {p}", "never received the events from {s}",
		"returned to its usual latency of {n} ms, and so did {p}", "is deployed in three regions together with {s}", "showed a steep rise in p99 latency at the same minute as {p}", "writes a snapshot every {n} minutes, from which {p} is rebuilt",
	}
	endings = []string{
		"", "", "", "", " for {n} minutes", " while the error rate rose to {n} %", ", which took another {n} minutes", " until the rollback was complete", " (see [the dashboard](https://grafana.example.com/d/abc?from={n}))", ", and nothing alerted on it",
		" after the deployment of v2.{n}.0", "; the alert fired only when the queue had grown to {n} messages", " with no visible effect on customers", " because the limit had been set for half of today's traffic",
	}
	people = []string{
		"Two responders joined the call and compared the graphs of both regions.", "On-call restarted the node because the dashboard showed it as idle.", "Support answered {n} tickets in that hour.", "The incident commander asked the platform team to halt the rollout.",
		"It was not known at that point that the replica was behind.", "The team decided to fail over once the second page had arrived.", "The second page named {p}, {n} minutes after the first.", "Customers saw an error page and were asked to try again.",
	}
	lessons = []string{
		"A health check that asks only for a port says nothing about {p}.", "{n} minutes of retries are worse than one minute of errors.", "The limits of {p} were set for half of today's traffic.", "Two dashboards that disagree cost more time than none.",
		"Rollback of {s} is only safe before the migration.", "What {s} caches, it serves when {p} is gone.", "An alert on symptoms of {s} would have come first.", "Staging has a hundredth of the rows, so that no test shows the cost of a scan.",
	}
	tasks = []string{
		"Alert on queue depth above {n}k", "Add a canary stage to the release of {s}", "Document the failover of {s}", "Set a timeout of {n} s on calls to {s}", "Remove the manual step from the release of {s}", "Make the pipeline reject a configuration without limits for {p}",
		"Rehearse the restore of {s} every quarter", "Bound the retries in {s}", "Update the runbook for {s}", "Expire idle connections to {p} after {n} s", "Renew the certificate of {s} automatically", "Spread {s} over three zones",
	}
	owners = []string{"@kmori", "@lena-fischer", "platform team", "Priya", "@ops", "@ana", "storage team", "Tom", "@raj", "@mina", "payments team"}
	logs   = []string{
		"level=error msg=\"upstream timed out\" upstream=10.0.{n}.7:8080 attempt={n}", "level=warn msg=\"circuit open\" service={s} after={n}s", "GET /api/v2/orders/{n}?expand=lines 502 {n}ms", "psql: could not connect to server: Connection refused (db-{n}.internal:5432)",
		"java.lang.OutOfMemoryError: Java heap space at com.example.Index.rebuild(Index.java:{n})", "x509: certificate has expired or is not yet valid",
	}
	japanese = []string{
		"設定の反映後に{s}が502を返し始めた。", "決済が{n}分間失敗した。", "データベースの接続数が上限に達した。", "監視アラートは{n}分後に発報した。", "キャッシュが古いデータを返し続けた。", "ロールバックにより復旧した。", "証明書の有効期限が切れていた。", "{s}のキューが{n}件まで滞留した。",
		"手順書は最新ではなかった。", "ディスク容量が不足していた。", "再試行が集中し、{s}の負荷が高まった。", "顧客からの問い合わせは{n}件だった。",
	}
	japaneseTitles = []string{"決済が失敗した", "検索結果が古いままだった", "ログインできない", "{s}の応答が遅い", "メールが二重に送信された", "注文が確定できない"}
	japaneseTasks  = []string{"キューの深さを監視する", "{s}の接続数に上限を設ける", "証明書を自動で更新する", "手順書を更新する", "ロールバックを自動化する"}
)
