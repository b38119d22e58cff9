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
	shelf  []figures.Figure // those of files before this one, then its own
	begin  int              // of its own
}

// shelfLength is for how many figures there is room at once; a file has a few dozen.
const shelfLength = 2000

// start begins a file.
func (p *plainReader) start(f source.File) {
	p.reader = reader{file: f}
	p.shelf = p.shelf[:p.begin]
	p.names.Begin()
}

// taken gives the figures of the file.
func (p *plainReader) taken() []figures.Figure {
	all := p.shelf[p.begin:len(p.shelf):len(p.shelf)]
	p.begin = len(p.shelf)
	return all
}

// take makes a figure of a value; it is what [source.Branch.Take] is.
func (p *plainReader) take(steps []source.Step, n source.Node) bool {
	f := figures.Figure{From: n.From, At: n.At, IndicatorAt: steps[0].At}
	var axis, category string
	switch len(steps) {
	case 1:
	case 3:
		axis, f.AxisAt = steps[1].Key, steps[1].At
		fallthrough
	case 2:
		last := &steps[len(steps)-1]
		category, f.CategoryAt = last.Key, last.At
		if isTotal := category == totalKey; !isName(category) && !isTotal || n.Kind == source.Map && (isTotal || axis != "") {
			return false
		}
	default:
		return false
	}
	var first bool
	if f.Name, first = p.names.First(steps[0].Key, axis, category); !first || n.Kind == source.List || isReported(&n) {
		return false
	}
	if category == totalKey {
		f.Name = p.names.Keep(f.Indicator, "", "")
	}
	if n.Kind == source.Scalar && p.reader.typed(&f, n.Text) {
		p.put(&f)
	}
	return len(p.reader.list) == 0
}

// put adds a figure to those of the file.
func (p *plainReader) put(f *figures.Figure) {
	if len(p.shelf) == cap(p.shelf) {
		own := p.shelf[p.begin:]
		p.shelf = append(make([]figures.Figure, 0, max(shelfLength, 2*len(own))), own...)
		p.begin = 0
	}
	p.shelf = append(p.shelf, *f)
}
