package num

import "strings"

// inexactDecimals is how far a number without a finite decimal form is printed.
const inexactDecimals = 4

// Print gives x as Vietnamese tables write it: 1.234,5, rounded half away from zero to
// the given decimals, trailing zeros kept.
func (x Number) Print(decimals int) string { return vietnamese(x.Fixed(decimals)) }

// PrintProse is Print without the zeros that end the decimals: 100, 45,7.
func (x Number) PrintProse(decimals int) string {
	return vietnamese(trimDecimals(x.Fixed(decimals)))
}

// PrintExact gives x with all its decimals; a number that has no finite decimal form is
// rounded to four.
func (x Number) PrintExact() string { return vietnamese(x.decimalOrRounded()) }

// decimalOrRounded is the shortest decimal form, rounded only where there is none.
func (x Number) decimalOrRounded() string {
	if s, ok := x.Decimal(); ok {
		return s
	}
	return trimDecimals(x.Fixed(inexactDecimals))
}

func trimDecimals(s string) string {
	if !strings.Contains(s, ".") {
		return s
	}
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// vietnamese turns a plain decimal into Vietnamese notation.
func vietnamese(plain string) string {
	whole, decimals, hasDecimals := strings.Cut(plain, ".")
	whole, negative := strings.CutPrefix(whole, "-")
	var b strings.Builder
	if negative {
		b.WriteByte('-')
	}
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte('.')
		}
		b.WriteRune(digit)
	}
	if hasDecimals {
		b.WriteString("," + decimals)
	}
	return b.String()
}
