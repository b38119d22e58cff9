package check

import (
	"fmt"

	"baocao/report/expr"
)

// memory keeps what a computed indicator came to in a period. Rates that look back at each
// other would else be computed twice for the period before, four times for the one before
// that, and so on.
type memory[V any] map[remembered]V

type remembered struct {
	slot  int
	at    *moment
	units string
}

// once computes a value, or gives the one computed before. Only rates that look back at
// rates are worth it: most come to their figures in a step.
func (k memory[V]) once(x Index, ref expr.Ref, at *moment, units []int, compute func() V) V {
	if !x.looksBack[x.t.Slots[ref.Slot].Indicator] {
		return compute()
	}
	key := remembered{ref.Slot, at, fmt.Sprint(units)}
	v, known := k[key]
	if !known {
		v = compute()
		k[key] = v
	}
	return v
}
