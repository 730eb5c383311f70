package document

import (
	"strings"
	"sync"
)

// foreignLeads may stand before a time in German, French, Spanish, Portuguese, Italian, Dutch, the Nordic languages and Polish, some behind one another: "kurz nach", "entre las".
var foreignLeads = []string{
	"gegen", "um", "ab", "seit", "kurz", "vor", "nach", "zwischen", "bis", "circa", "etwa", "ungefähr", "von",
	"vers", "à", "avant", "après", "depuis", "entre", "environ", "peu", "dès", "partir",
	"hacia", "sobre", "antes", "después", "despues", "desde", "alrededor", "poco", "aproximadamente", "aprox.", "a",
	"às", "as", "depois", "após", "por volta", "cerca", "pouco",
	"alle", "verso", "dopo", "prima", "dalle", "tra",
	"om", "rond", "omstreeks", "voor", "na", "tussen", "vanaf", "kort",
	"kl.", "kl", "klokka", "klokken", "klockan", "rundt", "omkring", "runt", "kring", "etter", "efter", "før", "mellom", "mellem", "mellan",
	"ok.", "około", "godz.", "o godz.", "po", "przed", "między", "od",
	"de", "las", "la", "les", "das", "delle", "le",
}

// foreignLead takes words of foreignLeads before a digit.
func (c *cursor) foreignLead() bool {
	start := c.at
	for range 4 {
		before := c.at
		for _, words := range foreignLeads {
			if rest := c.rest(); len(rest) > len(words) && rest[len(words)] == ' ' && strings.EqualFold(rest[:len(words)], words) {
				c.at += len(words)
				c.skip(" ~≈*_")
				break
			}
		}
		switch {
		case c.atDigit() && c.at > start:
			return true
		case c.at == before:
			c.at = start
			return false
		}
	}
	c.at = start
	return false
}

// allTimesElsewhere is saysAllTimes for other languages: "Alle Zeiten in MEZ", "Todas las horas en UTC", "所有时间均为北京时间".
var allTimesElsewhere = hints("lle Zeiten", "lle Uhrzeiten", "lle Zeitangaben", "eitzone", "outes les heures", "es heures sont", "useau horaire", "odas las horas", "oras en ", "ona horaria", "uso horario", "odos os horários", "orários em ", "oras em ", "uso horário", "utti gli orari", "rari in ", "lle tijden", "lle tider", "lla tider", "szystkie czasy", "szystkie godziny",
	"所有时间", "以下时间", "时间均", "时间为", "时区", "모든 시간", "모든 시각", "시간대")

func saysAllTimesElsewhere(text string) bool { return allTimesElsewhere.in(text, pairsOf(text)) }

// foreignZones are the zones as other languages write them out, in lower case.
var foreignZones = sync.OnceValue(func() []writtenZone {
	return []writtenZone{
		{"北京时间", fixed(480)}, {"中国标准时间", fixed(480)}, {"中国时间", fixed(480)}, {"台北時間", fixed(480)}, {"台北时间", fixed(480)}, {"台灣時間", fixed(480)}, {"台湾时间", fixed(480)}, {"香港時間", fixed(480)}, {"香港时间", fixed(480)}, {"新加坡时间", fixed(480)}, {"北京時間", fixed(480)}, {"한국시간", fixed(540)}, {"한국 시간", fixed(540)}, {"московск", fixed(180)},
		{"mesz", fixed(120)}, {"mez", seasonal(60, european(60))}, {"mitteleuropäische sommerzeit", fixed(120)}, {"mitteleuropäische zeit", seasonal(60, european(60))}, {"deutsche zeit", seasonal(60, european(60))}, {"deutscher zeit", seasonal(60, european(60))}, {"berliner zeit", seasonal(60, european(60))},
		{"heure de paris", seasonal(60, european(60))}, {"heure française", seasonal(60, european(60))}, {"heure de montréal", seasonal(-300, american)},
		{"hora peninsular", seasonal(60, european(60))}, {"hora española", seasonal(60, european(60))}, {"hora de españa", seasonal(60, european(60))}, {"hora de madrid", seasonal(60, european(60))}, {"hora de argentina", fixed(-180)}, {"hora argentina", fixed(-180)}, {"hora de buenos aires", fixed(-180)},
		{"hora de colombia", fixed(-300)}, {"hora de bogotá", fixed(-300)}, {"hora de perú", fixed(-300)}, {"hora de lima", fixed(-300)},
		{"horário de brasília", fixed(-180)}, {"hora de brasília", fixed(-180)}, {"ora italiana", seasonal(60, european(60))}, {"ora di roma", seasonal(60, european(60))}, {"nederlandse tijd", seasonal(60, european(60))}, {"norsk tid", seasonal(60, european(60))}, {"dansk tid", seasonal(60, european(60))}, {"svensk tid", seasonal(60, european(60))},
		{"czasu polskiego", seasonal(60, european(60))}, {"czas polski", seasonal(60, european(60))},
	}
})

// foreignZone is the zone that a text names in another language than English; nil where it names none.
func foreignZone(text string) zone {
	if !foreignZoneHints.in(text, pairsOf(text)) {
		return nil
	}
	lower := strings.ToLower(text)
	for _, z := range foreignZones() {
		if i := strings.Index(lower, z.name); i >= 0 && (i == 0 || !isWord(lower[i-1])) && (z.name[0] >= 0x80 || i+len(z.name) == len(lower) || !isWord(lower[i+len(z.name)])) {
			return z.zone
		}
	}
	return nil
}

// foreignZoneHints are parts of those names which show that one may be there.
var foreignZoneHints = hints("时间", "北時", "灣時", "港時", "京時", "한국", "осковск", "MEZ", "MESZ", "zeit", "Zeit", "eure ", "ora ", "rário ", "tijd", "sk tid", "czas")
