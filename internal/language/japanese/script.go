package japanese

import "unicode/utf8"

// Fits goes by the script: Japanese are kana among not too many Latin letters, and text of hardly anything but ideographs. A word or a name in them does
// not make an English sentence Japanese.
func (*Japanese) Fits(text string) float64 {
	if !mayBeWide(text) {
		return 0
	}
	kana, ideographs, letters := 0, 0, 0
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			if c |= 0x20; c >= 'a' && c <= 'z' {
				letters++
			}
			i++
			continue
		}
		if i+2 < len(text) {
			switch next := text[i+1]; {
			case c == "ぁ"[0] && next >= "ぁ"[1] && next <= "ー"[1]: // the two kana blocks
				kana++
			case c == "一"[0] && next >= "一"[1] || c > "一"[0] && c <= "龥"[0]:
				ideographs++
			case c == "ｦ"[0]:
				if r, _ := utf8.DecodeRuneInString(text[i:]); r >= 'ｦ' && r <= 'ﾝ' {
					kana++
				}
			}
		}
		i += runeLength(c)
	}
	switch {
	case kana > 0 && (kana+ideographs)*4 >= letters || ideographs > letters:
		return 1
	case kana+ideographs > 0:
		return 0.1
	}
	return 0
}

// mayBeWide reports whether a byte of text may begin kana or an ideograph in UTF-8.
func mayBeWide(text string) bool {
	for i := 0; i < len(text); i++ {
		for i+8 <= len(text) && ascii(text[i:i+8]) { // nearly all of most texts
			i += 8
		}
		if i < len(text) && text[i] >= 0xe3 {
			return true
		}
	}
	return false
}

// ascii reports whether eight bytes are all ASCII.
func ascii(b string) bool {
	eight := uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 | uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
	return eight&0x8080808080808080 == 0
}
