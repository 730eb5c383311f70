package japanese

// FamilyName returns the family name that a text begins with, the longest of the common ones; "" when it begins with none: 佐々木 in 佐々木健.
func (j *Japanese) FamilyName(text string) string {
	if w, n := j.lexicon().find(text); w != nil && w.class&familyName != 0 {
		return text[:n]
	}
	return ""
}
