package seal

import (
	"hash/crc32"

	"baocao/report/document"
)

// digests gives the digest of each formula of a sheet in its canonical form. The formulas of
// a column mostly differ in nothing but the number of the row. A digest is a CRC, of which what
// another digit at some place changes depends on the place and the digit alone, whatever else
// stands in a text of that length. So a text that comes up often is not written down for each
// row, but what the digits of the row change of its digest is put together by xor.
type digests struct {
	formulas document.Rewriter
	scratch  []byte
	made     map[string]*openDigest
	above    []above // by column, from 1

	row    int   // the last one
	digits []int // of its number, from the last one on
}

// above is the text of the last formula of a column.
type above struct {
	text   string
	digest *openDigest
}

// openDigest gives the digests of a text whose row is open, for rows with equally many digits.
type openDigest struct {
	digits  int
	asked   int          // how often, for such rows
	one     uint32       // the digest for one of them
	changes [][10]uint32 // by digit from the last on: what it changes of one; nil until it pays
}

// paying is how often a text has come up when it is likely to come up as often again as its
// digest has to be made for all digits.
const paying = 32

// of is the digest of a formula; the column is where its text is looked for.
func (d *digests) of(col int, f document.Formula) uint32 {
	if f.Row == 0 {
		return d.written(col, f)
	}
	if f.Row != d.row {
		d.row, d.digits = f.Row, appendDigits(d.digits[:0], f.Row)
	}
	o := d.open(col, f.Text)
	if len(d.digits) != o.digits {
		*o = openDigest{digits: len(d.digits)}
	}
	if o.changes == nil {
		if o.asked++; o.asked < paying {
			return d.written(col, f)
		}
		d.learn(o, col, f)
	}
	sum := o.one
	for place, digit := range d.digits {
		sum ^= o.changes[place][digit]
	}
	return sum
}

// written is the digest of a formula that is written down for it.
func (d *digests) written(col int, f document.Formula) uint32 {
	d.scratch = d.formulas.Append(d.scratch[:0], col, f, appendCanonical)
	return crc32.Checksum(d.scratch, castagnoli())
}

// open finds the digests of a text. Most texts of a column are that of the cell above.
func (d *digests) open(col int, text string) *openDigest {
	for len(d.above) < col {
		d.above = append(d.above, above{})
	}
	last := &d.above[col-1]
	if last.digest == nil || last.text != text {
		o, known := d.made[text]
		if !known {
			if d.made == nil {
				d.made = map[string]*openDigest{}
			}
			o = &openDigest{}
			d.made[text] = o
		}
		*last = above{text, o}
	}
	return last.digest
}

// learn writes a formula down with each digit at each place of its row.
func (d *digests) learn(o *openDigest, col int, f document.Formula) {
	o.one = d.written(col, f)
	o.changes = make([][10]uint32, o.digits)
	first := f
	for place, power := 0, 1; place < o.digits; place, power = place+1, power*10 {
		zero := first.Row - first.Row/power%10*power
		for digit := range 10 {
			f.Row = zero + digit*power
			if f.Row >= power { // a row begins with no 0
				o.changes[place][digit] = d.written(col, f) ^ o.one
			}
		}
	}
}

// appendDigits lists the digits of a number, from the last one on.
func appendDigits(digits []int, number int) []int {
	for ; number > 0; number /= 10 {
		digits = append(digits, number%10)
	}
	return digits
}
