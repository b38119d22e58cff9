package xlsx

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"math"
	"strings"
	"sync"
	"text/template"

	"github.com/xuri/excelize/v2"

	"baocao/report/document"
)

// A chart's size in pixels: as high as its bars need.
const (
	chartWidth  = 680
	chartFrame  = 80 // title and margins
	legendBand  = 30
	barHeight   = 24
	groupMargin = 14

	// Of more than [document.ManyBars].
	thinBar    = 18
	thinMargin = 8
)

// barColors differ in lightness, so that series are told apart in black and white.
var barColors = []string{"1F4E79", "9DB7D5", "595959", "D0CECE", "2E75B6", "F4B183", "843C0C"}

// writeCharts hangs the sheet's charts. The library makes the frame and the relations of
// each; the drawing itself is written here, because the library takes a series' name
// for a formula, stores no values, and labels a missing value with 0.
func (w *sheetWriter) writeCharts() error {
	for i, c := range w.sheet.Charts {
		if err := w.writeChart(c); err != nil {
			return fmt.Errorf("chart %d: %w", i+1, err)
		}
	}
	return nil
}

func (w *sheetWriter) writeChart(c document.Chart) error {
	frame := &excelize.Chart{
		Type:      excelize.Bar,
		Dimension: excelize.ChartDimension{Width: chartWidth, Height: uint(chartHeight(c))},
		Format:    excelize.GraphicOptions{AltText: c.Alt, Name: c.Title},
	}
	if err := w.book.file.AddChart(w.sheet.Name, c.Anchor, frame); err != nil {
		return fmt.Errorf("hang it under %q: %w", c.Anchor, err)
	}
	w.book.charts++
	part, err := drawChart(c)
	if err != nil {
		return err
	}
	w.book.file.Pkg.Store(fmt.Sprintf("xl/charts/chart%d.xml", w.book.charts), part)
	return nil
}

func chartHeight(c document.Chart) int {
	abreast := c.Abreast()
	height := chartFrame + len(c.Labels)*(abreast*barHeight+groupMargin)
	if abreast*len(c.Labels) > document.ManyBars {
		height = chartFrame + len(c.Labels)*(abreast*thinBar+thinMargin)
	}
	if len(c.Series) > 1 {
		height += legendBand
	}
	return height
}

// chartPoints is the height as drawn: in rows, as chartCorner has them.
func chartPoints(c document.Chart) float64 { return float64(chartHeight(c)) / rowPixels * rowHeight }

// rowPixels is what the library takes for the height of a row when it hangs a chart; the
// chart ends in the row that follows from it, though rows are drawn a little higher.
var rowPixels = math.Ceil(rowHeight * 4 / 3.4)

// chartCorner gives the last column and row under a chart, at least.
func (w *sheetWriter) chartCorner(c document.Chart) (col, row int) {
	col, row, err := excelize.CellNameToCoordinates(c.Anchor)
	if err != nil {
		return 0, 0 // writeChart has refused it before
	}
	const digit = 8.0 // pixels
	for left := chartWidth / digit; left > w.width(col, col); col++ {
		left -= w.width(col, col)
	}
	return col, row + int(math.Ceil(float64(chartHeight(c))/rowPixels)) - 1
}

// drawing is what the template of a chart sees.
type drawing struct {
	document.Chart
	Font      string
	Bars      []bars
	FromZero  bool // no value is below: bars that begin elsewhere would deceive
	HasLegend bool
}

type bars struct {
	document.Series
	Color string
}

// Known lists the points that have a number; the others have no bar.
func (b bars) Known() []indexed { return b.points(true) }

// Unknown lists the points that have only a text.
func (b bars) Unknown() []indexed { return b.points(false) }

// Unseen lists the points that a stacked bar shows nothing of: unknown, or zero.
func (b bars) Unseen() []indexed {
	var list []indexed
	for i, p := range b.Points {
		if !p.Value.IsKnown() || p.Value.Number.Sign() == 0 {
			list = append(list, indexed{i, p})
		}
	}
	return list
}

type indexed struct {
	Index int
	document.Point
}

// Stored is the point's number as a chart stores it.
func (p indexed) Stored() (string, error) {
	value, err := appendNumber(nil, p.Value.Number)
	return string(value), err
}

func (b bars) points(known bool) []indexed {
	var list []indexed
	for i, p := range b.Points {
		if p.Value.IsKnown() == known {
			list = append(list, indexed{i, p})
		}
	}
	return list
}

// drawChart makes the part of a chart: horizontal bars, the first label on top, each bar
// with its number, no axis of values and no grid.
func drawChart(c document.Chart) ([]byte, error) {
	d := drawing{Chart: c, Font: fontName, FromZero: true, HasLegend: len(c.Series) > 1}
	for i, s := range c.Series {
		d.Bars = append(d.Bars, bars{s, barColors[i%len(barColors)]})
		for _, p := range s.Points {
			d.FromZero = d.FromZero && p.Value.Number.Sign() >= 0
		}
	}
	var out bytes.Buffer
	if err := chartTemplate().Execute(&out, d); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

var chartTemplate = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("chart").Funcs(template.FuncMap{"xml": escape}).Parse(
		strings.Join(strings.Split(chartXML, "\n"), "")))
})

func escape(text string) (string, error) {
	var b strings.Builder
	err := xml.EscapeText(&b, []byte(text))
	return b.String(), err
}

// chartXML is a bar chart (ECMA-376 part 1, 21.2); its elements stand in the order that
// the schema prescribes. Line breaks are taken out.
const chartXML = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<c:date1904 val="0"/><c:lang val="vi-VN"/><c:roundedCorners val="0"/>
<c:chart>
<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1300" b="1"/></a:pPr>
<a:r><a:rPr lang="vi-VN" sz="1300" b="1"><a:latin typeface="{{.Font}}"/></a:rPr><a:t>{{xml .Title}}</a:t></a:r>
{{with .Measure}}<a:r><a:rPr lang="vi-VN" sz="1200" b="0" i="1"><a:latin typeface="{{$.Font}}"/></a:rPr>
<a:t> ({{xml .}})</a:t></a:r>{{end}}
</a:p></c:rich></c:tx><c:overlay val="0"/></c:title>
<c:autoTitleDeleted val="0"/>
<c:plotArea><c:layout/>
<c:barChart><c:barDir val="bar"/><c:grouping val="{{if .Stacked}}stacked{{else}}clustered{{end}}"/><c:varyColors val="0"/>
{{range $i, $s := .Bars}}
<c:ser><c:idx val="{{$i}}"/><c:order val="{{$i}}"/>
{{with .Name}}<c:tx><c:v>{{xml .}}</c:v></c:tx>{{end}}
<c:spPr><a:solidFill><a:srgbClr val="{{.Color}}"/></a:solidFill>
<a:ln w="6350"><a:solidFill><a:srgbClr val="404040"/></a:solidFill></a:ln></c:spPr>
<c:invertIfNegative val="0"/>
<c:dLbls>
{{if $.Stacked}}{{range .Unseen}}<c:dLbl><c:idx val="{{.Index}}"/><c:delete val="1"/></c:dLbl>{{end}}{{else}}
{{range .Unknown}}<c:dLbl><c:idx val="{{.Index}}"/>
<c:tx><c:rich><a:bodyPr/><a:p><a:r><a:rPr lang="vi-VN"/><a:t>{{xml .Text}}</a:t></a:r></a:p></c:rich></c:tx>
<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>
<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbl>{{end}}{{end}}
<c:numFmt formatCode="#,##0" sourceLinked="1"/>
<c:spPr>{{if $.Stacked}}<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>{{else}}<a:noFill/>{{end}}<a:ln><a:noFill/></a:ln></c:spPr>
<c:dLblPos val="{{if $.Stacked}}ctr{{else}}outEnd{{end}}"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>
<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>
<c:cat><c:strRef><c:f>{{xml $.LabelsRef}}</c:f><c:strCache><c:ptCount val="{{len $.Labels}}"/>
{{range $k, $label := $.Labels}}<c:pt idx="{{$k}}"><c:v>{{xml $label}}</c:v></c:pt>{{end}}
</c:strCache></c:strRef></c:cat>
<c:val><c:numRef><c:f>{{xml .Ref}}</c:f><c:numCache><c:formatCode>#,##0</c:formatCode><c:ptCount val="{{len .Points}}"/>
{{range .Known}}<c:pt idx="{{.Index}}"><c:v>{{.Stored}}</c:v></c:pt>{{end}}
</c:numCache></c:numRef></c:val></c:ser>
{{end}}
<c:gapWidth val="50"/>{{if .Stacked}}<c:overlap val="100"/>{{end}}<c:axId val="100000000"/><c:axId val="100000001"/></c:barChart>
<c:catAx><c:axId val="100000000"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>
<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>
<c:minorTickMark val="none"/><c:tickLblPos val="low"/>
<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="404040"/></a:solidFill></a:ln></c:spPr>
<c:crossAx val="100000001"/><c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/>
<c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>
<c:valAx><c:axId val="100000001"/><c:scaling><c:orientation val="minMax"/>{{if .FromZero}}<c:min val="0"/>{{end}}</c:scaling>
<c:delete val="1"/><c:axPos val="t"/><c:numFmt formatCode="General" sourceLinked="0"/>
<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>
<c:crossAx val="100000000"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>
<c:spPr><a:noFill/></c:spPr></c:plotArea>
{{if .HasLegend}}<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>{{end}}
<c:plotVisOnly val="0"/><c:dispBlanksAs val="gap"/></c:chart>
<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>
<a:ln w="6350"><a:solidFill><a:srgbClr val="A6A6A6"/></a:solidFill></a:ln></c:spPr>
<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1100"><a:latin typeface="{{.Font}}"/></a:defRPr></a:pPr>
<a:endParaRPr lang="vi-VN"/></a:p></c:txPr>
</c:chartSpace>`
