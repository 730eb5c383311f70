package document

import (
	"strings"
	"sync"
)

// metaKind is what a key of the metadata says.
type metaKind int

const (
	noMeta metaKind = iota // not a key that is known
	metaOther
	metaTitle
	metaStatus
	metaSeverity
	metaPriority // a severity where nothing else is one
	metaDate
	metaStarted
	metaDetected
	metaMitigated
	metaResolved
	metaPeriod // start and end in one
	metaDuration
	metaZone
	metaServices
	metaAuthors
	metaOwner // an author where nobody else is one
	metaPeople
	metaFactors
	metaTags // factors where nothing else is
)

// metaKeys are the keys that are known, as foldKey leaves them, collected from the templates of the SRE book, PagerDuty, GitLab, Atlassian, Howie
// and CCADB, and from published postmortems. The names of moments are in metaMoments besides.
var metaKeys = sync.OnceValue(func() map[metaKind][]string {
	return map[metaKind][]string{
		metaTitle:    {"title", "incident title", "incident name", "postmortem title", "タイトル", "件名", "障害名", "インシデント名", "障害件名", "表題"},
		metaStatus:   {"status", "state", "current status", "incident status", "document status", "report status", "postmortem status", "review status", "rca status", "statut", "estado", "状态", "ステータス", "状態"},
		metaSeverity: {"severity", "sev", "severity level", "incident severity", "sev level", "impact level", "incident level", "severity/priority", "severity rating", "criticality", "schweregrad", "sévérité", "gravité", "severidad", "gravedad", "severidade", "gravidade", "严重程度", "严重级别", "事故等级", "重大度", "深刻度", "障害レベル", "影響度", "障害ランク", "インシデントレベル", "緊急度", "重要度"},
		metaPriority: {"priority", "incident priority", "priority level", "優先度"},
		metaDate:     {"date", "incident date", "date of incident", "outage date", "date of outage", "date of event", "date of the incident", "event date", "date and time", "date/time", "date occurred", "occurred on", "day", "incident date and time", "date and time of incident", "datum", "datum des vorfalls", "vorfallsdatum", "date de l'incident", "fecha", "fecha del incidente", "data do incidente", "日期", "事故日期", "故障日期", "事件日期", "发生日期", "発生日", "日付"},
		metaPeriod:   {"time", "when", "incident time", "time of incident", "time of outage", "outage time", "time frame", "timeframe", "time range", "time window", "time period", "occurrence window", "period", "window", "incident period", "incident window", "outage period", "outage window", "impact window", "impact period", "start/end", "start-end", "start - end", "start and end", "start and end time", "incident times", "dates", "故障时间", "事故时间", "事件时间", "影响时间", "影响时段", "故障时段", "zeitraum", "periodo", "período", "période", "影響期間", "期間", "発生期間", "障害期間", "障害発生期間", "発生時間帯", "影響時間帯", "いつ", "停止期間", "対象期間"},
		metaDuration: {"duration", "incident duration", "outage duration", "impact duration", "total duration", "duration of incident", "duration of outage", "length", "dauer", "durée", "durée de l'incident", "duración", "duração", "持续时间", "downtime", "total downtime", "time to detect", "time to detection", "time to acknowledge", "time to mitigate", "time to mitigation", "time to repair", "time to resolve", "time to resolution", "time to recover", "time to recovery", "ttd", "ttm", "ttr", "mttd", "mttr", "mtta", "影響時間", "継続時間", "障害時間", "停止時間", "ダウンタイム", "所要時間"},
		metaZone:     {"timezone", "time zone", "tz", "タイムゾーン"},
		metaServices: {"service", "services", "affected service", "affected services", "service affected", "services affected", "impacted service", "impacted services", "service impacted", "services impacted", "services involved", "service name", "system", "systems", "affected system", "affected systems", "systems affected", "impacted systems", "systems impacted", "component", "components", "affected component", "affected components", "components affected", "impacted components", "product", "products", "affected products", "products affected", "impacted products", "application", "applications", "affected applications", "affected service/product", "betroffene dienste", "betroffene systeme", "services impactés", "servicios afectados", "serviços afetados", "影响服务", "影響サービス", "影響を受けたサービス", "対象サービス", "サービス", "サービス名", "システム名", "対象システム", "影響システム", "該当サービス", "該当システム", "発生サービス", "発生システム", "影響を受けたシステム"},
		metaAuthors:  {"author", "authors", "written by", "created by", "prepared by", "authored by", "by", "postmortem author", "postmortem authors", "report author", "report authors", "document author", "rca author", "writer", "writers", "autor", "autoren", "verfasser", "auteur", "auteurs", "autores", "作者", "作成者", "著者", "執筆者", "報告者", "記入者", "記載者", "起票者", "記録者", "文責", "報告書作成者"},
		metaOwner:    {"owner", "owners", "postmortem owner", "incident owner", "document owner", "report owner", "rca owner", "dri", "directly responsible individual", "責任者", "担当者"},
		metaPeople:   {"incident commander", "incident commanders", "ic", "commander", "incident lead", "incident leads", "lead", "leads", "tech lead", "technical lead", "incident manager", "responders", "responder", "incident responders", "first responder", "participants", "attendees", "involved", "people involved", "who was involved", "on-call", "oncall", "on call", "on-call engineer", "on-call engineers", "oncall engineer", "scribe", "comms lead", "communications lead", "communication lead", "communications manager", "facilitator", "facilitators", "moderator", "incident team", "response team", "reviewers", "reviewer", "reviewed by", "contributors", "led by", "postmortem lead", "lead analyst", "analyst", "investigator", "investigators", "subject matter experts", "smes", "customer liaison", "support lead", "operations lead", "ops lead", "deputy", "incident coordinator", "レビュアー", "対応者", "参加者", "インシデントコマンダー", "対応メンバー", "対応チーム", "対応体制", "関係者", "出席者", "レビュー者", "承認者"},
		metaFactors:  {"factors", "factor", "contributing factor tags", "root cause category", "cause category", "root cause categories", "要因"},
		metaTags:     {"tags", "tag", "labels", "keywords", "タグ"},
		metaOther: {"id", "incident", "incident id", "incident no", "incident number", "incident #", "incident ticket", "incident link", "ticket", "tickets", "jira", "jira ticket", "issue", "tracking issue", "tracking bug", "bug", "case", "case number", "reference", "reference number", "report number", "postmortem id", "インシデントid", "関連adr", "関連pm",
			"type", "incident type", "type of incident", "incident category", "category", "classification", "environment", "environments", "region", "regions", "affected region", "affected regions", "location", "team", "teams", "team responsible", "owning team", "responsible team", "affected team", "affected teams", "audience", "visibility", "confidentiality", "slack channel", "incident channel", "channel", "slack", "chat", "call recording", "recording", "status page", "dashboard", "detected by", "reported by", "reporter", "detection method", "detection source", "source of detection", "how detected", "acknowledged", "acknowledged at", "time acknowledged", "incident declared", "declared", "users affected", "affected users", "customers affected", "affected customers", "number of customers affected", "users impacted", "customers impacted", "affected functionality", "data loss", "error budget", "slo impact", "revenue impact", "affected versions", "影響機能", "発生場所", "発生箇所", "障害番号", "管理番号", "報告日", "報告日時", "作成日時", "場所", "インシデント番号",
			"created", "created at", "created on", "date created", "published", "published on", "date published", "last modified", "last updated", "updated", "updated at", "updated on", "modified", "version", "report date", "date of report", "date reported", "postmortem date", "date of postmortem", "date of rca", "rca date", "pir date", "review date", "date of review", "meeting date", "meeting", "meeting scheduled for", "postmortem meeting", "date written", "作成日", "更新日", "公開日"},
	}
})

// metaMoments are the words for the moments of an incident; what else stands in their keys ("Incident start time") is in momentFillers.
var metaMoments = sync.OnceValue(func() map[metaKind]string {
	return map[metaKind]string{
		metaStarted:   "start started starts begin began begins beginning begun onset occurred occurs occurrence from 发生时间 开始时间 発生日時 発生時刻 発生 開始日時 開始時刻 開始",
		metaDetected:  "detected detection discovered discovery noticed alerted alert paged identified aware 发现时间 检测时间 検知日時 検知時刻 検知 検出日時 発見日時",
		metaMitigated: "mitigated mitigation contained containment stabilised stabilized repaired 緩和日時 緩和時刻 緩和",
		metaResolved:  "resolved resolution end ended ends finish finished recovered recovery restored restoration fixed closed completed until to allclear 恢复时间 解决时间 结束时间 修复时间 復旧日時 復旧時刻 復旧 解決日時 解決 終了日時 終了時刻 収束日時",
	}
})

const momentFillers = "the of at on in was were is and first date time times datetime timestamp day incident outage event issue impact disruption problem service services team actual approx approximate estimated utc gmt"

// knownKeys and knownMoments are metaKeys and metaMoments turned round.
var (
	knownKeys = sync.OnceValue(func() map[string]metaKind {
		known := map[string]metaKind{}
		for kind, names := range metaKeys() {
			for _, name := range names {
				known[name] = kind
			}
		}
		return known
	})
	knownMoments = sync.OnceValue(func() map[string]metaKind {
		known := map[string]metaKind{}
		for kind, words := range metaMoments() {
			for word := range strings.FieldsSeq(words) {
				known[word] = kind
			}
		}
		for word := range strings.FieldsSeq(momentFillers) {
			known[word] = noMeta
		}
		return known
	})
)

// metaPatterns are the keys that vary too much to be listed; the first that matches counts.
var metaPatterns = sync.OnceValue(func() []metaPattern {
	return []metaPattern{
		{metaDate, hints("日"), lazy(`^(?:障害|インシデント|事象|事故)(?:の)?発生日$`)},
		{metaStarted, hints("発生", "開始"), lazy(`^(?:障害|インシデント|事象|影響|事故|不具合)?(?:の)?(?:発生|開始)(?:した)?(?:日時|時刻|時間)$`)},
		{metaDetected, hints("検知", "検出", "発見", "発覚", "認知"), lazy(`^(?:障害|インシデント|事象|異常)?(?:の)?(?:検知|検出|発見|発覚|認知)(?:した)?(?:日時|時刻|時間)?$`)},
		{metaMitigated, hints("暫定", "緩和"), lazy(`^(?:緩和|暫定復旧|暫定対応|暫定対応完了)(?:日時|時刻|時間)?$`)},
		{metaResolved, hints("復旧", "解決", "終了", "収束", "解消", "終息"), lazy(`^(?:障害|サービス|インシデント|事象|影響|完全|全面)?(?:の)?(?:復旧|解決|終了|収束|解消|終息|復旧完了|復旧確認)(?:した)?(?:日時|時刻|時間)?$`)},
		{metaDuration, hints("duration"), lazy(`^(?:[\w-]+ ){0,3}duration$`)},
		{metaDuration, hints("downtime"), lazy(`^(?:[\w-]+ ){0,2}downtime$`)},
		{metaDuration, hints("time to "), lazy(`^(?:mean |total )?time to (?:\w+ ?){1,2}$`)},
		{metaServices, hints("affected", "impacted", "involved", "related"), lazy(`^(?:affected|impacted|involved|related) (?:\w+[ /]){0,2}(?:services?|systems?|components?|products?|applications?|apps)$|^(?:\w+[ /]){0,2}(?:services?|systems?|components?|products?|applications?|apps) (?:affected|impacted|involved)$`)},
		{metaOther, hints("date"), lazy(`^(?:[\w-]+ ){0,2}(?:postmortem|pir|rca|coe|review|report|reported|published|publication|modified|updated?|created|creation|due|reviewed|meeting|document|closed) date$|^dates? (?:of |for )?(?:the )?(?:postmortem|pir|rca|coe|review|reviewed|report|publication|published|meeting|created|written|modified|updated)$`)},
		{metaAuthors, hints("author"), lazy(`^(?:[\w-]+ ){0,2}authors?$`)},
		{metaOwner, hints("owner"), lazy(`^(?:postmortem|incident|document|report|rca|problem|single) owners?$`)},
		{metaPeople, hints("commander", "lead", "manager", "investigator", "responder", "reviewer", "participant", "attendees", "scribe", "coordinator", "facilitator", "analyst", "liaison"), lazy(`^(?:[\w-]+ ){0,3}(?:commanders?|leads?|manager|investigators?|responders?|reviewers?|participants?|attendees|scribe|coordinator|facilitator|analyst|liaison)$`)},
	}
})

type metaPattern struct {
	kind    metaKind
	hints   hintSet // one of them is in every key that matches
	pattern *pattern
}

// metaKindOf is what a key says: "Start time (UTC)" is metaStarted, "Start / end" is metaPeriod.
func metaKindOf(key string) metaKind {
	if len(key) > maxLabel {
		return noMeta
	}
	key = foldKey(key)
	if kind := kindOf(key); kind != noMeta {
		return kind
	}
	first, second, found := strings.Cut(key, "/")
	if !found {
		first, second, found = strings.Cut(key, " and ")
	}
	if found {
		switch a, b := kindOf(strings.TrimSpace(first)), kindOf(strings.TrimSpace(second)); {
		case a == metaStarted && b == metaResolved:
			return metaPeriod
		case a == b, b == noMeta && a == metaPeople, a == metaPeople && b == metaOwner:
			return a
		}
	}
	return noMeta
}

// kindOf is metaKindOf for a folded key.
func kindOf(key string) metaKind {
	if kind, ok := knownKeys()[key]; ok {
		return kind
	}
	kind, moments := noMeta, true
	for word := range wordsOf(strings.ReplaceAll(key, "all clear", "allclear")) {
		k, ok := knownMoments()[word]
		if moments = moments && ok && (k == noMeta || kind == noMeta || k == kind); !moments {
			break
		}
		if k != noMeta {
			kind = k
		}
	}
	if moments {
		return kind
	}
	pairs := pairsOf(key)
	for _, p := range metaPatterns() {
		if p.hints.in(key, pairs) && p.pattern.compiled().MatchString(key) {
			return p.kind
		}
	}
	return noMeta
}

// isMoment reports whether a key names a point in time, so that only a time can be its value.
func (k metaKind) isMoment() bool {
	return k == metaStarted || k == metaDetected || k == metaMitigated || k == metaResolved || k == metaDate || k == metaPeriod
}

var plurals = strings.NewReplacer("(s)", "s", "(es)", "es", "_", " ", " & ", " and ", "post-mortem", "postmortem", "post mortem", "postmortem", "（", "(", "：", ":")

// hasOnlyWords reports whether a key is nothing but ASCII letters, digits and spaces, and none of its words may be "post".
func hasOnlyWords(key string) bool {
	for i := range len(key) {
		if b := key[i]; !isWord(b) && b != ' ' || b|0x20 == 'p' && i+len("post") <= len(key) && strings.EqualFold(key[i:i+len("post")], "post") {
			return false
		}
	}
	return true
}

// foldKey reduces a key as foldHeading does a heading, without what stands in brackets: "Author(s)", "started_at", "Start (UTC)".
func foldKey(key string) string {
	if !hasOnlyWords(key) {
		key = plurals.Replace(strings.ToLower(key))
	}
	if before, _, found := strings.Cut(key, "("); found && strings.TrimSpace(before) != "" {
		key = before
	}
	return foldHeading(key)
}
