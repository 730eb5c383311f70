package document_test

import "testing"

// TestSettings is what the settings and the commands are that an action section lists, beside what is to be done.
func TestSettings(t *testing.T) {
	for _, tt := range []struct{ name, source, want string }{
		{"a way and what is set there", "### Protection\n\n- Settings → Branches → main\n- ✅ Require a review\n- ❌ Allow force pushes\n\n### Probes\n\n- Add a probe\n", "Add a probe"},
		{"with other arrows", "- Repository settings > Actions > General\n- Read-only token\n", ""},
		{"in Chinese", "- 仓库设置 → 分支 → main\n- 禁止强制推送\n", ""},
		{"in Japanese", "- 設定 ＞ 通知 ＞ 宛先\n- 担当者を全員にする\n", ""},
		{"what is done there", "- Settings → Branches: require a review\n- Move the cron v1 → v2\n- Console → Alerts → add one for depth\n", "Settings → Branches: require a review\nMove the cron v1 → v2\nConsole → Alerts → add one for depth"},
		{"commands", "- Limit retries\n- `git clean -fdx`\n- `kubectl delete ns`（production）\n- `drain` every node first\n- [ ] `make drill`\n- `terraform plan` (@kmori)\n", "Limit retries\ndrain every node first; written=drain` every node first\nmake drill\nterraform plan; owner=@kmori"},
		{"a table of commands", "| Command | Risk |\n|-|-|\n| `rm -r` | high |\n| Truncate | high |\n", ""},
		{"a table of commands in Chinese", "| 场景 | 命令 | 要求 |\n|-|-|-|\n| 回滚 | `git revert` | 先备份 |\n", ""},
		{"a command that somebody runs", "| Action | Command | Owner |\n|-|-|-|\n| Drop the index | `drop` | Kim |\n", "Drop the index; owner=Kim"},
	} {
		t.Run(tt.name, func(t *testing.T) { equal(t, tt.want, titles("# Outage\n\n## Action items\n\n"+tt.source)) })
	}
}

// TestQuestions is what a list asks before or after an operation, beside questions that suggest what to do.
func TestQuestions(t *testing.T) {
	for _, tt := range []struct{ item, want string }{
		{"[ ] Was the customer told?", ""},
		{"[ ] 是否已备份数据库？", ""},
		{"[ ] 回滚方案是否准备好（含数据）？", ""},
		{"是否有人值守", ""},
		{"[ ] 通知群发了吗？", ""},
		{"为什么没有告警？", ""},
		{"是否需要增加队列告警？", "是否需要增加队列告警？"},
		{"能否自动切换？", "能否自动切换？"},
		{"检查是否已备份", "检查是否已备份"},
		{"[ ] バックアップを取得したか？", ""},
		{"[ ] 関係者に連絡していますか？", ""},
		{"[ ] 手順書は最新ですか", ""},
		{"誰が担当しますか？", ""},
		{"切替を自動化できないか？", "切替を自動化できないか？"},
		{"監視を追加すべきか？", "監視を追加すべきか？"},
		{"[ ] 백업을 완료했는가?", ""},
		{"[ ] Wurde das Backup geprüft?", ""},
		{"[ ] ¿Se hizo una copia?", ""},
		{"¿Podemos automatizar la copia?", "¿Podemos automatizar la copia?"},
		{"[ ] Les sauvegardes sont-elles testées ?", ""},
		{"Peut-on automatiser la bascule ?", "Peut-on automatiser la bascule ?"},
		{"[ ] Foi feito o backup?", ""},
		{"Can we alert on it?", "Can we alert on it?"},
	} {
		t.Run(tt.item, func(t *testing.T) { equal(t, tt.want, titles("# Outage\n\n## Action items\n\n- "+tt.item+"\n")) })
	}
}
