package decode

import (
	"baocao/report/figures"
	"baocao/report/source"
)

// plainReader makes the figures of submissions whose figures say no more than their values:
// CODE: 8, or CODE: { category: 8 }, or CODE: { breakdown: { category: 8 } }. It gets the
// values one by one while a file is read, see [source.Branch]. Anything else it refuses, be
// it sound or not: the file is then read as a tree, of which [reader.figures] makes figures.
// Where both can read a file, they give the same.
type plainReader struct {
	reader reader // of the file that is being read
	names  figures.Names
	shelf  shelf
}

// start begins a file.
func (p *plainReader) start(f source.File) {
	p.reader = reader{file: f}
	p.shelf.clear()
	p.names.Begin()
}

// take makes a figure of a value; it is what [source.Branch.Take] is.
func (p *plainReader) take(steps []source.Step, l *source.Leaf) bool {
	var axis, category source.Step
	switch len(steps) {
	case 1:
	case 2:
		category = steps[1]
	case 3:
		axis, category = steps[1], steps[2]
	default:
		return false
	}
	isTotal := category.Key == totalKey
	switch {
	case !isTotal && !isName(category.Key), l.Kind == source.List, l.Kind == source.Map && (isTotal || len(steps) == 3):
		return false
	}
	name, first := p.names.First(steps[0].Key, axis.Key, category.Key)
	if !first || l.Kind != source.Scalar {
		return first
	}
	if isTotal {
		name = p.names.Keep(name.Indicator, "", "")
	}
	f := p.shelf.next()
	f.From, f.Name = l.From, name
	f.At, f.IndicatorAt, f.AxisAt, f.CategoryAt = l.At, steps[0].At, axis.At, category.At
	if !p.reader.typed(f, l.Text) {
		p.shelf.back()
	}
	return len(p.reader.list) == 0
}
