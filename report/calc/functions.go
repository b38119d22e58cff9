package calc

import (
	"maps"
	"math"
	"slices"
)

// function is one that formulas may call.
type function struct {
	least, most int  // arguments
	ranges      bool // its arguments may be ranges as a whole
	call        func(r *run, args []int32) Value
}

const anyNumber = 255

// functions are those that the program's workbooks use, their nearest kin, and what clerks
// write under a column of a workbook of their own. IF and IFERROR compute only the argument
// that they give.
var functions = map[string]*function{
	"ABS":        {1, 1, false, numeric(func(x, _ float64) Value { return number(math.Abs(x)) })},
	"AND":        {1, anyNumber, true, and},
	"AVERAGE":    {1, anyNumber, true, average},
	"COUNT":      {1, anyNumber, true, count},
	"COUNTA":     {1, anyNumber, true, countAny},
	"COUNTIF":    {2, 2, true, countIfs},
	"COUNTIFS":   {2, anyNumber - 1, true, countIfs},
	"IF":         {2, 3, false, choose},
	"IFERROR":    {2, 2, false, ifError},
	"INT":        {1, 1, false, numeric(func(x, _ float64) Value { return number(math.Floor(x)) })},
	"ISBLANK":    {1, 1, false, is(func(v Value) bool { return v.Kind == Blank })},
	"ISNUMBER":   {1, 1, false, is(func(v Value) bool { return v.Kind == Number })},
	"MAX":        {1, anyNumber, true, most},
	"MIN":        {1, anyNumber, true, least},
	"MOD":        {2, 2, false, numeric(mod)},
	"NOT":        {1, 1, false, not},
	"OR":         {1, anyNumber, true, or},
	"ROUND":      {2, 2, false, numeric(rounded)},
	"SUM":        {1, anyNumber, true, sum},
	"SUMIF":      {2, 3, true, sumIf},
	"SUMPRODUCT": {1, anyNumber, true, sumProduct},
}

// Functions lists the functions that are known.
func Functions() []string { return slices.Sorted(maps.Keys(functions)) }

// numeric is a function of one or two numbers.
func numeric(f func(x, y float64) Value) func(*run, []int32) Value {
	return func(r *run, args []int32) Value {
		var operands [2]float64
		for i, arg := range args {
			n, fault := r.asNumber(r.value(arg))
			if fault.Kind != Blank {
				return fault
			}
			operands[i] = n
		}
		return f(operands[0], operands[1])
	}
}

func mod(n, d float64) Value {
	if d == 0 {
		return zeroError
	}
	return number(modulo(n, d))
}

func rounded(x, decimals float64) Value {
	return number(round(x, int(max(-300, min(300, math.Trunc(decimals))))))
}

func raised(x, y float64) Value {
	switch {
	case x == 0 && y == 0:
		return numError
	case x == 0 && y < 0:
		return zeroError
	}
	return number(math.Pow(x, y))
}

// is asks about a value, which may be an error.
func is(f func(Value) bool) func(*run, []int32) Value {
	return func(r *run, args []int32) Value {
		v := r.value(args[0])
		if v.Kind == unknowable {
			return v
		}
		return truth(f(v))
	}
}

func choose(r *run, args []int32) Value {
	yes, fault := r.asTruth(r.value(args[0]))
	switch {
	case fault.Kind != Blank:
		return fault
	case yes:
		return r.value(args[1])
	case len(args) == 3:
		return r.value(args[2])
	}
	return truth(false)
}

func ifError(r *run, args []int32) Value {
	if v := r.value(args[0]); v.Kind != Error {
		return v
	}
	return r.value(args[1])
}

func not(r *run, args []int32) Value {
	is, fault := r.asTruth(r.value(args[0]))
	if fault.Kind != Blank {
		return fault
	}
	return truth(!is)
}

// numbers hands over the numbers of all arguments: those among a range's cells, and what
// single values come to. The first error ends it and is given back.
func (r *run) numbers(args []int32, yield func(float64)) (fault Value) {
	for _, arg := range args {
		n := &r.nodes[arg]
		if n.shape != areaNode {
			x, fault := r.asNumber(r.value(arg))
			if fault.Kind != Blank {
				return fault
			}
			yield(x)
			continue
		}
		for v := range r.in(n.area) {
			switch {
			case v.Kind == Number:
				yield(v.Number)
			case v.Kind >= Error:
				return v
			}
		}
	}
	return Value{}
}

// in is [run.cells] as a sequence.
func (r *run) in(a area) func(func(Value) bool) {
	return func(yield func(Value) bool) { r.cells(a, yield) }
}

func sum(r *run, args []int32) Value {
	var t total
	if fault := r.numbers(args, t.add); fault.Kind != Blank {
		return fault
	}
	return number(t.value())
}

// average of no number is a division by zero.
func average(r *run, args []int32) Value {
	var t total
	n := 0
	fault := r.numbers(args, func(x float64) {
		t.add(x)
		n++
	})
	switch {
	case fault.Kind != Blank:
		return fault
	case n == 0:
		return zeroError
	}
	return number(t.value() / float64(n))
}

func least(r *run, args []int32) Value {
	return r.extreme(args, func(a, b float64) bool { return a < b })
}

func most(r *run, args []int32) Value {
	return r.extreme(args, func(a, b float64) bool { return a > b })
}

// extreme is the number that goes before all others; zero where there is none.
func (r *run) extreme(args []int32, before func(a, b float64) bool) Value {
	best, any := 0.0, false
	fault := r.numbers(args, func(x float64) {
		if !any || before(x, best) {
			best, any = x, true
		}
	})
	if fault.Kind != Blank {
		return fault
	}
	return number(best)
}

// count counts numbers; texts and errors are none.
func count(r *run, args []int32) Value {
	n := 0
	for _, arg := range args {
		if r.nodes[arg].shape == areaNode {
			for v := range r.in(r.nodes[arg].area) {
				if v.Kind == Number {
					n++
				}
			}
			continue
		}
		v := r.value(arg)
		if v.Kind == Text {
			_, v = r.typedNumber(v.Text) // an error, or none
		}
		switch v.Kind {
		case unknowable:
			return v
		case Blank, Number, Bool:
			n++
		}
	}
	return number(float64(n))
}

// countAny counts whatever is not an empty cell, errors among it.
func countAny(r *run, args []int32) Value {
	n := 0
	for _, arg := range args {
		if r.nodes[arg].shape != areaNode {
			if r.value(arg).Kind == unknowable {
				return r.value(arg)
			}
			n++
			continue
		}
		for v := range r.in(r.nodes[arg].area) {
			if v.Kind != Blank {
				n++
			}
		}
	}
	return number(float64(n))
}

func and(r *run, args []int32) Value { return r.logic(args, false) }

func or(r *run, args []int32) Value { return r.logic(args, true) }

// logic asks whether some argument is what decides. All are computed, whatever the first says.
func (r *run) logic(args []int32, decides bool) Value {
	decided, asked := false, false
	ask := func(is bool) {
		asked = true
		decided = decided || is == decides
	}
	for _, arg := range args {
		n := &r.nodes[arg]
		if n.shape != areaNode || n.area.single() && r.each {
			is, fault := r.asTruth(r.value(arg))
			if fault.Kind != Blank {
				return fault
			}
			ask(is)
			continue
		}
		for v := range r.in(n.area) {
			switch {
			case v.Kind >= Error:
				return v
			case v.Kind != Text:
				ask(v.Number != 0)
			}
		}
	}
	if !asked {
		return valueError
	}
	return truth(decided == decides)
}

// sumProduct multiplies its arguments cell by cell and adds up; what is no number is zero.
func sumProduct(r *run, args []int32) Value {
	if r.each {
		return r.unknown(RangeAsValue) // one within another
	}
	height, width, ok := r.extent(args)
	if !ok {
		return r.unknown(RangeAsValue)
	}
	defer func() { r.each = false }()
	r.each = true
	var t total
	for r.row = 0; r.row < height; r.row++ {
		for r.col = 0; r.col < width; r.col++ {
			if r.machine.steps < 0 {
				return r.unknown(tooMuchWork)
			}
			product := 1.0
			for _, arg := range args {
				v := r.value(arg)
				if v.Kind >= Error {
					return v
				}
				if v.Kind != Number {
					v.Number = 0
				}
				product *= v.Number
			}
			t.add(product)
		}
	}
	return number(t.value())
}

// extent is the one size that all ranges of the arguments have.
func (r *run) extent(args []int32) (height, width int, ok bool) {
	height, width = 1, 1
	var look func(at int32) bool
	look = func(at int32) bool {
		n := &r.nodes[at]
		switch {
		case n.shape == callNode && n.function.ranges:
			return true // it takes its ranges whole
		case n.shape == areaNode && !n.area.single():
			if height*width > 1 && (height != n.area.height() || width != n.area.width()) {
				return false
			}
			height, width = n.area.height(), n.area.width()
		}
		for part := n.first; part != 0; part = r.nodes[part].next {
			if !look(part) {
				return false
			}
		}
		return true
	}
	for _, arg := range args {
		if !look(arg) {
			return 0, 0, false
		}
	}
	return height, width, true
}
