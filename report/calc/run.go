package calc

import "baocao/report/finding"

// run computes one formula whose cells all have their values.
type run struct {
	machine *machine
	nodes   []node
	args    []int32      // a stack of the arguments of the calls that are under way
	why     finding.Text // of an unknowable value

	each     bool // a range stands for one of its cells in turn, as SUMPRODUCT wants it
	row, col int  // which, counted from its corner
}

// unknown is the value of what this package does not compute.
func (r *run) unknown(why finding.Text) Value {
	if r.why.IsZero() {
		r.why = why
	}
	return Value{Kind: unknowable}
}

// result is what the cell shows: a reference to an empty cell gives zero.
func (r *run) result(root int32) Value {
	v := r.value(root)
	if v.Kind == Blank {
		return number(0)
	}
	return v
}

// value computes a node.
func (r *run) value(at int32) Value {
	n := &r.nodes[at]
	switch n.shape {
	case constantNode:
		return n.value
	case areaNode:
		return r.cell(n.area)
	case minusNode:
		return r.arithmetic(times, number(-1), r.value(n.first))
	case percentNode:
		return r.arithmetic(over, r.value(n.first), number(100))
	case operatorNode:
		return r.operate(n)
	case callNode:
		args := r.arguments(n)
		v := n.function.call(r, args)
		r.args = r.args[:len(r.args)-len(args)]
		return v
	}
	return Value{} // an argument that was left out
}

// arguments lists the operands of a call.
func (r *run) arguments(n *node) []int32 {
	begin := len(r.args)
	for arg := n.first; arg != 0; arg = r.nodes[arg].next {
		r.args = append(r.args, arg)
	}
	return r.args[begin:]
}

// cell is the value of a single cell.
func (r *run) cell(a area) Value {
	top, left := a.top, a.left
	switch {
	case a.single():
	case !r.each:
		return r.unknown(RangeAsValue)
	case r.row >= a.height() || r.col >= a.width():
		return r.unknown(RangeAsValue)
	default:
		top, left = top+r.row, left+r.col
	}
	r.machine.steps -= lookup
	if c := r.machine.book.Sheets[a.sheet].at(top, left); c != nil {
		return c.value
	}
	return Value{}
}

// cells goes over the cells of a range that hold something.
func (r *run) cells(a area, yield func(Value) bool) {
	s := r.machine.book.Sheets[a.sheet]
	i, _ := s.findRow(a.top)
	begin := a.left - 1
	for ; i < len(s.rows) && s.rows[i].number <= a.bottom; i++ {
		row := &s.rows[i]
		begin, _ = row.find(a.left, begin)
		j := begin
		r.machine.steps--
		for ; j < len(row.cells) && row.cells[j].col <= int32(a.right); j++ {
			if r.machine.steps--; r.machine.steps < 0 || !yield(row.cells[j].value) {
				return
			}
		}
	}
}

// operate computes an operator of two operands; the left one's error goes first.
func (r *run) operate(n *node) Value {
	a := r.value(n.first)
	b := r.value(r.nodes[n.first].next)
	for _, v := range [...]Value{a, b} {
		if v.Kind >= Error {
			return v
		}
	}
	switch n.operator {
	case joinTexts:
		return text(asText(a) + asText(b))
	case equal:
		return truth(compare(a, b) == 0)
	case different:
		return truth(compare(a, b) != 0)
	case less:
		return truth(compare(a, b) < 0)
	case atMost:
		return truth(compare(a, b) <= 0)
	case more:
		return truth(compare(a, b) > 0)
	case atLeast:
		return truth(compare(a, b) >= 0)
	}
	return r.arithmetic(n.operator, a, b)
}

func (r *run) arithmetic(op operator, a, b Value) Value {
	x, fault := r.asNumber(a)
	if fault.Kind != Blank {
		return fault
	}
	y, fault := r.asNumber(b)
	if fault.Kind != Blank {
		return fault
	}
	switch op {
	case plus:
		return number(add(x, y))
	case minus:
		return number(add(x, -y))
	case times:
		return number(x * y)
	case over:
		if y == 0 {
			return zeroError
		}
		return number(x / y)
	}
	return raised(x, y)
}
