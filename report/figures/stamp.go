package figures

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
)

// An Excel form carries stamps, hidden words by which its cells are found again: whoever
// inserts, moves, hides or merges rows and columns moves the stamps along. Package form
// writes them and decode reads them.
//
// The hidden sheet [StampSheet] has keys in its first column and values in the second. On
// every other sheet one column, hidden, holds the stamps of rows. A row that begins with
// one of the stamps below says, in its other cells, what the columns under it are; each row
// that follows has in the stamps' column the code of what stands in it.
const (
	StampSheet = "baocao"
	FormFormat = "baocao.form/1" // the value of StampFormat; another number, another arrangement

	StampFigures  = "form:figures"  // the rows below are indicators, the columns parts of them
	StampRegister = "form:register" // followed by a space and the register's code; the rows have no codes
	StampTexts    = "form:texts"    // the rows below are texts
	StampDocument = "form:document" // the rows below are data of the document
	StampHeading  = "form:heading"  // a row of the form's own words
	StampNone     = "form:none"     // above a register: a zero in this row says that there is nothing to list
)

// The keys of the hidden sheet.
const (
	StampFormat      = "form"
	StampTemplate    = "template"
	StampSignature   = "signature" // see spec.Template.Signature
	StampUnit        = "unit"
	StampUnitName    = "unit_name"
	StampUnitLevel   = "unit_level"
	StampUnitParent  = "unit_parent"
	StampPeriod      = "period"
	StampPeriodLabel = "period_label" // of an explicit period, as the next two
	StampPeriodFrom  = "period_from"
	StampPeriodTo    = "period_to"
)

// The stamps of columns. A category's is its breakdown's code, a point and its own; a
// register's columns have their codes.
const (
	StampTotal = "total"
	StampNote  = "note"
	StampSince = "since"
	StampAsOf  = "as_of"
	StampValue = "form:value" // the one input column of texts and document
	StampLabel = "form:label" // a column of the form's own words
)

// OutOfRow is what follows an indicator's code on the row of its wholes.
const OutOfRow = ".out_of"

// TotalFormula is what a form has in the cell of a total, for the ranges of its
// breakdowns: the sum of the first one whose parts are all there. A part that does not
// apply is there and adds nothing.
func TotalFormula(parts []Range) string {
	formula := `""`
	for i := len(parts) - 1; i >= 0; i-- {
		p := parts[i]
		formula = fmt.Sprintf(`IF(COUNT(%s)+COUNTIF(%s,"x")=%d,SUM(%s),%s)`, p.Address, p.Address, p.Cells, p.Address, formula)
	}
	return formula
}

// Range is the cells of one breakdown in a row, "G9:I9".
type Range struct {
	Address string
	Cells   int
}

var totalFormula = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(IF\(COUNT\([A-Z:0-9]+\)\+COUNTIF\([A-Z:0-9]+[,;]"[xX]"\)=\d+[,;]SUM\([A-Z:0-9]+\)[,;])+""\)+$`)
})

// formulaNoise is what programs put into a formula that means the same without it.
var formulaNoise = strings.NewReplacer(" ", "", "$", "", "_XLFN.", "")

// IsTotalFormula reports whether a formula is a form's own, in whatever way a program
// writes it and wherever its cells have moved. Its value is no figure: the parts are.
func IsTotalFormula(formula string) bool {
	if totalFormula().MatchString(formula) { // as most programs leave it
		return true
	}
	return totalFormula().MatchString(formulaNoise.Replace(strings.ToUpper(formula)))
}
