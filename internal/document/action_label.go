package document

import "strings"

// isLabelOf reports whether a label is one of a field's.
func isLabelOf(label string, f ActionField) bool {
	of, ok := fieldOfLabel(label)
	return ok && of == f
}

// fieldOfLabel is the field that a label announces.
func fieldOfLabel(label string) (of ActionField, ok bool) {
	switch label {
	case "owner", "owners", "owned by", "assignee", "assignees", "assigned", "assigned to", "responsible", "dri", "who":
		return ActionOwner, true
	case "due", "due date", "due by", "deadline", "eta", "by", "until", "até", "hasta", "hasta el", "avant", "avant le", "antes de", "antes del", "target", "target date", "when", "klart senast", "senast", "senest", "innen", "uiterlijk", "entro", "entro il":
		return ActionDue, true
	case "for", "factor", "factors", "addresses":
		return ActionFactor, true
	case "done when", "done if", "verify":
		return ActionDoneWhen, true
	case "type":
		return ActionType, true
	case "priority":
		return ActionPriority, true
	case "status", "state":
		return ActionStatus, true
	}
	of = foreignColumn(label)
	return of, of > ActionTitle && of < actionFields
}

// cutLabel splits a part of a list of fields into the label in lower case, "" when it has none, and what it labels.
func cutLabel(part string) (label, value string) {
	if part == "" {
		return "", part
	}
	for l := range strings.SplitSeq(labelsOf(part[0]|0x20), "|") {
		if l == "" || len(part) < len(l) || !strings.EqualFold(part[:len(l)], l) || len(part) > len(l) && (isWordByte(part[len(l)]) || part[len(l)] >= 0x80) {
			continue
		}
		value = strings.TrimLeft(part[len(l):], " ")
		if value != "" && (value[0] == ':' || value[0] == '=') { // "owner=Kim"
			value = value[1:]
		}
		return l, strings.TrimSpace(value)
	}
	return "", part
}

// labelsOf are the labels that begin with a letter, longer ones first, with bars between them.
func labelsOf(letter byte) string {
	switch letter {
	case 'o':
		return "owned by|owners|owner|odpowiedzialny|odpowiedzialna"
	case 'a':
		return "assigned to|assigned|assignees|assignee|addresses|até|avant le|avant|ansvarlig|ansvarig|antes del|antes de"
	case 'r':
		return "responsible|responsables|responsable|responsáveis|responsável|responsabile|resp.|resp"
	case 'd':
		return "due date|due by|due|dri|deadline|done when|done if|délai|date limite|date cible|data limite"
	case 'i':
		return "innen"
	case 'k':
		return "klart senast"
	case 'h':
		return "hasta el|hasta"
	case 'b':
		return "by|bis zum|bis"
	case 'e':
		return "eta|entro il|entro|estado|encargado|encargada|eigenaar|ejer|eier"
	case 'u':
		return "until|uiterlijk"
	case 't':
		return "target date|target|type|termin"
	case 'f':
		return "for|factors|factor|frist|fällig|fecha límite|fecha"
	case 'v':
		return "verify|verantwoordelijke|verantwoordelijk|verantwortlicher|verantwortlich"
	case 'p':
		return "priority|prazo|prioridad|priorité|priorität|pour le|porteur|pilote|plazo"
	case 's':
		return "status|state|statut|scadenza|senast|senest"
	case 'w':
		return "when|who"
	case 'z':
		return "zuständig|zieltermin"
	case "é"[0] | 0x20:
		return "échéance|état"
	}
	return ""
}
