package document_test

import "testing"

// TestTopics is items that only say what those nested in them are about, or who does them, and items with details.
func TestTopics(t *testing.T) {
	for _, tt := range []struct{ name, section, want string }{
		{"an area", "- Testing\n  - a test for the switch\n  - consider a drill\n- QA\n  - more hands\n", "a test for the switch\nconsider a drill\nmore hands"},
		{"a word, and most of it is work", "- Migrations\n  - limit their time\n  - dry runs\n- Page on depth\n  - of each queue\n", "limit their time\ndry runs\nPage on depth"},
		{"a word with a colon in Chinese", "- 缓存：\n  - 增加容量\n- 监控\n  - 队列告警\n", "增加容量\n队列告警"},
		{"a team", "- Storage team\n  - Kim adds a probe\n  - Move the cron\n- @ana\n  - a drill\n", "Kim adds a probe; owner=Storage team\nMove the cron; owner=Storage team\na drill; owner=@ana"},
		{"Japanese", "- 自動化\n  - 切替の検証\n- データベース\n  - 上限を下げる\n", "切替の検証\n上限を下げる"},
		{"German", "- Sicherheit\n  - Schlüssel tauschen\n", "Schlüssel tauschen"},
		{"Spanish and French", "- Nodos\n  - Reiniciar cada noche\n  - Añadir una alerta\n- Sécurité\n  - changer les clés\n", "Reiniciar cada noche\nAñadir una alerta\nchanger les clés"},
		{"fields", "- Testing\n  - Owner: Kim\n  - Due: 2026-12-01\n", "Testing; owner=Kim; due=2026-12-01"},
		{"details", "- Limit retries\n  - in the client\n- Dashboards for all\n  - they were late\n  - nobody looked\n- 增加告警\n  - 增加阈值\n- Backups:\n  - kept for a week\n", "Limit retries\nDashboards for all\n增加告警\nkept for a week"},
		{"what is told of an area", "- Database\n  - We ran out of connections\n  - The pool was small\n- Docs\n  - The steps for a failover\n  - Add a map\n  - links\n- Backups\n  - nightly\n", "Database\nThe steps for a failover\nAdd a map\nlinks\nBackups"},
		{"numbered", "1. Testing\n   - a test\n2. Alerts\n   - Page on depth\n   - Call\n", "Testing\nAlerts"},
	} {
		t.Run(tt.name, func(t *testing.T) { equal(t, tt.want, titles("# Outage\n\n## Action items\n\n"+tt.section)) })
	}
}
