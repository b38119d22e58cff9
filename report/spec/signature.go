package spec

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
)

// Signature stands for what a form asks: the figures with their measures, and the columns
// of the registers. A form made from a template of another signature is not read, since its
// cells would mean something else. Words, tables, checks and computed indicators are not in
// it, nor is the order, so that editing those voids no form that is already with a unit.
func (t *Template) Signature() string {
	var asked []string
	for _, slot := range t.Slots {
		if slot.Indicator.Formula == nil {
			asked = append(asked, "figure\t"+slot.Code()+"\t"+slot.Indicator.Measure)
		}
	}
	for _, r := range t.Registers {
		for _, c := range r.Columns {
			line := "register\t" + r.Code + "\t" + c.Code + "\t" + string(c.Type)
			if c.Breakdown != nil {
				line += "\t" + c.Breakdown.Code
			}
			asked = append(asked, line)
		}
	}
	slices.Sort(asked)
	sum := sha256.Sum256([]byte(strings.Join(asked, "\n")))
	return hex.EncodeToString(sum[:])
}
