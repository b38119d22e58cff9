package main

import (
	"strings"

	"baocao/report/finding"
	"baocao/report/period"
	"baocao/report/trace"
)

// Words of the commands that look at finished reports.

var aFigure = finding.Say("số liệu", "figure")

func reportAndFigure() finding.Text {
	return finding.Say("lệnh trace cần một tệp báo cáo và mã một số liệu", "trace needs a report's file and the code of a figure")
}

func traceExample() finding.Text {
	return finding.Say("chẳng hạn: baocao truy-nguồn bao-cao/phu-xuyen-2022-Q1.json DVK01.huyen",
		"for example: baocao trace bao-cao/phu-xuyen-2022-Q1.json DVK01.huyen")
}

func notReport(path string, why finding.Text) finding.Text {
	return finding.Say("“%s” không phải báo cáo do baocao lập: %s", "“%s” is no report made by baocao: %s", path, why)
}

func nameAReport() finding.Text {
	return finding.Say("ghi tên tệp .json, .pdf hoặc .xlsx trong thư mục kết quả của baocao generate",
		"name a .json, .pdf or .xlsx file that baocao generate wrote")
}

func seeFigures(template string) finding.Text {
	return finding.Say("xem các mã bằng “baocao template show %s”", "`baocao template show %s` lists the codes", template)
}

// beside names one of the numbers that stand beside a figure: as --of takes it, the names that
// people type, Vietnamese first and English last, and in words.
type beside struct {
	of    trace.Of
	names []string
	text  finding.Text
}

// name is the one that is shown.
func (b beside) name(lang finding.Lang) string {
	if lang == finding.EN {
		return b.names[len(b.names)-1]
	}
	return b.names[0]
}

var besideWords = []beside{
	{trace.Previous, []string{"kỳ-trước", "ky-truoc", "previous"}, finding.Say("kỳ trước", "previous period")},
	{trace.LastYear, []string{"cùng-kỳ", "cung-ky", "same_period_last_year", "last_year"}, finding.Say("cùng kỳ năm trước", "same period last year")},
	{trace.YearToDate, []string{"luỹ-kế", "lũy-kế", "luy-ke", "year_to_date"}, finding.Say("luỹ kế từ đầu năm", "year to date")},
	{trace.Share, []string{"tỷ-trọng", "ty-trong", "share"}, finding.Say("tỷ trọng", "share")},
	{trace.Target, []string{"kế-hoạch", "ke-hoach", "target"}, finding.Say("kế hoạch", "target")},
	{trace.PeriodTarget, []string{"kế-hoạch-kỳ", "ke-hoach-ky", "period_target"}, finding.Say("kế hoạch của kỳ", "target of the period")},
	{trace.DifferencePrevious, []string{"chênh-kỳ-trước", "chenh-ky-truoc", "difference_previous"}, finding.Say("tăng, giảm so với kỳ trước", "difference from the previous period")},
	{trace.ChangePrevious, []string{"tăng-kỳ-trước", "tang-ky-truoc", "change_previous"}, finding.Say("tăng, giảm so với kỳ trước, %", "change from the previous period, %")},
	{trace.Difference, []string{"chênh-cùng-kỳ", "chenh-cung-ky", "difference"}, finding.Say("tăng, giảm so với cùng kỳ", "difference from last year")},
	{trace.Change, []string{"tăng-cùng-kỳ", "tang-cung-ky", "change"}, finding.Say("tăng, giảm so với cùng kỳ, %", "change from last year, %")},
	{trace.Attained, []string{"đạt", "dat", "attained"}, finding.Say("đạt so với kế hoạch", "of the target")},
}

func besideWord(of trace.Of) finding.Text {
	for _, words := range besideWords {
		if words.of == of {
			return words.text
		}
	}
	return finding.Text{}
}

var (
	besideHead = finding.Say("Các số đi kèm; xem nguồn của từng số bằng --of TÊN:", "The numbers beside it; trace each with --of NAME:")
	apartHead  = finding.Say("Số ghi riêng, không cộng vào tổng:", "Stated beside, in no total:")
)

// scopeOf says of which period a value is, and of how many units.
func scopeOf(n trace.Node) finding.Text {
	words := []finding.Text{finding.Plain(n.Period.Label)}
	if n.Units != nil {
		if n.Units.Expected > 0 {
			words = append(words, finding.Say("%d/%d đơn vị", "%d of %d units", n.Units.Covered, n.Units.Expected))
		} else {
			words = append(words, finding.Say("%d đơn vị", "%d units", n.Units.Covered))
		}
	}
	scope := finding.Join(words...)
	if len(n.Missing) > 0 {
		return finding.Say("%s; thiếu: %s", "%s; missing: %s", scope, fewNames(n.Missing))
	}
	return scope
}

// mostNames is how many units a line names.
const mostNames = 20

func fewNames(names []string) finding.Text {
	if len(names) <= mostNames {
		return finding.Plain(strings.Join(names, ", "))
	}
	return finding.Say("%s và %d đơn vị khác", "%s and %d more", strings.Join(names[:mostNames], ", "), len(names)-mostNames)
}

// howWords say what a value is made of; nothing where the line has a place instead.
func howWords(n trace.Node) finding.Text {
	switch n.How {
	case trace.Computed:
		if n.Formula == "" {
			return finding.Say("tính theo công thức", "by a formula")
		}
		return finding.Plain("= " + n.Formula)
	case trace.Summed:
		return finding.Say("tổng các phần", "sum of its parts")
	case trace.Combined:
		if n.Partial {
			return finding.Say("cộng các quý, còn thiếu quý", "of the quarters, not all of them")
		}
		return finding.Say("gộp từ các quý", "of the quarters")
	case trace.Counted:
		switch {
		case n.Register == "" && n.At != "":
			return finding.Say("khớp với danh sách", "as the register has it")
		case n.Register == "":
			return finding.Say("đếm từ danh sách", "counted from a register")
		case n.At != "":
			return finding.Say("khớp với danh sách %s", "as the register %s has it", n.Register)
		}
		return finding.Say("đếm từ danh sách %s", "counted from the register %s", n.Register)
	case trace.Planned:
		return finding.Say("kế hoạch được giao", "as planned")
	case trace.Unknown:
		if !n.Value.IsKnown() {
			return finding.Say("chưa có số liệu", "nothing was handed in")
		}
	}
	return finding.Text{}
}

// windowOf is the span of time that a figure is of, where it is not the period.
func windowOf(n trace.Node) finding.Text {
	since, _ := period.ParseDate(n.Since)
	asOf, _ := period.ParseDate(n.AsOf)
	switch {
	case since.IsZero() && asOf.IsZero():
		return finding.Plain(n.Period.Label)
	case since.IsZero():
		return finding.Say("đến %s", "until %s", asOf.Short())
	case asOf.IsZero():
		return finding.Say("từ %s", "since %s", since.Short())
	}
	return finding.Say("từ %s đến %s", "from %s to %s", since.Short(), asOf.Short())
}

func sourcesElsewhere() finding.Text {
	return finding.Say("Tệp này có hơn 20.000 số liệu nên không mang nguồn từng đơn vị; xem bằng tệp .json đi kèm.",
		"More than 20,000 figures: this file leaves out the units' sources; trace the .json beside it.")
}

func placesElsewhere() finding.Text {
	return finding.Say("Bảng tính này không ghi tệp và vị trí của từng số liệu; xem bằng tệp .json đi kèm.",
		"This workbook does not say where each figure stands; trace the .json beside it.")
}

func notInWorkbook() finding.Text {
	return finding.Say("Bảng tính không ghi số này ở một chỗ cố định; xem bằng tệp .json hoặc .pdf.",
		"A workbook does not have this number in a fixed place; trace the .json or the .pdf.")
}
