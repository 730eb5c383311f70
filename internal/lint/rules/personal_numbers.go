package rules

import (
	"bytes"
	"slices"
	"strings"

	"github.com/blameless-postmortem/postmortem/internal/document"
)

// numbers finds phone, card and account numbers. Each kind has to prove itself: by its plus sign and grouping, by its check digits.
func numbers(source []byte) (found []personal) {
	add := func(kind personalKind, start, end int) int {
		found = append(found, personal{kind, document.Span{Start: start, End: end}})
		return end - 1
	}
	for i := 0; i < len(source); i++ {
		b := source[i]
		if !opensNumber[b] {
			continue // most of a text
		}
		before := byteAt(source, i-1)
		switch {
		case b == '+':
			if isDigit(byteAt(source, i+1)) && !isAlnum(before) {
				if end, ok := internationalPhone(source, i); ok {
					i = add(phoneNumber, i, end)
				}
			}
		case b == '(':
			if !isAlnum(before) {
				if end, ok := americanPhone(source, i); ok {
					i = add(phoneNumber, i, end)
				}
			}
		case isCapital(before) && isDigit(byteAt(source, i+1)): // DE89…
			if start := i - 2; start >= 0 && isCapital(source[start]) && !isAlnum(byteAt(source, start-1)) {
				if end, ok := iban(source, start); ok {
					i = add(accountNumber, start, end)
				}
			}
		case !isAlnum(before):
			if end, ok := paymentCard(source, i); ok {
				i = add(cardNumber, i, end)
			} else if end, ok := calledPhone(source, i); ok {
				i = add(phoneNumber, i, end)
			}
		}
	}
	return found
}

// opensNumber are the bytes that a number of these kinds begins with, but for the letters of the country before an account's.
var opensNumber = [256]bool{'+': true, '(': true, '0': true, '1': true, '2': true, '3': true, '4': true, '5': true, '6': true, '7': true, '8': true, '9': true}

func isCapital(b byte) bool { return b >= 'A' && b <= 'Z' }

// internationalPhone reads "+49 30 901820" or "+14155552671". Time offsets, differences and numbers in groups of thousands are none.
func internationalPhone(source []byte, start int) (end int, ok bool) {
	if before := byteAt(source, start-1); before == '\n' || before == '.' || before == ':' {
		return 0, false // a line of a diff, or a part of a longer term
	}
	digits, group, groups := 0, 0, 0
	thousands := true
	i := start + 1
	for ; i < len(source) && digits <= 15; i++ {
		b := source[i]
		if isDigit(b) {
			digits++
			group++
			end = i + 1
			continue
		}
		separator := strings.IndexByte(" -.()", b) >= 0 && isPhoneGap(source, i)
		if !separator {
			break
		}
		if group > 0 {
			thousands = thousands && (groups == 0 || group == 3)
			groups++
		}
		group = 0
	}
	if group > 0 {
		thousands = thousands && group == 3
	}
	after, grouped := byteAt(source, end), groups > 0
	switch {
	case digits > 15, digits < 9, digits < 10 && !grouped, grouped && thousands:
		return 0, false
	case source[start+1] == '0', isAlnum(after), after == ':', after == '%':
		return 0, false
	}
	return end, !isFiction(source[start:end])
}

// isPhoneGap reports whether what stands at i may part the groups of a number: at most two marks, then a digit.
func isPhoneGap(source []byte, i int) bool {
	for n := range 3 {
		b := byteAt(source, i+n)
		if isDigit(b) {
			return true
		}
		if strings.IndexByte(" -.()", b) < 0 {
			return false
		}
	}
	return false
}

// isFiction knows the American numbers that are set aside for it: 555-0100 to 555-0199.
func isFiction(number []byte) bool {
	return bytes.Contains(number, []byte("555-01")) || bytes.Contains(number, []byte("555 01"))
}

// americanPhone reads "(415) 555-2671".
func americanPhone(source []byte, start int) (end int, ok bool) {
	end, ok = shaped(source, start, "(ddd) ddd-dddd")
	return end, ok && !isFiction(source[start:end])
}

// calledPhone reads "415-555-2671" behind a word for calling; without one it may be any number.
func calledPhone(source []byte, start int) (end int, ok bool) {
	end, ok = shaped(source, start, "ddd-ddd-dddd")
	if !ok || isFiction(source[start:end]) {
		return 0, false
	}
	const near = 16
	before := bytes.ToLower(source[max(0, start-near):start])
	return end, slices.ContainsFunc([]string{"call", "phone", "mobile", "cell", "tel:", "tel.", "tel "}, func(w string) bool { return bytes.Contains(before, []byte(w)) })
}

// shaped reads text of a shape in which d stands for a digit.
func shaped(source []byte, start int, shape string) (end int, ok bool) {
	end = start + len(shape)
	if end > len(source) || isAlnum(byteAt(source, end)) || byteAt(source, end) == '-' {
		return 0, false
	}
	for k, c := range []byte(shape) {
		if b := source[start+k]; c == 'd' && !isDigit(b) || c != 'd' && b != c {
			return 0, false
		}
	}
	return end, true
}

// cardDigits is the longest card number.
const cardDigits = 19

// paymentCard reads a number of a card scheme with a right check digit, in groups or, where the line speaks of cards, in one.
func paymentCard(source []byte, start int) (end int, ok bool) {
	if !isDigit(byteAt(source, start+3)) {
		return 0, false // the first group has four digits at least
	}
	if before := byteAt(source, start-1); before == '.' || before == '-' || before == '/' || before == '=' || before == '_' || before == '#' {
		return 0, false
	}
	digits := make([]byte, 0, cardDigits+1)
	var groups []int
	group := 0
	var mark byte
	i := start
loop:
	for ; i < len(source) && len(digits) <= cardDigits; i++ {
		b := source[i]
		switch {
		case isDigit(b):
			digits = append(digits, b-'0')
			group++
			end = i + 1
		case (b == ' ' || b == '-') && (mark == 0 || b == mark) && isDigit(byteAt(source, i+1)) && group > 0 && (group == 4 || len(groups) > 0):
			mark = b
			groups = append(groups, group)
			group = 0
		default:
			break loop
		}
	}
	if !isCardScheme(digits) {
		return 0, false
	}
	groups = append(groups, group)
	if after := byteAt(source, end); isAlnum(after) || after == '_' || (after == '.' || after == '-' || after == '/') && isAlnum(byteAt(source, end+1)) {
		return 0, false
	}
	if !luhn(digits) || slices.Contains(testCards, digitString(digits)) {
		return 0, false
	}
	switch {
	case slices.Equal(groups, []int{4, 4, 4, 4}), slices.Equal(groups, []int{4, 6, 5}):
		return end, true
	case len(groups) == 1:
		return end, speaksOfCards(source, start)
	}
	return 0, false
}

// isCardScheme knows the ranges and lengths of Visa, Mastercard, American Express, Discover and JCB.
func isCardScheme(d []byte) bool {
	if len(d) != 15 && len(d) != 16 {
		return false
	}
	two := int(d[0])*10 + int(d[1])
	four := two*100 + int(d[2])*10 + int(d[3])
	if len(d) == 15 {
		return two == 34 || two == 37
	}
	return d[0] == 4 || two >= 51 && two <= 55 || four >= 2221 && four <= 2720 || four == 6011 || two == 65 || four >= 3528 && four <= 3589
}

func luhn(digits []byte) bool {
	sum := 0
	for i, d := range slices.Backward(digits) {
		n := int(d)
		if (len(digits)-1-i)%2 == 1 {
			if n *= 2; n > 9 {
				n -= 9
			}
		}
		sum += n
	}
	return sum%10 == 0
}

func digitString(digits []byte) string {
	text := make([]byte, len(digits))
	for i, d := range digits {
		text[i] = '0' + d
	}
	return string(text)
}

// testCards are numbers that payment providers publish for tests.
var testCards = []string{
	"4111111111111111", "4242424242424242", "4012888888881881", "4000056655665556", "4000000000000002", "4000000000009995", "4000000000003220", "4000002500003155",
	"5555555555554444", "5105105105105100", "5200828282828210", "2223003122003222", "2223000048400011", "378282246310005", "371449635398431", "6011111111111117",
	"6011000990139424", "3566002020360505", "3530111333300000", "4444444444444448", "5424000000000015", "4007000000027",
}

// speaksOfCards reports whether the line around a number says that it is a card's.
func speaksOfCards(source []byte, at int) bool {
	const around = 80
	from, to := max(0, at-around), min(len(source), at+around)
	if i := bytes.LastIndexByte(source[from:at], '\n'); i >= 0 {
		from += i
	}
	if i := bytes.IndexByte(source[at:to], '\n'); i >= 0 {
		to = at + i
	}
	line := bytes.ToLower(source[from:to])
	return slices.ContainsFunc([]string{"card", "visa", "amex", "pan ", "pan:", "pan=", "\"pan\""}, func(w string) bool { return bytes.Contains(line, []byte(w)) })
}

// iban reads an account number by its country's length and its check digits (ISO 13616).
func iban(source []byte, start int) (end int, ok bool) {
	if start+2 > len(source) {
		return 0, false
	}
	want := ibanLength[string(source[start:start+2])]
	if want == 0 {
		return 0, false
	}
	var text []byte
	i := start
	for ; i < len(source) && len(text) < want; i++ {
		b := source[i]
		switch {
		case isDigit(b) || b >= 'A' && b <= 'Z':
			text = append(text, b)
		case b == ' ' && len(text)%4 == 0:
		default:
			return 0, false
		}
	}
	if len(text) < want || isAlnum(byteAt(source, i)) || slices.Contains(exampleAccounts, string(text)) {
		return 0, false
	}
	remainder := 0
	for _, b := range slices.Concat(text[4:], text[:4]) {
		if isDigit(b) {
			remainder = (remainder*10 + int(b-'0')) % 97
		} else {
			remainder = (remainder*100 + int(b-'A') + 10) % 97
		}
	}
	return i, remainder == 1
}

// ibanLength is the length of account numbers by country, after the registry of ISO 13616.
var ibanLength = map[string]int{
	"AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29, "BY": 28, "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18,
	"DO": 28, "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28, "HR": 21, "HU": 28, "IE": 22, "IL": 23,
	"IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MT": 31, "MU": 30, "NL": 18,
	"NO": 15, "PK": 24, "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TN": 24, "TR": 26, "UA": 29, "VA": 22,
	"VG": 24, "XK": 20,
}

// exampleAccounts are those that the registry and the banks show as examples.
var exampleAccounts = []string{
	"DE89370400440532013000", "GB29NWBK60161331926819", "GB82WEST12345698765432", "GB33BUKB20201555555555", "FR1420041010050500013M02606", "FR7630006000011234567890189",
	"NL91ABNA0417164300", "CH9300762011623852957", "BE68539007547034", "AT611904300234573201", "ES9121000418450200051332", "IT60X0542811101000000123456",
}
