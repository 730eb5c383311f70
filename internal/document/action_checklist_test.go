package document_test

import "testing"

// TestChecklists is which checklists hold action items: what is to be done once, not what to do whenever something breaks.
func TestChecklists(t *testing.T) {
	const work = "\n\n- [ ] Add an alert on queue depth\n- [x] Rotate the leaked key (@ana)\n- [ ] Verify backups\n"
	const read = "Add an alert on queue depth\nRotate the leaked key; owner=@ana; done\nVerify backups"
	for _, tt := range []struct{ name, source, want string }{
		{"a checklist", "## Checklist" + work, read},
		{"a post-incident checklist", "### ✅ Post-incident check list:" + work, read},
		{"among the lessons", "## Lessons learned\n\nA lot.\n\n### Checklist" + work, read},
		{"a prevention checklist", "## Prevention Checklist\n\n- [ ] Page the team\n- Add c\n", "Page the team\nAdd c"},
		{"a follow-up checklist", "## Follow-up action checklist\n\n- [ ] Page the team\n", "Page the team"},
		{"beside action items", "## Checklist" + work + "\n## Action items\n\n- a\n", "a"},
		{"how to respond", "## Checklist\n\n- [ ] Check the dashboards\n- [ ] Page the team\n- [ ] Roll back\n- [ ] Increase the pool\n", ""},
		{"of a runbook", "## Runbook for full queues\n\n### Checklist" + work, ""},
		{"of the response", "## Incident response checklist" + work, ""},
		{"of a deployment", "## Deployment checklist" + work, ""},
		{"of the review", "## Post-incident checklist\n\n- [x] Timeline complete\n- [x] Root cause known\n- [ ] Status page updated\n", ""},
		{"without boxes", "## Checklist\n\n- Add an alert\n- Move the cron\n", ""},
	} {
		t.Run(tt.name, func(t *testing.T) { equal(t, tt.want, titles("# Outage\n\nIt broke.\n\n"+tt.source)) })
	}
}

// TestCheckedEachTime is lists that are gone through before each deployment, and those that only name one.
func TestCheckedEachTime(t *testing.T) {
	const list = "\n\n- [ ] Run the tests\n- Tell the others\n\n### More\n\n- a\n"
	for _, tt := range []struct{ label, want string }{
		{"### Release checklist", "a"},
		{"### b) 操作前检查清单（每次）", "a"},
		{"### 发布检查表", "a"},
		{"### デプロイ前チェックリスト", "a"},
		{"### 本番作業前の確認事項", "a"},
		{"### 배포 전 체크리스트", "a"},
		{"### Checkliste vor dem Deployment", "a"},
		{"### Avant chaque mise en production", "a"},
		{"**Antes de cada despliegue:**", "a"},
		{"### Lista de verificação antes do deploy", "a"},
		{"### 检查清单", "Run the tests\nTell the others\na"},
		{"### 上线后待办", "Run the tests\nTell the others\na"},
		{"### Checkliste", "Run the tests\nTell the others\na"},
		{"### リリース改善", "Run the tests\nTell the others\na"},
	} {
		t.Run(tt.label, func(t *testing.T) { equal(t, tt.want, titles("# Outage\n\n## Action items\n\n"+tt.label+list)) })
	}
	equal(t, "a", titles("# Outage\n\n## Action items\n\n- 发布前检查清单：\n  - [ ] 测试通过\n  - 备份\n- a\n"))
	equal(t, "Add a probe\nLimit retries", titles("It broke. We will do this so that it does not happen again:\n\n- [ ] Add a probe\n- [ ] Limit retries\n"))
}
