package pdf

// Stacked bars: the series of one label end to end, each part with its value where there is
// room for it, and the total beyond the end.

// stack sets the totals and finds the highest bar.
func (p *plot) stack() {
	for i := range p.labels {
		sum := 0.0
		for s := range p.chart.Series {
			sum += p.value(s, i)
		}
		p.high = max(p.high, sum)
		l := line{}
		if i < len(p.chart.Totals) {
			l = p.said(p.chart.Totals[i])
		}
		p.totals = append(p.totals, l)
		p.widest = max(p.widest, l.width)
	}
}

// value is the length that a part adds to its bar: nothing where it is not known.
func (p *plot) value(series, label int) float64 {
	if v := p.point(series, label).Value; v.IsKnown() {
		return max(v.Number.Float(), 0)
	}
	return 0
}

// lightEnough is the darkest grey on which black letters read well in print.
const lightEnough = 190

// part draws a part of a bar, with its value in its middle where that fits, on white where
// the fill is dark or has lines.
func (p *plot) part(c *canvas, series, label int, x, y, w, h float64) {
	c.bar(x, y, w, h, float64(p.form.Weight), p.fill(series))
	value, clear := p.values[series][label], float64(p.form.Clear)/2
	letters := (ascent + descent) * float64(p.form.Value.Size)
	if value.width+2*clear > w || letters > h {
		return
	}
	left, top := x+(w-value.width)/2, y+(h-letters)/2
	if f := p.fill(series); f.grey < lightEnough || f.lines > 0 {
		high := min(letters, h-2*float64(p.form.Weight)) // within the outline
		c.blank(left-clear/2, y+(h-high)/2, value.width+clear, high)
	}
	c.line(value, left, top+baseline(letters, float64(p.form.Value.Size)), 0)
}

// uprightStack draws a bar that stands on base.
func (p *plot) uprightStack(c *canvas, label int, x, base, width, whole float64) {
	y := base
	for s := range p.chart.Series {
		if h := p.share(p.value(s, label)) * whole; h > 0 {
			y -= h
			p.part(c, s, label, x, y, width, h)
		}
	}
	total := p.totals[label]
	y -= float64(p.form.Clear)/2 + descent*float64(p.form.Value.Size)/2
	c.line(total, x+(width-total.width)/2, y, 0)
}

// lyingStack draws a bar that begins at base.
func (p *plot) lyingStack(c *canvas, label int, base, y, whole float64) {
	x := base
	for s := range p.chart.Series {
		if w := p.share(p.value(s, label)) * whole; w > 0 {
			p.part(c, s, label, x, y, w, p.valueUp)
			x += w
		}
	}
	c.line(p.totals[label], x+float64(p.form.Clear), y+baseline(p.valueUp, float64(p.form.Value.Size)), 0)
}
