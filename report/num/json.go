package num

import "fmt"

// longestJSON is how many bytes a number may have. A report has none of a tenth of it; to read
// one of megabytes takes minutes.
const longestJSON = 2000

// UnmarshalJSON reads a number exactly, in the form that [Number.Decimal] writes; null is
// missing.
func (v *Value) UnmarshalJSON(text []byte) error {
	if string(text) == "null" {
		*v = Value{}
		return nil
	}
	if len(text) > longestJSON {
		return fmt.Errorf("a number of %d bytes", len(text))
	}
	n, ok := ParseDecimal(string(text))
	if !ok {
		return fmt.Errorf("%.40q is no plain decimal number", text)
	}
	*v = Of(n)
	return nil
}
