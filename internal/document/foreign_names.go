package document

import (
	"strings"
	"sync"
)

// Teams that write in other languages than the two whose prose is linted use headings of their own, and keep the structure. Their sections are
// named here, as far as that is a matter of words: what is said under them is not judged.

// foreignHeadings are the headings of German, French, Spanish, Portuguese, Italian, Dutch, Polish, Russian, Chinese and Korean postmortems,
// without accents.
var foreignHeadings = sync.OnceValue(func() map[string]string {
	return invert(map[string][]string{
		Summary: {"zusammenfassung", "uberblick", "kurzfassung", "kurzbeschreibung", "resume executif", "synthese", "resumen", "resumen ejecutivo", "que paso", "que sucedio", "resumo", "resumo executivo", "o que aconteceu", "riepilogo", "sommario", "samenvatting", "podsumowanie", "краткое описание", "сводка", "резюме", "概述", "摘要", "事件概述", "事故概述", "故障概述", "问题概述", "事件摘要", "요약", "개요",
			"sammendrag", "oppsummering", "hva skjedde", "sammenfatning", "opsummering", "overblik", "hvad skete der", "sammanfattning", "vad hande", "overzicht", "wat is er gebeurd", "wat gebeurde er", "panoramica", "sintesi", "cosa e successo", "streszczenie", "co sie stalo", "opis zdarzenia", "opis incydentu"},
		Impact: {"auswirkung", "auswirkungen", "schadensumfang", "folgen", "consequences", "impacto", "impatto", "gevolgen", "wplyw", "влияние", "影响", "影响范围", "影响评估", "影响面", "영향", "영향 범위",
			"konsekvens", "konsekvenser", "pavirkning", "innvirkning", "indvirkning", "paverkan", "conseguenze", "skutki", "konsekwencje"},
		TimelineSection: {"zeitverlauf", "zeitlicher verlauf", "zeitlicher ablauf", "zeitleiste", "zeitachse", "zeitstrahl", "ablauf", "ablauf des vorfalls", "chronologie", "deroulement", "deroule", "frise chronologique", "cronologia", "linea de tiempo", "linea temporal", "linha do tempo", "tijdlijn", "verloop", "os czasu", "хронология", "таймлайн", "时间线", "时间轴", "事件时间轴", "事件时间线", "事件经过", "事故经过", "故障经过", "处理过程", "处理经过", "타임라인", "경과",
			"tidslinje", "hendelsesforlop", "tidsforlop", "haendelsesforlob", "tidsforlob", "forlob", "handelseforlopp", "tidsforlopp", "kronologi", "tijdslijn", "linea temporale", "sequenza degli eventi", "przebieg zdarzen", "przebieg incydentu", "chronologia", "chronologia zdarzen", "linia czasu"},
		Detection: {"erkennung", "entdeckung", "deteccion", "deteccao", "rilevamento", "detectie", "обнаружение", "发现过程", "감지",
			"oppdagelse", "pavisning", "opdagelse", "upptackt", "ontdekking", "wykrycie"},
		Response: {"behebung", "losung", "wiederherstellung", "reaktion", "sofortmassnahmen", "mesures prises", "actions menees", "actions prises", "retablissement", "remediation immediate", "resolucion", "solucion", "solucion aplicada", "respuesta", "acciones tomadas", "medidas tomadas", "resolucao", "solucao", "solucao implementada", "acoes tomadas", "medidas tomadas", "risoluzione", "oplossing", "rozwiazanie",
			"решение", "устранение", "解决方案", "处理措施", "应急处理", "修复措施", "修复步骤", "대응", "조치 내용",
			"losning", "gjenoppretting", "umiddelbare tiltak", "strakstiltak", "afhjaelpning", "genopretning", "aterstallning", "omedelbara atgarder", "herstel", "soluzione", "mitigazione", "ripristino", "naprawa", "reakcja"},
		ContributingFactors: {"ursache", "ursachen", "ursachenanalyse", "grundursache", "hauptursache", "fehlerursache", "cause racine", "causes racines", "cause profonde", "causes profondes", "analyse des causes", "analyse de la cause racine", "facteurs contributifs", "causa raiz", "causas raiz", "causa", "causas", "analisis de causa raiz", "analisis de la causa raiz", "factores contribuyentes", "analise de causa raiz", "causas raizes", "fatores contribuintes",
			"causa principale", "oorzaak", "oorzaken", "przyczyna", "przyczyny", "причина", "причины", "根因", "根因分析", "问题根因", "问题原因", "事故原因", "故障原因", "原因", "근본 원인", "원인", "원인 분석", "funf warum", "5 pourquoi", "les 5 pourquoi", "5 porques", "los 5 porques", "os 5 porques",
			"arsak", "arsaker", "rotarsak", "rotarsaker", "grunnarsak", "arsaksanalyse", "rotarsaksanalyse", "utlosende faktor", "utlosende arsak", "medvirkende arsaker", "arsag", "arsager", "grundarsag", "rodarsag", "arsagsanalyse", "orsak", "orsaker", "grundorsak", "grundorsaker", "rotorsak", "rotorsaker", "orsaksanalys", "grundorsaksanalys", "bidragande orsaker", "bidragande faktorer", "grondoorzaak", "hoofdoorzaak", "oorzaakanalyse", "bijdragende factoren", "causa radice", "cause principali", "analisi delle cause", "causa scatenante", "fattori contribuenti", "przyczyna zrodlowa", "glowna przyczyna", "analiza przyczyn", "analiza przyczyny zrodlowej"},
		WentWell: {"was lief gut", "was gut lief", "was ist gut gelaufen", "was gut gelaufen ist", "ce qui a bien fonctionne", "ce qui s'est bien passe", "points positifs", "lo que funciono", "lo que funciono bien", "que funciono bien", "lo que salio bien", "que salio bien", "que salio bien", "o que deu certo", "o que funcionou", "o que funcionou bem", "o que correu bem", "cosa ha funzionato", "wat ging goed", "co poszlo dobrze", "что прошло хорошо", "做得好的", "做得好的地方", "잘된 점",
			"hva gikk bra", "hva som gikk bra", "hva fungerte", "hva fungerte bra", "hvad gik godt", "hvad fungerede", "hvad fungerede godt", "vad gick bra", "vad som gick bra", "vad fungerade", "vad fungerade bra", "wat ging er goed", "wat goed ging", "cosa e andato bene", "cosa ha funzionato bene", "co zadzialalo", "co sie udalo"},
		WasDifficult: {"was lief schlecht", "was lief nicht gut", "was schief lief", "was schlecht lief", "verbesserungspotenzial", "ce qui n'a pas fonctionne", "ce qui s'est mal passe", "ce qui aurait pu etre ameliore", "points negatifs", "difficultes rencontrees", "axes d'amelioration", "lo que fallo", "que fallo", "lo que salio mal", "que salio mal", "lo que no funciono", "o que deu errado", "o que falhou", "o que nao funcionou", "o que correu mal", "cosa non ha funzionato",
			"wat ging fout", "wat ging niet goed", "co poszlo zle", "что пошло плохо", "что пошло не так", "不足之处", "存在的问题", "아쉬운 점",
			"hva gikk darlig", "hva gikk galt", "hva gikk ikke bra", "hva gikk mindre bra", "hva kunne gatt bedre", "hvad gik skidt", "hvad gik galt", "hvad gik darligt", "hvad gik mindre godt", "vad gick daligt", "vad gick fel", "vad gick mindre bra", "vad kunde gatt battre", "wat ging er mis", "wat ging er fout", "wat kon beter", "wat kan beter", "cosa e andato storto", "cosa e andato male", "co poszlo nie tak", "co nie zadzialalo"},
		GotLucky: {"wo wir gluck hatten", "gluck gehabt", "ou nous avons eu de la chance", "donde tuvimos suerte", "onde tivemos sorte", "где повезло",
			"hvor hadde vi flaks", "hvor vi hadde flaks", "hvor var vi heldige", "hvor vi var heldige", "var hade vi tur", "var vi hade tur", "waar hadden we geluk", "waar we geluk hadden", "dove siamo stati fortunati", "gdzie mielismy szczescie"},
		ActionItems: {"massnahmen", "folgemassnahmen", "massnahmenplan", "korrekturmassnahmen", "gegenmassnahmen", "abhilfemassnahmen", "abstellmassnahmen", "praventivmassnahmen", "praventionsmassnahmen", "vorbeugende massnahmen", "verbesserungsmassnahmen", "verbesserungen", "langfristige massnahmen", "kurzfristige massnahmen", "geplante massnahmen", "weitere massnahmen", "nachste schritte", "naechste schritte", "weitere schritte", "weiteres vorgehen", "aufgaben", "folgeaufgaben", "offene punkte", "aktionspunkte", "aktionsplan", "pravention", "vorbeugung", "empfehlungen", "was wir andern", "was wir jetzt tun",
			"plan d'action", "plan d'actions", "actions correctives", "actions preventives", "actions correctives et preventives", "actions a mener", "actions a realiser", "actions de suivi", "actions decidees", "mesures correctives", "mesures preventives", "prochaines etapes", "prochaines actions", "suivi", "suites a donner", "recommandations", "ameliorations", "plan d'amelioration", "points d'action", "taches", "a faire", "ce que nous allons faire", "ce que nous allons changer", "ce que nous changeons", "comment eviter que cela se reproduise",
			"acciones", "acciones correctivas", "acciones preventivas", "acciones correctivas y preventivas", "acciones de seguimiento", "acciones de mejora", "acciones a realizar", "acciones a tomar", "accionables", "puntos accionables", "medidas", "medidas correctivas", "medidas preventivas", "medidas a tomar", "proximos pasos", "siguientes pasos", "seguimiento", "plan de accion", "plan de mejora", "puntos de accion", "elementos de accion", "tareas", "tareas pendientes", "pendientes", "recomendaciones", "mejoras", "prevencion", "que vamos a hacer", "que haremos", "lo que haremos", "lo que vamos a hacer", "que vamos a cambiar",
			"acoes", "acoes corretivas", "acionaveis", "itens acionaveis", "acoes preventivas", "acoes corretivas e preventivas", "acoes de melhoria", "acoes de acompanhamento", "acoes de seguimento", "acoes futuras", "medidas corretivas", "proximos passos", "plano de acao", "plano de acoes", "plano de melhoria", "itens de acao", "tarefas", "pendencias", "recomendacoes", "melhorias", "prevencao", "o que vamos fazer", "o que faremos", "o que vamos mudar",
			"azioni", "azioni correttive", "azioni preventive", "prossimi passi", "piano d'azione", "misure correttive", "misure preventive", "raccomandazioni", "acties", "actiepunten", "vervolgacties", "vervolgstappen", "volgende stappen", "maatregelen", "aanbevelingen", "verbeteringen", "dzialania", "dzialania naprawcze", "dzialania zapobiegawcze", "plan dzialania", "dalsze kroki", "nastepne kroki", "zadania",
			"план действий", "план работ", "что будем делать", "что сделаем", "что мы сделаем", "корректирующие действия", "корректирующие меры", "превентивные меры", "меры по предотвращению", "последующие действия", "действия", "дальнейшие действия", "дальнейшие шаги", "следующие шаги", "меры", "предотвращение", "задачи", "что делать дальше",
			"改善措施", "改善方案", "改善计划", "改善项目", "改善建议", "改善行动", "行动项目", "待办清单", "后续追踪", "追踪事项", "矫正措施", "改进措施", "改进项", "改进计划", "改进建议", "建议改进", "改进方案", "改进", "后续行动", "后续措施", "后续改进", "后续计划", "后续工作", "后续待办", "后续跟进", "行动项", "行动计划", "待办", "待办事项", "整改措施", "整改计划", "整改项", "预防措施", "防范措施", "避免再次发生", "下一步", "下一步计划", "跟进事项", "조치 사항", "후속 조치", "재발 방지", "재발 방지 대책", "개선 사항", "액션 아이템", "향후 계획",
			"was andern wir", "was wir verbessern", "was verbessern wir", "was tun wir jetzt", "aksjonspunkter", "aksjonspunkt", "aksjoner", "aksjonsliste", "tiltak", "tiltaksplan", "tiltaksliste", "oppfolging", "oppfolgingspunkter", "oppfolgingstiltak", "oppgaver", "forbedringer", "forbedringspunkter", "forbedringstiltak", "anbefalinger", "neste steg", "neste skritt", "videre arbeid", "handlingsplan", "hva gjor vi na", "hva skal vi gjore", "handlinger", "handlingspunkter", "aktioner", "aktionspunkter", "tiltag", "foranstaltninger", "opfolgning", "opgaver", "forbedringsforslag", "naeste skridt", "videre forlob", "hvad gor vi nu", "atgarder", "atgardspunkter", "atgardsplan", "atgardslista", "uppfoljning", "uppgifter", "forbattringar", "forbattringsforslag", "forbattringsatgarder", "rekommendationer", "nasta steg", "att gora", "vad gor vi nu", "vad ska vi gora", "actielijst", "actieplan", "verbeterpunten", "verbeteracties", "verbetermaatregelen", "preventieve maatregelen", "correctieve maatregelen", "preventie", "opvolging", "te doen", "openstaande punten", "wat gaan we doen", "wat gaan we veranderen", "hoe voorkomen we dit", "azioni di follow-up", "azioni da intraprendere", "azioni correttive e preventive", "piano di azione", "piano di miglioramento", "prevenzione", "miglioramenti", "punti aperti", "cose da fare", "da fare", "cosa cambieremo", "cosa faremo", "passi successivi", "dzialania korygujace", "plan naprawczy", "plan dzialan", "kolejne kroki", "rekomendacje", "zalecenia", "usprawnienia", "do zrobienia", "srodki zapobiegawcze", "zapobieganie", "lista zadan", "co zrobimy", "防再犯", "防再犯措施", "防复发", "防复发措施", "杜绝再犯", "防止再犯", "防止再次发生", "防止复发", "预防复发", "预防"},
		LessonsLearned: {"erkenntnisse", "lernpunkte", "lehren", "gelernte lektionen", "was wir gelernt haben", "lecon", "lecons", "lecons apprises", "lecons tirees", "enseignements", "retour d'experience", "lecciones", "lecciones aprendidas", "aprendizajes", "licoes", "licoes aprendidas", "aprendizados", "lezioni apprese", "geleerde lessen", "wnioski", "выводы", "уроки", "извлеченные уроки", "经验教训", "经验", "经验总结", "经验与教训", "教训", "反思", "배운 점", "교훈",
			"laerdom", "laerdommer", "laeringspunkter", "laering", "hva laerte vi", "hva har vi laert", "hva vi laerte", "erfaringer", "laeringer", "hvad laerte vi", "hvad har vi laert", "lardom", "lardomar", "vad larde vi oss", "vad har vi lart oss", "erfarenheter", "lessen", "leerpunten", "wat hebben we geleerd", "lezioni", "cosa abbiamo imparato", "insegnamenti", "czego sie nauczylismy", "wyciagniete wnioski", "was haben wir gelernt"},
		Supporting: {"anhang", "anlagen", "quellen", "annexe", "annexes", "anexo", "anexos", "referencias", "enlaces", "allegati", "bijlagen", "приложение", "附录", "相关链接", "相关资源", "相关文档", "첨부", "참고 자료",
			"vedlegg", "lenker", "linker", "referanser", "bilag", "referencer", "bilaga", "bilagor", "lankar", "referenser", "bijlage", "referenties", "riferimenti", "collegamenti", "zalaczniki", "odnosniki", "linki"},
	})
})

// invert maps each of the words of a list to its key.
func invert(lists map[string][]string) map[string]string {
	all := map[string]string{}
	for key, words := range lists {
		for _, word := range words {
			all[word] = key
		}
	}
	return all
}

// foreignFirst are the words that foreignHeadings begin with: most headings are told from them by their first word.
var foreignFirst = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for heading := range foreignHeadings() {
		first, _, _ := strings.Cut(heading, " ")
		all[first] = true
	}
	return all
})

// foreignName is the canonical name of a folded heading in another language, whatever follows that only goes on: "Plan d'action pour l'équipe".
func foreignName(folded string) string {
	h := simplified(withoutAccents(folded))
	if isAsian(h) {
		if name := asianName(h); name != "" {
			return name
		}
	}
	if name := westernName(h); name != "" {
		return name
	}
	if plain := withoutDigraphs(h); plain != h {
		return westernName(plain)
	}
	return ""
}

// westernName is foreignName for a heading without accents in one of the languages of Europe.
func westernName(h string) string {
	first, rest, _ := strings.Cut(h, " ")
	switch first {
	case "le", "la", "les", "die", "der", "das", "el", "los", "las", "os", "as", "il", "gli", "de", "het", "unsere", "nos", "nuestras", "nossas", "vare", "vara", "vores", "onze", "nasze":
		h = rest
		first, _, _ = strings.Cut(h, " ")
	}
	if isForeignPlan(h) {
		return ActionItems
	}
	if !foreignFirst()[first] {
		return ""
	}
	for end := len(h); ; {
		if name := foreignHeadings()[h[:end]]; name != "" {
			next, _, _ := strings.Cut(strings.TrimLeft(h[end:], " "), " ")
			if end == len(h) || isJoint(next) || name == ActionItems && strings.Contains(h[:end], " ") {
				return name
			}
		}
		if end = strings.LastIndexByte(h[:end], ' '); end < 0 {
			return ""
		}
	}
}

// foreignWork are the words for what is to be done, and foreignWhich those that tell which of it: a heading that is nothing else names action items.
// "Acciones tomadas" and "medidas inmediatas" are what was done.
var foreignWork, foreignWhich = sync.OnceValue(func() map[string]bool {
	return setOf("massnahmen aktionen aufgaben schritte empfehlungen verbesserungen punkte todos actions mesures taches etapes recommandations ameliorations acciones medidas tareas pasos recomendaciones mejoras acoes tarefas passos recomendacoes melhorias azioni misure compiti passi raccomandazioni miglioramenti acties maatregelen taken stappen aanbevelingen verbeteringen prevencion prevencao prevention prevenzione pravention vorbeugung tiltak aksjoner aksjonspunkter oppgaver forbedringer anbefalinger steg tiltag handlinger opgaver foranstaltninger skridt atgarder uppgifter forbattringar rekommendationer actiepunten verbeteringen miglioramenti dzialania zadania kroki zalecenia rekomendacje usprawnienia")
}), sync.OnceValue(func() map[string]bool {
	return setOf("offene empfohlene geplante kunftige zukunftige weitere vorgeschlagene notwendige anstehende resultierende abgeleitete langfristige kurzfristige mittelfristige vorbeugende praventive korrektive technische organisatorische " +
		"futures recommandees planifiees prevues proposees suggerees supplementaires restantes ouvertes decidees correctives preventives correctrices techniques organisationnelles necessaires long court moyen terme venir " +
		"futura recomendada propuesta proposta " +
		"futuras recomendadas propuestas sugeridas planificadas pendientes adicionales posteriores necesarias correctivas preventivas tecnicas organizativas futuro largo corto mediano medio plazo " +
		"propostas sugeridas planejadas planeadas pendentes adicionais necessarias corretivas organizacionais longo curto prazo prioritarias prioritaires " +
		"future raccomandate proposte suggerite pianificate aggiuntive necessarie correttive preventive tecniche lungo breve termine prossimi prossime proximos proximas prochaines siguientes " +
		"toekomstige aanbevolen geplande voorgestelde openstaande verdere technische volgende  correctieve preventieve " +
		"forebyggende korrigerende planlagte videre vidare fremtidige foreslatte anbefalte neste langsiktige kortsiktige apne gjenstaende tekniske foreslaede anbefalede naeste langsigtede kortsigtede abne yderligere " +
		"forebyggande korrigerande planerade framtida foreslagna rekommenderade nasta langsiktiga kortsiktiga oppna ytterligare tekniska " +
		"zapobiegawcze naprawcze korygujace planowane przyszle dalsze kolejne dlugoterminowe krotkoterminowe techniczne rekomendowane zalecane " +
		"a y e i et und og och oraz en de di do da del des")
})

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}

// isForeignPlan reports whether a heading without accents says nothing but that work is planned: "acciones futuras recomendadas", "geplante massnahmen".
func isForeignPlan(h string) bool {
	if len(h) > maxLabel {
		return false
	}
	work, which := false, 0
	for word := range strings.FieldsSeq(h) {
		switch {
		case foreignWork()[word]:
			work = true
		case !foreignWhich()[word]:
			return false
		case len(word) > 3: // no joint
			which++
		}
	}
	return work && which > 0
}

// isAsian reports whether a text begins in Chinese or Korean, whose words need no blanks between them.
func isAsian(text string) bool { return text != "" && text[0] >= 0xe3 }

// asianAbout is what Chinese and Korean headings say before the name of a section, since all of the document is about it: "本次事故的时间线".
var asianAbout = []string{
	"本次", "此次", "这次", "事故", "事件", "故障", "问题", "线上", "生产", "详细", "具体", "完整", "主要", "关键", "整体", "初步", "最终", "技术", "的", "之",
	"이번", "향후", "앞으로", "사고", "장애", "이슈", "문제", "인시던트", "사건", "상세", "전체", "주요", "서비스", "의 ", " ",
}

// asianName is the canonical name of a heading in Chinese or Korean.
func asianName(h string) string {
	for {
		if name := foreignHeadings()[h]; name != "" {
			return name
		}
		if asianPrevention.compiled().MatchString(h) {
			return ActionItems
		}
		before := h
		for _, about := range asianAbout {
			if rest, found := strings.CutPrefix(h, about); found && rest != "" {
				h = rest
				break
			}
		}
		if h == before {
			return ""
		}
	}
}

// asianPrevention is a heading that asks how it can be kept from coming back: "以后怎么防", "如何避免再次发生", "어떻게 예방할 것인가".
var asianPrevention = lazy(`^(?:我们|今后|以后|未来|后续|下次|将来|应该|应|该|要|可以|能|将)*(?:如何|怎么|怎样)(?:才能|能|去|来|做|在今后)*(?:防|防止|预防|防范|避免|杜绝|改进|改善)(?:[再次此类似同样问题事故障发生重演复现这种情况的]*)$|^(?:어떻게 )?(?:재발을? ?)?(?:예방|방지)(?:책|하려면|할 것인가|하기 위해| 방안| 계획| 조치)?$`)

// isJoint reports whether a word behind the name of a section only tells more of it.
func isJoint(word string) bool {
	if strings.HasPrefix(word, "d'") || strings.HasPrefix(word, "l'") {
		return true
	}
	switch word {
	case "auf", "nach", "zur", "zum", "der", "von", "fur", "aus", "und", "gegen", "im", "pour", "du", "de", "des", "et", "sur", "apres", "a", "del", "para", "por", "y", "e", "da", "do", "das", "dos", "em", "no", "na", "per", "van", "voor", "og", "och", "for", "etter", "efter", "til", "till", "av", "af", "met", "dla", "oraz", "i", "di", "dopo", "по", "и", "для":
		return true
	}
	return false
}

// withoutAccents is a text in lower case with plain letters for those that have a mark: "prochaines étapes", "maßnahmen".
func withoutAccents(s string) string {
	i := 0
	for i < len(s) && (s[i] < 0xc3 || s[i] > 0xc5) {
		i++
	}
	if i == len(s) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch r {
		case 'à', 'á', 'â', 'ã', 'ä', 'å', 'ą':
			r = 'a'
		case 'ç', 'ć':
			r = 'c'
		case 'è', 'é', 'ê', 'ë', 'ę':
			r = 'e'
		case 'ì', 'í', 'î', 'ï':
			r = 'i'
		case 'ł':
			r = 'l'
		case 'ñ', 'ń':
			r = 'n'
		case 'ò', 'ó', 'ô', 'õ', 'ö', 'ø':
			r = 'o'
		case 'ś':
			r = 's'
		case 'ù', 'ú', 'û', 'ü':
			r = 'u'
		case 'ź', 'ż':
			r = 'z'
		case 'æ':
			b.WriteByte('a')
			r = 'e'
		case 'ß':
			b.WriteByte('s')
			r = 's'
		}
		b.WriteRune(r)
	}
	return b.String()
}

// digraphs are the letters that German writes for those with dots where a keyboard has none: "naechste Schritte".
var digraphs = strings.NewReplacer("ae", "a", "oe", "o", "ue", "u")

// withoutDigraphs is a text without accents as it would be had its letters been written with dots.
func withoutDigraphs(s string) string {
	if !strings.Contains(s, "e") || len(s) > maxLabel {
		return s
	}
	return digraphs.Replace(s)
}

// foreignColumn is the field of an action item that a folded header, or a label, announces in another language.
func foreignColumn(folded string) ActionField {
	word := simplified(withoutAccents(folded))
	if f := columnNamed(word); f != noColumn {
		return f
	}
	return columnNamed(withoutDigraphs(word))
}

func columnNamed(word string) ActionField {
	switch word {
	case "mitigacion", "mitigacao", "attenuation", "mitigazione", "abhilfe", "gegenmassnahme", "contramedida", "solucion", "solucao", "correccion", "correcao", "correctif", "mejora", "melhoria", "amelioration", "verbesserung", "miglioramento", "recomendacion", "recomendacao", "recommandation", "empfehlung", "raccomandazione",
		"descripcion", "descricao", "beschreibung", "descrizione", "que hacer", "o que fazer", "quoi", "massnahme", "massnahmen", "aufgabe", "was", "aktion", "accion", "acciones", "acao", "acoes", "tarea", "tarefa", "tache", "mesure", "medida", "azione", "actie", "maatregel", "dzialanie", "zadanie", "действие", "задача", "мера", "措施", "改进措施", "行动项", "改进项", "任务", "事项", "整改措施", "改进内容", "行动项目", "改善措施", "改善项目", "对策", "缓解措施", "解决方案", "预防措施", "防范措施", "优化项", "待办", "待办事项", "行动", "后续行动", "跟进事项", "대책", "개선", "개선 사항", "액션 아이템", "조치", "조치 사항", "작업",
		"aksjon", "aksjonspunkt", "tiltak", "oppgave", "beskrivelse", "hva", "handling", "tiltag", "opgave", "hvad", "atgard", "uppgift", "beskrivning", "vad", "taak", "omschrijving", "beschrijving", "wat", "actiepunt", "attivita", "compito", "misura", "cosa", "opis", "co":
		return ActionTitle
	case "art", "typ", "kategorie", "categorie", "tipo", "categoria", "тип", "类型", "类别", "분류",
		"kategori", "soort", "rodzaj", "kategoria":
		return ActionType
	case "prioritat", "prio.", "dringlichkeit", "priorite", "prioridad", "prioridade", "priorita", "prioriteit", "priorytet", "приоритет", "优先级", "优先顺序", "优先序", "우선순위",
		"prioritet", "prioritering":
		return ActionPriority
	case "verantwortlich", "verantwortliche", "verantwortlicher", "verantwortliche person", "zustandig", "zustandigkeit", "wer", "responsable", "responsables", "porteur", "qui", "pilote", "encargado", "encargada", "dueno", "quien", "responsavel", "responsaveis", "dono", "quem", "responsabile", "resp", "resp.", "chi", "verantwoordelijke", "eigenaar", "wie", "odpowiedzialny", "odpowiedzialna", "wlasciciel", "ответственный", "ответственные", "负责人", "责任人", "跟进人", "담당자", "담당",
		"eier", "ansvarlig", "ansvar", "hvem", "ejer", "ansvarig", "agare", "vem", "verantwoordelijk", "actiehouder", "toegewezen aan", "assegnatario", "assegnato a", "osoba odpowiedzialna", "kto":
		return ActionOwner
	case "frist", "fallig", "fallig am", "falligkeit", "termin", "zieltermin", "bis", "bis wann", "bis zum", "erledigen bis", "echeance", "date limite", "date cible", "delai", "quand", "pour le", "fecha", "fecha limite", "fecha objetivo", "fecha de entrega", "fecha compromiso", "vencimiento", "plazo", "cuando", "prazo", "data limite", "data alvo", "data prevista", "quando", "scadenza", "deadline", "termijn", "wanneer", "срок", "сроки", "дата", "截止日期", "截止时间", "完成时间", "计划完成时间", "预计完成", "期限", "截止", "마감일", "기한", "목표일",
		"forfall", "forfallsdato", "dato", "nar", "innen", "forfald", "hvornar", "senest", "datum", "forfallodatum", "senast", "klart senast", "einddatum", "streefdatum", "uiterlijk", "entro", "entro il", "data di scadenza", "do kiedy", "kiedy", "termin realizacji":
		return ActionDue
	case "erledigt", "hecho", "fait", "feito", "concluido", "完成", "是否完成", "완료", "stand", "zustand", "statut", "etat", "avancement", "estado", "situacao", "stato", "stan", "статус", "состояние", "状态", "进度", "完成情况", "상태", "진행 상황",
		"utfort", "ferdig", "tilstand", "faerdig", "lage", "gereed", "voortgang", "gedaan", "fatto", "completato", "avanzamento", "postep", "zrobione":
		return ActionStatus
	case "erfolgskriterium", "critere de succes", "criterio de exito", "criterio de sucesso", "验收标准", "验证方式":
		return ActionDoneWhen
	case "vorgang", "billet", "lien", "enlace", "ticket/link", "тикет", "задача в jira", "工单", "链接", "이슈", "티켓",
		"sak", "lenke", "referanse", "sag", "arende", "lank", "referentie", "riferimento", "collegamento", "zgloszenie", "odnosnik":
		return columnIssue
	}
	return noColumn
}

// foreignState is what a state in another language says. The words are in lower case.
func foreignState(words string) state {
	switch simplified(withoutAccents(words)) {
	case "offen", "in arbeit", "in bearbeitung", "in umsetzung", "geplant", "ausstehend", "begonnen", "laufend", "nicht begonnen", "zu tun", "a faire", "en cours", "en attente", "prevu", "prevue", "planifie", "planifiee", "non commence", "pendiente", "pendientes", "en curso", "en progreso", "en proceso", "por hacer", "planificado", "planificada", "programado", "abierto", "sin empezar", "no iniciado", "no iniciada", "pendente", "pendentes", "em andamento", "em progresso", "em curso", "a fazer", "planejado", "planejada", "aberto", "nao iniciado", "nao iniciada", "da fare", "in corso", "aperto", "te doen", "bezig", "gepland", "do zrobienia", "w toku",
		"в работе", "открыто", "запланировано", "не начато", "сделать", "进行中", "待执行", "待处理", "待完成", "待办", "未开始", "未完成", "计划中", "处理中", "진행 중", "진행중", "예정", "대기",
		"apen", "apent", "pabegynt", "under arbeid", "pagar", "pagaende", "planlagt", "ikke pabegynt", "ikke startet", "ikke utfort", "ikke gjort", "gjenstar", "venter", "aben", "abent", "i gang", "igangvaerende", "ikke pabegyndt", "afventer", "mangler", "oppen", "oppet", "planerad", "planerat", "ej paborjad", "inte paborjad", "vantar", "aterstar", "mee bezig", "in behandeling", "in uitvoering", "nog niet begonnen", "niet begonnen", "openstaand", "lopend", "nog te doen", "aperta", "pianificato", "pianificata", "in attesa", "non iniziato", "non iniziata", "w trakcie", "otwarte", "otwarty", "zaplanowane", "nierozpoczete", "nie rozpoczeto":
		return stateOpen
	case "erledigt", "abgeschlossen", "umgesetzt", "behoben", "fertig", "fertiggestellt", "geschlossen", "termine", "terminee", "fait", "faite", "fini", "realise", "realisee", "clos", "cloture", "effectue", "effectuee", "hecho", "hecha", "completado", "completada", "terminado", "terminada", "implementado", "implementada", "realizado", "realizada", "resuelto", "cerrado", "listo", "feito", "feita", "concluido", "concluida", "finalizado", "finalizada", "resolvido", "fechado", "fatto", "completato", "chiuso", "klaar", "gedaan", "afgerond", "zrobione", "gotowe", "zakonczone",
		"готово", "выполнено", "сделано", "закрыто", "завершено", "已完成", "已修复", "已解决", "已关闭", "已上线", "已实施", "已落实", "완료", "완료됨",
		"utfort", "ferdig", "fullfort", "gjort", "gjennomfort", "lukket", "implementert", "faerdig", "udfort", "afsluttet", "gennemfort", "implementeret", "klar", "klart", "gjord", "utford", "avslutad", "avslutat", "genomford", "genomfort", "atgardad", "atgardat", "stangd", "fardig", "voltooid", "opgelost", "gesloten", "uitgevoerd", "gereed", "geimplementeerd", "fatta", "completata", "chiusa", "risolto", "risolta", "concluso", "conclusa", "eseguito", "eseguita", "implementato", "implementata", "wykonane", "ukonczone", "zamkniete", "wdrozone", "rozwiazane":
		return stateDone
	case "verworfen", "entfallt", "nicht geplant", "abandonne", "annule", "annulee", "descartado", "descartada", "cancelado", "cancelada", "annullato", "отменено", "已取消", "不做", "취소",
		"forkastet", "kansellert", "avlyst", "droppet", "aflyst", "annulleret", "avbruten", "avbrutet", "ej aktuellt", "inte aktuellt", "geannuleerd", "vervallen", "afgewezen", "annullata", "scartato", "anulowane", "odrzucone", "porzucone":
		return stateDropped
	}
	return stateless
}

// foreignPriority is the priority that a word in another language stands for, "" for another word.
func foreignPriority(word string) string {
	switch simplified(withoutAccents(word)) {
	case "kritisch", "dringend", "critique", "urgente", "critica", "critico", "критический", "紧急", "긴급",
		"kritisk", "haster", "kritiek", "krytyczny", "krytyczna", "pilne":
		return "P0"
	case "hoch", "hohe", "haute", "elevee", "eleve", "alta", "alto", "hoog", "wysoki", "высокий", "높음", "상",
		"hoy", "hoj", "hog", "wysoka", "wysokie":
		return "P1"
	case "mittel", "moyenne", "moyen", "media", "medio", "gemiddeld", "sredni", "средний", "중간", "보통",
		"middels", "mellem", "medel", "normaal", "srednia", "srednie":
		return "P2"
	case "niedrig", "gering", "basse", "faible", "baja", "baixa", "bassa", "laag", "niski", "низкий", "낮음", "하",
		"lav", "lag", "basso", "niska", "niskie":
		return "P3"
	}
	return ""
}

// foreignType is the type of an action item that a word in another language stands for, "" for another word.
func foreignType(word string) string {
	switch simplified(withoutAccents(word)) {
	case "praventiv", "praventive", "preventif", "preventive", "vorbeugend", "preventiva", "preventivo",
		"forebyggende", "forebyggande", "preventief", "preventie", "prevenzione", "zapobiegawcze", "zapobieganie":
		return "prevent"
	case "korrektiv", "correctif", "correctiva", "correctivo", "corretiva", "corretivo", "correttiva",
		"korrigerende", "korrigerande", "correctief", "correttivo", "naprawcze", "korygujace":
		return "mitigate"
	case "erkennung", "uberwachung", "deteccion", "deteccao", "surveillance",
		"overvaking", "overvagning", "overvakning", "bewaking", "monitoraggio", "monitorowanie":
		return "detect"
	}
	return ""
}
