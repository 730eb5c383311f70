package document

import "strings"

// isUnder reports whether what is nested stands under no more than what it is about: an area, or one word where most of it says what to do.
func (n nest) isUnder(text string) bool {
	if n.fields < n.items && 2*n.told < n.items && n.brief < n.items && namesGroup(text) {
		return true
	}
	return n.items > 1 && 2*n.work >= n.items && isTopic(text) && !strings.ContainsAny(text, " -") && !isAsian(text)
}

// tellsHowItIs reports whether a text begins as a sentence that tells how something is or was, and nothing to do: "We ran out of connections".
func tellsHowItIs(text string) bool {
	switch first, rest, _ := strings.Cut(text, " "); first {
	case "We", "It", "There", "They", "This", "That", "These", "The", "Our", "No", "Nobody", "Nothing":
		return strings.Contains(rest, " ") && !isWork(text) && !saysDuty(text)
	}
	return false
}

// namesGroup reports whether the label of an item with others nested in it is no more than the area or the team that those are for: "Testing", "Infra team".
func namesGroup(text string) bool {
	text = strings.TrimRight(text, " :：")
	area := withoutAccents(strings.ToLower(text))
	return isHandle(text) || isTeam(text) || isArea(area) || isArea(simplified(area))
}

// isArea reports whether words in lower case and without accents are an area of work.
func isArea(words string) bool {
	switch words {
	case "testing", "tests", "test", "qa", "quality", "quality assurance", "tooling", "tools", "automation", "alerts", "alerting", "observability", "logging", "logs", "metrics", "dashboards", "infrastructure", "infra", "architecture", "platform", "network", "networking",
		"backend", "back end", "frontend", "front end", "database", "databases", "storage", "cache", "caching", "security", "access", "access control", "capacity", "performance", "reliability", "resilience", "backups", "backup", "deployment", "deployments", "release", "releases", "ci", "cd", "ci/cd",
		"code", "code quality", "configuration", "config", "people", "training", "culture", "communication", "communications", "incident response", "on-call", "oncall", "policy", "policies", "governance", "runbooks", "runbook", "docs", "operations", "ops", "operational", "technical", "organisational", "organizational",
		"tests automatises", "essais", "outillage", "automatisation", "alertes", "supervision", "observabilite", "journalisation", "reseau", "base de donnees", "securite", "sauvegardes", "deploiement", "formation", "processus",
		"pruebas", "herramientas", "automatizacion", "alertas", "monitoreo", "monitorizacion", "observabilidad", "infraestructura", "red", "base de datos", "seguridad", "respaldos", "despliegue", "despliegues", "capacitacion", "documentacion", "proceso", "procesos", "comunicacion", "codigo",
		"testes", "ferramentas", "automacao", "monitoramento", "monitorizacao", "observabilidade", "infraestrutura", "rede", "banco de dados", "base de dados", "seguranca", "implantacao", "treinamento", "treino", "documentacao", "processo", "processos", "comunicacao",
		"werkzeuge", "uberwachung", "alarme", "automatisierung", "alarmierung", "infrastruktur", "netzwerk", "datenbank", "sicherheit", "sicherungen", "bereitstellung", "schulung", "dokumentation", "prozess", "prozesse", "kommunikation", "technisch", "organisatorisch",
		"测试", "测试方面", "监控", "监控告警", "监控方面", "告警", "流程", "流程方面", "流程规范", "技术", "技术方面", "工具", "自动化", "架构", "代码", "数据库", "网络", "安全", "部署", "发布", "运维", "人员", "培训", "文档", "沟通", "管理", "管理方面",
		"テスト", "アラート", "自動化", "インフラ", "アプリ", "アプリケーション", "データベース", "ネットワーク", "セキュリティ", "デプロイ", "リリース", "教育", "連絡体制", "コミュニケーション", "ツール", "コード", "設計", "테스트", "모니터링", "알림", "자동화", "인프라", "배포", "문서", "프로세스", "교육":
		return true
	}
	return false
}
