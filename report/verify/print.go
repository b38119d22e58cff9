package verify

import (
	"slices"
	"strconv"
	"strings"

	"baocao/report/finding"
	"baocao/report/model"
	"baocao/report/num"
	"baocao/report/trace"
)

// printer tells how a page prints what a JSON says.
type printer struct {
	figures map[string]*model.WrittenFigure // by both names that a category has
	apart   map[string][]*model.WrittenFigure
	sources bool
}

func newPrinter(w *model.Written) *printer {
	p := &printer{figures: map[string]*model.WrittenFigure{}, apart: map[string][]*model.WrittenFigure{},
		sources: !slices.Contains(w.LeftOut, model.LeftOutSources)}
	for i := range w.Figures {
		f := &w.Figures[i]
		names := []string{f.Indicator}
		if f.Category != "" {
			names = []string{f.Indicator + "." + f.Category, f.Indicator + "." + f.Breakdown + "." + f.Category}
		}
		for _, name := range names {
			switch {
			case f.Units == nil:
				p.apart[name] = append(p.apart[name], f)
			case p.figures[name] == nil:
				p.figures[name] = f
			}
		}
	}
	return p
}

// judge says whether a text is how a figure is printed. known is false where the JSON does
// not have what is printed: notes, rows of registers, the units' values that it leaves out.
func (p *printer) judge(figure, text string) (want finding.Text, known, right bool) {
	what, code, _ := strings.Cut(figure, " ")
	if code == "" {
		what, code = "", figure
	}
	code, unit, _ := strings.Cut(code, "@")
	code, isWhole := strings.CutSuffix(code, ".out_of")
	switch f := p.figures[code]; {
	case strings.Contains(code, "#"), what == "note":
		return want, false, false
	case what == "apart":
		return oneOf(p.apartForms(code), text)
	case f == nil:
		return finding.Say("không có số liệu này", "no such figure"), true, false
	case unit != "":
		return p.ofUnit(f, unit, isWhole, text)
	case isWhole && what == "":
		return ofValue(f.OutOf, f, text)
	case isWhole:
		return want, false, false
	}
	return p.beside(p.figures[code], what, code, text)
}

// beside judges a number of a figure, by the name of its column or of the function that prints it.
func (p *printer) beside(f *model.WrittenFigure, what, code, text string) (want finding.Text, known, right bool) {
	switch what {
	case "":
		return ofValue(f.Value, f, text)
	case "of":
		return oneOf(append(p.apartForms(code), f.Value.Number.PrintExact()+"/"+f.OutOf.Number.PrintExact()), text)
	case "words":
		return oneOf([]string{f.Value.Number.Words()}, text)
	case "coverage":
		return oneOf([]string{strconv.Itoa(f.Units.Covered) + "/" + strconv.Itoa(f.Units.Expected)}, text)
	case "rate":
		v := f.Value
		if f.OutOf.IsKnown() {
			v = f.Value.Percent(f.OutOf).Round(percentDecimals)
		}
		return exactly(v, text)
	case "index":
		return exactly(f.Value.Percent(f.LastYear).Round(percentDecimals), text)
	case string(trace.Share), string(trace.Attained), string(trace.Change), string(trace.ChangePrevious):
		return exactly(trace.Of(what).Number(f), text)
	}
	v := trace.Of(what).Number(f)
	if !v.IsKnown() { // the JSON does not say in which way it is not there
		return oneOf([]string{missingSign, naSign, ""}, text)
	}
	return ofValue(v, f, text)
}

// The signs of what is no number, and how exactly shares and changes are given.
const (
	missingSign     = "…"
	naSign          = "x"
	percentDecimals = 2
)

// ofUnit judges one unit's value.
func (p *printer) ofUnit(f *model.WrittenFigure, unit string, isWhole bool, text string) (want finding.Text, known, right bool) {
	if !p.sources {
		return want, false, false
	}
	var v num.Value
	for _, s := range f.Sources {
		if s.Unit == unit {
			v = s.Value
			if isWhole {
				v = s.OutOf
			}
		}
	}
	return ofValue(v, f, text)
}

// apartForms are how the figures of other windows are printed that have a name.
func (p *printer) apartForms(code string) []string {
	var all []string
	for _, f := range p.apart[code] {
		switch {
		case f.StatedRate.IsKnown():
			all = append(all, f.StatedRate.Number.PrintExact()+"%")
		case f.OutOf.IsKnown():
			all = append(all, f.Value.Number.PrintExact()+"/"+f.OutOf.Number.PrintExact())
		default:
			all = append(all, f.Value.Number.PrintExact(), "0"+f.Value.Number.PrintExact())
		}
	}
	return all
}

// oneOf judges a text by all forms that it may have.
func oneOf(forms []string, text string) (want finding.Text, known, right bool) {
	return finding.Plain("“" + strings.Join(forms, "” / “") + "”"), true, slices.Contains(forms, text)
}

// ofValue judges a figure. A rate is printed as it is; anything else may be rounded to the
// decimals that stand there, and a count below ten have a zero before it.
func ofValue(v num.Value, f *model.WrittenFigure, text string) (want finding.Text, known, right bool) {
	if !v.IsKnown() || f.Nature == "rate" {
		return exactly(v, text)
	}
	body := strings.TrimSuffix(text, "%")
	if f.Measure != "%" {
		body = text
	}
	_, decimals, _ := strings.Cut(body, ",")
	printed := v.Number.Print(len(decimals))
	forms := []string{printed, v.Number.Abs().Print(len(decimals))}
	if n, isWhole := v.Number.Abs().Int64(); isWhole && n > 0 && n < 10 {
		forms = append(forms, "0"+v.Number.Abs().PrintExact())
	}
	return finding.Plain(v.Number.PrintExact()), true, slices.Contains(forms, body)
}

// exactly judges a number that the JSON has as it is printed; only zeros may end it, and its
// sign be said in words.
func exactly(v num.Value, text string) (want finding.Text, known, right bool) {
	switch v.State {
	case num.Missing:
		return finding.Plain("“" + missingSign + "”"), true, text == missingSign || text == naSign || text == ""
	case num.NotApplicable:
		return finding.Plain("“" + naSign + "”"), true, text == naSign
	}
	body := strings.TrimSuffix(text, "%")
	_, decimals, _ := strings.Cut(body, ",")
	n := len(decimals)
	exact := v.Number.Round(n).Equal(v.Number)
	return finding.Plain(v.Number.PrintExact()), true, exact && (body == v.Number.Print(n) || body == v.Number.Abs().Print(n))
}
