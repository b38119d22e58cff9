package pdf

import (
	"baocao/report/document"
)

// chart sets a bar chart. Its parts are slabs that stay together; a chart that no page
// could hold is divided between its labels.
func (t *typesetter) chart(b *document.Chart) []slab {
	if len(b.Labels) == 0 || len(b.Series) == 0 {
		return nil
	}
	p := t.plot(b)
	out := t.chartTitle(b)
	if upright, ok := p.upright(); ok {
		out = append(out, upright)
	} else {
		out = append(out, p.lying()...)
	}
	if len(b.Series) > 1 {
		out = append(out, p.legend()...)
	}
	in := t.element(figureKind, nil)
	in.alt = b.Alt
	for i := range out {
		out[i].keep = i < len(out)-1
		out[i].in = in
	}
	out[0].before = float64(p.form.Before)
	out[len(out)-1].after = float64(p.form.After)
	return out
}

// chartTitle sets the title, and below it what is counted.
func (t *typesetter) chartTitle(b *document.Chart) []slab {
	form := &t.profile.Chart
	title := block{leading: form.Leading * float64(form.Title.Size)}
	title.add(t, b.Title, form.Title, t.area.width)
	if b.Measure != "" {
		measure := form.Label
		measure.Italic = true
		title.add(t, "("+b.Measure+")", measure, t.area.width)
	}
	if len(title.rows) == 0 {
		return nil
	}
	return []slab{{
		height: title.height(), after: float64(form.Clear),
		draw: func(c *canvas, x, y float64) { title.draw(c, x+t.area.width/2, y) },
	}}
}

// plot is a chart's words, set, and the range of its values.
type plot struct {
	*typesetter
	form   *document.ChartForm
	chart  *document.Chart
	labels [][]word
	values [][]line // by series, then label
	totals []line   // of a stacked chart, by label

	low, high float64 // of the values; 0 lies between them
	widest    float64 // value
	lineUp    float64 // from line to line of labels
	valueUp   float64 // height of a value's line
}

func (t *typesetter) plot(b *document.Chart) *plot {
	form := &t.profile.Chart
	p := &plot{
		typesetter: t, form: form, chart: b,
		values:  make([][]line, len(b.Series)),
		lineUp:  form.Leading * float64(form.Label.Size),
		valueUp: form.Leading * float64(form.Value.Size),
	}
	for _, label := range b.Labels {
		p.labels = append(p.labels, t.words(lettered(label, form.Label)))
	}
	for s := range b.Series {
		for i := range b.Labels {
			point := p.point(s, i)
			l := p.said(point)
			p.values[s] = append(p.values[s], l)
			if b.Stacked {
				continue
			}
			p.widest = max(p.widest, l.width)
			if point.Value.IsKnown() {
				v := point.Value.Number.Float()
				p.low, p.high = min(p.low, v), max(p.high, v)
			}
		}
	}
	if b.Stacked {
		p.stack()
	}
	return p
}

// said sets what is written at a point.
func (p *plot) said(point document.Point) line {
	r := lettered(point.Text, p.form.Value)
	r.figure = point.Figure
	return p.set(p.words(r))
}

// point is the value of a series at a label; a series may be shorter than the labels.
func (p *plot) point(series, label int) document.Point {
	if points := p.chart.Series[series].Points; label < len(points) {
		return points[label]
	}
	return document.Point{}
}

// length is a value's bar, given the length of the whole range.
func (p *plot) length(series, label int, whole float64) (length float64, known bool) {
	v := p.point(series, label).Value
	if !v.IsKnown() {
		return 0, false
	}
	if p.high == p.low {
		return 0, true
	}
	return v.Number.Float() * whole / (p.high - p.low), true
}

// fill tells a series from others: by its grey, and where the greys are used up by lines
// over it too.
func (p *plot) fill(series int) fill {
	n := len(p.form.Fills)
	return fill{p.form.Fills[series%n], series / n}
}

// upright sets bars that stand; ok is false where labels or values lack the room.
func (p *plot) upright() (s slab, ok bool) {
	series, n := float64(p.chart.Abreast()), float64(len(p.labels))
	clear, weight := float64(p.form.Clear), float64(p.form.Weight)
	bar := max(p.form.Bar.Points()/series, p.widest+clear)
	if p.chart.Abreast() == 1 {
		bar = p.form.Bar.Points()
	}
	band := min(p.area.width/n, 3*bar*series)
	if len(p.labels) > p.form.Most || bar*series+clear > band || p.widest+clear > band/series {
		return slab{}, false
	}
	labels := make([]block, len(p.labels))
	deepest := 0.0
	for i, words := range p.labels {
		labels[i], ok = p.uprightLabel(words, band-2*clear)
		if !ok {
			return slab{}, false
		}
		deepest = max(deepest, labels[i].height())
	}
	whole := p.form.Height.Points()
	up := p.valueUp + p.share(p.high)*whole // from the top to the base line
	down := p.share(-p.low) * whole         // from there to the labels
	if p.low < 0 {
		down += p.valueUp
	}
	return slab{
		height: up + down + clear + deepest,
		draw: func(c *canvas, x, y float64) {
			x += (p.area.width - band*n) / 2
			base := y + up
			for i := range labels {
				middle := x + (float64(i)+0.5)*band
				if p.chart.Stacked {
					p.uprightStack(c, i, middle-bar/2, base, bar, whole)
				} else {
					for s := range p.chart.Series {
						p.uprightBar(c, s, i, middle+(float64(s)-series/2)*bar, base, bar, whole)
					}
				}
				labels[i].draw(c, middle, base+down+clear)
			}
			c.rule(x, base, x+band*n, base, weight)
		},
	}, true
}

// share is v's part of the range of values.
func (p *plot) share(v float64) float64 {
	if p.high == p.low {
		return 0
	}
	return v / (p.high - p.low)
}

// uprightLabel sets a label below its bar; ok is false where it does not fit.
func (p *plot) uprightLabel(words []word, width float64) (b block, ok bool) {
	for _, w := range words {
		if w.width > width {
			return b, false
		}
	}
	lines := p.setAll(balanced(words, width))
	b.leading = p.lineUp
	for _, l := range lines {
		b.rows = append(b.rows, row{line: l})
	}
	return b, len(lines) <= p.form.LabelLines
}

// uprightBar draws one bar, which stands on or hangs from base, with its value beyond its end.
func (p *plot) uprightBar(c *canvas, series, label int, x, base, width, whole float64) {
	length, known := p.length(series, label, whole)
	if known && length != 0 {
		c.bar(x, base-max(length, 0), width, max(length, -length), float64(p.form.Weight), p.fill(series))
	}
	value := p.values[series][label]
	clear := float64(p.form.Clear) / 2
	y := base - max(length, 0) - clear - descent*float64(p.form.Value.Size)/2
	if length < 0 {
		y = base - length + clear + ascent*float64(p.form.Value.Size)
	}
	c.line(value, x+(width-value.width)/2, y, 0)
}

// lying sets bars that lie on their side, one slab a label, the labels on their left.
func (p *plot) lying() []slab {
	clear := float64(p.form.Clear)
	most := p.form.LabelShare * p.area.width
	labels := make([][]line, len(p.labels))
	labelWidth := 0.0
	for i, words := range p.labels {
		labels[i] = p.setAll(ragged(p.cut(words, most), most))
		labelWidth = max(labelWidth, widest(labels[i]))
	}
	// Beyond the ends of the bars there is room for the values.
	room := p.area.width - labelWidth - clear
	whole := max(0, room-p.widest-2*clear)
	base := labelWidth + clear
	if p.low < 0 {
		whole = max(0, whole-p.widest-2*clear)
		base += p.share(-p.low)*whole + p.widest + 2*clear
	}
	slabs := make([]slab, len(labels))
	for i, lines := range labels {
		bars := p.valueUp * float64(p.chart.Abreast())
		words := p.lineUp * float64(len(lines))
		height := max(bars, words) + 2*clear
		slabs[i] = slab{
			height: height,
			draw: func(c *canvas, x, y float64) {
				top := y + (height-words)/2
				for _, l := range lines {
					c.line(l, x+labelWidth-l.width, top+baseline(p.lineUp, tallest(l)), 0)
					top += p.lineUp
				}
				if p.chart.Stacked {
					p.lyingStack(c, i, x+base, y+(height-bars)/2, whole)
				} else {
					for s := range p.chart.Series {
						p.lyingBar(c, s, i, x+base, y+(height-bars)/2+float64(s)*p.valueUp, whole)
					}
				}
				c.rule(x+base, y, x+base, y+height, float64(p.form.Weight))
			},
		}
	}
	return slabs
}

// lyingBar draws one bar, which begins at base, with its value beyond its end.
func (p *plot) lyingBar(c *canvas, series, label int, base, y, whole float64) {
	length, known := p.length(series, label, whole)
	if known && length != 0 {
		c.bar(base+min(length, 0), y, max(length, -length), p.valueUp, float64(p.form.Weight), p.fill(series))
	}
	value := p.values[series][label]
	x := base + max(length, 0) + float64(p.form.Clear)
	if length < 0 {
		x = base + length - float64(p.form.Clear) - value.width
	}
	c.line(value, x, y+baseline(p.valueUp, float64(p.form.Value.Size)), 0)
}

// key is a series in the legend.
type key struct {
	series int
	lines  []line
	width  float64
}

// legend names the series, as many in a row as fit.
func (p *plot) legend() []slab {
	box := p.lineUp * 0.7 // so large that lines over its grey show
	lead := box + float64(p.form.Clear)
	between := 2 * p.lineUp
	var rows [][]key
	room := 0.0
	for s, series := range p.chart.Series {
		width := p.area.width - lead
		lines := p.setAll(ragged(p.cut(p.words(lettered(series.Name, p.form.Label)), width), width))
		k := key{s, lines, lead + widest(lines)}
		if room -= between + k.width; room < 0 {
			rows, room = append(rows, nil), p.area.width-k.width
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], k)
	}
	out := make([]slab, len(rows))
	for i, keys := range rows {
		together, lines := -between, 1
		for _, k := range keys {
			together += k.width + between
			lines = max(lines, len(k.lines))
		}
		out[i] = slab{
			height: p.lineUp * float64(lines),
			draw: func(c *canvas, x, y float64) {
				x += (p.area.width - together) / 2
				for _, k := range keys {
					p.key(c, k, x, y, box, lead)
					x += k.width + between
				}
			},
		}
	}
	out[0].before = float64(p.form.Clear)
	return out
}

func (p *plot) key(c *canvas, k key, x, y, box, lead float64) {
	c.bar(x, y+(p.lineUp-box)/2, box, box, float64(p.form.Weight), p.fill(k.series))
	for i, l := range k.lines {
		c.line(l, x+lead, y+float64(i)*p.lineUp+baseline(p.lineUp, tallest(l)), 0)
	}
}
