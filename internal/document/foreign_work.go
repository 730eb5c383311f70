package document

import "strings"

// namesForeignWork is namesWork for the languages that begin with a verb: "增加队列告警", "Añadir una alerta". Its words may be parts of others, so that it
// tells nothing where no work is to be expected.
func namesForeignWork(text string) bool {
	text = strings.TrimLeft(text, " *_\"'«¡")
	if isAsian(text) {
		return startsChineseWork(text)
	}
	return isInfinitive(text)
}

// startsChineseWork reports whether a text begins with a verb that tells what to do.
func startsChineseWork(text string) bool {
	text = simplified(text[:min(len(text), maxLabel)])
	for _, verb := range [...]string{"增加", "新增", "添加", "补充", "完善", "建立", "优化", "引入", "启用", "开启", "编写", "制定", "修复", "升级", "梳理", "加强", "强化", "设置", "配置", "定期", "统一", "明确", "规范", "改进", "改造", "提升", "提高", "降低", "减少", "限制", "禁止", "禁用", "移除", "删除", "清理", "替换", "迁移", "拆分", "重构", "重建", "调整", "扩容", "部署", "实现", "实施", "支持", "推动", "推进", "评估", "排查", "检查", "验证", "测试", "监控", "接入", "落实", "落地", "组织", "开展", "演练", "培训", "更新", "通知", "记录", "确保", "避免", "将", "对", "为", "在"} {
		if rest, found := strings.CutPrefix(text, verb); found && rest != "" {
			return true
		}
	}
	return false
}

// isInfinitive reports whether a text begins with an infinitive of Spanish, Portuguese, French or Italian that tells what to do.
func isInfinitive(text string) bool {
	first, rest, found := strings.Cut(text, " ")
	if !found || len(first) > maxForeignVerb {
		return false
	}
	switch word := strings.ToLower(first); word {
	case "ne": // "Ne pas …", "Ne plus …"
		_, rest, _ = strings.Cut(rest, " ")
		return isInfinitive(rest)
	case "no", "não", "non": // "No desplegar …"
		return isInfinitive(rest)
	default:
		return isRomanceVerb(withoutAccents(word))
	}
}

// maxForeignVerb is how long a word is taken for one of the verbs here.
const maxForeignVerb = 20

// isRomanceVerb knows the infinitives without accents that lists of work in Spanish, Portuguese, French and Italian begin with.
func isRomanceVerb(word string) bool {
	switch word {
	case "abrir", "acordar", "activar", "actualizar", "adicionar", "adoptar", "agregar", "aislar", "ajustar", "alertar", "alinear", "ampliar", "anadir", "analizar", "anotar", "aplicar", "aprobar", "asegurar", "asignar", "aumentar", "auditar", "automatizar", "avisar", "bajar", "bloquear", "borrar", "buscar", "calcular",
		"cambiar", "capacitar", "centralizar", "cerrar", "comprobar", "comunicar", "configurar", "confirmar", "consolidar", "considerar", "contratar", "controlar", "convertir", "corregir", "crear", "cubrir", "dar", "definir", "dejar", "desactivar", "desarrollar", "desplegar", "detectar", "determinar", "dimensionar", "disenar", "dividir", "documentar", "ejecutar", "eliminar", "enviar", "escalar", "escribir", "especificar", "establecer",
		"estandarizar", "estudiar", "evaluar", "evitar", "exigir", "explorar", "exponer", "extender", "formar", "fijar", "forzar", "garantizar", "generar", "gestionar", "guardar", "hacer", "habilitar", "identificar", "implantar", "implementar", "impedir", "incluir", "incorporar", "incrementar", "informar", "instalar", "integrar", "investigar", "limitar", "limpiar", "llevar", "mantener", "medir", "mejorar", "migrar", "mitigar", "modificar",
		"monitorear", "monitorizar", "mostrar", "mover", "normalizar", "notificar", "obligar", "obtener", "optimizar", "organizar", "pasar", "permitir", "planificar", "poner", "preparar", "prevenir", "priorizar", "probar", "programar", "prohibir", "proponer", "proteger", "publicar", "quitar", "realizar", "rechazar", "recrear", "reducir", "reemplazar", "reescribir", "reforzar", "refactorizar", "registrar", "rehacer", "renovar", "reparar", "repetir", "replicar",
		"requerir", "resolver", "respaldar", "restaurar", "restringir", "revisar", "revertir", "rotar", "separar", "simplificar", "simular", "subir", "supervisar", "sustituir", "terminar", "trasladar", "unificar", "usar", "utilizar", "validar", "verificar", "vigilar",
		"abandonar", "acompanhar", "acrescentar", "alterar", "analisar", "apagar", "atualizar", "ativar", "avaliar", "baixar", "checar", "colocar", "concluir", "corrigir", "criar", "desativar", "desenvolver", "desligar", "descontinuar", "diminuir", "escrever", "estabelecer", "estudar", "excluir", "executar", "fazer", "fechar", "forcar", "garantir", "gerar", "impor", "inserir", "investir", "isolar",
		"limpar", "manter", "melhorar", "monitorar", "mudar", "obrigar", "otimizar", "padronizar", "parar", "planejar", "planear", "preferir", "proibir", "propor", "reavaliar", "reconstruir", "redefinir", "reduzir", "reescrever", "refatorar", "remover", "renomear", "rever", "substituir", "tornar", "trocar", "tratar", "treinar", "testar",
		"acheter", "activer", "adapter", "adopter", "afficher", "ajouter", "ajuster", "alerter", "ameliorer", "analyser", "appliquer", "archiver", "assurer", "augmenter", "auditer", "automatiser", "avertir", "bloquer", "centraliser", "changer", "clarifier", "completer", "configurer", "confirmer", "conserver", "construire", "controler", "corriger", "creer", "deboguer", "decider", "declencher", "demander", "deplacer", "deployer", "desactiver", "detecter", "developper", "diffuser",
		"dimensionner", "diminuer", "documenter", "ecrire", "effectuer", "elargir", "eliminer", "empecher", "enregistrer", "envoyer", "etablir", "etendre", "etudier", "evaluer", "eviter", "exiger", "exporter", "exposer", "faire", "fermer", "fiabiliser", "fixer", "former", "fournir", "generer", "gerer", "identifier", "imposer", "inclure", "informer", "installer", "instaurer", "integrer", "interdire", "introduire", "isoler", "journaliser", "lancer", "limiter", "maintenir",
		"mesurer", "mettre", "migrer", "modifier", "monter", "nettoyer", "notifier", "obliger", "optimiser", "organiser", "partager", "passer", "planifier", "preparer", "prevoir", "publier", "purger", "rajouter", "realiser", "rediger", "reduire", "reecrire", "refuser", "regler", "remettre", "remonter", "remplacer", "renforcer", "renouveler", "repeter", "reporter", "repliquer", "reprendre", "resoudre", "restaurer", "restreindre", "retirer", "revoir", "sauvegarder", "securiser", "separer", "simplifier", "standardiser", "suivre", "superviser", "supprimer", "surveiller", "tester", "traiter", "utiliser", "valider", "verifier",
		"aggiungere", "aggiornare", "analizzare", "applicare", "attivare", "aumentare", "automatizzare", "bloccare", "cambiare", "configurare", "controllare", "correggere", "creare", "definire", "disabilitare", "documentare", "eliminare", "eseguire", "evitare", "fare", "formare", "garantire", "implementare", "impostare", "includere", "introdurre", "limitare", "migliorare", "migrare", "monitorare", "ottimizzare", "pianificare", "preparare", "prevedere", "provare", "ridurre", "rimuovere", "rivedere", "ruotare", "scrivere", "separare", "sostituire", "spostare", "testare", "usare", "utilizzare", "valutare", "verificare":
		return true
	}
	return false
}
