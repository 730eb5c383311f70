package document_test

import (
	"strings"
	"testing"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// TestForeignHeadings is the sections of documents in languages whose prose is not read.
func TestForeignHeadings(t *testing.T) {
	for name, headings := range map[string]string{
		document.Summary:             "Sammendrag|Sammanfattning|Hvad skete der?|Streszczenie|Sintesi|Zusammenfassung|Résumé exécutif|Resumen|Resumo|Samenvatting|概述|2. 事件概述",
		document.Impact:              "Konsekvenser|Påvirkning|Påverkan för kunder|Skutki|Auswirkungen auf Kunden|Impacto|影响范围|Влияние",
		document.TimelineSection:     "Tidslinje (norsk tid)|Hendelsesforløp|Hændelsesforløb|Händelseförlopp|Przebieg zdarzeń|Linea temporale|Zeitlicher Ablauf (alle Zeiten MEZ)|Chronologie|Línea de tiempo|Linha do tempo|时间线|事故时间线|一、事故时间线|本次故障的时间线|详细时间线|사고 타임라인|장애 경과|Хронология",
		document.ContributingFactors: "Rotårsaker|Årsag|Grundorsak|Grondoorzaak|Analiza przyczyn|Analisi delle cause|Grundursache|Cause racine|Causes profondes de l'incident|Causa raíz|根因分析|Причины",
		document.WentWell:            "Hva gikk bra?|Hvad gik godt?|Vad gick bra?|Co się udało|Cosa è andato bene|Was lief gut?|Ce qui a bien fonctionné|Lo que funcionó bien|O que deu certo",
		document.WasDifficult:        "Hva gikk dårlig?|Hvad gik skidt?|Vad gick fel?|Wat kon beter?|Co poszło nie tak?|Was lief schlecht?|Ce qui n'a pas fonctionné|Lo que falló",
		document.LessonsLearned:      "Hva lærte vi?|Lärdomar|Wat hebben we geleerd|Was haben wir gelernt|Erkenntnisse|Leçons apprises|Lecciones aprendidas|经验教训",
		document.ActionItems:         "Tiltak|Aksjonspunkter|Forebyggende tiltak|Neste steg|Tiltag|Tiltak etter hendelsen|Opfølgning|Næste skridt|Åtgärder|Planerade åtgärder|Nästa steg|Verbeterpunten|Wat gaan we doen?|Da fare|Kolejne kroki|Planowane działania|4. Was aendern wir|Naechste Schritte|防再犯|防止复发|Prevenção Futura|Prevención futura|🔮 ACCIONES FUTURAS RECOMENDADAS|Medidas pendientes a largo plazo|Geplante Maßnahmen|Offene und weitere Aufgaben|Actions correctives à long terme|Ações pendentes|Azioni future|三、改进措施|（十二）改进措施|第三部分：后续行动|以后怎么防|如何避免再次发生|我们今后如何防止类似问题再次发生|后续怎么改进|향후 재발 방지 대책|재발 방지 대책 및 일정|Maßnahmen|Nächste Schritte|7. Folgemaßnahmen|Plan d'action|Actions correctives et préventives|Prochaines étapes|Próximos pasos|Acciones de seguimiento|Plano de ação|Ações corretivas|改进措施|后续行动|План действий|Azioni correttive|Vervolgacties|Accionables|Itens acionáveis",
		"":                           "Queue|Blue sky|Steg|Tiltak markedet|Lost|Medidas inmediatas|Acciones futuras del mercado|事故|如何部署|事件时间|Was|Résumé des prix|Plan|Causal order|Die hard|措|As measured",
	} {
		for heading := range strings.SplitSeq(headings, "|") {
			if got := document.CanonicalName(heading); got != name {
				t.Errorf("%q is %q, not %q", heading, got, name)
			}
		}
	}
}

// TestForeignActions is action items whose columns, labels and states are in another language.
func TestForeignActions(t *testing.T) {
	for _, tt := range []struct{ name, section, want string }{
		{"German", "## Maßnahmen\n\n| Maßnahme | Verantwortlich | Frist | Priorität | Status |\n|-|-|-|-|-|\n| Alarm für die Warteschlange | Team Suche | 15.12.2026 | Hoch | In Arbeit |\n| Zertifikat erneuern | Kim | 01.12.2026 | Mittel | Erledigt |\n", "Alarm für die Warteschlange; prio=P1; owner=Team Suche; due=2026-12-15; status=In Arbeit\nZertifikat erneuern; prio=P2; owner=Kim; due=2026-12-01; status=Erledigt; done"},
		{"French", "## Actions à mener\n\n| Action | Responsable | Échéance | Statut |\n|-|-|-|-|\n| Ajouter une alerte | Équipe Paiement | 15/12/2026 | À faire |\n| Documenter la reprise | Camille | 2026-12-20 | Terminé |\n", "Ajouter une alerte; owner=Équipe Paiement; due=2026-12-15; status=À faire\nDocumenter la reprise; owner=Camille; due=2026-12-20; status=Terminé; done"},
		{"Spanish", "## Próximos pasos\n\n- Añadir una alerta. **Responsable:** Kim **Fecha límite:** 2026-12-15\n- Revisar los límites (hecho)\n", "Añadir una alerta; owner=Kim; due=2026-12-15\nRevisar los límites; status=hecho; done"},
		{"Portuguese", "## Plano de ação\n\n- [ ] Criar alerta para a fila\n  - Responsável: Ana\n  - Prazo: 2026-12-15\n- [x] Rever os limites\n", "Criar alerta para a fila; owner=Ana; due=2026-12-15\nRever os limites; done"},
		{"Chinese fields", "## 三、改进措施\n\n1. 连接池监控（负责人：王伟，截止：2026-12-15）\n2. 灰度发布（责任人：李娜；截止日期：2026-12-20；状态：已完成）\n", "连接池监控; owner=王伟; due=2026-12-15\n灰度发布; owner=李娜; due=2026-12-20; status=已完成; done"},
		{"Chinese", "## 改进措施\n\n| 措施 | 负责人 | 截止日期 | 状态 |\n|-|-|-|-|\n| 增加队列告警 | 王伟 | 2026-12-15 | 已完成 |\n| 演练回滚 | 李娜 | 2026-12-20 | 进行中 |\n", "增加队列告警; owner=王伟; due=2026-12-15; status=已完成; done\n演练回滚; owner=李娜; due=2026-12-20; status=进行中"},
		{"Japanese columns", "## 恒久対策\n\n| 対策 | 主担当（役割） | 期限案 | 追跡先 |\n|-|-|-|-|\n| 再試行の制限 | 開発担当 | 2026-12-15 | #7 |\n| 訓練 | 運用 | 準備 2026-12-01、実施 2026-12-20 | 未定 |\n", "再試行の制限; owner=開発担当; due=2026-12-15; issue=#7\n訓練; owner=運用; due=2026-12-20"},
		{"Japanese brackets", "## 今後の対応\n\n- 影響の調査: [o/r#7](" + issues + "7)（画面担当、期限案 2026-12-15）\n- 通知の追加 (基盤担当)\n- 上限の見直し（担当：SRE／期限：2026/12/31／起票：#12）\n", "影響の調査; owner=画面担当; due=2026-12-15; issue=o/r#7\n通知の追加; owner=基盤担当\n上限の見直し; owner=SRE; due=2026-12-31; issue=#12"},
		{"Japanese details", "## 今後の対応\n\n- 通知の追加\n  - 担当（仮）：鈴木\n  - 期限目安：2026-12-10\n  - 関連チケット：OPS-9\n", "通知の追加; owner=鈴木; due=2026-12-10; issue=OPS-9"},
		{"Chinese details", "## 改进措施\n\n- 增加告警\n  - 负责人：王伟\n  - 预计完成时间：2026-12-15\n  - 跟踪单：OPS-9\n- 完善文档\n  - 建议时间：2 周内\n", "增加告警; owner=王伟; due=2026-12-15; issue=OPS-9\n完善文档"},
		{"Chinese remarks", "## 改进措施\n\n- 增加告警\n\n### 注意事项\n\n- 先备份\n\n### 评级标准\n\n- P0：全站不可用\n", "增加告警"},
		{"French labels", "## Mesures préventives\n\n- [ ] Poser une sonde (resp. : Camille, échéance : 15/12/2026)\n- [ ] Former les autres — @lea — avant le 20/12/2026\n- Limiter avant la bascule\n", "Poser une sonde; owner=Camille; due=2026-12-15\nFormer les autres; owner=@lea; due=2026-12-20\nLimiter avant la bascule"},
		{"French teams and quarters", "## Actions\n\n- Migrer la base (équipe plateforme, T4 2026)\n", "Migrer la base; owner=équipe plateforme; due=T4 2026"},
		{"Spanish dates", "## Tareas\n\n- Formar a todos hasta el 20/12/2026\n- Limitar las colas antes del cambio\n", "Formar a todos; due=2026-12-20\nLimitar las colas antes del cambio"},
		{"Norwegian", "## Tiltak\n\n| Tiltak | Ansvarlig | Frist | Status |\n|-|-|-|-|\n| Varsle om full kø | Kari Nes | 15. desember 2026 | Påbegynt |\n| Flytte disken | Ola | 15.12.2026 | Ferdig |\n", "Varsle om full kø; owner=Kari Nes; due=2026-12-15; status=Påbegynt\nFlytte disken; owner=Ola; due=2026-12-15; status=Ferdig; done"},
		{"what a link says in Norwegian", "## Aksjonspunkter\n\n| Aksjon | Eier | Referanse |\n|-|-|-|\n| Varsle om full kø | Kari | [Utført](https://github.com/o/r/commit/81103ba9d909a1062466c3236e05108dbdee2b42) |\n| Rydde køen | Per | [Utført](https://github.com/o/r/pull/9) |\n| Flytte disken | Ola | OPS-7 |\n", "Varsle om full kø; owner=Kari; status=Utført; done\nRydde køen; owner=Per; status=Utført; issue=Utført; done\nFlytte disken; owner=Ola; issue=OPS-7"},
		{"Danish", "## Handlinger\n\n| Handling | Ejer | Hvornår | Prioritet | Status |\n|-|-|-|-|-|\n| Alarm på køen | Mette | 1. marts 2027 | Høj | I gang |\n| Ny disk | Bo | 2026-12-01 | Lav | Udført |\n", "Alarm på køen; prio=P1; owner=Mette; due=2027-03-01; status=I gang\nNy disk; prio=P3; owner=Bo; due=2026-12-01; status=Udført; done"},
		{"Swedish", "## Åtgärder\n\n- [ ] Larma om full kö (ansvarig: Kim, senast 2026-12-15)\n- Begränsa omförsök\n  - Ansvarig: Lisa Ek\n  - Klart senast: 2026-12-12\n  - Status: klar\n", "Larma om full kö; owner=Kim; due=2026-12-15\nBegränsa omförsök; owner=Lisa Ek; due=2026-12-12; status=klar; done"},
		{"Dutch", "## Actiepunten\n\n| Actie | Eigenaar | Streefdatum | Voortgang |\n|-|-|-|-|\n| Alarm toevoegen | Kim | 3 maart 2027 | Nog te doen |\n| Grens verlagen | Jan | 2026-12-12 | Afgerond |\n", "Alarm toevoegen; owner=Kim; due=2027-03-03; status=Nog te doen\nGrens verlagen; owner=Jan; due=2026-12-12; status=Afgerond; done"},
		{"Italian", "## Prossimi passi\n\n| Attività | Assegnatario | Scadenza | Stato |\n|-|-|-|-|\n| Allarme sulla coda | Anna | 15/12/2026 | In attesa |\n| Nuovo disco | Luca | 2026-12-12 | Completata |\n", "Allarme sulla coda; owner=Anna; due=2026-12-15; status=In attesa\nNuovo disco; owner=Luca; due=2026-12-12; status=Completata; done"},
		{"Polish", "## Działania naprawcze\n\n| Działanie | Osoba odpowiedzialna | Termin | Status |\n|-|-|-|-|\n| Dodać alarm | Ola Nowak | 15 grudnia 2026 | W trakcie |\n| Usunąć limit | Jan | 2026-12-12 | Wykonane |\n", "Dodać alarm; owner=Ola Nowak; due=2026-12-15; status=W trakcie\nUsunąć limit; owner=Jan; due=2026-12-12; status=Wykonane; done"},
		{"German without dots", "## Naechste Schritte\n\n| Massnahme | Zustaendig | Faelligkeit |\n|-|-|-|\n| Alarm bauen | Ola Nowak | 15.12.2026 |\n", "Alarm bauen; owner=Ola Nowak; due=2026-12-15"},
		{"yes and no", "## Maßnahmen\n\n| Maßnahme | Bis wann | Erledigt? |\n|-|-|-|\n| Alarm bauen | 20.12.2026 | ja |\n| Grenzen prüfen | KW 51 | nein |\n", "Alarm bauen; due=2026-12-20; status=ja; done\nGrenzen prüfen; due=KW 51; status=nein"},
		{"risks", "## Prevenção futura\n\n| Risco | Mitigação |\n|-|-|\n| Fila cheia | Limitar a fila |\n", "Limitar a fila"},
		{"risks in Chinese", "## 预防措施\n\n| 风险 | 缓解措施 | 负责人 |\n|-|-|-|\n| 队列积压 | 限制长度 | 王伟 |\n", "限制长度; owner=王伟"},
		{"paragraphs", "## Recomendaciones\n\nAñadir una sonda.\n\nNo desplegar en viernes.\n\nLlovió toda la noche.\n", "Añadir una sonda.\nNo desplegar en viernes."},
		{"due in steps", "## Plan d'action\n\n| Action | Échéance |\n|-|-|\n| Migrer la base | étude 2026-12-01, bascule 2026-12-15 |\n| Former | 2 semaines |\n", "Migrer la base; due=2026-12-15\nFormer; due=2 semaines"},
	} {
		t.Run(tt.name, func(t *testing.T) { equal(t, tt.want, itemsOf(parse("# Ausfall 2026-11-20\n\n"+tt.section))) })
	}
}

func itemsOf(d *document.Document) string {
	var got []string
	for _, a := range d.Actions {
		got = append(got, shown(d, a))
	}
	return strings.Join(got, "\n")
}

// TestNamesAtTheEnd is that names are owners where most items of a section end with one, and nowhere else.
func TestNamesAtTheEnd(t *testing.T) {
	for _, tt := range []struct{ name, section, want string }{
		{"behind a dash", "- Add an alert – Kim Mori\n- Limit retries – Lee\n- Write it down\n", "Add an alert; owner=Kim Mori\nLimit retries; owner=Lee\nWrite it down"},
		{"in brackets", "- Add an alert (Kim)\n- Limit retries [storage team]\n- Write it down (Kim & Lee)\n", "Add an alert; owner=Kim\nLimit retries; owner=storage team\nWrite it down; owner=Kim & Lee"},
		{"with dates", "- Add an alert (Kim)\n- Limit retries (Lee)\n- Write it down – Dec 15\n", "Add an alert; owner=Kim\nLimit retries; owner=Lee\nWrite it down; due=2026-12-15"},
		{"things", "- Add an alert (Grafana)\n- Limit retries (Redis)\n- Write it down (Confluence)\n", "Add an alert (Grafana)\nLimit retries (Redis)\nWrite it down (Confluence)"},
		{"one name of many", "- Add an alert (Kim)\n- Limit retries\n- Write it down\n- Page\n", "Add an alert (Kim)\nLimit retries\nWrite it down\nPage"},
		{"a name told before", "- Add an alert (Kim)\n- Limit retries\n- Write it down\n- Page the team. Owner: Kim Mori\n", "Add an alert; owner=Kim\nLimit retries\nWrite it down\nPage the team; owner=Kim Mori"},
		{"sections with their own habit", "### Now\n\n- Add an alert (Kim)\n- Limit retries (Lee)\n\n### Later\n\n- Write it down (Europe)\n- Page (Grafana)\n", "Add an alert; owner=Kim\nLimit retries; owner=Lee\nWrite it down (Europe)\nPage (Grafana)"},
		{"who is to do it", "- Kim to add an alert\n- Lee Park to limit retries\n- Storage team to write it down\n- Want to page\n", "add an alert; owner=Kim\nlimit retries; owner=Lee Park\nwrite it down; owner=Storage team\nWant to page"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			equal(t, tt.want, itemsOf(parse("# Outage 2026-11-20\n\n## Action items\n\n"+tt.section)))
		})
	}
}

// TestUnnamedWork is that a section is one of action items when its heading speaks of work and its list is work.
func TestUnnamedWork(t *testing.T) {
	for _, tt := range []struct{ source, want string }{
		{"## Steps to Resolution\n\n- Add an alert\n- Limit retries\n", ""},
		{"## Proactive measures\n\n- Add an alert\n- Limit retries\n", "Add an alert\nLimit retries"},
		{"## CAPA\n\n- Add an alert\n", "Add an alert"},
		{"## Resolving actions\n\n- Add an alert\n- Limit retries\n", "Add an alert\nLimit retries"},
		{"## Corrective and preventive actions\n\n- Add an alert\n", "Add an alert"},
		{"## What went wrong\n\n- Add an alert\n", ""},
	} {
		t.Run(tt.source, func(t *testing.T) {
			equal(t, tt.want, itemsOf(parse("# Outage 2026-11-20\n\nIt stalled.\n\n"+tt.source)))
		})
	}
}

// TestForeignEdits is that items in these forms are edited where their fields stand.
func TestForeignEdits(t *testing.T) {
	const german = "## Maßnahmen\n\n| Maßnahme | Verantwortlich | Frist | Status |\n|-|-|-|-|\n| Alarm | Kim | 2026-12-15 | Offen |\n| Zertifikat | Lee | 2026-12-01 | Erledigt |\n"
	const names = "## Action items\n\n- Add an alert – Kim Mori\n- Limit retries – Lee\n"
	const labels = "## Próximos pasos\n\n- Añadir una alerta. **Responsable:** Kim **Fecha límite:** 2026-12-15\n"
	set := func(field document.ActionField, value string) func(*document.Document) ([]document.Edit, error) {
		return func(d *document.Document) ([]document.Edit, error) { return d.SetField(0, field, value) }
	}
	done := func(d *document.Document) ([]document.Edit, error) { return d.SetDone(0, true) }
	link := func(d *document.Document) ([]document.Edit, error) {
		return d.LinkIssue(0, "#7", "https://github.com/o/r/issues/7")
	}
	for _, tt := range []struct {
		name, source, old, want string
		edit                    func(*document.Document) ([]document.Edit, error)
	}{
		{"owner in a table", german, "Kim", "@k", set(document.ActionOwner, "@k")},
		{"due in a table", german, "2026-12-15", "2027-01-15", set(document.ActionDue, "2027-01-15")},
		{"done in a table", german, "Offen", "Erledigt", done},
		{"owner at the end", names, "Kim Mori", "Storage team", set(document.ActionOwner, "Storage team")},
		{"no owner at the end", names + "- Page – Ana\n", " – Kim Mori", "", set(document.ActionOwner, "")},
		{"done with an owner at the end", names, "alert – Kim Mori", "alert (done) – Kim Mori", done},
		{"a link with an owner at the end", names, "Kim Mori", "Kim Mori [#7](https://github.com/o/r/issues/7)", link},
		{"owner behind a label", labels, "Kim", "@k", set(document.ActionOwner, "@k")},
		{"due behind a label", labels, "2026-12-15", "2027-01-15", set(document.ActionDue, "2027-01-15")},
		{"done behind labels", labels, "alerta.", "alerta (done).", done},
		{"a link behind labels", labels, "2026-12-15", "2026-12-15 [#7](https://github.com/o/r/issues/7)", link},
	} {
		t.Run(tt.name, func(t *testing.T) {
			equal(t, strings.Replace(tt.source, tt.old, tt.want, 1), edited(t, tt.source, tt.edit))
		})
	}
	if _, err := parse(names).SetField(0, document.ActionOwner, ""); err == nil {
		t.Error("where one of two names goes, the other is an owner no more")
	}
}
