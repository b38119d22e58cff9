package compute

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"baocao/report/check"
	"baocao/report/figures"
	"baocao/report/model"
	"baocao/report/num"
)

// fingerprint is the SHA-256 over one line for each figure and target used, sorted
// bytewise, then "template⇥<sha256>"; every line ends with a line feed. The README
// describes it for other programs.
//
// Figures are those that were handed in, or counted from a register: nothing computed is
// among them, so that whoever has the inputs can make the lines without this program.
func (c *computer) fingerprint() string {
	var lines []string
	for _, s := range c.used() {
		lines = append(lines, c.figureLines(s)...)
		for slot, target := range s.Targets {
			lines = append(lines, c.hashed(s.Unit, s.Period.Code, slot, "target", target, nil))
		}
	}
	for slot, target := range c.in.Plans {
		lines = append(lines, c.hashed(c.in.Unit.Code, strconv.Itoa(c.in.Period.From.Year), slot, "target", target, nil))
	}
	slices.Sort(lines)
	hash := sha256.New()
	for _, l := range lines {
		hash.Write([]byte(l))
	}
	fmt.Fprintf(hash, "template\t%s\n", c.t.SHA256)
	return hex.EncodeToString(hash.Sum(nil))
}

// used lists the sets whose figures the report uses: of its units and of the issuing one,
// for its own period and those that it looks back at.
func (c *computer) used() []*check.Set {
	var used []*check.Set
	for _, s := range c.in.Sets {
		if c.r.Band(s.Period) >= 0 && (c.isRow(s) || s.Unit == c.in.Unit.Code) {
			used = append(used, s)
		}
	}
	return used
}

// figureLines are the lines of what one unit gave for one period.
func (c *computer) figureLines(s *check.Set) []string {
	var lines []string
	for slot, cell := range s.Cells {
		if (cell.Origin == model.Given || cell.Origin == model.Counted) && !c.t.Slots[slot].IsOutOf {
			lines = append(lines, c.hashed(s.Unit, s.Period.Code, slot, status(cell.Value), cell.Value, cell.Figure))
		}
	}
	for _, a := range s.Apart {
		value, state := a.Figure.Value, status(a.Figure.Value)
		if a.Figure.Rate != nil {
			value, state = num.Of(*a.Figure.Rate), "rate"
		}
		lines = append(lines, c.hashed(s.Unit, s.Period.Code, a.Slot, state, value, a.Figure))
	}
	return lines
}

// hashed writes the fields unit, period, indicator, axis, category, status, value, since,
// as_of, qualifier and out_of. A count and a target have no figure.
func (c *computer) hashed(unit, period string, slot int, status string, value num.Value, f *figures.Figure) string {
	s := c.t.Slots[slot]
	fields := []string{unit, period, s.Indicator.Code, "", "", status, decimal(value), "", "", "", ""}
	if s.Category != nil {
		fields[3], fields[4] = s.Axis.Code, s.Category.Code
	}
	if f != nil {
		fields[7], fields[8], fields[9], fields[10] = f.Since.String(), f.AsOf.String(), f.Qualifier, decimal(f.OutOf)
	}
	return strings.Join(fields, "\t") + "\n"
}

func status(v num.Value) string {
	if v.State == num.NotApplicable {
		return "not_applicable"
	}
	return "value"
}

// decimal is the shortest exact form; every figure that was read has one.
func decimal(v num.Value) string {
	if !v.IsKnown() {
		return ""
	}
	s, _ := v.Number.Decimal()
	return s
}
