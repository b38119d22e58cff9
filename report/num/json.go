package num

import "fmt"

// UnmarshalJSON reads a number exactly, in the form that [Number.Decimal] writes; null is
// missing.
func (v *Value) UnmarshalJSON(text []byte) error {
	if string(text) == "null" {
		*v = Value{}
		return nil
	}
	n, ok := ParseDecimal(string(text))
	if !ok {
		return fmt.Errorf("%.40q is no plain decimal number", text)
	}
	*v = Of(n)
	return nil
}
