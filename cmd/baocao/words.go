package main

import (
	"slices"
	"strings"

	"baocao/report/diff"
	"baocao/report/finding"
	"baocao/report/model"
	"baocao/report/output"
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
		words = append(words, coverageOf(n.Units))
	}
	scope := finding.Join(words...)
	if len(n.Missing) > 0 {
		return finding.Say("%s; thiếu: %s", "%s; missing: %s", scope, fewNames(n.Missing))
	}
	return scope
}

// coverageOf says how many units gave a figure; of another period it is not known how many
// owed it.
func coverageOf(units *model.WrittenCoverage) finding.Text {
	if units.Expected > 0 {
		return finding.Say("%d/%d đơn vị", "%d of %d units", units.Covered, units.Expected)
	}
	return finding.Say("%d đơn vị", "%d units", units.Covered)
}

var notApplicable = finding.Say("không áp dụng", "does not apply")

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

// Words of diff.

func twoReports() finding.Text {
	return finding.Say("lệnh diff cần hai báo cáo: cũ rồi mới", "diff needs two reports: the old and the new one")
}

func diffExample() finding.Text {
	return finding.Say("chẳng hạn: baocao so-sánh bao-cao-cu/phu-xuyen-2022-Q1.json bao-cao/phu-xuyen-2022-Q1.json",
		"for example: baocao diff old/phu-xuyen-2022-Q1.json bao-cao/phu-xuyen-2022-Q1.json")
}

func nothingToReport(path string) finding.Text {
	return finding.Say("không có bản nộp nào trong “%s”", "there is no submission in “%s”", path)
}

var notCompared = finding.Say("; chưa so sánh được", "; nothing was compared")

// diffVerdict counts what differs.
func diffVerdict(r *diff.Result) finding.Text {
	if r.Same() {
		return finding.Say("GIỐNG NHAU", "SAME")
	}
	var counts []finding.Text
	for _, c := range []struct {
		n            int
		vi, one, all string
	}{
		{len(r.Figures), "số liệu", "figure", "figures"}, {len(r.Targets), "kế hoạch", "target", "targets"},
		{len(r.Checks), "kết quả kiểm tra", "result of a check", "results of checks"},
		{len(r.Came) + len(r.Gone), "đơn vị", "unit", "units"}, {len(r.Inputs), "tệp", "file", "files"},
		{len(r.Facts), "nội dung khác", "other fact", "other facts"},
	} {
		en := c.all
		if c.n == 1 {
			en = c.one
		}
		if c.n > 0 {
			counts = append(counts, finding.Say("%d %s", "%d %s", c.n, finding.Say(c.vi, en)))
		}
	}
	return finding.Say("KHÁC NHAU: %s", "DIFFERENT: %s", finding.Join(counts...))
}

func comparedReport(side finding.Text, path string, r *output.Report) finding.Text {
	fingerprint := r.Fingerprint[:min(16, len(r.Fingerprint))]
	return finding.Say("%s: %s (%s, %s, mã số liệu %s)", "%s: %s (%s, %s, fingerprint %s)", side, path, r.Unit.Name, r.Period.Label, fingerprint)
}

func otherPeriods() finding.Text {
	return finding.Say("Hai kỳ khác nhau: số tăng, giảm dưới đây là giữa hai kỳ.", "Two periods: the differences below are between them.")
}

var (
	figuresHead     = finding.Say("Số liệu:", "Figures:")
	targetsHead     = finding.Say("Kế hoạch:", "Targets:")
	checksHead      = finding.Say("Kết quả kiểm tra:", "Results of checks:")
	unitsHead       = finding.Say("Đơn vị:", "Units:")
	filesHead       = finding.Say("Tệp đầu vào:", "Inputs:")
	factsHead       = finding.Say("Nội dung khác:", "Other facts:")
	notComparedHead = finding.Say("Không so sánh được, vì có tệp không ghi:", "Not compared, since a file does not say:")
)

// figureChanged names a figure, its values and its words.
func figureChanged(f diff.Figure) finding.Text {
	name := f.Name
	if f.Period.Code != "" {
		name += ", " + f.Period.Label
	}
	measure := f.Measure
	if measure != "" && measure != "%" {
		measure = " " + measure
	}
	return finding.Say("%s  %s%s  %s", "%s  %s%s  %s", name, valuesOf(f.Change), measure, f.Label)
}

func operandChanged(f diff.Figure) finding.Text {
	return finding.Say("%s, %s  %s", "%s, %s  %s", f.Name, f.Period.Label, valuesOf(f.Change))
}

// valuesOf is what a value was and is.
func valuesOf(c diff.Change) finding.Text {
	switch {
	case c.Old == nil:
		return finding.Say("mới có %s", "new %s", printedNode(*c.New))
	case c.New == nil:
		return finding.Say("không còn (%s)", "gone (%s)", printedNode(*c.Old))
	case printedNode(*c.Old) == printedNode(*c.New):
		return finding.Say("vẫn %s", "still %s", printedNode(*c.New))
	}
	return finding.Plain(printedNode(*c.Old) + " → " + printedNode(*c.New) + differenceOf(c))
}

// placeBelow is where a value stands; of a sum the file, if it is one.
func placeBelow(n trace.Node) string {
	if n.File != "" {
		return placeOf(n)
	}
	var files []string
	n.Leaves(func(leaf *trace.Node) {
		if leaf.File != "" && !slices.Contains(files, leaf.File) {
			files = append(files, leaf.File)
		}
	})
	if len(files) == 1 {
		return files[0]
	}
	return ""
}

// placesOf is where a value stood and stands.
func placesOf(c diff.Change) finding.Text {
	var places []string
	for _, n := range []*trace.Node{c.Old, c.New} {
		if n == nil {
			continue
		}
		if place := placeBelow(*n); place != "" && !slices.Contains(places, place) {
			places = append(places, place)
		}
	}
	return finding.Plain(strings.Join(places, " → "))
}

var resultWords = map[model.Result]finding.Text{
	model.Passed: finding.Say("đạt", "passed"), model.Failed: finding.Say("không đạt", "failed"),
	model.NotRun: finding.Say("không kiểm tra được", "not run"), "": finding.Say("không có", "none"),
}

func checkChanged(c diff.Check) finding.Text {
	scope := finding.Say("số tổng hợp", "the totals")
	if c.Unit != "" {
		scope = finding.Plain(c.Unit)
	}
	return finding.Say("%s: %s → %s (%s)", "%s: %s → %s (%s)", scope, resultWords[c.Old], resultWords[c.New], c.Rule)
}

func unitCame(name string) finding.Text {
	return finding.Say("%s: mới nộp", "%s: has handed in", name)
}

func unitGone(name string) finding.Text {
	return finding.Say("%s: không còn bản nộp", "%s: its submission is gone", name)
}

func fileChanged(in diff.Input) finding.Text {
	switch {
	case in.Old == "":
		return finding.Say("thêm %s", "added %s", in.File)
	case in.New == "":
		return finding.Say("bớt %s", "removed %s", in.File)
	}
	return finding.Say("sửa %s (SHA-256 %s → %s)", "changed %s (SHA-256 %s → %s)", in.File, in.Old[:min(12, len(in.Old))], in.New[:min(12, len(in.New))])
}

var subjectWords = map[diff.Subject]finding.Text{
	diff.UnitName:     finding.Say("tên đơn vị", "unit's name"),
	diff.TemplateName: finding.Say("mẫu báo cáo", "template"),
	diff.TemplateHash: finding.Say("nội dung mẫu báo cáo", "what the template says"),
	diff.Texts:        finding.Say("lời văn của các đơn vị", "units' texts"),
	diff.Fingerprint:  finding.Say("mã số liệu", "fingerprint"),
	diff.Sources:      finding.Say("nguồn số liệu của từng đơn vị", "units' sources"),
	diff.Targets:      finding.Say("kế hoạch", "targets"),
	diff.Inputs:       finding.Say("danh sách và tệp của kỳ khác", "registers and files of other periods"),
	diff.PassedChecks: finding.Say("kiểm tra đạt ở từng đơn vị", "checks on units that passed"),
}

func factChanged(f diff.Fact) finding.Text {
	switch f.What {
	case diff.UnitName, diff.TemplateName:
		return finding.Say("%s: %s → %s", "%s: %s → %s", subjectWords[f.What], f.Old, f.New)
	}
	return finding.Say("%s: %s → %s", "%s: %s → %s", subjectWords[f.What], f.Old[:min(16, len(f.Old))], f.New[:min(16, len(f.New))])
}
