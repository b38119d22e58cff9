package page

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"baocao/report/pdffile"
)

// area is something drawn over part of a page that is no text.
type area struct {
	left, top, right, low float64
	order                 int
	hides                 bool // what lies below it
	what                  string
}

// matrix is a transformation of the plane (8.3.3).
type matrix [6]float64

var unit = matrix{1, 0, 0, 1, 0, 0}

// then is what m does, followed by n.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

func (m matrix) at(x, y float64) (float64, float64) {
	return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]
}

// state is what drawing depends on (8.4).
type state struct {
	ctm                             matrix
	font                            *font
	face                            string
	size, leading, char, word, rise float64
	scale                           float64
	mode                            string
	fill, stroke                    string
	line                            float64 // weight
}

var initial = state{ctm: unit, scale: 1, fill: "0 g", stroke: "0 G", line: 1}

// drawer follows a page's content and notes what is drawn where.
type drawer struct {
	page  *Page
	frame frame
	fonts *fontReader
	faces pdffile.Dict
	used  map[pdffile.Name]*font // those of faces that have been read

	state
	saved     []state
	text, row matrix // of the text, and of its line
	marks     []mark // the marked-content sequences that are open
	path      []float64
	order     int
}

// mark is an open sequence of marked content; of the program's own, with a figure.
type mark struct {
	figure string
	more   bool
	gap    string
}

// The bounds of a page.
const (
	maxNested = 256
	maxDrawn  = 1 << 18
)

var errTooMuch = errors.New("more is drawn than a page can hold")

func (d *drawer) draw(content []byte) error {
	for op, err := range pdffile.Operations(content) {
		if err != nil {
			return err
		}
		if len(d.page.Texts)+len(d.page.areas) > maxDrawn || len(d.saved) > maxNested || len(d.marks) > maxNested {
			return errTooMuch
		}
		if err := d.do(op); err != nil {
			return err
		}
	}
	return nil
}

func (d *drawer) do(op pdffile.Operation) error {
	n, _ := numbers(op.Operands)
	d.order++
	switch op.Operator {
	case "q":
		d.saved = append(d.saved, d.state)
	case "Q":
		if last := len(d.saved) - 1; last >= 0 {
			d.state, d.saved = d.saved[last], d.saved[:last]
		}
	case "cm":
		if len(n) == 6 {
			d.ctm = matrix(n).then(d.ctm)
		}
	case "w":
		d.line = first(n)
	case "g", "rg", "k", "sc", "scn", "cs", "gs", "ri", "i":
		d.fill = spelled(op)
	case "G", "RG", "K", "SC", "SCN", "CS", "d", "J", "j", "M":
		d.stroke = spelled(op)
	case "m", "l", "c", "v", "y", "re":
		d.extend(op.Operator, n)
	case "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "n":
		d.paint(op.Operator)
	case "Do", "sh":
		d.put(op.Operator, []float64{0, 0, 1, 1}, 0, true, spelled(op))
	case "BDC", "BMC":
		d.marks = append(d.marks, markOf(op))
	case "EMC":
		if last := len(d.marks) - 1; last >= 0 {
			d.marks = d.marks[:last]
		}
	default:
		return d.textual(op, n)
	}
	return nil
}

func first(n []float64) float64 {
	if len(n) == 0 {
		return 0
	}
	return n[0]
}

// spelled is an operation in one line, to compare it.
func spelled(op pdffile.Operation) string {
	var b strings.Builder
	for _, o := range op.Operands {
		fmt.Fprintf(&b, "%v ", o)
	}
	return b.String() + op.Operator
}

// markOf reads the program's own mark; any other has no figure.
func markOf(op pdffile.Operation) mark {
	if len(op.Operands) != 2 || op.Operands[0] != pdffile.Name("BaoCao") {
		return mark{}
	}
	properties, _ := op.Operands[1].(pdffile.Dict)
	figure, _ := properties["F"].(pdffile.String)
	gap, more := properties["More"].(pdffile.String)
	return mark{figure.Text(), more, gap.Text()}
}

// extend notes the points of a path.
func (d *drawer) extend(operator string, n []float64) {
	if operator == "re" && len(n) == 4 {
		n = []float64{n[0], n[1], n[0] + n[2], n[1] + n[3], n[0], n[1] + n[3], n[0] + n[2], n[1]}
	}
	for i := 0; i+1 < len(n) && len(d.path) < maxDrawn; i += 2 {
		x, y := d.ctm.at(n[i], n[i+1])
		d.path = append(d.path, x, y)
	}
}

// thick is the weight of a line, in points, that can hide what lies below it.
const thick = 2

func (d *drawer) paint(operator string) {
	path := d.path
	d.path = nil
	if operator == "n" || len(path) == 0 {
		return
	}
	hides, look := true, d.fill
	if operator == "S" || operator == "s" {
		hides, look = d.line >= thick, d.stroke
	}
	ctm := d.ctm
	d.ctm = unit // the points of a path are transformed already
	d.put(operator, path, d.line/2, hides, fmt.Sprintf("%s %.2f %.2f %s", operator, path, d.line, look))
	d.ctm = ctm
}

// put notes an area around the given points.
func (d *drawer) put(operator string, points []float64, around float64, hides bool, what string) {
	left, low, right, top := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for i := 0; i+1 < len(points); i += 2 {
		x, y := d.ctm.at(points[i], points[i+1])
		left, right, low, top = min(left, x), max(right, x), min(low, y), max(top, y)
	}
	if operator[0] == 'f' || operator[0] == 'F' {
		around = 0
	}
	a := area{order: d.order, hides: hides, what: what}
	a.left, a.top = d.frame.place(left-around, top+around)
	a.right, a.low = d.frame.place(right+around, low-around)
	d.page.areas = append(d.page.areas, a)
}

// textual follows the operators of text (9.3, 9.4). Whatever else there is draws nothing.
func (d *drawer) textual(op pdffile.Operation, n []float64) error {
	switch op.Operator {
	case "BT":
		d.text, d.row = unit, unit
	case "Tf":
		return d.setFont(op)
	case "Tc":
		d.char = first(n)
	case "Tw":
		d.word = first(n)
	case "Tz":
		d.scale = first(n) / 100
	case "TL":
		d.leading = first(n)
	case "Ts":
		d.rise = first(n)
	case "Tr":
		d.mode = spelled(op)
	case "Td", "TD":
		if len(n) == 2 {
			if op.Operator == "TD" {
				d.leading = -n[1]
			}
			d.move(n[0], n[1])
		}
	case "Tm":
		if len(n) == 6 {
			d.text, d.row = matrix(n), matrix(n)
		}
	case "T*":
		d.move(0, -d.leading)
	case "Tj", "TJ":
		d.show(op.Operands)
	case "'", "\"":
		d.move(0, -d.leading)
		if last := len(op.Operands) - 1; last >= 0 {
			d.show(op.Operands[last:])
		}
	}
	return nil
}

func (d *drawer) move(x, y float64) {
	d.row = matrix{1, 0, 0, 1, x, y}.then(d.row)
	d.text = d.row
}

func (d *drawer) setFont(op pdffile.Operation) error {
	if len(op.Operands) != 2 {
		return nil
	}
	name, _ := op.Operands[0].(pdffile.Name)
	size, _ := op.Operands[1].(pdffile.Number)
	f := d.used[name]
	if f == nil {
		var err error
		if f, err = d.fonts.font(d.faces[name]); err != nil {
			return err
		}
		d.used[name] = f
	}
	d.font, d.face, d.size = f, string(name), size.Float()
	return nil
}

// show notes the text of a Tj or TJ and goes on to its end.
func (d *drawer) show(operands []pdffile.Object) {
	if len(operands) == 0 || d.font == nil {
		return
	}
	items, ok := operands[0].(pdffile.Array)
	if !ok {
		items = pdffile.Array{operands[0]}
	}
	var text strings.Builder
	var forward float64
	for _, item := range items {
		switch item := item.(type) {
		case pdffile.Number:
			forward -= item.Float() / 1000 * d.size * d.scale
		case pdffile.String:
			s, width, codes := d.font.text(item)
			text.WriteString(s)
			forward += (width/1000*d.size + float64(codes)*d.char) * d.scale
			if !d.font.wide {
				forward += float64(strings.Count(string(item), " ")) * d.word * d.scale
			}
		}
	}
	before := d.text.then(d.ctm)
	d.text = matrix{1, 0, 0, 1, forward, 0}.then(d.text)
	after := d.text.then(d.ctm)
	t := Text{Text: text.String(), order: d.order, look: fmt.Sprintf("%s %s %s", d.face, d.fill, d.mode)}
	t.X, t.Y = d.frame.place(before.at(0, d.rise))
	endX, endY := d.frame.place(after.at(0, d.rise))
	t.Width = math.Hypot(endX-t.X, endY-t.Y)
	t.Size = mm(d.size * math.Hypot(before[2], before[3]))
	for _, m := range d.marks {
		if m.figure != "" {
			t.Figure, t.more, t.gap = m.figure, m.more, m.gap
		}
	}
	d.page.Texts = append(d.page.Texts, t)
}
